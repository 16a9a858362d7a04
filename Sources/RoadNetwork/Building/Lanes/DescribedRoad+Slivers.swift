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
        return result
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
