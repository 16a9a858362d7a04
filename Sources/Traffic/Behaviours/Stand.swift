import RoadNetwork
import World

/// Stands where it is: parked vehicles, stopped vans, waiting people, cones.
public enum Stand: Behaviour {
    public static let kind = "stand"
    public static let summary = "Stays where it is until an action gives it a path."
    public static let role = BehaviourRole.still

    public static func decide(
        _ actor: ActorID, model: TrafficModel, scratch: inout TrafficScratch, world: inout WorldState,
        traffic: inout TrafficState
    ) {
        let row = actor.index
        if traffic.control.lateralMode[row] == LateralControl.path.rawValue {
            return FollowPath.decide(actor, model: model, scratch: &scratch, world: &world, traffic: &traffic)
        }
        traffic.why.reason[row] = DrivingReason.standing.rawValue
        guard world.actors.speed[row] != 0 else { return }
        // Whoever is put to stand while it moves comes to rest first.
        world.actors.restamp(actor, at: world.clock.tick, clock: world.clock, catalogue: model.catalogue)
        let speed = world.actors.speed[row]
        let step = model.step(world.clock)
        world.actors.acceleration[row] = -max(-4, min(4, speed / step))
    }
}
