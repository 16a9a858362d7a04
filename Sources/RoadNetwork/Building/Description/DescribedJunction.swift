import Geometry

/// Where roads meet, with the connecting roads that lead through.
public struct DescribedJunction: Sendable {
    /// Unique among junctions.
    public var id: String
    public var randomKey: UInt64
    public var connections: [DescribedConnection] = []
    /// Right of way between connecting or incoming roads, where the source states it.
    public var priorities: [DescribedPriority] = []
    /// Rows of the controllers that run its signals, if the source says so.
    public var controllers: [Int] = []
    /// How the junction is ruled; nil: derived from signals, signs and the roads' classes.
    public var control: Control?
    /// Part of a roundabout; nil: derived from the connecting roads.
    public var isRoundabout: Bool?

    /// How a junction is ruled.
    public enum Control: String, Sendable, CaseIterable {
        /// Traffic lights: derived where no described signal rules an entry.
        case signals
        case allWayStop
        /// The larger road has priority; the others yield.
        case priority
        /// As `priority`, but the others stop.
        case priorityStop
        case rightBeforeLeft
        /// Nobody waits by rule (ramps, lane drops).
        case free
    }

    public init(id: String, randomKey: UInt64? = nil) {
        self.id = id
        self.randomKey = randomKey ?? StableHash.combine(StableHash.of("junction"), StableHash.of(id))
    }
}

/// A way from one road into the junction.
public struct DescribedConnection: Sendable {
    /// Row of the road that traffic comes from.
    public var incoming: Int
    /// Row of the connecting road, or of the outgoing road itself (`isDirect`).
    public var connecting: Int
    /// The end of the connecting road that touches the incoming one.
    public var contact: RoadContact
    /// Lane numbers of the incoming and the connecting road.
    public var laneLinks: [LaneLink]
    /// No connecting road: the lanes join directly (OpenDRIVE direct junctions).
    public var isDirect = false

    public struct LaneLink: Sendable, Hashable {
        public var from: Int
        public var to: Int

        public init(from: Int, to: Int) {
            self.from = from
            self.to = to
        }
    }

    public init(incoming: Int, connecting: Int, contact: RoadContact = .start, laneLinks: [LaneLink]) {
        self.incoming = incoming
        self.connecting = connecting
        self.contact = contact
        self.laneLinks = laneLinks
    }
}

/// Traffic of road `high` goes before traffic of road `low` (rows of connecting or incoming roads).
public struct DescribedPriority: Sendable, Hashable {
    public var high: Int
    public var low: Int

    public init(high: Int, low: Int) {
        self.high = high
        self.low = low
    }
}
