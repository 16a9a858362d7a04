import Fields
import Geometry
import RoadNetwork
import Traffic
import World

/// Sends an actor along points, or straight ahead for a distance, whatever is in the way.
public struct FollowPathAction: Action {
    public var actor = Located("")
    public var points: [Vector2] = []
    /// Metres straight ahead, instead of points.
    public var ahead: Double?
    /// m/s.
    public var speed: Double?

    public init() {}

    public static let fields = FieldTable<Self>(
        "follow_path", "Sends an actor along points, or straight ahead, whatever is in the way."
    ) {
        Field("actor", \.actor, "Name of the actor.").required()
        Field("points", \.points, .length, in: 0...1000, "Points in the world for its middle, after where it stands.")
        Field("ahead", \.ahead, .length, in: 0.5...5000, "A way straight ahead, instead of points.")
        Field("speed", \.speed, .speed, in: 0.1...50, "How fast; as it likes if left out.")
    }

    public mutating func finish(_ node: DocumentNode, _ diagnostics: inout Diagnostics) {
        if points.isEmpty == (ahead == nil) {
            diagnostics.error(
                FieldsCode.conflictingKeys, "'follow_path' needs exactly one of 'points' and 'ahead'", at: node.place)
        }
    }

    public var actorNames: [Located<String>] { [actor] }

    public func mirrored() -> Self {
        var copy = self
        copy.points = points.map(\.mirrored)
        return copy
    }

    public func apply(to situation: inout Situation, _ context: StoryboardContext, holder: Int32) {
        let who = context.actor(actor.value)
        guard situation.world.actors.isPresent(who) else { return }
        // Who was put to stand is no part of the furniture any more.
        situation.world.actors.flags[who.index] &= ~ActorFlags.parked.rawValue
        let pose = context.motion(of: who, in: situation).pose
        let model = context.catalogue.models[Int(situation.world.actors.model[who.index])]
        let middle = pose.position + pose.forward * model.centerOffset
        let way = ahead.map { [middle + pose.forward * $0] } ?? points
        situation.traffic.followPath(
            [middle] + way, of: who, speed: speed, holder: holder, world: situation.world)
    }
}
