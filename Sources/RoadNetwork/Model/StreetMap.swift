import Geometry

/// The truth about streets that a policy never sees: roads, lanes, junctions, signals, crossings, paint, buildings.
///
/// Immutable after load and shared by every run on it. Rows of each array are addressed by `ElementID`. Every element
/// that can influence traffic or sensors carries a `randomKey` that stays with it when it is renamed or moved to another
/// row. World frame: x east, y north, z up, metres; ground at z = 0 everywhere (a 2.5D world).
public struct StreetMap: Sendable {
    /// Name for people, for example the file's name.
    public var name: String
    public var drivingSide: DrivingSide
    public var roads: [Road]
    public var lanes: [Lane]
    public var junctions: [Junction]
    /// Areas that two lanes of a junction share; see `Lane.conflicts`.
    public var conflicts: [ConflictZone]
    public var signalControllers: [SignalController]
    public var signalGroups: [SignalGroup]
    public var signalHeads: [SignalHead]
    public var signs: [TrafficSign]
    public var crossings: [Crossing]
    public var parkingBays: [ParkingBay]
    public var paint: [PaintPatch]
    public var surfaces: [GroundSurface]
    public var kerbs: [Kerb]
    public var buildings: [Building]
    public var furniture: [StreetFurniture]
    /// Things that were not in the source and had to be derived or dropped, in words for a person.
    public var notes: [String]
    /// Lanes by position; nil until `indexed()`.
    public private(set) var laneIndex: SpatialGrid?

    /// An empty map, for builders.
    public init(name: String, drivingSide: DrivingSide = .right) {
        self.name = name
        self.drivingSide = drivingSide
        (roads, lanes, junctions, conflicts, signalControllers, signalGroups) = ([], [], [], [], [], [])
        (signalHeads, signs, crossings, parkingBays, paint, surfaces) = ([], [], [], [], [], [])
        (kerbs, buildings, furniture, notes) = ([], [], [], [])
    }

    public subscript(id: LaneID) -> Lane { lanes[id.index] }
    public subscript(id: JunctionID) -> Junction { junctions[id.index] }

    /// The map with its spatial index of lanes built; the last step of every builder.
    public func indexed() -> StreetMap {
        var copy = self
        let bounds = lanes.map { lane in
            let reach = (lane.halfWidths.max() ?? 0) + 0.5
            let xs = lane.centerline.points.map(\.x)
            let ys = lane.centerline.points.map(\.y)
            return (
                low: Vector2((xs.min() ?? 0) - reach, (ys.min() ?? 0) - reach),
                high: Vector2((xs.max() ?? 0) + reach, (ys.max() ?? 0) + reach)
            )
        }
        copy.laneIndex = SpatialGrid(bounds: bounds, cellSize: 20)
        return copy
    }

    /// A point seen from a lane: arc length along it and offset to the left of its centre line.
    public struct LanePosition: Sendable {
        public var lane: LaneID
        public var s: Double
        public var t: Double

        public init(lane: LaneID, s: Double, t: Double = 0) {
            self.lane = lane
            self.s = s
            self.t = t
        }
    }

    /// Lanes whose area holds the point (within `margin` metres of their border), ascending rows.
    public func lanes(at point: Vector2, margin: Double = 0) -> [LanePosition] {
        guard let laneIndex else { return [] }
        return laneIndex.candidates(near: point, radius: margin).compactMap { row in
            let projection = lanes[row].centerline.project(point)
            guard projection.distance <= lanes[row].halfWidth(at: projection.s) + margin else { return nil }
            return LanePosition(lane: LaneID(row), s: projection.s, t: projection.t)
        }
    }

    /// The lane that fits a pose best: holds the point, and runs closest to the heading. nil off the road.
    /// Ties go to the smaller distance from the centre line, then to the smaller random key.
    public func lane(for pose: Pose2, margin: Double = 0.3, where accepts: (Lane) -> Bool = { $0.type.isDrivable })
        -> LanePosition?
    {
        var best: (cost: Double, key: UInt64, position: LanePosition)?
        for position in lanes(at: pose.position, margin: margin) where accepts(lanes[position.lane.index]) {
            let lane = lanes[position.lane.index]
            let turn = Angle.difference(from: lane.centerline.pose(at: position.s).yaw, to: pose.yaw).magnitude
            let cost = turn + 0.1 * position.t.magnitude
            if let current = best, (current.cost, current.key) <= (cost, lane.randomKey) { continue }
            best = (cost, lane.randomKey, position)
        }
        return best?.position
    }

    /// The row of a lane by its name, nil if there is none. Complexity: O(lanes).
    public func laneID(named name: String) -> LaneID? {
        lanes.firstIndex { $0.name == name }.map { LaneID($0) }
    }
}

/// The side of the road that traffic keeps to.
public enum DrivingSide: String, Sendable, CaseIterable {
    case right
    case left
}

/// A road: lanes side by side along one reference line. Only names and grouping; geometry stands in the lanes.
public struct Road: Sendable {
    public var name: String
    public var randomKey: UInt64
    /// Every lane of the road, from the left edge to the right edge seen along the reference line.
    public var lanes: [LaneID]
    /// The junction this road leads through, or none.
    public var junction: JunctionID
    /// The reference line.
    public var referenceLine: Polyline

    public init(
        name: String, randomKey: UInt64, lanes: [LaneID], junction: JunctionID = .none, referenceLine: Polyline
    ) {
        self.name = name
        self.randomKey = randomKey
        self.lanes = lanes
        self.junction = junction
        self.referenceLine = referenceLine
    }
}
