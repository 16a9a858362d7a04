import Fields
import Geometry
import RoadNetwork
import World

/// Compares the distance between two actors.
public struct DistanceTrigger: Trigger {
    public var from = Located("ego")
    public var to = Located("")
    public var below: Double?
    public var above: Double?

    public init() {}

    public static let fields = FieldTable<Self>(
        "distance", "Holds while the gap between two actors is below or above a length."
    ) {
        Field("from", \.from, "Name of an actor, `ego` by default.")
        Field("to", \.to, "Name of the other actor.").required()
        Field("below", \.below, .length, in: 0...5000, "Holds while the gap is smaller.")
        Field("above", \.above, .length, in: 0...5000, "Holds while the gap is larger.")
    }

    public mutating func finish(_ node: DocumentNode, _ diagnostics: inout Diagnostics) {
        guard below == nil, above == nil else { return }
        diagnostics.error(FieldsCode.missingKey, "'distance' needs 'below' or 'above'", at: node.place)
    }

    public var actorNames: [Located<String>] { [from, to] }

    public func holds(in situation: Situation, _ context: StoryboardContext) -> Bool {
        let (first, second) = (context.actor(from.value), context.actor(to.value))
        guard situation.world.actors.isPresent(first), situation.world.actors.isPresent(second) else { return false }
        let gap = context.footprint(of: first, in: situation).distance(to: context.footprint(of: second, in: situation))
        return below.map { gap < $0 } ?? true && above.map { gap > $0 } ?? true && (below ?? above) != nil
    }
}
