extension DescribedRoad {
    /// Shorter sections are taken out, metres: exporters leave slivers of micrometres that no vehicle could stand on.
    private static let sliver = 0.05

    /// The sections in order, without slivers and those that begin behind the road's end; the links of lanes lead past
    /// what was taken out.
    func soundSections(length: Double) -> [DescribedSection] {
        var order = sections.indices.filter { sections[$0].from.isFinite }
        order.sort { (sections[$0].from, $0) < (sections[$1].from, $1) }
        var result: [DescribedSection] = []
        var slivers: [DescribedSection] = []
        for (place, row) in order.enumerated() {
            var section = sections[row]
            section.from = place == 0 ? 0 : max(0, section.from)
            let end = place + 1 < order.count ? min(length, sections[order[place + 1]].from) : length
            let isLastHope = result.isEmpty && place == order.count - 1
            if end - section.from < DescribedRoad.sliver, !isLastHope {
                if !result.isEmpty { result[result.count - 1].leadPast(section, forward: true) }
                slivers.append(section)
                continue
            }
            for sliver in slivers.reversed() { section.leadPast(sliver, forward: false) }
            if result.isEmpty { section.from = 0 }
            slivers = []
            result.append(section)
        }
        return joined(result)
    }

    /// Joins sections in which every lane simply goes on.
    private func joined(_ sections: [DescribedSection]) -> [DescribedSection] {
        var result: [DescribedSection] = []
        for section in sections {
            if let last = result.last, last.goesOn(in: section, ignoringSpeed: junction != nil) {
                result[result.count - 1].append(section)
            } else {
                result.append(section)
            }
        }
        return result
    }
}

extension DescribedSection {
    /// Whether the next section has the same lanes, each linked to its like.
    fileprivate func goesOn(in next: DescribedSection, ignoringSpeed: Bool) -> Bool {
        guard lanes.count == next.lanes.count else { return false }
        return lanes.allSatisfy { lane in
            guard let other = next.lanes.first(where: { $0.number == lane.number }) else { return false }
            let isLinked =
                (lane.successors.isEmpty || lane.successors == [lane.number])
                && (other.predecessors.isEmpty || other.predecessors == [lane.number])
                && lane.successors.isEmpty == other.predecessors.isEmpty
            let hasSameSpeed = ignoringSpeed || lane.speeds.last?.limit == other.speeds.first?.limit
            return isLinked && hasSameSpeed && lane.type == other.type && lane.users == other.users
                && lane.direction == other.direction && lane.widths.isEmpty == other.widths.isEmpty
        }
    }

    /// Takes over the records of the next section.
    fileprivate mutating func append(_ next: DescribedSection) {
        let shift = next.from - from
        centreMarks += next.centreMarks.shifted(by: shift)
        for index in lanes.indices {
            guard let other = next.lanes.first(where: { $0.number == lanes[index].number }) else { continue }
            lanes[index].widths += other.widths.shifted(by: shift)
            lanes[index].borders += other.borders.shifted(by: shift)
            lanes[index].marks += other.marks.shifted(by: shift)
            lanes[index].speeds += other.speeds.map { DescribedSpeed(from: $0.from + shift, limit: $0.limit) }
            lanes[index].successors = other.successors
        }
    }
}

extension [StationCubic] {
    fileprivate func shifted(by shift: Double) -> [StationCubic] {
        map { StationCubic(from: $0.from + shift, $0.cubic) }
    }
}

extension [DescribedMark] {
    fileprivate func shifted(by shift: Double) -> [DescribedMark] {
        map { mark in
            var copy = mark
            copy.from += shift
            return copy
        }
    }
}

extension DescribedSection {
    /// Replaces links into a section that is taken out by the links of that section's lanes.
    fileprivate mutating func leadPast(_ sliver: DescribedSection, forward: Bool) {
        for index in lanes.indices {
            let numbers = forward ? lanes[index].successors : lanes[index].predecessors
            var beyond: [Int] = []
            for number in numbers.isEmpty ? [lanes[index].number] : numbers {
                guard let lane = sliver.lanes.first(where: { $0.number == number }) else { continue }
                let next = forward ? lane.successors : lane.predecessors
                for target in next where !beyond.contains(target) { beyond.append(target) }
            }
            if forward { lanes[index].successors = beyond } else { lanes[index].predecessors = beyond }
        }
    }
}
