import Geometry
import RoadNetwork
import World

/// Puts background traffic on a map: deterministic from the model's seed, independent of the order of map rows, nobody
/// overlapping, nobody close to a driven vehicle.
public enum TrafficPlacement {
    /// Adds the actors of a request to a world.
    ///
    /// - Returns: how many found a place.
    @discardableResult
    public static func populate(
        _ request: PopulationRequest, world: inout WorldState, traffic: inout TrafficState, model: TrafficModel
    ) -> PopulationReport {
        traffic.grow(to: world.actors.count)
        if request.isKeptUp { traffic.population.keep(request) }
        var places = FreePlaces(world: world, model: model, clearance: request.clearance)
        var report = PopulationReport()
        report.parked = park(request.parkedShare, &places, &world, &traffic, model)
        var added: [ActorID] = []
        for _ in 0..<request.vehicles {
            let key = nextKey(&traffic, model)
            let kind = chooseModel(key, request.heavyShare, request.cycleShare, model)
            if let actor = addVehicle(key, kind, room: 3, &places, &world, &traffic, model) { added.append(actor) }
        }
        report.vehicles = added.count
        settleSpeeds(of: added, places, &world, model)
        for _ in 0..<request.pedestrians where addPedestrian(&places, &world, &traffic, model) {
            report.pedestrians += 1
        }
        return report
    }

    static let purpose = RandomPurpose("traffic.population")

    static func nextKey(_ traffic: inout TrafficState, _ model: TrafficModel) -> UInt64 {
        traffic.population.made += 1
        let stream = RandomStream(seed: model.seed, purpose: purpose, key: UInt64(traffic.population.made))
        return stream.bits()
    }

    private static func stream(_ key: UInt64, _ model: TrafficModel) -> RandomStream {
        RandomStream(seed: model.seed, purpose: purpose, key: key, tick: 1)
    }

    /// The row of a model for a new vehicle; nil if the catalogue has none.
    static func chooseModel(_ key: UInt64, _ heavyShare: Double, _ cycleShare: Double, _ model: TrafficModel) -> Int32?
    {
        let stream = stream(key, model)
        let draw = stream.uniform(0)
        let kind = stream.uniform(1)
        let wanted: ActorClass =
            if draw < heavyShare { kind < 0.6 ? .truck : .bus } else if draw < heavyShare + cycleShare {
                kind < 0.8 ? .bicycle : kind < 0.95 ? .eScooter : .cargoTricycle
            } else { kind < 0.84 ? .car : kind < 0.96 ? .van : .motorcycle }
        return pick(wanted, stream, model) ?? pick(.car, stream, model)
    }

    private static func pick(_ wanted: ActorClass, _ stream: RandomStream, _ model: TrafficModel) -> Int32? {
        let rows = model.bodies.indices.filter { model.bodies[$0].actorClass == wanted }
        return rows.isEmpty ? nil : Int32(stream.choice(rows, 2))
    }

    /// Puts a vehicle on a free stretch of a lane that it may use, with `room` metres to everybody; nil if there is none.
    static func addVehicle(
        _ key: UInt64, _ kind: Int32?, room: Double, _ places: inout FreePlaces, _ world: inout WorldState,
        _ traffic: inout TrafficState, _ model: TrafficModel
    ) -> ActorID? {
        guard let kind else { return nil }
        let body = model.bodies[Int(kind)]
        let stream = stream(key, model)
        for attempt in 0..<60 {
            guard let (lane, s) = places.lanePlace(for: body, stream, attempt: attempt, model) else { return nil }
            let offset = model.restOffset(on: lane, at: s, body: body)
            let pose = model.lanes.pose(lane, at: s, offset: offset)
            let reach = body.halfLength + room
            guard places.isFree(pose.position, reach: reach) else { continue }
            let record = model.lanes.records[Int(lane)]
            let toEnd = max(0, record.length - s - body.halfLength - 2)
            let gap = max(0, places.distanceAhead(pose.position, yaw: pose.yaw, reach: reach))
            let cruise = min(record.speedLimit, min(body.usualSpeed, body.maximumSpeed)) * 0.8
            let speed = min(cruise, (2 * 1.5 * min(toEnd, gap)).squareRoot())
            let forward = Vector2(yaw: pose.yaw)
            let actor = world.actors.spawn(
                ActorPlacement(
                    model: kind, randomKey: key,
                    pose: Pose2(pose.position - forward * body.centerOffset, yaw: pose.yaw), speed: speed),
                at: world.clock.tick)
            traffic.admit(actor, kind: BehaviourRegistry.usual(for: body.actorClass).kind, world: world, model: model)
            traffic.place.set(actor.index, lane: lane, s: s, t: offset)
            places.take(pose.position, reach: body.halfLength + 3)
            return actor
        }
        return nil
    }

    /// Slows new vehicles down so that each can stop behind whoever has been put ahead of it.
    static func settleSpeeds(
        of actors: [ActorID], _ places: FreePlaces, _ world: inout WorldState, _ model: TrafficModel
    ) {
        for row in actors.map(\.index) {
            let body = model.bodies[Int(world.actors.model[row])]
            let yaw = world.actors.yaw[row]
            let reference = Vector2(world.actors.x[row], world.actors.y[row])
            let middle = reference + Vector2(yaw: yaw) * body.centerOffset
            let gap = max(0, places.distanceAhead(middle, yaw: yaw, reach: body.halfLength + 2))
            world.actors.speed[row] = min(world.actors.speed[row], (2 * 1.5 * gap).squareRoot())
        }
    }

    /// Puts somebody on a free stretch of a pavement; false if none was found.
    static func addPedestrian(
        _ places: inout FreePlaces, _ world: inout WorldState, _ traffic: inout TrafficState, _ model: TrafficModel
    ) -> Bool {
        let key = nextKey(&traffic, model)
        let stream = stream(key, model)
        let wanted: ActorClass = stream.uniform(3) < 0.88 ? .adult : .child
        guard let kind = pick(wanted, stream, model) ?? pick(.adult, stream, model) else { return false }
        for attempt in 0..<40 {
            guard let (walkway, s) = places.walkwayPlace(stream, attempt: attempt) else { return false }
            let room = max(0, model.walks.walkways[Int(walkway)].halfWidth - 0.4)
            let offset = stream.uniform(in: -room...room, 5 + 3 * attempt)
            let pose = model.walks.lines.pose(walkway, at: s, offset: offset)
            guard places.isFree(pose.position, reach: 0.6) else { continue }
            let actor = world.actors.spawn(
                ActorPlacement(model: kind, randomKey: key, pose: Pose2(pose.position, yaw: pose.yaw)),
                at: world.clock.tick)
            traffic.admit(actor, kind: Walk.kind, world: world, model: model)
            traffic.place.set(actor.index, lane: walkway, s: s, t: offset)
            traffic.place.direction[actor.index] = stream.uniform(4) < 0.5 ? 1 : -1
            places.take(pose.position, reach: 0.6)
            return true
        }
        return false
    }

    /// Fills parking bays with cars that fit.
    private static func park(
        _ share: Double, _ places: inout FreePlaces, _ world: inout WorldState, _ traffic: inout TrafficState,
        _ model: TrafficModel
    ) -> Int {
        var count = 0
        let bays = model.map.parkingBays.sorted { $0.randomKey < $1.randomKey }
        for bay in bays where share > 0 {
            let stream = RandomStream(seed: model.seed, purpose: purpose, key: bay.randomKey, tick: 2)
            guard stream.uniform(0) < share else { continue }
            let fitting = model.bodies.indices.filter {
                let body = model.bodies[$0]
                return (body.actorClass == .car || body.actorClass == .van)
                    && body.halfLength < bay.box.halfLength - 0.1 && body.halfWidth < bay.box.halfWidth
            }
            guard !fitting.isEmpty, places.isFree(bay.box.center, reach: 1.5) else { continue }
            let kind = stream.choice(fitting, 1)
            let body = model.bodies[kind]
            _ = world.actors.spawn(
                ActorPlacement(
                    model: Int32(kind), randomKey: StableHash.combine(model.seed, bay.randomKey), flags: .parked,
                    pose: Pose2(bay.box.center - bay.box.axis * body.centerOffset, yaw: bay.box.axis.yaw)),
                at: world.clock.tick)
            places.take(bay.box.center, reach: body.halfLength)
            count += 1
        }
        traffic.grow(to: world.actors.count)
        return count
    }
}

extension TrafficState {
    /// Lets traffic decide for an actor. Its lane or walkway is found at the next decision unless it is set.
    ///
    /// - Parameters:
    ///   - kind: kind of a behaviour; nil = the usual one of the actor's class. An unknown kind leaves it undecided for.
    ///   - profile: name of a driver profile; nil = drawn from the actor's random key.
    ///   - route: lanes to drive along; the way after them is chosen at random.
    public mutating func admit(
        _ actor: ActorID, kind: String? = nil, profile: String? = nil, route lanes: [LaneID] = [], world: WorldState,
        model: TrafficModel
    ) {
        grow(to: world.actors.count)
        guard world.actors.isPresent(actor) else { return }
        forget(actor)
        let row = actor.index
        let actorClass = model.bodies[Int(world.actors.model[row])].actorClass
        let stream = RandomStream(seed: model.seed, purpose: Self.habits, key: world.actors.randomKey[row])
        behaviour[row] = model.behaviour(kind ?? BehaviourRegistry.usual(for: actorClass).kind) ?? 0
        self.profile[row] = profile.flatMap { model.profile(named: $0) } ?? model.usualProfile(stream.uniform(0))
        let habit = model.profiles[Int(self.profile[row])]
        let isWalker = actorClass.isPedestrian
        let share =
            isWalker
            ? 1 + 0.15 * stream.normal(1) : habit.speedShare + habit.speedShareDeviation * stream.normal(1)
        speedShare[row] = Float(min(isWalker ? 1.5 : habit.speedShareLimit, max(0.6, share)))
        if !lanes.isEmpty { route.set(actor, lanes: lanes) }
        if lanes.first.map({ !$0.isNone }) == true, !isWalker { startOnRoute(actor, lanes[0], world, model) }
    }

    private static let habits = RandomPurpose("traffic.habits")

    /// Starts an actor on the first lane of its list if it stands there.
    private mutating func startOnRoute(_ actor: ActorID, _ lane: LaneID, _ world: WorldState, _ model: TrafficModel) {
        guard model.lanes.records.indices.contains(lane.index) else { return }
        let motion = world.actors.motion(of: actor, at: world.clock.tick, clock: world.clock)
        let body = model.bodies[Int(world.actors.model[actor.index])]
        let middle = motion.pose.position + motion.pose.forward * body.centerOffset
        let found = model.lanes.project(middle, on: lane.row)
        let record = model.lanes.records[lane.index]
        guard found.s > -3, found.s < record.length + 1, found.t.magnitude < 3 else { return }
        place.set(actor.index, lane: lane.row, s: found.s, t: found.t)
    }
}

extension TrafficModel {
    /// The profile of a driver that nobody chose one for: mostly normal, some cautious, some aggressive.
    func usualProfile(_ draw: Double) -> UInt8 {
        let name = draw < 0.12 ? "cautious" : draw < 0.2 ? "aggressive" : "normal"
        return profile(named: name) ?? 0
    }
}
