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
            if !leads(to: map.lanes[row].leftNeighbour) { map.lanes[row].mayChangeLeft = false }
            if !leads(to: map.lanes[row].rightNeighbour) { map.lanes[row].mayChangeRight = false }
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
        let innerNumber = number > 0 ? number - 1 : number + 1
        let inner = innerNumber == 0 ? described.centreMarks : described.lanes.first { $0.number == innerNumber }?.marks
        let outer = described.lanes[origins[row].lane].marks
        // Double lines are told from the inside out, on lane 0 from left to right along the reference line.
        let outerIsLeft = (number > 0) == origins[row].forward
        let innerIsMirrored = innerNumber == 0 ? !origins[row].forward : outerIsLeft
        let start = described.from
        let outerMarks = laneMarks(outer, lane: row, section: section, start: start, isMirrored: outerIsLeft)
        let innerMarks = laneMarks(inner ?? [], lane: row, section: section, start: start, isMirrored: innerIsMirrored)
        map.lanes[row].leftMarks = outerIsLeft ? outerMarks : innerMarks
        map.lanes[row].rightMarks = outerIsLeft ? innerMarks : outerMarks
        // Leaving over the outer border leads to higher numbers on the left side, to lower ones on the right.
        let outerWay: DescribedMark.LaneChange = number > 0 ? .increase : .decrease
        let innerWay: DescribedMark.LaneChange = number > 0 ? .decrease : .increase
        let outerFree = isFree(outer, outerMarks, outerWay, fromLeft: !outerIsLeft, section, start)
        let innerFree = isFree(inner ?? [], innerMarks, innerWay, fromLeft: outerIsLeft, section, start)
        map.lanes[row].mayChangeLeft = outerIsLeft ? outerFree : innerFree
        map.lanes[row].mayChangeRight = outerIsLeft ? innerFree : outerFree
    }

    /// Marks with ranges of the lane's own arc length. Kinds of double lines are given as seen from left to right along
    /// the direction of travel.
    private func laneMarks(
        _ marks: [DescribedMark], lane row: Int, section: SectionRows, start: Double, isMirrored: Bool
    ) -> [LaneMark] {
        var result: [LaneMark] = []
        for (index, mark) in marks.enumerated() where mark.kind != .none {
            guard let range = range(of: index, marks, section, start) else { continue }
            let ends = [arcLength(on: row, station: range.lowerBound), arcLength(on: row, station: range.upperBound)]
            guard (ends[1] - ends[0]).magnitude > 1e-3 else { continue }
            result.append(
                LaneMark(
                    from: min(ends[0], ends[1]), to: max(ends[0], ends[1]),
                    kind: isMirrored ? mark.kind.mirrored : mark.kind, colour: mark.colour, width: mark.width))
        }
        return origins[row].forward ? result : result.reversed()
    }

    /// Stations of the section that a mark covers; nil if none.
    private func range(
        of index: Int, _ marks: [DescribedMark], _ section: SectionRows, _ start: Double
    ) -> ClosedRange<Double>? {
        let from = max(section.range.lowerBound, start + marks[index].from)
        let next = index + 1 < marks.count ? start + marks[index + 1].from : .infinity
        let to = min(section.range.upperBound, next)
        return from.isFinite && to - from > 1e-3 ? from...to : nil
    }

    /// Whether at least half of a border may be crossed: by what the marks say, else by their kinds.
    private func isFree(
        _ marks: [DescribedMark], _ seen: [LaneMark], _ way: DescribedMark.LaneChange, fromLeft: Bool,
        _ section: SectionRows, _ start: Double
    ) -> Bool {
        var blocked = 0.0
        if marks.contains(where: { $0.laneChange != nil }) {
            for (index, mark) in marks.enumerated() {
                guard let range = range(of: index, marks, section, start) else { continue }
                let kind = mark.kind.forbidsCrossing(fromLeft: fromLeft)
                let isFree = mark.laneChange.map { $0 == .both || $0 == way } ?? !kind
                if !isFree { blocked += range.upperBound - range.lowerBound }
            }
            return blocked <= (section.range.upperBound - section.range.lowerBound) / 2
        }
        for mark in seen where mark.kind.forbidsCrossing(fromLeft: fromLeft) { blocked += mark.to - mark.from }
        return blocked <= (section.range.upperBound - section.range.lowerBound) / 2
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

    /// Whether there is a lane for vehicles behind a border.
    private func leads(to neighbour: LaneID) -> Bool {
        !neighbour.isNone && map.lanes[neighbour.index].type.isDrivable
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

    /// The mark seen from the other side.
    var mirrored: MarkKind {
        switch self {
        case .solidBroken: return .brokenSolid
        case .brokenSolid: return .solidBroken
        default: return self
        }
    }
}
