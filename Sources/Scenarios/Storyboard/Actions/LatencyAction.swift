import Fields
import Geometry

/// Delays the commands of the vehicle under test.
public struct LatencyAction: Action {
    public var latency = 0.0

    public init() {}

    public static let fields = FieldTable<Self>("delay_commands", "Delays the commands of the ego vehicle.") {
        Field("by", \.latency, .time, in: 0...5, "From an answer to the actuators.").required().shorthand()
    }

    public func apply(to situation: inout Situation, _ context: StoryboardContext, holder: Int32) {
        for index in situation.vehicles.indices { situation.vehicles[index].commandLatency = latency }
    }
}
