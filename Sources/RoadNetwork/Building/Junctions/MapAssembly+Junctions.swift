import Geometry

extension MapAssembly {
    /// Makes the map's junctions, one per described one: connecting lanes, turn directions, area.
    mutating func buildJunctions() {
        for described in description.junctions {
            map.junctions.append(Junction(name: described.id, randomKey: described.randomKey))
        }
        for road in description.roads.indices {
            guard let junction = description.roads[road].junction, map.junctions.indices.contains(junction) else {
                continue
            }
            map.roads[road].junction = JunctionID(junction)
            for lane in map.roads[road].lanes {
                map.lanes[lane.index].junction = JunctionID(junction)
                map.junctions[junction].lanes.append(lane)
            }
        }
        for junction in map.junctions.indices {
            for lane in map.junctions[junction].lanes {
                let first = map.lanes[entryLane(of: lane.index)].centerline
                let last = map.lanes[wayThrough(from: lane.index).last ?? lane.index].centerline
                map.lanes[lane.index].turn = TurnDirection(
                    by: Angle.difference(from: first.headings[0], to: last.headings[last.headings.count - 1]),
                    unwrapped: first == last ? last.headings[last.headings.count - 1] - first.headings[0] : nil)
            }
        }
        for junction in map.junctions.indices { measure(junction) }
    }

    /// Finds out who yields to whom.
    mutating func settleRightOfWay() {
        for row in map.junctions.indices {
            var layout = JunctionLayout(rows: map.junctions[row].lanes.map(\.index), assembly: self)
            rank(&layout, junction: row)
            layouts.append(layout)
        }
        findConflicts(layouts)
        for row in map.junctions.indices { setControls(layouts[row], junction: row) }
    }

    /// The lane by which traffic of a connecting lane came into the junction: the lane itself, unless its road has several
    /// sections.
    func entryLane(of row: Int) -> Int {
        var row = row
        for _ in 0..<64 {
            guard let before = map.lanes[row].predecessors.first?.index, before != row,
                map.lanes[before].junction == map.lanes[row].junction
            else { break }
            row = before
        }
        return row
    }

    /// A connecting lane and what follows it inside the junction.
    func wayThrough(from row: Int) -> [Int] {
        var rows = [row]
        while rows.count < 64, let next = map.lanes[rows[rows.count - 1]].successors.first?.index,
            map.lanes[next].junction == map.lanes[row].junction, !rows.contains(next)
        {
            rows.append(next)
        }
        return rows
    }

    private mutating func measure(_ junction: Int) {
        let points = map.junctions[junction].lanes.flatMap { map.lanes[$0.index].centerline.points }
        guard !points.isEmpty else { return }
        let low = points.reduce(Vector2(.infinity, .infinity)) { Vector2(min($0.x, $1.x), min($0.y, $1.y)) }
        let high = points.reduce(Vector2(-.infinity, -.infinity)) { Vector2(max($0.x, $1.x), max($0.y, $1.y)) }
        let center = (low + high) / 2
        map.junctions[junction].center = center
        map.junctions[junction].radius = points.reduce(0) { max($0, $1.distance(to: center)) }
    }
}

extension TurnDirection {
    /// Where a way turns, by its change of heading: below 15° straight, below 40° slight, above 150° back.
    ///
    /// - Parameters:
    ///   - turn: radians, wrapped, positive to the left.
    ///   - unwrapped: the same counted along the way, if known.
    init(by turn: Double, unwrapped: Double?) {
        let turn = unwrapped ?? turn
        switch Angle.degrees(radians: turn.magnitude) {
        case ..<15: self = .straight
        case ..<40: self = turn > 0 ? .slightLeft : .slightRight
        case ..<150: self = turn > 0 ? .left : .right
        default: self = .uTurn
        }
    }
}
