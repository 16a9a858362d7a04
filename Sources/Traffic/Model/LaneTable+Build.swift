import Geometry
import RoadNetwork

extension LaneTable {
    /// Deceleration before a curve, as a share of the lateral acceleration allowed in it (both scale together).
    static let curveBraking = 0.7
    /// Distance over which a line's turn is averaged into a curvature, metres.
    private static let curvatureWindow = 2.5

    init(map: StreetMap) {
        records.reserveCapacity(map.lanes.count)
        for row in map.lanes.indices { append(map.lanes[row]) }
        markOpenLanes()
    }

    private mutating func append(_ lane: Lane) {
        var record = LaneRecord()
        record.pointStart = Int32(points.count)
        record.pointCount = Int32(lane.centerline.points.count)
        record.successorStart = Int32(successors.count)
        record.successorCount = Int32(lane.successors.count)
        successors += lane.successors.map(\.row)
        record.predecessorStart = Int32(predecessors.count)
        record.predecessorCount = Int32(lane.predecessors.count)
        predecessors += lane.predecessors.map(\.row)
        (record.left, record.right) = (lane.leftNeighbour.row, lane.rightNeighbour.row)
        record.opposite = lane.oppositeNeighbour.row
        (record.junction, record.signalGroup) = (lane.junction.row, lane.signalGroup.row)
        (record.control, record.turn, record.users) = (lane.control, lane.turn, lane.users)
        (record.mayChangeLeft, record.mayChangeRight) = (lane.mayChangeLeft, lane.mayChangeRight)
        record.isDrivable = lane.type.isDrivable
        record.isForCyclesOnly = lane.type == .biking
        record.key = lane.randomKey
        record.length = lane.length
        record.speedLimit = lane.speedLimit
        record.stopLine = lane.stopLine ?? lane.length
        appendPoints(lane.centerline, halfWidths: lane.halfWidths)
        let own = points[Int(record.pointStart)...]
        record.entrySquared = own.first?.curveSquared ?? .infinity
        record.slowestSquared = own.map(\.curveSquared).min() ?? .infinity
        record.tightestRadius = lane.centerline.leastRadius(window: 1.5)
        record.entryYaw = lane.centerline.headings[0]
        record.exitYaw = lane.centerline.headings[lane.centerline.headings.count - 1]
        records.append(record)
    }

    mutating func appendPoints(_ line: Polyline, halfWidths: [Double]) {
        let start = points.count
        for index in line.points.indices {
            let from = min(index, line.points.count - 2)
            let direction = (line.points[from + 1] - line.points[from]).normalized
            let curvature = line.curvature(at: line.arcLengths[index], window: Self.curvatureWindow).magnitude
            points.append(
                LanePoint(
                    position: line.points[index], direction: direction, s: line.arcLengths[index],
                    yaw: line.headings[index], halfWidth: halfWidths[index],
                    curveSquared: 1 / max(curvature, 1e-4)))
        }
        for index in stride(from: points.count - 2, through: start, by: -1) {
            let span = points[index + 1].s - points[index].s
            let braking = points[index + 1].curveSquared + 2 * Self.curveBraking * span
            points[index].curveSquared = min(points[index].curveSquared, braking)
        }
    }

    /// Finds, per kind of user, the lanes from which one can drive on for ever: the greatest set of lanes that each
    /// have a successor inside the set.
    private mutating func markOpenLanes() {
        for row in records.indices { records[row].openFor = records[row].users }
        var changed = true
        while changed {
            changed = false
            for row in records.indices where !records[row].openFor.isEmpty {
                var onwards: LaneUsers = []
                for next in successorRows(of: Int32(row)) { onwards.formUnion(records[Int(next)].openFor) }
                let open = records[row].openFor.intersection(onwards)
                if open != records[row].openFor {
                    records[row].openFor = open
                    changed = true
                }
            }
        }
    }

    /// Rows of the lanes that follow a lane.
    @inline(__always)
    func successorRows(of lane: Int32) -> ArraySlice<Int32> {
        let record = records[Int(lane)]
        return successors[Int(record.successorStart)..<Int(record.successorStart + record.successorCount)]
    }

    /// Rows of the lanes that lead into a lane.
    @inline(__always)
    func predecessorRows(of lane: Int32) -> ArraySlice<Int32> {
        let record = records[Int(lane)]
        return predecessors[Int(record.predecessorStart)..<Int(record.predecessorStart + record.predecessorCount)]
    }
}
