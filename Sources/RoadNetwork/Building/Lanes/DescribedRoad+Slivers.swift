extension DescribedRoad {
    /// Shorter sections are taken out, metres: exporters leave slivers of micrometres that no vehicle could stand on.
    private static let sliver = 0.05

    /// The sections in order, without slivers and those that begin behind the road's end; the links of lanes lead past
    /// what was taken out.
    func soundSections(length: Double) -> [DescribedSection] {
        var order = sections.indices.filter { sections[$0].from.isFinite }
        order.sort { (sections[$0].from, $0) < (sections[$1].from, $1) }
        var result = order.map { sections[$0] }
        if !result.isEmpty { result[0].from = 0 }
        var index = 0
        while index < result.count, result.count > 1 {
            let end = index + 1 < result.count ? min(length, result[index + 1].from) : length
            guard end - max(0, result[index].from) < DescribedRoad.sliver else {
                index += 1
                continue
            }
            let sliver = result.remove(at: index)
            if index > 0 { result[index - 1].leadPast(sliver, forward: true) }
            if index < result.count {
                result[index].leadPast(sliver, forward: false)
                if index == 0 { result[0].from = 0 }
            }
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
