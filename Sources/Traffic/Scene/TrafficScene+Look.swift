import Geometry
import RoadNetwork
import World

extension TrafficScene {
    /// Copies what everybody can see of an actor, and what traffic remembers of it.
    @inline(__always)
    mutating func look(at row: Int, _ world: WorldState, _ traffic: TrafficState, _ model: TrafficModel) {
        let flags = ActorFlags(rawValue: world.actors.flags[row])
        guard flags.contains(.present) else {
            actors[row].role = .absent
            return
        }
        let duration = Double((world.clock.tick - world.actors.stamp[row]) * world.clock.tickMicroseconds) / 1e6
        let motion = world.actors.motion(ofRow: row, after: duration)
        let bodyRow = world.actors.model[row]
        let body = model.bodies[Int(bodyRow)]
        var actor = SceneActor()
        actor.forward = motion.pose.forward
        actor.yaw = motion.pose.yaw
        actor.position = motion.pose.position + actor.forward * body.centerOffset
        (actor.speed, actor.acceleration, actor.lateralSpeed) = (motion.speed, motion.acceleration, motion.lateralSpeed)
        (actor.halfLength, actor.halfWidth) = (body.halfLength, body.halfWidth)
        actor.key = world.actors.randomKey[row]
        (actor.actorClass, actor.body) = (body.actorClass, bodyRow)
        actor.lights = ActorLights(rawValue: world.actors.lights[row])
        actor.role = .free
        if body.actorClass.isStatic || flags.contains(.parked) { actor.role = .still }
        if row < traffic.count { recall(row, &actor, flags: flags, traffic, model) }
        actors[row] = actor
    }

    /// Adds what traffic remembers of an actor.
    @inline(__always)
    private func recall(
        _ row: Int, _ actor: inout SceneActor, flags: ActorFlags, _ traffic: TrafficState, _ model: TrafficModel
    ) {
        actor.lane = traffic.place.lane[row]
        (actor.s, actor.t) = (traffic.place.s[row], traffic.place.t[row])
        actor.trail = traffic.place.trail[row]
        actor.direction = traffic.place.direction[row]
        actor.routeIndex = traffic.route.index[row]
        actor.standingSince = traffic.wait.standingSince[row]
        actor.yieldsSince = traffic.wait.yieldsSince[row]
        actor.lineStop = traffic.wait.lineStop[row]
        actor.isEntering = traffic.wait.entering[row] != 0
        actor.isChanging = traffic.change.phase[row] == LaneChangePhase.moving.rawValue
        let motive = traffic.change.motive[row]
        actor.wantsLane = motive != 0 && motive != LaneChangeMotive.speed.rawValue || flags.contains(.driven)
        actor.reason = DrivingReason(rawValue: traffic.why.reason[row]) ?? .free
        actor.speedShare = Double(traffic.speedShare[row])
        let code = traffic.behaviour[row]
        guard code > 0, !flags.contains(.driven), actor.role == .free else { return }
        let profile = model.profiles[Int(traffic.profile[row])]
        actor.pickup = profile.acceleration * model.bodies[Int(actor.body)].accelerationShare
        actor.lateralAcceleration = profile.lateralAcceleration
        let follows = traffic.control.lateralMode[row] == LateralControl.path.rawValue
        actor.role = follows ? .free : model.roles[Int(code) - 1]
    }

    /// Finds the lane of an actor.
    @inline(__always)
    mutating func place(_ row: Int, _ world: WorldState, _ traffic: TrafficState, _ model: TrafficModel) {
        switch actors[row].role {
        case .absent, .still: break
        case .keepsLane:
            if actors[row].lane < 0 {
                actors[row].lane = model.matchedLane(of: actors[row], hint: -1, anyUser: false)
                actors[row].trail = SIMD4(repeating: -1)
                let lane = actors[row].lane
                if lane >= 0 { actors[row].s = model.lanes.project(actors[row].position, on: lane).s }
            }
            if actors[row].lane < 0 {
                actors[row].role = .free
            } else {
                followLane(row, traffic, model)
            }
        case .walks: followWalkway(row, traffic, model)
        case .free:
            guard !actors[row].actorClass.isPedestrian else { break }
            let lane = model.matchedLane(of: actors[row], hint: actors[row].lane, anyUser: true)
            actors[row].lane = lane
            if lane >= 0 { locate(row, on: lane, near: nil, model) }
        }
    }

    /// Sets arc length, offset, relative heading and reach of an actor on a lane.
    @inline(__always)
    private mutating func locate(_ row: Int, on lane: Int32, near s: Double?, _ model: TrafficModel) {
        let actor = actors[row]
        let place =
            s.map { model.lanes.project(actor.position, on: lane, near: $0) }
            ?? model.lanes.project(actor.position, on: lane)
        (actors[row].s, actors[row].t) = (place.s, place.t)
        let turn = Angle.difference(from: place.yaw, to: actor.yaw)
        actors[row].turn = turn
        actors[row].reach = actor.halfWidth + actor.halfLength * min(1, turn.magnitude)
    }

    /// Moves an actor's place along its lane, and on to the next ones where it has passed the end.
    @inline(__always)
    private mutating func followLane(_ row: Int, _ traffic: TrafficState, _ model: TrafficModel) {
        let users = model.bodies[Int(actors[row].body)].users
        locate(row, on: actors[row].lane, near: actors[row].s, model)
        for _ in 0..<8 {
            let lane = actors[row].lane
            let length = model.lanes.records[Int(lane)].length
            guard actors[row].s > length else { return }
            let next = model.nextLane(
                after: lane, routeIndex: actors[row].routeIndex, row: row, routes: traffic.route, users: users,
                key: actors[row].key)
            guard next.lane >= 0 else { return }
            let old = actors[row].trail
            actors[row].trail = SIMD4(lane, old[0], old[1], old[2])
            actors[row].lane = next.lane
            actors[row].routeIndex = next.routeIndex
            locate(row, on: next.lane, near: actors[row].s - length, model)
        }
    }
}

extension TrafficModel {
    /// The lane that fits an actor's pose best, -1 if it is on none. Ties go to the smaller random key.
    ///
    /// - Parameters:
    ///   - hint: the lane that it was on, preferred together with the lanes that follow it; -1 = none.
    ///   - anyUser: lanes count whoever may use them (a driven vehicle may be where it should not).
    func matchedLane(of actor: SceneActor, hint: Int32, anyUser: Bool) -> Int32 {
        guard let index = map.laneIndex else { return -1 }
        let users: LaneUsers = anyUser ? .anyVehicle : bodies[Int(actor.body)].users
        var best: (cost: Double, key: UInt64, lane: Int32) = (.infinity, 0, -1)
        index.forEach(from: actor.position, to: actor.position) { row in
            let record = lanes.records[row]
            guard !record.users.isDisjoint(with: users) else { return }
            let place = lanes.project(actor.position, on: Int32(row))
            guard place.s > -1, place.s < record.length + 1,
                place.t.magnitude < lanes.halfWidth(Int32(row), at: place.s) + 0.3
            else { return }
            var cost = Angle.difference(from: place.yaw, to: actor.yaw).magnitude + 0.2 * place.t.magnitude
            if hint >= 0, hint == Int32(row) || follows(Int32(row), hint) { cost -= 0.15 }
            cost -= indicatorBonus(actor.lights, record.turn)
            if cost < best.cost || (cost == best.cost && record.key < best.key) {
                best = (cost, record.key, Int32(row))
            }
        }
        return best.lane
    }

    private func follows(_ lane: Int32, _ before: Int32) -> Bool {
        lanes.successorRows(of: before).contains(lane)
    }

    /// Makes a lane that turns the way an actor indicates a little more likely.
    private func indicatorBonus(_ lights: ActorLights, _ turn: TurnDirection) -> Double {
        let left = lights.contains(.indicatorLeft)
        let right = lights.contains(.indicatorRight)
        guard left != right else { return turn == .straight ? 0.05 : 0 }
        switch turn {
        case .left, .slightLeft, .uTurn: return left ? 0.1 : 0
        case .right, .slightRight: return right ? 0.1 : 0
        case .straight: return 0
        }
    }
}
