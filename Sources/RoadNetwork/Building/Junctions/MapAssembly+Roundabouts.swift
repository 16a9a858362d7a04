import Geometry

extension MapAssembly {
    /// Marks the lanes and junctions of roundabout rings: one-way loops that always bend towards the middle, round
    /// enough and short enough, where the source does not say so itself.
    mutating func findRoundabouts() {
        if !map.lanes.contains(where: \.isRoundabout) {
            var visited = [Bool](repeating: false, count: map.lanes.count)
            for row in map.lanes.indices where !visited[row] && map.lanes[row].junction.isNone {
                guard let ring = ring(from: row) else { continue }
                for member in ring {
                    visited[member] = true
                    map.lanes[member].isRoundabout = true
                }
                notes.note("Roundabouts were recognised by their shape at", map.lanes[row].name)
            }
        }
        for row in map.junctions.indices {
            let isRing = map.junctions[row].lanes.contains { map.lanes[$0.index].isRoundabout }
            map.junctions[row].isRoundabout = description.junctions[row].isRoundabout ?? isRing
        }
    }

    /// The loop that starts with a lane, if it closes and looks like a ring.
    private func ring(from start: Int) -> [Int]? {
        let sense = map.drivingSide == .right ? 1.0 : -1.0
        var rows: [Int] = []
        var row = start
        var length = 0.0
        var turning = 0.0
        while rows.count < 64, length < 400 {
            let lane = map.lanes[row]
            let headings = lane.centerline.headings
            let turn = (headings[headings.count - 1] - headings[0]) * sense
            guard lane.type.isDrivable, lane.oppositeNeighbour.isNone, turn > -0.15, lane.turn != .uTurn,
                lane.junction.isNone || turn < 1.3
            else { return nil }
            rows.append(row)
            length += lane.length
            turning += turn
            guard let next = innermost(lane.successors, sense) else { return nil }
            if next == start { return isRound(rows, length: length, turning: turning) ? rows : nil }
            if rows.contains(next) || turning > 7 { return nil }
            row = next
        }
        return nil
    }

    /// The successor that bends most towards the middle of the ring; ties go to the smaller random key.
    private func innermost(_ lanes: [LaneID], _ sense: Double) -> Int? {
        lanes.map(\.index).filter { map.lanes[$0].turn != .uTurn }.min { a, b in
            (bend(a) * -sense, map.lanes[a].randomKey) < (bend(b) * -sense, map.lanes[b].randomKey)
        }
    }

    private func bend(_ row: Int) -> Double {
        let headings = map.lanes[row].centerline.headings
        return headings[headings.count - 1] - headings[0]
    }

    /// Close to a circle by the isoperimetric ratio 4πA/L² (circle 1, square 0.785).
    private func isRound(_ rows: [Int], length: Double, turning: Double) -> Bool {
        guard length > 20, turning > 4, turning < 7 else { return false }
        let points = rows.flatMap { map.lanes[$0].centerline.points }
        var area = 0.0
        for index in points.indices { area += points[index].cross(points[(index + 1) % points.count]) / 2 }
        return 4 * .pi * area.magnitude / (length * length) > 0.82
    }
}
