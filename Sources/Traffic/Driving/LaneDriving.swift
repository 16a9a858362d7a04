import Geometry
import RoadNetwork
import World

/// One decision of somebody who keeps to lanes on wheels: what the rules allow, lane changes, steering, lights.
enum LaneDriving {
    static func decide(
        _ row: Int, profile: DriverProfile, model: TrafficModel, scratch: inout TrafficScratch,
        world: inout WorldState, traffic: inout TrafficState
    ) {
        let actor = scratch.scene.actors[row]
        guard actor.role == .keepsLane else {
            PathDriving.decide(row, profile: profile, model: model, scratch: scratch, world: &world, traffic: &traffic)
            return
        }
        let body = model.bodies[Int(actor.body)]
        let keeps = keptOffset(row, traffic)
        let rest = keeps ?? model.restOffset(on: actor.lane, at: actor.s, body: body)
        let step = model.step(world.clock)
        let driver = DriverView(
            row: row, scene: scratch.scene, profile: profile, body: body, step: step, restOffset: rest,
            keptOffset: keeps)
        let wayOut = traffic.wait.wayOut(row, at: driver.time)
        if wayOut == .backs {
            return BackingUp.decide(
                driver, rest: traffic.wait.wayOutUntil[row] - driver.time, model: model, scene: scratch.scene,
                world: &world)
        }
        var assessment =
            wayOut == .goes
            ? scratch.scene.assessCreeping(driver, model: model) : scratch.scene.assess(driver, model: model)
        scratch.scene.giveWayToChangers(driver, &assessment, model)
        // Steering comes first: a change that begins now belongs to the next decision's lane.
        let curvature = scratch.scene.steer(
            row, body: body, model: model, offset: { traffic.change.fade(row, ahead: $0) }, keeps: keeps)
        let lights = LaneChanging.advance(driver, assessment, model: model, scene: scratch.scene, world, &traffic)
        finish(driver, assessment, curvature: curvature, changing: lights, model, scratch.scene, &world, &traffic)
    }

    /// The offset in its lane that an action holds an actor at; nil if it is free.
    private static func keptOffset(_ row: Int, _ traffic: TrafficState) -> Double? {
        traffic.control.lateralMode[row] == LateralControl.offset.rawValue ? traffic.control.lateralOffset[row] : nil
    }

    /// Turns the assessment into a motion until the next decision, and writes it down.
    static func finish(
        _ driver: DriverView, _ assessment: DrivingAssessment, curvature: Double, changing: ActorLights,
        _ model: TrafficModel, _ scene: TrafficScene, _ world: inout WorldState, _ traffic: inout TrafficState
    ) {
        let row = driver.row
        var reason = assessment.reason
        var acceleration = max(-driver.hardest, min(driver.strongest, assessment.acceleration))
        if let commanded = traffic.control.acceleration(row, speed: driver.actor.speed, time: driver.time, driver.step)
        {
            acceleration = commanded
            reason = .scripted
        } else {
            acceleration = startOrStay(driver, acceleration, &reason, &traffic)
        }
        traffic.wait.note(
            row, driver, acceleration: acceleration, reason: reason, lineDistance: assessment.lineDistance)
        traffic.why.note(row, assessment, reason: reason, scene: scene)
        var lights = changing.union(turnLights(driver, scene, model))
        lights.formUnion(otherLights(acceleration: acceleration, speed: driver.speed, world))
        ActorWriting.write(
            driver.actor, row, body: driver.body, acceleration: acceleration, curvature: curvature, lights: lights,
            catalogue: model.catalogue, &world)
    }

    /// A standing driver moves off only after its start-up delay; the delay may end between two decisions.
    private static func startOrStay(
        _ driver: DriverView, _ acceleration: Double, _ reason: inout DrivingReason, _ traffic: inout TrafficState
    ) -> Double {
        let row = driver.row
        guard driver.speed < 0.01 else {
            traffic.wait.goAt[row] = -1
            return acceleration
        }
        guard acceleration > startThreshold else {
            traffic.wait.goAt[row] = -1
            // A rest of speed is used up, or the vehicle would creep for as long as it stands.
            return -driver.actor.speed / driver.step
        }
        if traffic.wait.goAt[row] < 0 { traffic.wait.goAt[row] = driver.time + driver.profile.startUpDelay }
        let rest = driver.time + driver.step - traffic.wait.goAt[row]
        guard rest > 1e-9 else {
            reason = .startUp
            return -driver.actor.speed / driver.step
        }
        return acceleration * min(1, rest / driver.step)
    }

    /// Standing drivers ignore a wish to accelerate that is weaker than this, m/s².
    private static let startThreshold = 0.15

    /// The indicator for the next turn, from three seconds before it.
    private static func turnLights(_ driver: DriverView, _ scene: TrafficScene, _ model: TrafficModel) -> ActorLights {
        let first = Int(driver.actor.chainStart)
        let reach = max(20, driver.speed * 3) + driver.actor.halfLength
        for place in first..<(first + Int(driver.actor.chainCount)) {
            guard scene.links[place].start < reach else { break }
            switch model.lanes.records[Int(scene.links[place].lane)].turn {
            case .straight: continue
            case .left, .slightLeft, .uTurn: return .indicatorLeft
            case .right, .slightRight: return .indicatorRight
            }
        }
        return []
    }

    /// Brake lights, and headlamps when the sun is low.
    static func otherLights(acceleration: Double, speed: Double, _ world: WorldState) -> ActorLights {
        var lights: ActorLights = acceleration < -0.6 || speed < 0.05 ? .brake : []
        if world.weather.needsHeadlamps { lights.insert(.headlamps) }
        return lights
    }
}

extension WaitColumns {
    /// Notes since when an actor stands, yields, and waits at its line.
    mutating func note(
        _ row: Int, _ driver: DriverView, acceleration: Double, reason: DrivingReason, lineDistance: Double
    ) {
        let isNearLine = lineDistance < TrafficScene.lineReach
        let goesOn =
            entering[row] != 0 ? driver.speed > 0.02 || acceleration > 0 : driver.speed < 1 && acceleration > 0.05
        entering[row] = isNearLine && goesOn ? 1 : 0
        let stands = driver.speed < 0.05
        standingSince[row] = !stands ? -1 : standingSince[row] < 0 ? driver.time : standingSince[row]
        let isHeld = reason == .yield || reason == .exitBlocked
        let yields = stands && (isHeld || (reason == .startUp && yieldsSince[row] >= 0))
        yieldsSince[row] = !yields ? -1 : yieldsSince[row] < 0 ? driver.time : yieldsSince[row]
        let isAtLine = lineDistance < 2.5
        if !isAtLine {
            lineStop[row] = -1
        } else if driver.speed < 0.3, lineStop[row] < 0 {
            lineStop[row] = driver.time
        }
    }
}

extension WhyColumns {
    mutating func note(
        _ row: Int, _ assessment: DrivingAssessment, reason newReason: DrivingReason, scene: TrafficScene
    ) {
        reason[row] = newReason.rawValue
        partner[row] = assessment.partner.row
        gap[row] = Float(assessment.gap)
        aspect[row] = assessment.aspect
    }
}
