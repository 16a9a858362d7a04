import DrivingInterface
import Geometry
import RoadNetwork
import Scenarios
import Scoring
import Sensing
import Traffic
import World

// The phases of a step, in order. Each is a function on the state; nobody else changes it.
extension SimulatedRun {
    /// 1. Triggers that hold at this tick fire; their actions change the situation.
    mutating func fireEvents() {
        setting.storyboard.advance(&state.situation, setting.context)
    }

    /// 2. Signals show their aspect; every traffic actor reads the state and decides; nobody moves yet.
    mutating func decideTraffic() {
        setting.traffic.advanceSignals(&state.situation.signals, world: &state.situation.world)
        guard state.clock.tick % setting.trafficTicks == 0 else { return }
        setting.traffic.decide(
            world: &state.situation.world, traffic: &state.situation.traffic, scratch: &scratch.traffic)
    }

    /// 3. Due sensors make their frames; finished frames enter the delivery queue.
    mutating func sense() {
        for index in setting.vehicles.indices {
            setting.vehicles[index].senses.advance(
                &state.situation.vehicles[index].senses, stage: setting.stage, world: state.situation.world,
                vehicle: setting.vehicles[index].actor, scratch: scratch.sensing)
        }
    }

    /// 4. What the drivers get.
    func observations() -> [Observation] {
        setting.vehicles.indices.map { index in
            let vehicle = setting.vehicles[index]
            let actuation = state.vehicles[index].actuation
            return vehicle.senses.observation(
                state.situation.vehicles[index].senses, clock: state.clock, route: guidance(of: index),
                lastSteering: actuation.steeringTarget, lastAcceleration: actuation.accelerationTarget)
        }
    }

    /// Turn-by-turn directions that a driven vehicle gets now.
    public func guidance(of index: Int) -> RouteGuidance {
        let vehicle = setting.vehicles[index]
        return vehicle.guide.guidance(
            at: state.vehicles[index].judge.progress.s,
            speed: state.situation.world.actors.speed[vehicle.actor.index],
            conditions: state.situation.vehicles[index].senses.guidance)
    }

    /// What a mounted sensor would measure right now, without touching the state.
    public func glance(vehicle index: Int, mount row: Int) -> SensorFrame {
        let senses = state.situation.vehicles[index].senses
        return setting.vehicles[index].senses.rig.glance(
            mount: row, state: senses.rig,
            view: SensingView(
                stage: setting.stage, world: state.situation.world, vehicle: setting.vehicles[index].actor,
                history: senses.history, scratch: SensingScratch()))
    }

    /// The answers go on their way to the actuators.
    mutating func enqueue(_ commands: [DrivingCommand]) {
        for (index, command) in commands.enumerated() {
            let actor = setting.vehicles[index].actor
            let due = state.clock.time + state.situation.vehicles[index].commandLatency
            state.vehicles[index].actuation.enqueue(
                command, dueTick: state.clock.tick(atOrAfter: due),
                pose: state.situation.world.actors.motion(of: actor, at: state.clock.tick, clock: state.clock).pose,
                time: state.clock.time)
        }
    }

    /// 5. and 6. Commands reach the actuators; all actors move to the next tick. Traffic moves in closed form along the
    /// arcs that it decided on, so that only driven vehicles have work to do here.
    mutating func actuateAndIntegrate() {
        let clock = state.clock
        scratch.motions.removeAll(keepingCapacity: true)
        for index in setting.vehicles.indices {
            let (actor, model) = (setting.vehicles[index].actor, setting.vehicles[index].model)
            let motion = state.situation.world.actors.motion(of: actor, at: clock.tick, clock: clock)
            scratch.motions.append(motion)
            let command = state.vehicles[index].actuation.targets(
                tick: clock.tick, clock: clock, motion: motion,
                steeringAngle: state.situation.world.actors.steeringAngle[actor.index], wheelbase: model.wheelbase)
            state.situation.world.stepDriven(actor, command: command, catalogue: setting.catalogue)
            let isBraking = command.acceleration < -0.3 || (command.acceleration <= 0 && motion.speed == 0)
            state.situation.world.actors.lights[actor.index] =
                state.vehicles[index].actuation.lights(
                    braking: isBraking, reversing: motion.speed < -0.05, state.situation.world.weather
                ).rawValue
        }
        state.situation.world.clock.tick += 1
    }

    /// 7. Contacts, infractions and metrics of the tick that just ended, and whether the run is over.
    mutating func judge() {
        scratch.contacts.findDriven(
            in: state.situation.world, catalogue: setting.catalogue, obstacles: setting.obstacles,
            at: state.clock.tick)
        for index in setting.vehicles.indices {
            setting.vehicles[index].judge.update(
                &state.vehicles[index].judge, before: scratch.motions[index], world: state.situation.world,
                contacts: contacts(of: setting.vehicles[index].actor),
                mode: state.vehicles[index].actuation.mode)
        }
        if let end = end() {
            state.endCode = end.rawValue
            logEnd(end)
        }
    }
}
