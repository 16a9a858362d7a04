import Geometry
import RoadNetwork
import World

/// Lane changes: why, when, and the movement itself.
enum LaneChanging {
    /// The indicator flashes for this long before the movement begins, s.
    private static let signalTime = 1.0
    /// A change of lanes that nobody needs is given up after this long, s, and not thought of again for a while.
    private static let patience = 4.0
    private static let pause = 4.0
    /// Duration of the movement, s, and its shortest length, metres.
    private static let duration = 3.2
    private static let shortest = 11.0
    /// Decisions between two thoughts about overtaking.
    private static let thinkEvery: Int64 = 8

    /// Takes a lane keeper's change one decision further, and starts a new one if there is a reason.
    /// - Returns: the indicator to show.
    static func advance(
        _ driver: DriverView, _ assessment: DrivingAssessment, model: TrafficModel, scene: TrafficScene,
        _ world: WorldState, _ traffic: inout TrafficState
    ) -> ActorLights {
        let row = driver.row
        switch LaneChangePhase(rawValue: traffic.change.phase[row]) ?? .none {
        case .moving: move(driver, &traffic)
        case .none: consider(driver, assessment, model, scene, world, &traffic)
        case .signalling: signal(driver, model, scene, world, &traffic)
        }
        if traffic.change.phase[row] == 0 { return [] }
        return traffic.change.side[row] > 0 ? .indicatorLeft : .indicatorRight
    }

    /// Counts the metres of a movement and ends it.
    private static func move(_ driver: DriverView, _ traffic: inout TrafficState) {
        let row = driver.row
        traffic.change.travelled[row] += driver.speed * driver.step
        guard traffic.change.travelled[row] >= traffic.change.length[row] else { return }
        traffic.change.clear(row)
        traffic.change.since[row] = driver.time
    }

    /// Starts to indicate if there is a reason to change.
    private static func consider(
        _ driver: DriverView, _ assessment: DrivingAssessment, _ model: TrafficModel, _ scene: TrafficScene,
        _ world: WorldState, _ traffic: inout TrafficState
    ) {
        let row = driver.row
        guard
            let wish = scriptedWish(row, driver, model, traffic)
                ?? necessaryWish(driver, model, scene)
                ?? obstacleWish(driver, assessment, model, scene, traffic)
                ?? speedWish(driver, assessment, model, scene, world, traffic)
        else { return }
        traffic.change.phase[row] = LaneChangePhase.signalling.rawValue
        traffic.change.side[row] = wish.side
        traffic.change.motive[row] = wish.motive.rawValue
        traffic.change.since[row] = driver.time
    }

    struct Wish {
        var side: Int8
        var motive: LaneChangeMotive
    }

    /// An action wants another lane.
    private static func scriptedWish(
        _ row: Int, _ driver: DriverView, _ model: TrafficModel, _ traffic: TrafficState
    ) -> Wish? {
        guard traffic.control.lateralMode[row] == LateralControl.lane.rawValue else { return nil }
        let side = model.sideOfLane(traffic.control.lateralLane[row], from: driver.actor.lane)
        return side == 0 ? nil : Wish(side: Int8(side), motive: .scripted)
    }

    /// The list of lanes goes on beside this lane, or this lane ends and one beside it goes on.
    private static func necessaryWish(_ driver: DriverView, _ model: TrafficModel, _ scene: TrafficScene) -> Wish? {
        let actor = driver.actor
        guard actor.chainEnd != .open else { return nil }
        let last = scene.links[Int(actor.chainStart + actor.chainCount) - 1]
        guard last.end < max(80, driver.speed * 10) else { return nil }
        switch actor.chainEnd {
        case .changeLeft: return last.lane == actor.lane ? Wish(side: 1, motive: .route) : nil
        case .changeRight: return last.lane == actor.lane ? Wish(side: -1, motive: .route) : nil
        default: break
        }
        for side: Int8 in [1, -1] {
            if let lane = model.neighbour(of: actor.lane, side: side, users: driver.body.users),
                !model.lanes.records[Int(lane)].openFor.isDisjoint(with: driver.body.users)
            {
                return Wish(side: side, motive: .route)
            }
        }
        return nil
    }

    /// Something stands in the lane that will not go away.
    private static func obstacleWish(
        _ driver: DriverView, _ assessment: DrivingAssessment, _ model: TrafficModel, _ scene: TrafficScene,
        _ traffic: TrafficState
    ) -> Wish? {
        guard assessment.reason == .leader, assessment.gap < 40, assessment.partner.row >= 0 else { return nil }
        let other = scene.actors[assessment.partner.index]
        let waited = other.standingSince >= 0 ? driver.time - other.standingSince : 0
        let stays =
            other.role == .still || other.lights.isSuperset(of: .hazard)
            || (other.role == .free && waited > 8 && !other.isAtRed)
        guard other.speed.magnitude < 0.1, stays else { return nil }
        return sideWish(driver, model, motive: .obstacle)
    }

    /// The lane beside promises a better acceleration (MOBIL; Kesting, Treiber, Helbing 2007).
    private static func speedWish(
        _ driver: DriverView, _ assessment: DrivingAssessment, _ model: TrafficModel, _ scene: TrafficScene,
        _ world: WorldState, _ traffic: TrafficState
    ) -> Wish? {
        let decision = world.clock.tick / Int64(model.parameters.decisionTicks)
        let isDue = (decision &+ Int64(bitPattern: driver.actor.key & 0xFF)) % thinkEvery == 0
        guard isDue, assessment.reason == .leader, driver.speed > 3, !driver.body.keepsToEdge,
            driver.time - traffic.change.since[driver.row] > pause, traffic.route.length[driver.row] == 0
        else { return nil }
        for side: Int8 in [1, -1] {
            guard let lane = model.neighbour(of: driver.actor.lane, side: side, users: driver.body.users),
                !model.lanes.records[Int(lane)].openFor.isDisjoint(with: driver.body.users),
                let gap = scene.gap(for: driver, on: lane, desiredSpeed: assessment.desiredSpeed, model)
            else { continue }
            let gain = gap.ownAcceleration - assessment.acceleration - driver.profile.politeness * gap.followerLoss
            if gain > driver.profile.changeThreshold, gap.isFree { return Wish(side: side, motive: .speed) }
        }
        return nil
    }

    private static func sideWish(_ driver: DriverView, _ model: TrafficModel, motive: LaneChangeMotive) -> Wish? {
        let sides: [Int8] = model.map.drivingSide == .right ? [1, -1] : [-1, 1]
        for side in sides where model.neighbour(of: driver.actor.lane, side: side, users: driver.body.users) != nil {
            return Wish(side: side, motive: motive)
        }
        return nil
    }

    /// Waits for a gap, then starts the movement.
    private static func signal(
        _ driver: DriverView, _ model: TrafficModel, _ scene: TrafficScene, _ world: WorldState,
        _ traffic: inout TrafficState
    ) {
        let row = driver.row
        let motive = LaneChangeMotive(rawValue: traffic.change.motive[row]) ?? .none
        let side = traffic.change.side[row]
        let waited = driver.time - traffic.change.since[row]
        let users = driver.body.users
        guard let lane = model.neighbour(of: driver.actor.lane, side: side, users: users, forced: motive == .scripted)
        else { return giveUp(driver, &traffic) }
        if motive == .speed || motive == .obstacle, waited > (motive == .speed ? patience : 30) {
            return giveUp(driver, &traffic)
        }
        // Movements to the left begin at even decisions, to the right at odd ones: two drivers never take one gap from
        // both sides at once.
        let decision = world.clock.tick / Int64(model.parameters.decisionTicks)
        guard waited >= signalTime, (decision & 1 == 0) == (side > 0), fits(driver, on: lane, motive, model) else {
            return
        }
        let desired = model.lanes.records[Int(lane)].speedLimit * driver.actor.speedShare
        let gap = scene.gap(for: driver, on: lane, desiredSpeed: desired, model)
        guard motive == .scripted || gap?.isFree == true else { return }
        start(driver, lane: lane, motive, model, &traffic)
    }

    private static func giveUp(_ driver: DriverView, _ traffic: inout TrafficState) {
        traffic.change.clear(driver.row)
        traffic.change.since[driver.row] = driver.time
    }

    /// Whether there is enough of both lanes left for the movement.
    private static func fits(_ driver: DriverView, on lane: Int32, _ motive: LaneChangeMotive, _ model: TrafficModel)
        -> Bool
    {
        let place = model.lanes.project(driver.actor.position, on: lane, near: driver.actor.s)
        let rest = model.lanes.records[Int(lane)].length - place.s - driver.actor.halfLength
        let needed = motive == .speed ? max(shortest, driver.speed * duration) + 8 : 3
        return place.s > driver.actor.halfLength + 0.5 && rest > needed
    }

    /// Makes the neighbour the actor's lane; the offset to it fades over the movement's length.
    private static func start(
        _ driver: DriverView, lane: Int32, _ motive: LaneChangeMotive, _ model: TrafficModel,
        _ traffic: inout TrafficState
    ) {
        let row = driver.row
        let place = model.lanes.project(driver.actor.position, on: lane, near: driver.actor.s)
        let seconds = traffic.control.lateralDuration[row] > 0 ? traffic.control.lateralDuration[row] : duration
        traffic.change.phase[row] = LaneChangePhase.moving.rawValue
        traffic.change.offset[row] = place.t - model.restOffset(on: lane, at: place.s, body: driver.body)
        traffic.change.length[row] = max(shortest, driver.speed * seconds)
        traffic.change.travelled[row] = 0
        traffic.place.set(row, lane: lane, s: place.s, t: place.t)
        if traffic.route.element(row, ahead: 1) == lane { traffic.route.index[row] += 1 }
    }
}

extension TrafficModel {
    /// The lane to the left (1) or right (-1) that a road user may change to, nil if there is none.
    ///
    /// - Parameter forced: whatever paint and rules say.
    func neighbour(of lane: Int32, side: Int8, users: LaneUsers, forced: Bool = false) -> Int32? {
        let record = lanes.records[Int(lane)]
        let other = side > 0 ? record.left : record.right
        guard other >= 0 else { return nil }
        if forced { return other }
        guard side > 0 ? record.mayChangeLeft : record.mayChangeRight, record.junction < 0 else { return nil }
        return lanes.records[Int(other)].users.isDisjoint(with: users) ? nil : other
    }
}
