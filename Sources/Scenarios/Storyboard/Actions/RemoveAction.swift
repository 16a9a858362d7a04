import Fields
import Geometry
import RoadNetwork
import Traffic
import World

/// Takes an actor out of the world.
public struct RemoveAction: Action {
    public var actor = Located("")

    public init() {}

    public static let fields = FieldTable<Self>("remove", "Takes an actor out of the world.") {
        Field("actor", \.actor, "Name of the actor.").required().shorthand()
    }

    public var actorNames: [Located<String>] { [actor] }

    public func apply(to situation: inout Situation, _ context: StoryboardContext, holder: Int32) {
        let who = context.actor(actor.value)
        guard situation.world.actors.isPresent(who), !situation.world.actors.isDriven(who) else { return }
        situation.world.actors.despawn(who)
        situation.traffic.forget(who)
    }
}
