import Fields
import Geometry
import RoadNetwork
import World

/// Opens or shuts a front door of an actor.
public struct SetDoorAction: Action {
    /// Which of the two.
    public enum Side: String, Sendable, CaseIterable {
        case left, right
    }

    public var actor = Located("")
    public var side = Side.left
    /// 0 shut – 1 wide open.
    public var opening = 1.0

    public init() {}

    public static let fields = FieldTable<Self>(
        "set_door", "Opens or shuts a front door at once; an open door can be seen and hit."
    ) {
        Field("actor", \.actor, "Name of the actor.").required()
        Field("side", \.side, "Which door, seen in driving direction.").required()
        Field("to", \.opening, .ratio, in: 0...1, "How far: 0 % is shut, 100 % wide open.")
    }

    public var actorNames: [Located<String>] { [actor] }

    public func check(_ context: StoryboardContext, _ diagnostics: inout Diagnostics) {
        guard let model = context.model(of: actor.value), model.doorHinge == nil else { return }
        diagnostics.error(
            ScenarioCode.unfitActor, "'\(actor.value)', a \(model.name), has no doors", at: actor.place,
            help: "models with doors are "
                + context.catalogue.models.filter { $0.doorHinge != nil }.map(\.name).joined(separator: ", "))
    }

    public func mirrored() -> Self {
        var copy = self
        copy.side = side == .left ? .right : .left
        return copy
    }

    public func apply(to situation: inout Situation, _ context: StoryboardContext, holder: Int32) {
        let who = context.actor(actor.value)
        guard situation.world.actors.isPresent(who) else { return }
        switch side {
        case .left: situation.world.actors.leftDoor[who.index] = Float(opening)
        case .right: situation.world.actors.rightDoor[who.index] = Float(opening)
        }
    }
}
