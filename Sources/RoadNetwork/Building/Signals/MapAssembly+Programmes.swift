import Geometry

extension MapAssembly {
    /// Seconds of yellow after every green (speeds up to 50 km/h).
    private static let yellow = 3.0
    /// Walking speed that clearance times are made for, m/s.
    private static let walkingSpeed = 1.2
    private static let offsetPurpose = RandomPurpose("signal.offset")

    /// Makes groups, controllers and heads of every site.
    mutating func buildSignals() {
        var sites = collectSites()
        if options.derivesEquipment { deriveCrossings(at: sites) }
        for index in sites.indices {
            let count = sites[index].ruled.count
            sites[index] = withoutInnerSignals(sites[index])
            if sites[index].ruled.count < count {
                notes.note("Signals on the way out of a signalled junction were left out at", sites[index].name)
            }
        }
        var onLanes: [(lane: Int, crossing: Int, from: Double, to: Double)] = []
        for (row, crossing) in map.crossings.enumerated() {
            for lane in crossing.lanes { onLanes.append((lane.lane.index, row, lane.from, lane.to)) }
        }
        onLanes.sort { ($0.lane, $0.crossing) < ($1.lane, $1.crossing) }
        var taken = [Bool](repeating: false, count: map.crossings.count)
        for index in sites.indices {
            sites[index].crossings = crossings(at: sites[index], onLanes).filter { !taken[$0] }
            for crossing in sites[index].crossings { taken[crossing] = true }
        }
        for site in sites {
            let controller = SignalControllerID(map.signalControllers.count)
            for junction in site.junctions { map.junctions[junction].controller = controller }
            let described = site.controllers.filter { !description.controllers[$0].phases.isEmpty }
            if described.isEmpty {
                deriveProgramme(site, controller)
            } else {
                useProgramme(of: described, site, controller)
            }
        }
        settleUnsignalled(sites)
    }

    /// Crossings whose lanes lead into or out of the site within 30 m.
    private func crossings(at site: SignalSite, _ onLanes: [(lane: Int, crossing: Int, from: Double, to: Double)])
        -> [Int]
    {
        var found: [Int] = []
        for ruled in site.ruled {
            let lane = map.lanes[ruled.lane]
            for part in onLanes.entries(of: ruled.lane) { found.append(part.crossing) }
            for before in lane.predecessors {
                let length = map.lanes[before.index].length
                for part in onLanes.entries(of: before.index) where length - part.to < 30 {
                    found.append(part.crossing)
                }
            }
            for behind in lane.successors {
                for part in onLanes.entries(of: behind.index) where part.from < 30 { found.append(part.crossing) }
            }
        }
        return found.sortedUnique()
    }

    private mutating func deriveProgramme(_ site: SignalSite, _ controller: SignalControllerID) {
        let plan = StagePlan(site: site, assembly: self)
        let groups = plan.units.map { unit -> SignalGroupID in
            let approach = site.approaches[unit.approach]
            let road = description.roads[approach.road].id
            let key = StableHash.combine(
                StableHash.combine(site.randomKey, approach.randomKey), unit.isProtectedTurn ? 2 : 1)
            let name = "\(site.name)/\(road)" + (unit.isProtectedTurn ? "/turn" : "")
            return addGroup(name: name, key: key, controller, lanes: unit.ruled.map { site.ruled[$0].lane })
        }
        for crossing in site.crossings { addWalkingGroup(crossing, controller) }
        let phases = phases(of: plan, site, groups)
        let cycle = phases.reduce(0) { $0 + $1.duration }
        let stream = RandomStream(seed: 0, purpose: MapAssembly.offsetPurpose, key: site.randomKey)
        map.signalControllers.append(
            SignalController(
                name: site.name, randomKey: site.randomKey, phases: phases,
                offset: (stream.uniform() * cycle).rounded(.down)))
        for (index, unit) in plan.units.enumerated() {
            placeHeads(of: groups[index], ruled: unit.ruled, site, isProtectedTurn: unit.isProtectedTurn)
        }
        notes.note("Signal programmes were derived for", site.name)
    }

    mutating func addGroup(
        name: String, key: UInt64, _ controller: SignalControllerID, lanes: [Int]
    ) -> SignalGroupID {
        let group = SignalGroupID(map.signalGroups.count)
        map.signalGroups.append(SignalGroup(name: name, randomKey: key, controller: controller))
        for lane in lanes {
            map.lanes[lane].signalGroup = group
            map.lanes[lane].control = .signal
        }
        return group
    }

    mutating func addWalkingGroup(_ crossing: Int, _ controller: SignalControllerID) {
        let group = SignalGroupID(map.signalGroups.count)
        let owner = map.crossings[crossing]
        map.signalGroups.append(
            SignalGroup(
                name: owner.name, randomKey: StableHash.mix(owner.randomKey), controller: controller,
                isForPedestrians: true))
        map.crossings[crossing].signalGroup = group
        placeWalkingHeads(crossing, group)
    }

    /// Each stage: green with walking, green alone while walkers clear the road, yellow, all red.
    private func phases(of plan: StagePlan, _ site: SignalSite, _ groups: [SignalGroupID]) -> [SignalPhase] {
        let allRed = min(4, max(1, (radius(of: site) / 8).rounded()))
        var phases: [SignalPhase] = []
        for stage in plan.stages {
            let vehicles = stage.units.map { groups[$0] }
            let walkers = stage.crossings.map { map.crossings[$0].signalGroup }
            let longest = stage.crossings.map { map.crossings[$0].path.length }.max() ?? 0
            let clearance = (longest / MapAssembly.walkingSpeed).rounded(.up)
            let green = max(greenTime(stage, plan, site), walkers.isEmpty ? 0 : 6 + clearance)
            let go = vehicles.map { (group: $0, aspect: SignalAspect.green) }
            if !walkers.isEmpty {
                let walk = walkers.map { (group: $0, aspect: SignalAspect.green) }
                phases.append(SignalPhase(duration: green - clearance, aspects: go + walk))
                phases.append(SignalPhase(duration: clearance, aspects: go))
            } else {
                phases.append(SignalPhase(duration: green, aspects: go))
            }
            if !vehicles.isEmpty {
                let stopping = vehicles.map { (group: $0, aspect: SignalAspect.yellow) }
                phases.append(SignalPhase(duration: MapAssembly.yellow, aspects: stopping))
                phases.append(SignalPhase(duration: allRed, aspects: []))
            }
        }
        return phases
    }

    /// Half of the way that traffic has to clear, metres: of the largest junction, or between the ends of the approaches
    /// where the site spreads over several.
    private func radius(of site: SignalSite) -> Double {
        let junctions = site.junctions.map { map.junctions[$0].radius }.max() ?? 8
        let ends = site.approaches.compactMap { $0.lanes.first.map { map.lanes[$0].centerline } }.compactMap(
            \.points.last)
        guard site.junctions.count > 1, let first = ends.first else { return junctions }
        return max(junctions, ends.reduce(0) { max($0, $1.distance(to: first)) } / 2)
    }

    /// Seconds of green: more for more lanes, short for turning stages.
    private func greenTime(_ stage: StagePlan.Stage, _ plan: StagePlan, _ site: SignalSite) -> Double {
        guard let first = stage.units.first else { return stage.crossings.isEmpty ? 12 : 6 }
        if plan.units[first].isProtectedTurn { return 8 }
        let lanes = stage.units.map { index in
            site.approaches[plan.units[index].approach].lanes.count { map.lanes[$0].type.isDrivable }
        }
        return min(30, 12 + 5 * Double(lanes.max() ?? 1))
    }

    /// Ways into a signalled junction that have no signal give way.
    private mutating func settleUnsignalled(_ sites: [SignalSite]) {
        for junction in sites.flatMap(\.junctions) {
            for lane in map.junctions[junction].lanes {
                let control = map.lanes[lane.index].control
                guard control == .rightBeforeLeft || control == .zipper else { continue }
                map.lanes[lane.index].control = .yield
            }
        }
    }
}

extension [(lane: Int, crossing: Int, from: Double, to: Double)] {
    /// The entries of one lane; the array is sorted by lane.
    fileprivate func entries(of lane: Int) -> ArraySlice<Element> {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].lane < lane { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < count, self[end].lane == lane { end += 1 }
        return self[low..<end]
    }
}
