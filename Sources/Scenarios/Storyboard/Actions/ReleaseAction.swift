import Fields
import Geometry
import Traffic

/// Gives an actor back to the traffic model.
public struct ReleaseAction: Action {
    public var actor = Located("")

    public init() {}

    public static let fields = FieldTable<Self>("release", "Gives an actor back to the traffic model.") {
        Field("actor", \.actor, "Name of the actor.").required().shorthand()
    }

    public var actorNames: [Located<String>] { [actor] }

    public func apply(to situation: inout Situation, _ context: StoryboardContext, holder: Int32) {
        situation.traffic.release(context.actor(actor.value))
    }
}
