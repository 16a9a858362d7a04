import Fields
import Geometry
import RoadNetwork
import World

/// Changes the friction of the road at once.
public struct SetFrictionAction: Action {
    public var friction = 0.9

    public init() {}

    public static let fields = FieldTable<Self>("set_friction", "Changes the friction of the whole road at once.") {
        Field("to", \.friction, .number, in: 0.05...1.2, "Tyre–road friction: 0.9 dry, 0.3 snow.").required()
            .shorthand()
    }

    public func apply(to situation: inout Situation, _ context: StoryboardContext, holder: Int32) {
        situation.world.friction = friction
    }
}
