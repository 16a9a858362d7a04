import Geometry

extension MapAssembly {
    /// Finds oncoming lanes across the centre mark that belong to another road: many sources give each direction of a
    /// street its own road. The map must be indexed.
    mutating func findOppositeLanes() {
        for row in map.lanes.indices {
            let lane = map.lanes[row]
            guard lane.type.isDrivable, lane.oppositeNeighbour.isNone, lane.junction.isNone, lane.length > 1 else {
                continue
            }
            let inner = map.drivingSide == .right ? lane.leftNeighbour : lane.rightNeighbour
            guard inner.isNone || !map.lanes[inner.index].type.isDrivable else { continue }
            guard let other = oncomingLane(across: row) else { continue }
            map.lanes[row].oppositeNeighbour = other
            if map.lanes[other.index].oppositeNeighbour.isNone {
                map.lanes[other.index].oppositeNeighbour = LaneID(row)
            }
        }
    }

    /// The lane that lies beside the middle of `row` on the inner side and runs the other way.
    private func oncomingLane(across row: Int) -> LaneID? {
        let lane = map.lanes[row]
        let side = map.drivingSide == .right ? 1.0 : -1.0
        let middle = lane.centerline.pose(at: lane.length / 2)
        let offset = side * (lane.halfWidth(at: lane.length / 2) + 0.8)
        let probe = middle.position + middle.forward.leftNormal * offset
        var best: (distance: Double, key: UInt64, lane: LaneID)?
        for position in map.lanes(at: probe) {
            let other = map.lanes[position.lane.index]
            guard other.type.isDrivable, other.junction.isNone, position.lane.index != row else { continue }
            let yaw = other.centerline.pose(at: position.s).yaw
            guard Angle.difference(from: middle.yaw, to: yaw).magnitude > 2.6 else { continue }
            let candidate = (position.t.magnitude, other.randomKey, position.lane)
            if best.map({ ($0.distance, $0.key) > (candidate.0, candidate.1) }) ?? true { best = candidate }
        }
        return best?.lane
    }
}
