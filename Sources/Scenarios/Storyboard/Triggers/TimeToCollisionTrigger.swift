import Fields
import Geometry
import RoadNetwork
import World

/// Compares the time to collision of two actors.
public struct TimeToCollisionTrigger: Trigger {
    public var from = Located("ego")
    public var to = Located("")
    /// Seconds.
    public var below = 3.0

    public init() {}

    public static let fields = FieldTable<Self>(
        "time_to_collision", "Holds while two actors would touch within a time if both kept velocity and heading."
    ) {
        Field("from", \.from, "Name of an actor, `ego` by default.")
        Field("to", \.to, "Name of the other actor.").required()
        Field("below", \.below, .time, in: 0...60, "Holds while less time than this is left.").required()
    }

    public var actorNames: [Located<String>] { [from, to] }

    public func holds(in situation: Situation, _ context: StoryboardContext) -> Bool {
        let (first, second) = (context.actor(from.value), context.actor(to.value))
        guard situation.world.actors.isPresent(first), situation.world.actors.isPresent(second) else { return false }
        return TimeToContact.ofBoxes(
            context.footprint(of: first, in: situation), velocity: context.motion(of: first, in: situation).velocity,
            context.footprint(of: second, in: situation), velocity: context.motion(of: second, in: situation).velocity,
            horizon: below) != nil
    }
}
