import Geometry

extension MapAssembly {
    /// Fills neighbours, the marks between lanes, and whether paint allows changing.
    mutating func findNeighbours() {
        for road in sections.indices {
            for section in sections[road] {
                for index in section.lanes.indices { addMarks(to: section, index, road: road) }
                for index in section.lanes.indices.dropLast() {
                    relate(left: section.lanes[index], right: section.lanes[index + 1], road: road)
                }
            }
        }
        for row in map.lanes.indices {
            let lane = map.lanes[row]
            map.lanes[row].mayChangeLeft = mayChange(row, to: lane.leftNeighbour, left: true)
            map.lanes[row].mayChangeRight = mayChange(row, to: lane.rightNeighbour, left: false)
        }
    }

    /// `left` and `right` as seen along the reference line.
    private mutating func relate(left: Int, right: Int, road: Int) {
        guard map.lanes[left].type.isCarriageway, map.lanes[right].type.isCarriageway else { return }
        switch (origins[left].forward, origins[right].forward) {
        case (true, true):
            map.lanes[left].rightNeighbour = LaneID(right)
            map.lanes[right].leftNeighbour = LaneID(left)
        case (false, false):
            map.lanes[left].leftNeighbour = LaneID(right)
            map.lanes[right].rightNeighbour = LaneID(left)
        default:
            map.lanes[left].oppositeNeighbour = LaneID(right)
            map.lanes[right].oppositeNeighbour = LaneID(left)
        }
    }

    /// Paint on both borders of a lane: its own outer mark, and the mark of what lies inside.
    private mutating func addMarks(to section: SectionRows, _ index: Int, road: Int) {
        let row = section.lanes[index]
        let number = section.numbers[index]
        let described = description.roads[road].sections[section.section]
        let outer = described.lanes[origins[row].lane].marks
        let innerNumber = number > 0 ? number - 1 : number + 1
        let inner = innerNumber == 0 ? described.centreMarks : described.lanes.first { $0.number == innerNumber }?.marks
        let outerIsLeft = (number > 0) == origins[row].forward
        let outerMarks = laneMarks(outer, lane: row, section: section)
        let innerMarks = laneMarks(inner ?? [], lane: row, section: section)
        map.lanes[row].leftMarks = outerIsLeft ? outerMarks : innerMarks
        map.lanes[row].rightMarks = outerIsLeft ? innerMarks : outerMarks
    }

    /// Marks with ranges of the lane's own arc length. Kinds of double lines are given as seen from left to right along
    /// the direction of travel.
    private func laneMarks(_ marks: [DescribedMark], lane row: Int, section: SectionRows) -> [LaneMark] {
        var result: [LaneMark] = []
        for (index, mark) in marks.enumerated() where mark.kind != .none {
            let from = section.range.lowerBound + mark.from
            let next = index + 1 < marks.count ? section.range.lowerBound + marks[index + 1].from : .infinity
            let to = min(section.range.upperBound, next)
            guard from.isFinite, to - from > 1e-3 else { continue }
            let ends = [arcLength(on: row, station: from), arcLength(on: row, station: to)].sorted()
            guard ends[1] - ends[0] > 1e-3 else { continue }
            result.append(
                LaneMark(from: ends[0], to: ends[1], kind: mark.kind, colour: mark.colour, width: mark.width))
        }
        return origins[row].forward ? result : result.reversed()
    }

    /// Arc length on a lane beside a station of its road's reference line; clamped to the lane.
    func arcLength(on row: Int, station: Double) -> Double {
        let stations = origins[row].stations
        let lengths = map.lanes[row].centerline.arcLengths
        let sign = origins[row].forward ? 1.0 : -1.0
        var low = 0
        var high = stations.count - 1
        if station * sign <= stations[0] * sign { return 0 }
        if station * sign >= stations[high] * sign { return lengths[high] }
        while high - low > 1 {
            let middle = (low + high) / 2
            if stations[middle] * sign <= station * sign { low = middle } else { high = middle }
        }
        let fraction = (station - stations[low]) / (stations[high] - stations[low])
        return lengths[low] + (lengths[high] - lengths[low]) * fraction
    }

    /// Whether at least half of the border may be crossed by paint, into a lane for vehicles.
    private func mayChange(_ row: Int, to neighbour: LaneID, left: Bool) -> Bool {
        guard !neighbour.isNone, map.lanes[neighbour.index].type.isDrivable else { return false }
        let lane = map.lanes[row]
        var blocked = 0.0
        for mark in left ? lane.leftMarks : lane.rightMarks where mark.kind.forbidsCrossing(fromLeft: !left) {
            blocked += mark.to - mark.from
        }
        return blocked <= lane.length / 2
    }
}

extension MarkKind {
    /// Whether a vehicle on the given side of the line (seen in its direction of travel) must not cross it.
    func forbidsCrossing(fromLeft: Bool) -> Bool {
        switch self {
        case .solid, .solidSolid, .curb, .grass, .edge: return true
        case .solidBroken: return fromLeft
        case .brokenSolid: return !fromLeft
        case .none, .broken, .brokenBroken, .bottsDots: return false
        }
    }
}
