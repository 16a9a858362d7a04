import Geometry

/// Where roads meet.
public struct Junction: Sendable {
    public var name: String
    public var randomKey: UInt64
    /// Every connecting lane.
    public var lanes: [LaneID]
    /// The signal controller, or none.
    public var controller: SignalControllerID
    public var isRoundabout: Bool
    /// Middle and radius of the area that the connecting lanes cover, metres.
    public var center: Vector2
    public var radius: Double

    public init(
        name: String, randomKey: UInt64, lanes: [LaneID] = [], controller: SignalControllerID = .none,
        isRoundabout: Bool = false, center: Vector2 = .zero, radius: Double = 0
    ) {
        self.name = name
        self.randomKey = randomKey
        self.lanes = lanes
        self.controller = controller
        self.isRoundabout = isRoundabout
        self.center = center
        self.radius = radius
    }
}

/// A stretch that two lanes share: who is on one part must not meet who is on the other.
public struct ConflictZone: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        /// The lanes cross.
        case crossing
        /// The lanes end in the same lane.
        case merging
        /// The lanes start in the same lane and part.
        case diverging
    }

    public var kind: Kind
    public var first: LaneID
    public var second: LaneID
    /// Arc lengths on each lane between which vehicles of usual width may touch.
    public var firstFrom: Double
    public var firstTo: Double
    public var secondFrom: Double
    public var secondTo: Double
    /// Who goes first when nothing else (signal, stop order) decides.
    public var priority: Priority

    public enum Priority: String, Sendable, CaseIterable {
        /// The first lane has right of way; traffic on the second yields.
        case first
        case second
        /// First come, first served (all-way stop, zipper, equal roads after their own rule).
        case equal
    }

    public init(
        kind: Kind, first: LaneID, second: LaneID, firstRange: ClosedRange<Double>, secondRange: ClosedRange<Double>,
        priority: Priority
    ) {
        self.kind = kind
        self.first = first
        self.second = second
        (firstFrom, firstTo) = (firstRange.lowerBound, firstRange.upperBound)
        (secondFrom, secondTo) = (secondRange.lowerBound, secondRange.upperBound)
        self.priority = priority
    }

    /// The zone seen from one of its lanes.
    public struct View: Sendable {
        public var other: LaneID
        public var mine: ClosedRange<Double>
        public var theirs: ClosedRange<Double>
        /// This lane's traffic must let the other's go first.
        public var iYield: Bool
        /// The other lane's traffic must let this lane's go first.
        public var theyYield: Bool
    }

    /// The zone as traffic on `lane` sees it; `lane` must be one of the two.
    public func view(from lane: LaneID) -> View {
        if lane == first {
            return View(
                other: second, mine: firstFrom...firstTo, theirs: secondFrom...secondTo, iYield: priority == .second,
                theyYield: priority == .first)
        }
        return View(
            other: first, mine: secondFrom...secondTo, theirs: firstFrom...firstTo, iYield: priority == .first,
            theyYield: priority == .second)
    }
}

/// A pedestrian (or cycle) crossing over a carriageway.
public struct Crossing: Sendable {
    public var name: String
    public var randomKey: UInt64
    /// From kerb to kerb, from the right of its road to the left, seen along the road.
    public var path: Polyline
    /// Across the walking direction, metres.
    public var width: Double
    /// Zebra bars are painted (pedestrians have priority unless signals rule).
    public var isZebra: Bool
    /// Pedestrian signals, or none.
    public var signalGroup: SignalGroupID
    /// Lanes that the crossing lies over, with the range of arc length covered on each.
    public var lanes: [CrossedLane]

    public struct CrossedLane: Sendable {
        public var lane: LaneID
        public var from: Double
        public var to: Double
        /// Arc length on the crossing's path where the lane's centre line is met.
        public var along: Double

        public init(lane: LaneID, from: Double, to: Double, along: Double) {
            self.lane = lane
            self.from = from
            self.to = to
            self.along = along
        }
    }

    public init(
        name: String, randomKey: UInt64, path: Polyline, width: Double, isZebra: Bool,
        signalGroup: SignalGroupID = .none, lanes: [CrossedLane] = []
    ) {
        self.name = name
        self.randomKey = randomKey
        self.path = path
        self.width = width
        self.isZebra = isZebra
        self.signalGroup = signalGroup
        self.lanes = lanes
    }
}

/// A marked place to park.
public struct ParkingBay: Sendable {
    public var name: String
    public var randomKey: UInt64
    public var box: OrientedBox
    /// The lane from which it is reached, or none, and the arc length beside its middle.
    public var lane: LaneID
    public var s: Double

    public init(name: String, randomKey: UInt64, box: OrientedBox, lane: LaneID = .none, s: Double = 0) {
        self.name = name
        self.randomKey = randomKey
        self.box = box
        self.lane = lane
        self.s = s
    }
}
