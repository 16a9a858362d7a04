import Geometry

extension MapAssembly {
    /// Takes out signals that traffic meets again on its way out of a site (within 60 m behind another one) where it has
    /// nobody to wait for: with a derived programme it would stop there in the middle of the crossing traffic. Sources
    /// put such signals where people cross; they stay where the map has a crossing.
    func withoutInnerSignals(_ site: SignalSite) -> SignalSite {
        guard site.controllers.allSatisfy({ description.controllers[$0].phases.isEmpty }) else { return site }
        let rows = site.ruled.map(\.lane).sortedUnique()
        var result = site
        let isNeeded = site.approaches.indices.map { approach in
            site.ruled.contains { ruled in
                ruled.approach == approach
                    && (!opponents(of: ruled.lane).isEmpty || isCrossed(ruled.lane)
                        || !comesThrough(rows, to: ruled.lane))
            }
        }
        result.ruled = site.ruled.filter { isNeeded[$0.approach] }
        return result.ruled.isEmpty ? site : result
    }

    /// Whether a crossing lies over a connecting lane, or over the ends of the lanes before and behind it.
    private func isCrossed(_ row: Int) -> Bool {
        let lane = map.lanes[row]
        return map.crossings.contains { crossing in
            crossing.lanes.contains { crossed in
                crossed.lane.index == row
                    || lane.predecessors.contains(crossed.lane) && map[crossed.lane].length - crossed.to < 15
                    || lane.successors.contains(crossed.lane) && crossed.from < 15
            }
        }
    }

    /// Whether traffic of a lane has passed one of the other lanes (ascending rows) within 60 m, without turning back.
    private func comesThrough(_ rows: [Int], to lane: Int) -> Bool {
        var open: [(row: Int, distance: Double)] = [(lane, 0)]
        var seen = [lane]
        while let next = open.popLast() {
            for source in map.lanes[next.row].predecessors.map(\.index) where !seen.contains(source) {
                guard map.lanes[source].turn != .uTurn else { continue }
                if rows.contains(source) { return true }
                seen.append(source)
                let distance = next.distance + map.lanes[source].length
                if distance < 60, seen.count < 200 { open.append((source, distance)) }
            }
        }
        return false
    }
}
