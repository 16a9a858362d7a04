import RoadNetwork
import World

/// Rides a bicycle, e-scooter or cargo tricycle: on cycle lanes, or at the edge of lanes shared with cars.
public enum RideCycle: Behaviour {
    public static let kind = "ride_cycle"
    public static let summary = "Rides on cycle lanes or at the edge of the road, by the rules that drivers keep."
    public static let role = BehaviourRole.keepsLane

    public static func decide(
        _ actor: ActorID, model: TrafficModel, scratch: inout TrafficScratch, world: inout WorldState,
        traffic: inout TrafficState
    ) {
        var profile = model.profiles[Int(traffic.profile[actor.index])]
        profile.acceleration *= 0.7
        profile.stopDeceleration = min(profile.stopDeceleration, 1.4)
        LaneDriving.decide(
            actor.index, profile: profile, model: model, scratch: &scratch, world: &world, traffic: &traffic)
    }
}
