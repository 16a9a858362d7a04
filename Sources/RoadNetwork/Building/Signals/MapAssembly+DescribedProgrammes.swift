import Geometry

extension MapAssembly {
    /// Groups and phases as the source's controllers give them.
    mutating func useProgramme(of rows: [Int], _ site: SignalSite, _ controller: SignalControllerID) {
        var sets = RowSets(count: description.signals.count)
        for ruled in site.ruled {
            for light in ruled.lights.dropFirst() { sets.join(ruled.lights[0], light) }
        }
        var groups = [SignalGroupID](repeating: .none, count: description.signals.count)
        for signal in rows.flatMap({ description.controllers[$0].signals }).sortedUnique() {
            guard description.signals.indices.contains(signal) else { continue }
            let root = sets.root(of: signal)
            if groups[root].isNone { groups[root] = addDescribedGroup(root, site, controller, &sets) }
            groups[signal] = groups[root]
        }
        let first = description.controllers[rows[0]]
        let phases = first.phases.filter { $0.duration > 0 && $0.duration.isFinite }.map { phase in
            var aspects: [(group: SignalGroupID, aspect: SignalAspect)] = []
            for entry in phase.aspects where groups.indices.contains(entry.signal) {
                let group = groups[entry.signal]
                if !group.isNone, !aspects.contains(where: { $0.group == group }) {
                    aspects.append((group, entry.aspect))
                }
            }
            return SignalPhase(duration: phase.duration, aspects: aspects)
        }
        map.signalControllers.append(
            SignalController(name: first.id, randomKey: first.randomKey, phases: phases, offset: first.offset))
        if rows.count > 1 { notes.note("Of several signal programmes at one place the first is used", first.id) }
    }

    /// The group of a described light (and all that rule the same lanes), or of the crossing nearest to a light for
    /// pedestrians.
    private mutating func addDescribedGroup(
        _ signal: Int, _ site: SignalSite, _ controller: SignalControllerID, _ sets: inout RowSets
    ) -> SignalGroupID {
        let described = description.signals[signal]
        if case .light = described.meaning {
            let ruled = site.ruled.indices.filter { index in
                site.ruled[index].lights.contains { sets.root(of: $0) == signal }
            }
            let group = addGroup(
                name: described.id, key: described.randomKey, controller, lanes: ruled.map { site.ruled[$0].lane })
            placeHeads(of: group, ruled: ruled, site, isProtectedTurn: false)
            return group
        }
        let place = described.places.first.flatMap { position(of: $0) } ?? .zero
        let objects = description.objects.filter { $0.signals.contains(signal) }.map(\.randomKey)
        let nearest = site.crossings.filter { map.crossings[$0].signalGroup.isNone }.min { a, b in
            func rank(_ row: Int) -> Double {
                objects.contains(map.crossings[row].randomKey) ? -1 : map.crossings[row].path.project(place).distance
            }
            return (rank(a), map.crossings[a].randomKey) < (rank(b), map.crossings[b].randomKey)
        }
        guard let nearest else {
            let group = addGroup(name: described.id, key: described.randomKey, controller, lanes: [])
            map.signalGroups[group.index].isForPedestrians = true
            return group
        }
        addWalkingGroup(nearest, controller)
        return map.crossings[nearest].signalGroup
    }
}
