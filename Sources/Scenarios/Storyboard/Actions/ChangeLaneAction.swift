import Fields
import Geometry
import Traffic

/// Moves an actor into a neighbouring lane, with or without a gap.
public struct ChangeLaneAction: Action {
    public var actor = Located("")
    /// Positive to the left.
    public var lanesLeft = 1
    /// Seconds.
    public var duration = 3.0

    public init() {}

    public static let fields = FieldTable<Self>("change_lane", "Moves an actor into a neighbouring lane, gap or not.") {
        Field("actor", \.actor, "Name of the actor.").required()
        Field("lanes_left", \.lanesLeft, in: -8...8, "Lanes to the left; negative: to the right.").required()
        Field("within", \.duration, .time, in: 0.5...60, "Time for the movement.")
    }

    public var actorNames: [Located<String>] { [actor] }

    public func mirrored() -> Self {
        var copy = self
        copy.lanesLeft = -lanesLeft
        return copy
    }

    public func apply(to situation: inout Situation, _ context: StoryboardContext, holder: Int32) {
        situation.traffic.changeLane(
            of: context.actor(actor.value), by: lanesLeft, duration: duration, holder: holder, model: context.traffic)
    }
}
