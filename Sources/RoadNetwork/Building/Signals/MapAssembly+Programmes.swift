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
        for index in sites.indices { sites[index].crossings = crossings(at: sites[index]) }
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
    private func crossings(at site: SignalSite) -> [Int] {
        let ruled = site.ruled.map(\.lane)
        return map.crossings.indices.filter { row in
            map.crossings[row].signalGroup.isNone
                && map.crossings[row].lanes.contains { crossed in
                    let lane = map.lanes[crossed.lane.index]
                    if ruled.contains(crossed.lane.index) { return true }
                    let isBefore = lane.successors.contains { ruled.contains($0.index) }
                    let isBehind = lane.predecessors.contains { ruled.contains($0.index) }
                    return isBefore && lane.length - crossed.to < 30 || isBehind && crossed.from < 30
                }
        }
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
        let radius = site.junctions.map { map.junctions[$0].radius }.max() ?? 8
        let allRed = min(4, max(1, (radius / 8).rounded()))
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
