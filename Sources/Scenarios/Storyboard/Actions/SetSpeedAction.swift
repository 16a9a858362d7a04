import Fields
import Geometry
import RoadNetwork
import Traffic
import World

/// Changes an actor's speed and holds it.
public struct SetSpeedAction: Action {
    public var actor = Located("")
    /// m/s.
    public var target = 0.0
    /// m/s².
    public var rate: Double?
    /// Seconds.
    public var duration: Double?

    public init() {}

    public static let fields = FieldTable<Self>("set_speed", "Changes an actor's speed and holds it.") {
        Field("actor", \.actor, "Name of the actor.").required()
        Field("to", \.target, .speed, in: 0...70, "The speed to reach.").required()
        Field("by", \.rate, .acceleration, in: 0.05...20, "Acceleration or deceleration on the way there.")
        Field("within", \.duration, .time, in: 0.05...600, "Time for the change, instead of `by`.")
    }

    public mutating func finish(_ node: DocumentNode, _ diagnostics: inout Diagnostics) {
        if rate != nil, duration != nil {
            diagnostics.error(
                FieldsCode.conflictingKeys, "only one of 'by' and 'within' may stand here", at: node.place)
        }
    }

    public var actorNames: [Located<String>] { [actor] }

    public func apply(to situation: inout Situation, _ context: StoryboardContext, holder: Int32) {
        let pace: SpeedPace = rate.map { .rate($0) } ?? duration.map { .smoothTime($0) } ?? .rate(2)
        situation.traffic.setSpeed(
            of: context.actor(actor.value), to: target, pace, holder: holder, world: situation.world)
    }
}
