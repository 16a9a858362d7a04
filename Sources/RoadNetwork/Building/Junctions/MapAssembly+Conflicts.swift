import Geometry

extension MapAssembly {
    /// About how many zones one map gets at most; further ones are left out with a note.
    private static let zoneLimit = 1_000_000

    /// Finds the stretches that lanes share, in junctions and where lanes join or part outside them.
    mutating func findConflicts(_ layouts: [JunctionLayout]) {
        for (junction, layout) in layouts.enumerated() {
            let rule = RightOfWay(layout: layout, side: map.drivingSide, priorities: description.junctions[junction])
            let corridors = layout.movements.map { Corridor(map.lanes[$0.lane], row: $0.lane) }
            for first in corridors.indices where map.conflicts.count < MapAssembly.zoneLimit {
                for second in corridors.indices.dropFirst(first + 1) {
                    addZone(corridors[first], corridors[second]) { kind in
                        rule.priority(of: layout.movements[first], over: layout.movements[second], kind)
                    }
                }
            }
            if map.conflicts.count >= MapAssembly.zoneLimit {
                return notes.note(
                    "Too many conflicts between lanes; some were left out from", map.junctions[junction].name)
            }
        }
        for row in map.lanes.indices where map.lanes[row].junction.isNone {
            addJoins(map.lanes[row].predecessors)
            addPartings(map.lanes[row].successors)
            addLaneDrop(row)
        }
    }

    /// A zone where two corridors touch; false if they do not.
    @discardableResult
    private mutating func addZone(
        _ first: Corridor, _ second: Corridor, priority: (ConflictZone.Kind) -> ConflictZone.Priority
    ) -> Bool {
        guard let ranges = first.overlap(with: second) else { return false }
        let (a, b) = (map.lanes[first.lane], map.lanes[second.lane])
        let kind: ConflictZone.Kind
        if a.successors.contains(where: { b.successors.contains($0) }) {
            kind = .merging
        } else if a.predecessors.contains(where: { b.predecessors.contains($0) }) {
            kind = .diverging
        } else {
            kind = .crossing
        }
        map.lanes[first.lane].conflicts.append(Int32(map.conflicts.count))
        map.lanes[second.lane].conflicts.append(Int32(map.conflicts.count))
        map.conflicts.append(
            ConflictZone(
                kind: kind, first: LaneID(first.lane), second: LaneID(second.lane), firstRange: ranges.mine,
                secondRange: ranges.theirs, priority: priority(kind)))
        return true
    }

    /// Lanes outside junctions that lead into the same lane: the straighter one goes first.
    private mutating func addJoins(_ lanes: [LaneID]) {
        let rows = lanes.map(\.index).filter { map.lanes[$0].junction.isNone }
        guard rows.count > 1, rows.count < 16 else { return }
        for (index, first) in rows.enumerated() {
            for second in rows[(index + 1)...] {
                let (a, b) = (merges(first), merges(second))
                let priority: ConflictZone.Priority = a == b ? .equal : a ? .second : .first
                if a { map.lanes[first].control = b ? .zipper : .yield }
                if b { map.lanes[second].control = a ? .zipper : .yield }
                addZone(Corridor(map.lanes[first], row: first), Corridor(map.lanes[second], row: second)) { _ in
                    priority
                }
            }
        }
    }

    /// Whether a lane is one that has to find its way into another: an entry lane, or one that bends more than 3°.
    private func merges(_ row: Int) -> Bool {
        let headings = map.lanes[row].centerline.headings
        return map.lanes[row].type == .entry || (headings[headings.count - 1] - headings[0]).magnitude > 0.05
    }

    private mutating func addPartings(_ lanes: [LaneID]) {
        let rows = lanes.map(\.index).filter { map.lanes[$0].junction.isNone }
        guard rows.count > 1, rows.count < 16 else { return }
        for (index, first) in rows.enumerated() {
            for second in rows[(index + 1)...] {
                addZone(Corridor(map.lanes[first], row: first), Corridor(map.lanes[second], row: second)) { _ in .equal
                }
            }
        }
    }

    /// A lane that narrows to nothing beside another: its traffic lets the other's go first.
    private mutating func addLaneDrop(_ row: Int) {
        let lane = map.lanes[row]
        guard lane.type.isDrivable, lane.successors.isEmpty, let last = lane.halfWidths.last, last < 0.8 else { return }
        let other = lane.leftNeighbour.isNone ? lane.rightNeighbour : lane.leftNeighbour
        guard !other.isNone, map.lanes[other.index].type.isDrivable else { return }
        let isFound = addZone(Corridor(lane, row: row), Corridor(map.lanes[other.index], row: other.index)) { _ in
            .second
        }
        if isFound { map.conflicts[map.conflicts.count - 1].kind = .merging }
    }
}
