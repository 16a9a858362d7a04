import RoadNetwork
import World

/// Drives a motor vehicle along lanes by the rules of the road.
public enum DriveVehicle: Behaviour {
    public static let kind = "drive_vehicle"
    public static let summary = "Drives along lanes: follows, stops, yields, turns and changes lanes by the rules."
    public static let role = BehaviourRole.keepsLane

    public static func decide(
        _ actor: ActorID, model: TrafficModel, scratch: inout TrafficScratch, world: inout WorldState,
        traffic: inout TrafficState
    ) {
        let profile = model.profiles[Int(traffic.profile[actor.index])]
        LaneDriving.decide(
            actor.index, profile: profile, model: model, scratch: &scratch, world: &world, traffic: &traffic)
    }
}
