import Geometry

extension MapAssembly {
    /// Finds out which lanes which described lights rule, and which lights belong to one programme.
    mutating func collectSites() -> [SignalSite] {
        var lights = [[Int]](repeating: [], count: map.lanes.count)
        for row in description.signals.indices {
            guard case .light(let turns) = description.signals[row].meaning else { continue }
            for place in description.signals[row].places {
                for lane in ruledLanes(place, turns: turns) where lights[lane].last != row { lights[lane].append(row) }
            }
        }
        shareLights(&lights)
        let owners = siteOwners(lights)
        var sites: [(owner: Int, site: SignalSite)] = []
        for lane in map.lanes.indices where owners[lane] >= 0 {
            let index = sites.firstIndex { $0.owner == owners[lane] } ?? sites.count
            if index == sites.count { sites.append((owners[lane], emptySite(for: lane))) }
            add(lane: lane, lights: lights[lane], to: &sites[index].site)
        }
        return sites.map(\.site)
    }

    /// Lanes whose start a light at this place rules.
    private func ruledLanes(_ place: DescribedSignal.Place, turns: [TurnDirection]) -> [Int] {
        guard sections.indices.contains(place.road) else { return [] }
        let isConnecting = description.roads[place.road].junction != nil
        var result: [Int] = []
        for forward in [true, false] {
            // Where lanes of a connecting road are named they count: exporters disagree about the orientation there.
            let isNamed = isConnecting && !place.lanes.isEmpty
            guard isNamed || place.orientation == .both || (place.orientation == .forward) == forward else { continue }
            let mine = lanes(at: place, forward: forward)
            if isConnecting {
                result += mine
                continue
            }
            // A light in the middle of a road rules what begins behind it; the section was split there.
            let ahead = mine.flatMap { map.lanes[$0].successors.map(\.index) }
            result += ahead.filter {
                turns.isEmpty || map.lanes[$0].junction.isNone || turns.contains(map.lanes[$0].turn)
            }
        }
        return result.sortedUnique()
    }

    /// Lanes for vehicles that a light at a place is valid for: of the section that ends at or behind it.
    private func lanes(at place: DescribedSignal.Place, forward: Bool) -> [Int] {
        let isConnecting = description.roads[place.road].junction != nil
        let all = sections[place.road]
        let station = place.s
        var index = forward ? all.count - 1 : 0
        if isConnecting {
            index = forward ? 0 : all.count - 1
        } else if forward {
            index = all.firstIndex { $0.range.upperBound >= station - 1 } ?? index
        } else {
            index = all.lastIndex { $0.range.lowerBound <= station + 1 } ?? index
        }
        guard all.indices.contains(index) else { return [] }
        return zip(all[index].lanes, all[index].numbers).filter { row, number in
            origins[row].forward == forward && (place.lanes.isEmpty || place.lanes.contains(number))
                && !map.lanes[row].users.isDisjoint(with: [.cars, .heavy, .buses, .bicycles, .trams])
        }.map(\.0)
    }

    /// Gives ways out of a signalled lane that no light names (an arrow that fits no turn) the light of the way with
    /// the most similar turn.
    private mutating func shareLights(_ lights: inout [[Int]]) {
        for row in map.lanes.indices where !map.lanes[row].junction.isNone && lights[row].isEmpty {
            guard let source = map.lanes[row].predecessors.first else { continue }
            let siblings = map.lanes[source.index].successors.map(\.index).filter { !lights[$0].isEmpty && $0 != row }
            let closest = siblings.min { a, b in
                let (x, y) = (difference(row, a), difference(row, b))
                return (x, map.lanes[a].randomKey) < (y, map.lanes[b].randomKey)
            }
            if let closest { lights[row] = lights[closest] }
        }
    }

    private func difference(_ a: Int, _ b: Int) -> Double {
        func turn(_ row: Int) -> Double {
            let headings = map.lanes[row].centerline.headings
            return headings[headings.count - 1] - headings[0]
        }
        return (turn(a) - turn(b)).magnitude
    }

    /// For each lane the number of its site, -1 without a signal: junctions first, then controllers, then lanes alone.
    private mutating func siteOwners(_ lights: [[Int]]) -> [Int] {
        let junctions = map.junctions.count
        let controllers = description.controllers.count
        var sets = RowSets(count: junctions + controllers + description.signals.count)
        for (row, controller) in description.controllers.enumerated() {
            for signal in controller.signals where description.signals.indices.contains(signal) {
                sets.join(junctions + row, junctions + controllers + signal)
            }
        }
        var owners = [Int](repeating: -1, count: map.lanes.count)
        for lane in map.lanes.indices {
            let junction = map.lanes[lane].junction
            let isDerived = !junction.isNone && description.junctions[junction.index].control == .signals
            let isVehicle = !map.lanes[lane].users.isDisjoint(with: [.cars, .heavy, .buses, .bicycles, .trams])
            guard isVehicle, !lights[lane].isEmpty || isDerived else { continue }
            let first = lights[lane].first.map { junctions + controllers + $0 } ?? junction.index
            for light in lights[lane] { sets.join(first, junctions + controllers + light) }
            if !junction.isNone { sets.join(first, junction.index) }
            owners[lane] = first
        }
        for lane in owners.indices where owners[lane] >= 0 { owners[lane] = sets.root(of: owners[lane]) }
        return owners
    }

    private func emptySite(for lane: Int) -> SignalSite {
        if let junction = map.lanes[lane].junction.isNone ? nil : map.lanes[lane].junction {
            return SignalSite(name: map[junction].name, randomKey: StableHash.mix(map[junction].randomKey))
        }
        return SignalSite(name: map.lanes[lane].name, randomKey: StableHash.mix(map.lanes[lane].randomKey))
    }

    private func add(lane row: Int, lights: [Int], to site: inout SignalSite) {
        let lane = map.lanes[row]
        guard let source = lane.predecessors.first?.index else { return }
        let junction = lane.junction.isNone ? nil : lane.junction.index
        if let junction, !site.junctions.contains(junction) { site.junctions.append(junction) }
        for (controller, described) in description.controllers.enumerated() where !site.controllers.contains(controller)
        {
            if lights.contains(where: { described.signals.contains($0) }) { site.controllers.append(controller) }
        }
        let origin = origins[source]
        var approach = site.approaches.firstIndex {
            $0.road == origin.road && $0.forward == origin.forward && $0.junction == junction
        }
        if approach == nil {
            let headings = map.lanes[source].centerline.headings
            let key = StableHash.combine(description.roads[origin.road].randomKey, origin.forward ? 1 : 2)
            site.approaches.append(
                SiteApproach(
                    road: origin.road, forward: origin.forward, junction: junction,
                    heading: headings[headings.count - 1], lanes: [], randomKey: key))
            approach = site.approaches.count - 1
        }
        guard let approach else { return }
        for source in lane.predecessors where !site.approaches[approach].lanes.contains(source.index) {
            site.approaches[approach].lanes.append(source.index)
        }
        site.ruled.append(
            RuledLane(
                lane: row, approach: approach, turn: lane.turn, lights: lights,
                isMotor: !lane.users.isDisjoint(with: [.cars, .heavy, .buses])))
    }
}

extension [Int] {
    /// Ascending, each value once.
    func sortedUnique() -> [Int] {
        var result: [Int] = []
        for value in sorted() where result.last != value { result.append(value) }
        return result
    }
}
