import Geometry
import RoadNetwork
import Traffic
import World

/// Rolls straight on for three seconds, brakes for three, and so on.
enum StopAndGo: Behaviour {
    static let kind = "stop_and_go"
    static let summary = "Rolls straight on and brakes in turn, whatever is in the way."
    static let role = BehaviourRole.free

    static func decide(
        _ actor: ActorID, model: TrafficModel, scratch: inout TrafficScratch, world: inout WorldState,
        traffic: inout TrafficState
    ) {
        let clock = world.clock
        world.actors.restamp(actor, at: clock.tick, clock: clock, catalogue: model.catalogue)
        let isRolling = clock.time.truncatingRemainder(dividingBy: 6) < 3
        world.actors.acceleration[actor.index] = isRolling ? 1 : -2
        world.actors.curvature[actor.index] = 0
    }
}
