import Fields
import Geometry
import RoadNetwork
import Traffic
import World

/// Moves an actor sideways inside its lane, or a little out of it.
public struct LaneOffsetAction: Action {
    public var actor = Located("")
    /// Metres to the left of the lane's middle.
    public var offset = 0.0
    /// Seconds.
    public var duration = 2.0

    public init() {}

    public static let fields = FieldTable<Self>("lane_offset", "Moves an actor sideways against its lane's middle.") {
        Field("actor", \.actor, "Name of the actor.").required()
        Field("to", \.offset, .length, in: -5...5, "To the left of the lane's middle; negative: right.").required()
        Field("within", \.duration, .time, in: 0.5...60, "Time for the movement.")
    }

    public var actorNames: [Located<String>] { [actor] }

    public func mirrored() -> Self {
        var copy = self
        copy.offset = -offset
        return copy
    }

    public func apply(to situation: inout Situation, _ context: StoryboardContext, holder: Int32) {
        situation.traffic.setLaneOffset(
            of: context.actor(actor.value), to: offset, duration: duration, holder: holder, world: situation.world)
    }
}
