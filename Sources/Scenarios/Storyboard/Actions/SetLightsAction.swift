import Fields
import Geometry
import RoadNetwork
import World

/// Switches an actor's indicators or beacon and holds them.
public struct SetLightsAction: Action {
    /// What a file may switch on.
    public enum Show: String, Sendable, CaseIterable {
        case off, left, right, hazard, beacon, own

        /// With the mark that keeps whoever drives from switching them, but for `own`.
        var lights: ActorLights {
            switch self {
            case .off: return .held
            case .left: return [.held, .indicatorLeft]
            case .right: return [.held, .indicatorRight]
            case .hazard: return [.held, .hazard]
            case .beacon: return [.held, .beacon]
            case .own: return []
            }
        }
    }

    public var actor = Located("")
    public var show = Show.off

    public init() {}

    public static let fields = FieldTable<Self>(
        "set_lights",
        "Switches an actor's indicators or beacon and holds them so, whatever it does; `own` gives them back to it."
    ) {
        Field("actor", \.actor, "Name of the actor.").required()
        Field("show", \.show, "What is on from now on.").required()
    }

    public var actorNames: [Located<String>] { [actor] }

    public func mirrored() -> Self {
        var copy = self
        if show == .left || show == .right { copy.show = show == .left ? .right : .left }
        return copy
    }

    public func apply(to situation: inout Situation, _ context: StoryboardContext, holder: Int32) {
        let who = context.actor(actor.value)
        guard situation.world.actors.isPresent(who) else { return }
        let switched: ActorLights = [.hazard, .beacon, .held]
        let kept = situation.world.actors.lights(of: who).subtracting(switched)
        situation.world.actors.lights[who.index] = kept.union(show.lights).rawValue
    }
}
