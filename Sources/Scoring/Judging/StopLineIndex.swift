import Geometry
import RoadNetwork
import World

/// Every line at which somebody may have to stop, by place.
public struct StopLineIndex: Sendable {
    /// A stop line across one lane.
    public struct Line: Sendable {
        public var lane: LaneID
        public var segment: Segment
        /// Unit vector of travel.
        public var direction: Vector2
        /// Identity for counting: the lane's random key.
        public var key: UInt64
    }

    public let lines: [Line]
    private let grid: SpatialGrid

    /// Lines of all lanes that have one or lead to a connecting lane with a signal, stop or all-way stop.
    public init(map: StreetMap) {
        var found: [Line] = []
        for (row, lane) in map.lanes.enumerated() where lane.type.isDrivable {
            let isControlled = lane.successors.contains { successor in
                switch map[successor].control {
                case .signal, .stop, .allWayStop: return true
                default: return false
                }
            }
            guard isControlled else { continue }
            let s = lane.stopLine ?? lane.length
            let pose = lane.centerline.pose(at: s)
            let across = pose.forward.leftNormal * (lane.halfWidth(at: s) + 0.3)
            found.append(
                Line(
                    lane: LaneID(row), segment: Segment(from: pose.position - across, to: pose.position + across),
                    direction: pose.forward, key: lane.randomKey))
        }
        lines = found
        grid = SpatialGrid(
            bounds: found.map { line in
                let (a, b) = (line.segment.from, line.segment.to)
                return (Vector2(min(a.x, b.x), min(a.y, b.y)), Vector2(max(a.x, b.x), max(a.y, b.y)))
            }, cellSize: 10)
    }

    /// Calls `body` with each line that a point moving from `from` to `to` crosses in the direction of travel, and the
    /// fraction of the way at which it does. In ascending rows.
    public func forEachCrossing(from: Vector2, to: Vector2, _ body: (Line, Double) -> Void) {
        guard !lines.isEmpty else { return }
        let move = Segment(from: from, to: to)
        let low = Vector2(min(from.x, to.x), min(from.y, to.y))
        let high = Vector2(max(from.x, to.x), max(from.y, to.y))
        var last = -1
        grid.forEach(from: low, to: high) { row in
            guard row != last else { return }
            last = row
            let line = lines[row]
            guard (to - from).dot(line.direction) > 0, let crossing = move.crossing(with: line.segment) else { return }
            body(line, crossing.mine)
        }
    }
}

/// A stop line that was crossed.
public struct StopLineCrossing: Sendable {
    public var lane: LaneID
    public var key: UInt64
    /// Seconds since the start, interpolated inside the tick.
    public var time: Double
    /// Where, in the world.
    public var place: Vector2
    /// What ruled the crossing at that instant.
    public var control: EntryControl
    /// What the signal showed; `.dark` without one.
    public var aspect: SignalAspect
}
