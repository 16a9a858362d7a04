import Geometry

/// A road of a `RoadDescription`: lanes along one reference line.
public struct DescribedRoad: Sendable {
    /// Unique among roads; lanes are named `id/number`.
    public var id: String
    public var randomKey: UInt64
    /// Name of the street for people; may be empty and may repeat.
    public var streetName = ""
    /// The reference line's pieces one after another; station 0 is the start of the first.
    public var plan: [PlanPiece]
    /// Lateral shift of lane 0 against the reference line, metres to the left, over stations of the road.
    public var laneOffset: [StationCubic] = []
    /// At least one; ascending `from`.
    public var sections: [DescribedSection]
    /// What joins at the reference line's start and end.
    public var predecessor: DescribedLink?
    public var successor: DescribedLink?
    /// Row of the junction that this road leads through, or nil: it is a connecting road.
    public var junction: Int?
    /// Class, from large to small; decides right of way where nothing else does.
    public var category = RoadCategory.town
    /// Speed limit of lanes without their own, m/s, from a station on.
    public var speeds: [DescribedSpeed] = []
    /// Height of the reference line over stations, metres; only used to tell bridges from level crossings.
    public var elevation: [StationCubic] = []
    /// Part of a roundabout's ring.
    public var isRoundabout = false

    public init(id: String, randomKey: UInt64? = nil, plan: [PlanPiece], sections: [DescribedSection]) {
        self.id = id
        self.randomKey = randomKey ?? StableHash.combine(StableHash.of("road"), StableHash.of(id))
        self.plan = plan
        self.sections = sections
    }

    /// Length of the reference line, metres.
    public var length: Double { plan.reduce(0) { $0 + $1.length } }
}

/// Class of a road.
public enum RoadCategory: String, Sendable, CaseIterable {
    case motorway, rural, town, lowSpeed, pedestrian, bicycle
}

/// What joins at the end of a road.
public enum DescribedLink: Sendable, Hashable {
    /// Another road (row), with the end of it that touches.
    case road(Int, contact: RoadContact)
    /// A junction (row).
    case junction(Int)
}

/// One end of a road's reference line.
public enum RoadContact: String, Sendable, CaseIterable {
    case start, end
}

/// A stretch of road with the same lanes.
public struct DescribedSection: Sendable {
    /// Station where the section begins, metres; it ends where the next begins.
    public var from: Double
    /// Without lane 0; any order.
    public var lanes: [DescribedLane]
    /// Marks on lane 0, the line between both directions.
    public var centreMarks: [DescribedMark] = []

    public init(from: Double = 0, lanes: [DescribedLane]) {
        self.from = from
        self.lanes = lanes
    }
}

/// A lane of a section. Stations of its records count from the section's start.
public struct DescribedLane: Sendable {
    /// Negative right of the reference line, positive left, counted outwards from ±1; never 0.
    public var number: Int
    public var type: LaneType
    /// Width, metres.
    public var widths: [StationCubic]
    /// Outer border, metres from lane 0 to the left; used instead of `widths` where that is empty.
    public var borders: [StationCubic] = []
    /// Marks on the outer border.
    public var marks: [DescribedMark] = []
    public var speeds: [DescribedSpeed] = []
    /// Numbers of the lanes that join at the section's start and end, in the adjoining section or linked road.
    /// Empty: the lane with the same place, if there is one of the same type.
    public var predecessors: [Int] = []
    public var successors: [Int] = []
    /// Who may use it, if not everybody that its type admits.
    public var users: LaneUsers?
    public var direction = Direction.standard

    /// Way of travel against the usual one of the lane's side.
    public enum Direction: String, Sendable, CaseIterable {
        case standard, reversed, both
    }

    public init(number: Int, type: LaneType, widths: [StationCubic]) {
        self.number = number
        self.type = type
        self.widths = widths
    }

    /// A lane of constant width, metres.
    public init(number: Int, type: LaneType, width: Double) {
        self.init(number: number, type: type, widths: [StationCubic](repeating: StationCubic(width), count: 1))
    }
}

/// A painted line from a station of the section on.
public struct DescribedMark: Sendable, Hashable {
    public var from: Double
    public var kind: MarkKind
    public var colour: PaintColour
    /// Width of one line, metres.
    public var width: Double
    /// Which crossing the mark allows; nil: what its kind usually means.
    public var laneChange: LaneChange?

    /// Named as in OpenDRIVE: towards higher lane numbers (to the left of the reference line) or lower ones.
    public enum LaneChange: String, Sendable, CaseIterable {
        case both, increase, decrease, none
    }

    public init(
        from: Double = 0, kind: MarkKind, colour: PaintColour = .white, width: Double = 0.12,
        laneChange: LaneChange? = nil
    ) {
        self.from = from
        self.kind = kind
        self.colour = colour
        self.width = width
        self.laneChange = laneChange
    }
}

/// A speed limit from a station on.
public struct DescribedSpeed: Sendable, Hashable {
    public var from: Double
    /// m/s; infinite for no limit.
    public var limit: Double

    public init(from: Double = 0, limit: Double) {
        self.from = from
        self.limit = limit
    }
}
