import Geometry

/// Where somebody may drive, ride or walk. Geometry runs in the direction of travel.
public struct Lane: Sendable {
    /// Name for people and scenario files: `road/laneNumber`, for example `main/-1`.
    public var name: String
    public var randomKey: UInt64
    public var road: RoadID
    /// Stations of the road's reference line beside the centre line's first and last point, metres; the first is the
    /// larger one where the lane travels against the reference line.
    public var stationAtStart: Double
    public var stationAtEnd: Double
    /// OpenDRIVE lane id: negative right of the reference line, positive left.
    public var number: Int
    public var type: LaneType
    /// Middle of the lane in the direction of travel.
    public var centerline: Polyline
    /// Half of the lane's width at each point of the centre line, metres, ≥ 0.
    public var halfWidths: [Double]
    /// m/s.
    public var speedLimit: Double
    public var users: LaneUsers
    /// The next lane to the left or right, travelling the same way, or none.
    public var leftNeighbour: LaneID
    public var rightNeighbour: LaneID
    /// The adjoining lane that travels the other way (across the centre mark), or none.
    public var oppositeNeighbour: LaneID
    /// Whether the paint allows changing into the neighbour.
    public var mayChangeLeft: Bool
    public var mayChangeRight: Bool
    public var successors: [LaneID]
    public var predecessors: [LaneID]
    /// The junction this lane leads through (a connecting lane), or none.
    public var junction: JunctionID
    /// Where a connecting lane turns; `.straight` outside junctions.
    public var turn: TurnDirection
    /// Part of a roundabout's ring.
    public var isRoundabout: Bool
    /// Connecting lanes only: who must wait at its start.
    public var control: EntryControl
    /// Connecting lanes only: the signal group that rules its start, or none.
    public var signalGroup: SignalGroupID
    /// Rows of `StreetMap.conflicts` in which this lane takes part (connecting lanes and lanes into merges).
    public var conflicts: [Int32]
    /// Arc length of the stop line before the lane's end; nil if it has none.
    public var stopLine: Double?
    /// Marks along the borders, seen along the direction of travel.
    public var leftMarks: [LaneMark]
    public var rightMarks: [LaneMark]

    public init(
        name: String, randomKey: UInt64, road: RoadID, number: Int, type: LaneType, centerline: Polyline,
        halfWidths: [Double], speedLimit: Double
    ) {
        precondition(halfWidths.count == centerline.points.count, "A lane needs one half width per centre line point")
        self.name = name
        self.randomKey = randomKey
        self.road = road
        (stationAtStart, stationAtEnd) = (0, centerline.length)
        self.number = number
        self.type = type
        self.centerline = centerline
        self.halfWidths = halfWidths
        self.speedLimit = speedLimit
        users = type.defaultUsers
        (leftNeighbour, rightNeighbour, oppositeNeighbour) = (.none, .none, .none)
        (mayChangeLeft, mayChangeRight) = (true, true)
        (successors, predecessors, conflicts) = ([], [], [])
        junction = .none
        turn = .straight
        isRoundabout = false
        control = .none
        signalGroup = .none
        stopLine = nil
        (leftMarks, rightMarks) = ([], [])
    }

    /// Arc length, metres.
    public var length: Double { centerline.length }

    /// Half of the width at arc length `s`, metres.
    public func halfWidth(at s: Double) -> Double {
        let index = centerline.segment(at: s)
        let span = centerline.arcLengths[index + 1] - centerline.arcLengths[index]
        let fraction = min(1, max(0, (s - centerline.arcLengths[index]) / span))
        return halfWidths[index] + (halfWidths[index + 1] - halfWidths[index]) * fraction
    }

    /// The left border as a polyline (right: negative `side`).
    public func border(side: Double) -> Polyline {
        centerline.shifted(by: halfWidths.map { $0 * side })
    }
}

/// What a lane is for (OpenDRIVE lane types).
public enum LaneType: String, Sendable, CaseIterable {
    case driving, bidirectional, bus, entry, exit, biking, sidewalk, shoulder, parking, median, restricted, tram, none

    /// Whether motor vehicles normally drive here.
    public var isDrivable: Bool {
        switch self {
        case .driving, .bidirectional, .bus, .entry, .exit: return true
        default: return false
        }
    }

    /// Whether the surface is at carriageway level: a vehicle here is not off the road.
    public var isCarriageway: Bool {
        switch self {
        case .sidewalk, .median, .none, .restricted: return false
        default: return true
        }
    }

    /// Who may use such a lane unless it says otherwise.
    public var defaultUsers: LaneUsers {
        switch self {
        case .driving, .bidirectional, .entry, .exit: return [.cars, .heavy, .buses, .bicycles]
        case .bus: return [.buses, .bicycles]
        case .biking: return [.bicycles]
        case .sidewalk: return [.pedestrians]
        case .tram: return [.trams]
        default: return []
        }
    }
}

/// Who may use a lane.
public struct LaneUsers: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let cars = LaneUsers(rawValue: 1)
    public static let heavy = LaneUsers(rawValue: 2)
    public static let buses = LaneUsers(rawValue: 4)
    public static let bicycles = LaneUsers(rawValue: 8)
    public static let pedestrians = LaneUsers(rawValue: 16)
    public static let trams = LaneUsers(rawValue: 32)
}

/// Where a connecting lane leads.
public enum TurnDirection: String, Sendable, CaseIterable {
    case straight, left, right, slightLeft, slightRight, uTurn
}

/// Who waits at the start of a connecting lane.
public enum EntryControl: String, Sendable, CaseIterable {
    /// No rule of its own: priority road, or outside junctions.
    case none
    case yield
    case stop
    /// Everybody stops, first come first served.
    case allWayStop
    /// Give way to the right (or left, by driving side).
    case rightBeforeLeft
    case signal
    /// Two lanes become one; take turns.
    case zipper
}

/// A painted border of a lane over a range of its arc length.
public struct LaneMark: Sendable, Hashable {
    public var from: Double
    public var to: Double
    public var kind: MarkKind
    public var colour: PaintColour
    /// Width of one line, metres.
    public var width: Double

    public init(from: Double, to: Double, kind: MarkKind, colour: PaintColour = .white, width: Double = 0.12) {
        self.from = from
        self.to = to
        self.kind = kind
        self.colour = colour
        self.width = width
    }
}

/// Patterns of lane marks (OpenDRIVE road mark types).
public enum MarkKind: String, Sendable, CaseIterable {
    case none, solid, broken, solidSolid, solidBroken, brokenSolid, brokenBroken, bottsDots, curb, grass, edge
}

/// Colours of road paint.
public enum PaintColour: String, Sendable, CaseIterable {
    case white, yellow, blue, red, green, orange
}
