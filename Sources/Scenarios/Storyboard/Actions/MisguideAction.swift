import Fields
import Geometry
import Sensing

/// Makes the route guidance late, wrong or silent, or repairs it.
public struct MisguideAction: Action {
    public var delay = 0.0
    public var isWrong = false
    public var isMissing = false

    public init() {}

    public static let fields = FieldTable<Self>("misguide", "Makes the route guidance late, wrong or silent.") {
        Field("delay", \.delay, .time, in: 0...30, "By how much directions lag behind.")
        Field("wrong", \.isWrong, "Left and right are mixed up.")
        Field("missing", \.isMissing, "No directions at all.")
    }

    public func apply(to situation: inout Situation, _ context: StoryboardContext, holder: Int32) {
        var conditions = GuidanceConditions()
        (conditions.delay, conditions.isWrong, conditions.isMissing) = (delay, isWrong, isMissing)
        for index in situation.vehicles.indices { situation.vehicles[index].senses.guidance = conditions }
    }
}
