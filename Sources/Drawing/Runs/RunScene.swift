import DrivingInterface
import Geometry
import RoadNetwork
import Scenarios
import Scoring
import Sensing
import Simulation
import World

/// What a run shows right now: joins a simulation's state with the picture's plain values.
public enum RunScene {
    /// Everything that moves, from the side of one driven vehicle.
    /// - Parameter belief: what its driver answered last, for overlays.
    public static func moment(
        of simulation: SimulatedRun, vehicle index: Int, belief: DrivenBelief? = nil, trail: [Vector2] = []
    ) -> SceneMoment {
        let setting = simulation.setting
        let state = simulation.state
        let vehicle = setting.vehicles[index]
        return SceneMoment(
            world: state.situation.world, catalogue: setting.catalogue, time: state.clock.time, ego: vehicle.actor,
            route: vehicle.route, trails: trail.isEmpty ? [] : [trail], mounts: vehicle.episode.mounts,
            frames: vehicle.senses.rig.frames(state.situation.vehicles[index].senses.rig),
            belief: belief?.belief, beliefPose: belief?.pose)
    }

    /// What the panels say.
    public static func facts(of simulation: SimulatedRun, vehicle index: Int, identity: RunIdentity) -> HeadsUpFacts {
        let state = simulation.state
        let vehicle = simulation.setting.vehicles[index]
        let actors = state.situation.world.actors
        let row = vehicle.actor.index
        let variant = identity.variant.fullName
        let sensors = identity.sensors == "none" ? "" : "  ·  \(identity.sensors)"
        var facts = HeadsUpFacts(
            title: identity.scenario + (variant == "default" ? "" : "  ·  \(variant)"),
            subtitle:
                "\(identity.policy)\(identity.isPrivileged ? " (privileged)" : "")  ·  seed \(identity.seed)\(sensors)",
            time: state.clock.time, speed: actors.speed[row])
        let guidance = simulation.guidance(of: index)
        (facts.guidance, facts.speedLimit) = (guidance, guidance.speedLimit)
        (facts.steering, facts.acceleration) = (actors.steeringAngle[row], actors.acceleration[row])
        facts.maximumSteering = vehicle.episode.vehicle.maximumSteeringAngle
        facts.indicator = indicator(actors.lights(of: vehicle.actor))
        facts.events = state.vehicles[index].judge.events.events.map { event in
            HeadsUpFacts.Event(
                time: event.time, text: event.kind.name.split(separator: "_").joined(separator: " "),
                isBad: event.isAtFault == true || event.kind == .timeOut)
        }
        return facts
    }

    private static func indicator(_ lights: ActorLights) -> Indicator {
        if lights.isSuperset(of: .hazard) { return .hazard }
        if lights.contains(.indicatorLeft) { return .left }
        return lights.contains(.indicatorRight) ? .right : .off
    }
}
