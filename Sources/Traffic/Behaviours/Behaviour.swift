import RoadNetwork
import World

/// A way of moving through traffic: driving, riding, walking, standing, following a path.
///
/// To add one: a new file with a type that conforms, and its line in `BehaviourRegistry.all`.
public protocol Behaviour: SendableMetatype {
    /// Unique name for scenario files.
    static var kind: String { get }
    /// One line for a person.
    static var summary: String { get }
    /// What the others can expect of an actor with this behaviour.
    static var role: BehaviourRole { get }

    /// Decides for one actor: reads `scratch.scene` (everybody at the clock's tick) and the actor's own rows, writes only
    /// the actor's own rows.
    static func decide(
        _ actor: ActorID, model: TrafficModel, scratch: inout TrafficScratch, world: inout WorldState,
        traffic: inout TrafficState)
}

/// What the others can expect of an actor.
public enum BehaviourRole: UInt8, Sendable, CaseIterable {
    /// Keeps to lanes; its next lanes are known.
    case keepsLane
    /// Walks on pavements and crossings.
    case walks
    /// Moves anywhere.
    case free
    /// Does not move by itself.
    case still

    var inScene: SceneRole {
        switch self {
        case .keepsLane: return .keepsLane
        case .walks: return .walks
        case .free: return .free
        case .still: return .still
        }
    }
}

/// Every behaviour, sorted by kind.
public enum BehaviourRegistry {
    public static let all: [any Behaviour.Type] = [
        DriveVehicle.self,
        FollowPath.self,
        RideCycle.self,
        Stand.self,
        Walk.self,
    ]

    /// The behaviour of a class of actors when nobody names another.
    public static func usual(for actorClass: ActorClass) -> any Behaviour.Type {
        if actorClass.isPedestrian { return Walk.self }
        if actorClass.isStatic { return Stand.self }
        return actorClass.keepsToEdge ? RideCycle.self : DriveVehicle.self
    }
}

extension Behaviour {
    /// Decides for all actors with this behaviour; the loop is compiled for the concrete type.
    static func decideAll(
        code: UInt8, model: TrafficModel, scratch: inout TrafficScratch, world: inout WorldState,
        traffic: inout TrafficState
    ) {
        for row in 0..<world.actors.count where traffic.behaviour[row] == code {
            let flags = ActorFlags(rawValue: world.actors.flags[row])
            guard flags.contains(.present), !flags.contains(.driven) else { continue }
            decide(ActorID(row), model: model, scratch: &scratch, world: &world, traffic: &traffic)
        }
    }
}
