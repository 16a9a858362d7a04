import Geometry

/// A traffic light, sign or stop line, with the lanes that it rules.
public struct DescribedSignal: Sendable {
    /// Unique among signals.
    public var id: String
    public var randomKey: UInt64
    public var meaning: Meaning
    /// Where it stands and which lanes it rules there. Further places only make it rule other lanes, too.
    public var places: [Place]
    /// Height of its middle above ground, metres; nil: usual for its meaning.
    public var height: Double?
    /// Edge length or lens diameter, metres; nil: usual for its meaning.
    public var size: Double?

    public enum Meaning: Sendable, Hashable {
        /// A light for vehicles. `turns` are the directions it rules; empty: all.
        case light(turns: [TurnDirection])
        case pedestrianLight
        case bicycleLight
        /// A sign with the number on its face (speed limit in km/h; 0 if none).
        case sign(TrafficSign.Kind, value: Double)
        case stopLine
    }

    /// A place beside or over a road.
    public struct Place: Sendable {
        /// Row of the road.
        public var road: Int
        /// Station and offset to the left of the reference line, metres.
        public var s: Double
        public var t: Double
        /// The direction of travel it is valid for, along the reference line.
        public var orientation: Orientation
        /// Turn of the face against the road, radians.
        public var heading: Double
        /// Lane numbers it is valid for; empty: all lanes of that direction; `[0]`: none here.
        public var lanes: [Int]

        public init(
            road: Int, s: Double, t: Double, orientation: Orientation, heading: Double = 0, lanes: [Int] = []
        ) {
            self.road = road
            self.s = s
            self.t = t
            self.orientation = orientation
            self.heading = heading
            self.lanes = lanes
        }
    }

    public enum Orientation: String, Sendable, CaseIterable {
        /// For traffic in the direction of ascending stations.
        case forward
        case backward
        case both
    }

    public init(id: String, randomKey: UInt64? = nil, meaning: Meaning, places: [Place]) {
        self.id = id
        self.randomKey = randomKey ?? StableHash.combine(StableHash.of("signal"), StableHash.of(id))
        self.meaning = meaning
        self.places = places
    }
}

/// Runs signals through a fixed programme, or only says which signals belong together.
public struct DescribedController: Sendable {
    /// Unique among controllers.
    public var id: String
    public var randomKey: UInt64
    /// Rows of the signals it switches.
    public var signals: [Int]
    /// Empty: a programme is derived.
    public var phases: [Phase]
    /// Seconds; see `SignalController.offset`.
    public var offset: Double

    /// One step of a programme.
    public struct Phase: Sendable {
        /// Seconds, > 0.
        public var duration: Double
        /// What the named signals (rows) show; all others show red.
        public var aspects: [(signal: Int, aspect: SignalAspect)]

        public init(duration: Double, aspects: [(signal: Int, aspect: SignalAspect)]) {
            self.duration = duration
            self.aspects = aspects
        }
    }

    public init(id: String, randomKey: UInt64? = nil, signals: [Int], phases: [Phase] = [], offset: Double = 0) {
        self.id = id
        self.randomKey = randomKey ?? StableHash.combine(StableHash.of("controller"), StableHash.of(id))
        self.signals = signals
        self.phases = phases
        self.offset = offset
    }
}
