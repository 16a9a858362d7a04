import Geometry

extension MapAssembly {
    /// Notes pairs of roads that cross in plan where no junction joins them: bridges and tunnels, which a flat world
    /// does not have. Traffic on one does not see the other as a conflict.
    mutating func notePlanCrossings() {
        let rows = map.roads.indices.filter { isStreet($0) }
        let bounds = rows.map { box(of: map.roads[$0].referenceLine) }
        guard !bounds.isEmpty else { return }
        let grid = SpatialGrid(bounds: bounds, cellSize: 50)
        var found = 0
        for (first, row) in rows.enumerated() {
            for second in grid.candidates(from: bounds[first].low, to: bounds[first].high) where second > first {
                guard found < 1000, !areJoined(row, rows[second]),
                    crosses(map.roads[row].referenceLine, map.roads[rows[second]].referenceLine)
                else { continue }
                found += 1
                notes.note(
                    "Roads that cross in plan without a junction (heights are not modelled)",
                    "\(map.roads[row].name) and \(map.roads[rows[second]].name)")
            }
        }
    }

    private func isStreet(_ road: Int) -> Bool {
        description.roads[road].junction == nil
            && map.roads[road].lanes.contains { map.lanes[$0.index].type.isDrivable }
    }

    private func box(of line: Polyline) -> (low: Vector2, high: Vector2) {
        let first = line.points[0]
        return line.points.reduce((low: first, high: first)) { box, point in
            (
                Vector2(min(box.low.x, point.x), min(box.low.y, point.y)),
                Vector2(max(box.high.x, point.x), max(box.high.y, point.y))
            )
        }
    }

    /// Roads that link to each other or to the same junction may touch at their ends.
    private func areJoined(_ a: Int, _ b: Int) -> Bool {
        let (first, second) = (description.roads[a], description.roads[b])
        for link in [first.predecessor, first.successor] {
            if case .road(b, _) = link { return true }
            if case .junction = link, link == second.predecessor || link == second.successor { return true }
        }
        return false
    }

    /// Whether two lines cross inside, not only near an end (2 m).
    private func crosses(_ first: Polyline, _ second: Polyline) -> Bool {
        for i in 1..<first.points.count {
            let segment = Segment(from: first.points[i - 1], to: first.points[i])
            for j in 1..<second.points.count {
                let other = Segment(from: second.points[j - 1], to: second.points[j])
                guard let hit = segment.crossing(with: other) else { continue }
                let s = first.arcLengths[i - 1] + hit.mine * (first.arcLengths[i] - first.arcLengths[i - 1])
                let t = second.arcLengths[j - 1] + hit.theirs * (second.arcLengths[j] - second.arcLengths[j - 1])
                if min(s, first.length - s) > 2, min(t, second.length - t) > 2 { return true }
            }
        }
        return false
    }
}
