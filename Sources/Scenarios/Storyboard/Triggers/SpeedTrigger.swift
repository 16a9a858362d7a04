import Fields
import Geometry
import RoadNetwork
import World

/// Compares an actor's speed.
public struct SpeedTrigger: Trigger {
    public var actor = Located("ego")
    public var below: Double?
    public var above: Double?

    public init() {}

    public static let fields = FieldTable<Self>("speed", "Holds while an actor is slower or faster than a speed.") {
        Field("actor", \.actor, "Name of an actor, `ego` by default.")
        Field("below", \.below, .speed, in: 0...100, "Holds while it is slower.")
        Field("above", \.above, .speed, in: 0...100, "Holds while it is faster.")
    }

    public mutating func finish(_ node: DocumentNode, _ diagnostics: inout Diagnostics) {
        guard below == nil, above == nil else { return }
        diagnostics.error(FieldsCode.missingKey, "'speed' needs 'below' or 'above'", at: node.place)
    }

    public var actorNames: [Located<String>] { [actor] }

    public func holds(in situation: Situation, _ context: StoryboardContext) -> Bool {
        let who = context.actor(actor.value)
        guard situation.world.actors.isPresent(who), (below ?? above) != nil else { return false }
        let speed = context.motion(of: who, in: situation).speed
        return below.map { speed < $0 } ?? true && above.map { speed > $0 } ?? true
    }
}
