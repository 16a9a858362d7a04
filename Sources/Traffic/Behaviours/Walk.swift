import RoadNetwork
import World

/// Walks along pavements and crossings.
public enum Walk: Behaviour {
    public static let kind = "walk"
    public static let summary = "Walks on pavements, waits at crossings, keeps clear of others."
    public static let role = BehaviourRole.walks

    public static func decide(
        _ actor: ActorID, model: TrafficModel, scratch: inout TrafficScratch, world: inout WorldState,
        traffic: inout TrafficState
    ) {
        Walking.decide(actor.index, model: model, scratch: &scratch, world: &world, traffic: &traffic)
    }
}
