import Fields
import Geometry
import RoadNetwork
import Traffic
import World

extension Cast {
    /// Puts everybody into the world and hands all but the vehicle under test to the traffic.
    /// - Returns: the rows, in the order of `members`.
    func enter(
        _ world: inout WorldState, _ traffic: inout TrafficState, model: TrafficModel, _ diagnostics: inout Diagnostics
    ) -> [ActorID] {
        let rows = members.enumerated().map { index, member in
            world.actors.spawn(placement(member, number: index))
        }
        traffic.grow(to: world.actors.count)
        for (member, row) in zip(members, rows) {
            guard let spec = member.spec else { continue }
            if spec.hazardLights { world.actors.lights[row.index] = ActorLights([.hazard, .held]).rawValue }
            hand(row, spec, member, world, &traffic, model, &diagnostics)
        }
        return rows
    }

    private func placement(_ member: Member, number: Int) -> ActorPlacement {
        // The file's order is the actor's identity: names may change without changing a random number.
        let key = RandomStream(seed: seed, purpose: ScenarioAssembly.purpose, key: UInt64(number)).bits()
        var flags: ActorFlags = member.spec == nil ? [.driven] : [.scripted]
        if member.spec?.behaviour?.value == "stand" { flags.insert(.parked) }
        return ActorPlacement(
            model: member.modelRow, randomKey: key, flags: flags, pose: member.pose, speed: member.speed)
    }

    private func hand(
        _ row: ActorID, _ spec: ActorSpec, _ member: Member, _ world: WorldState, _ traffic: inout TrafficState,
        _ model: TrafficModel, _ diagnostics: inout Diagnostics
    ) {
        if let kind = spec.behaviour, model.behaviour(kind.value) == nil {
            let kinds = model.behaviours.map { $0.kind }
            diagnostics.error(
                ScenarioCode.unknownBehaviour,
                "no behaviour named '\(kind.value)'\(NearestName.hint(for: kind.value, among: kinds))", at: kind.place,
                help: "behaviours are \(kinds.joined(separator: ", "))")
        }
        if let profile = spec.profile, model.profile(named: profile.value) == nil {
            let names = model.profiles.map(\.name)
            diagnostics.error(
                ScenarioCode.unknownBehaviour,
                "no driver profile named '\(profile.value)'\(NearestName.hint(for: profile.value, among: names))",
                at: profile.place, help: "profiles are \(names.joined(separator: ", "))")
        }
        traffic.admit(
            row, kind: spec.behaviour?.value, profile: spec.profile?.value,
            route: lanes(spec, start: member.lane, &diagnostics), world: world, model: model)
    }

    /// The lanes from where the actor starts through those of its route, the quickest way between them.
    private func lanes(_ spec: ActorSpec, start: StreetMap.LanePosition?, _ diagnostics: inout Diagnostics) -> [LaneID]
    {
        var ids: [LaneID] = start.map { [$0.lane] } ?? []
        for name in spec.route {
            guard let id = map.laneID(named: name.value) else {
                let hint = NearestName.hint(for: name.value, among: map.lanes.map(\.name))
                diagnostics.error(
                    ScenarioCode.unknownLane, "the road has no lane named '\(name.value)'\(hint)", at: name.place)
                continue
            }
            ids += way(from: ids.last, to: Located(id, at: name.place), &diagnostics)
        }
        return ids
    }

    /// The lanes behind `last` that lead to a lane, itself included.
    private func way(from last: LaneID?, to next: Located<LaneID>, _ diagnostics: inout Diagnostics) -> [LaneID] {
        guard let last, last != next.value else { return last == next.value ? [] : [next.value] }
        func end(_ lane: LaneID) -> RoutePlace {
            .position(StreetMap.LanePosition(lane: lane, s: map[lane].length, t: 0))
        }
        do {
            let legs = try RoutePlanner(map: map, users: [.cars, .bicycles]).route(from: end(last), to: end(next.value))
                .legs
            return Array(legs.map(\.lane).drop { $0 == last })
        } catch {
            diagnostics.error(
                ScenarioCode.route, "no way leads from '\(map[last].name)' to '\(map[next.value].name)'", at: next.place
            )
            return []
        }
    }
}

extension ScenarioAssembly {
    /// Adds the background traffic of the file.
    func populate(_ world: inout WorldState, _ state: inout TrafficState, model: TrafficModel) {
        var request = PopulationRequest()
        request.vehicles = file.traffic.vehicles
        request.pedestrians = file.traffic.pedestrians
        request.parkedShare = file.traffic.parkedShare
        request.heavyShare = file.traffic.heavyShare
        request.cycleShare = file.traffic.cycleShare
        request.clearance = file.traffic.clearance
        TrafficPlacement.populate(request, world: &world, traffic: &state, model: model)
    }
}
