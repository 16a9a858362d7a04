import Fields
import Geometry
import RoadNetwork
import World

/// Compares the time or distance that an actor still needs to a place ahead of it.
public struct ArrivalTrigger: Trigger {
    public var actor = Located("ego")
    /// Actor whose place counts, or a point.
    public var at: Located<String>?
    public var point: Vector2?
    /// Seconds at the present speed.
    public var within: Double?
    /// Metres.
    public var nearer: Double?

    public init() {}

    public static let fields = FieldTable<Self>(
        "arrival", "Holds once an actor is closer than a time or distance to a place, measured along its heading."
    ) {
        Field("actor", \.actor, "Name of an actor, `ego` by default.")
        Field("at", \.at, "Name of the actor whose place counts.")
        Field("point", \.point, .length, "A point in the world instead.")
        Field("within", \.within, .time, in: 0...600, "Holds once less time than this is left.")
        Field("nearer", \.nearer, .length, in: 0...5000, "Holds once less way than this is left.")
    }

    public mutating func finish(_ node: DocumentNode, _ diagnostics: inout Diagnostics) {
        if (at == nil) == (point == nil) {
            diagnostics.error(
                FieldsCode.conflictingKeys, "'arrival' needs exactly one of 'at' and 'point'", at: node.place)
        }
        if within == nil, nearer == nil {
            diagnostics.error(FieldsCode.missingKey, "'arrival' needs 'within' or 'nearer'", at: node.place)
        }
    }

    public var actorNames: [Located<String>] { [actor] + (at.map { [$0] } ?? []) }

    public func mirrored() -> Self {
        var copy = self
        copy.point = point?.mirrored
        return copy
    }

    public func holds(in situation: Situation, _ context: StoryboardContext) -> Bool {
        let who = context.actor(actor.value)
        guard situation.world.actors.isPresent(who), let place = place(in: situation, context) else { return false }
        let motion = context.motion(of: who, in: situation)
        let ahead = motion.pose.toLocal(place).x
        let model = context.catalogue.models[Int(situation.world.actors.model[who.index])]
        let way = ahead - model.centerOffset - model.length / 2
        guard ahead > 0 else { return false }
        if let nearer, way < nearer { return true }
        if let within, way < within * motion.speed { return true }
        return false
    }

    private func place(in situation: Situation, _ context: StoryboardContext) -> Vector2? {
        if let point { return point }
        guard let at else { return nil }
        let other = context.actor(at.value)
        guard situation.world.actors.isPresent(other) else { return nil }
        return context.motion(of: other, in: situation).pose.position
    }
}
