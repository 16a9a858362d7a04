import Geometry
import RoadNetwork

/// Lanes, flattened for the inner loops: one record per row of `StreetMap.lanes`, points and lists in shared pools.
struct LaneTable: Sendable {
    var records: [LaneRecord] = []
    var points: [LanePoint] = []
    /// Rows of successors and predecessors of all lanes, one after the other.
    var successors: [Int32] = []
    var predecessors: [Int32] = []

    @inline(__always) subscript(lane: Int32) -> LaneRecord { records[Int(lane)] }
}

/// What inner loops read of a lane.
struct LaneRecord: Sendable {
    var pointStart: Int32 = 0
    var pointCount: Int32 = 0
    var successorStart: Int32 = 0
    var successorCount: Int32 = 0
    var predecessorStart: Int32 = 0
    var predecessorCount: Int32 = 0
    /// Views of conflict zones in `JunctionTable.zones`.
    var zoneStart: Int32 = 0
    var zoneCount: Int32 = 0
    /// Crossed stretches in `CrossingTable.stretches`.
    var stretchStart: Int32 = 0
    var stretchCount: Int32 = 0
    /// Neighbours; -1 if there is none.
    var left: Int32 = -1
    var right: Int32 = -1
    var opposite: Int32 = -1
    var junction: Int32 = -1
    var signalGroup: Int32 = -1
    var control: EntryControl = .none
    var turn: TurnDirection = .straight
    var users: LaneUsers = []
    /// Users that can drive on for ever from here.
    var openFor: LaneUsers = []
    var mayChangeLeft = false
    var mayChangeRight = false
    var isDrivable = false
    var isForCyclesOnly = false
    var key: UInt64 = 0
    /// Others cross it: nobody may stand on it for want of room ahead.
    var mustStayClear = false
    /// Metres.
    var length = 0.0
    /// m/s.
    var speedLimit = 0.0
    /// Arc length at which a vehicle's front waits.
    var stopLine = 0.0
    /// Highest speed that the lane's curves allow anywhere on it, squared, m²/s²; and at its start, braking included.
    var slowestSquared = 0.0
    var entrySquared = 0.0
    /// Radius of its tightest curve, metres.
    var tightestRadius = Double.infinity
    /// Heading at the start and the end, radians.
    var entryYaw = 0.0
    var exitYaw = 0.0
}

/// A point of a lane's centre line.
struct LanePoint: Sendable {
    var position: Vector2
    /// Unit vector towards the next point (the last point repeats its predecessor's).
    var direction: Vector2
    /// Arc length and heading, metres, radians.
    var s: Double
    var yaw: Double
    /// Metres.
    var halfWidth: Double
    /// Square of the speed that the curve here and those ahead on this lane allow, at unit lateral acceleration
    /// for the curve and `LaneTable.curveBraking` before it, m²/s².
    var curveSquared: Double
}

extension LaneTable {
    /// The segment of a lane that holds arc length `s` (clamped): row of its first point in `points`.
    @inline(__always)
    func segment(_ lane: Int32, at s: Double) -> Int {
        let record = records[Int(lane)]
        let start = Int(record.pointStart)
        let last = start + Int(record.pointCount) - 2
        let share = record.length > 0 ? min(1, max(0, s / record.length)) : 0
        var index = start + Int(share * Double(last - start))
        while index < last, points[index + 1].s <= s { index += 1 }
        while index > start, points[index].s > s { index -= 1 }
        return index
    }

    /// Position and heading at arc length `s`, `offset` metres to the left; end segments are prolonged.
    @inline(__always)
    func pose(_ lane: Int32, at s: Double, offset: Double) -> (position: Vector2, yaw: Double) {
        let index = segment(lane, at: s)
        let point = points[index]
        let next = points[index + 1]
        let share = min(1, max(0, (s - point.s) / (next.s - point.s)))
        let yaw = point.yaw + (next.yaw - point.yaw) * share
        return (
            point.position + point.direction * (s - point.s) + point.direction.leftNormal * offset, yaw
        )
    }

    /// Half of the width at arc length `s`, metres.
    @inline(__always)
    func halfWidth(_ lane: Int32, at s: Double) -> Double {
        let index = segment(lane, at: s)
        let point = points[index]
        let next = points[index + 1]
        let share = min(1, max(0, (s - point.s) / (next.s - point.s)))
        return point.halfWidth + (next.halfWidth - point.halfWidth) * share
    }

    /// A point seen from a lane near arc length `s`: arc length (not clamped), offset to the left, lane's heading there.
    /// Walks from the segment at `s` downhill, so it costs a step or two however long the lane is.
    @inline(__always)
    func project(_ position: Vector2, on lane: Int32, near s: Double) -> (s: Double, t: Double, yaw: Double) {
        let record = records[Int(lane)]
        let start = Int(record.pointStart)
        let last = start + Int(record.pointCount) - 2
        var index = segment(lane, at: s)
        var moved = 0
        while true {
            let point = points[index]
            let offset = position - point.position
            let along = offset.dot(point.direction)
            let span = points[index + 1].s - point.s
            if along > span, index < last, moved >= 0 {
                index += 1
                moved = 1
                continue
            }
            if along < 0, index > start, moved <= 0 {
                index -= 1
                moved = -1
                continue
            }
            // Between two segments that both miss the point, the shared corner is the closest.
            let clamped = (moved > 0 && along < 0) || (moved < 0 && along > span) ? min(span, max(0, along)) : along
            let share = min(1, max(0, clamped / span))
            let yaw = point.yaw + (points[index + 1].yaw - point.yaw) * share
            return (point.s + clamped, point.direction.cross(offset), yaw)
        }
    }

    /// A point seen from a lane when nothing is known: the closest of all segments, then as `project(_:on:near:)`.
    func project(_ position: Vector2, on lane: Int32) -> (s: Double, t: Double, yaw: Double) {
        let record = records[Int(lane)]
        let start = Int(record.pointStart)
        var best = Double.infinity
        var bestS = 0.0
        for index in start..<(start + Int(record.pointCount) - 1) {
            let point = points[index]
            let offset = position - point.position
            let span = points[index + 1].s - point.s
            let along = min(span, max(0, offset.dot(point.direction)))
            let squared = (offset - point.direction * along).lengthSquared
            if squared < best {
                best = squared
                bestS = point.s + along
            }
        }
        return project(position, on: lane, near: bestS)
    }

    /// Square of the speed that curves from `s` to the end of the lane allow at unit lateral acceleration, m²/s².
    @inline(__always)
    func curveSquared(_ lane: Int32, at s: Double) -> Double {
        let index = segment(lane, at: s)
        let point = points[index]
        let next = points[index + 1]
        let share = min(1, max(0, (s - point.s) / (next.s - point.s)))
        return point.curveSquared + (next.curveSquared - point.curveSquared) * share
    }
}
