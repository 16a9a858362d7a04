import Fields
import Geometry
import RoadNetwork
import World

/// Holds from a time on.
public struct TimeTrigger: Trigger {
    /// Seconds since the start.
    public var from = 0.0

    public init() {}

    public static let fields = FieldTable<Self>("time", "Holds from a simulated time on.") {
        Field("from", \.from, .time, in: 0...86_400, "Since the start.").required().shorthand()
    }

    public func holds(in situation: Situation, _ context: StoryboardContext) -> Bool {
        situation.world.clock.time >= from - 1e-9
    }
}
