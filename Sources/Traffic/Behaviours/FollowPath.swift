import RoadNetwork
import World

/// Follows the path or trajectory that an action gave it, and stands where it ends.
public enum FollowPath: Behaviour {
    public static let kind = "follow_path"
    public static let summary = "Follows a path of points, in its own time or at given times, whatever is in the way."
    public static let role = BehaviourRole.free

    public static func decide(
        _ actor: ActorID, model: TrafficModel, scratch: inout TrafficScratch, world: inout WorldState,
        traffic: inout TrafficState
    ) {
        let profile = model.profiles[Int(traffic.profile[actor.index])]
        PathDriving.decide(
            actor.index, profile: profile, model: model, scratch: scratch, world: &world, traffic: &traffic)
    }
}
