import Geometry
import World

/// An actor as everybody sees it at the moment of decision. Nothing that a decision writes is read by another decision
/// of the same moment: all look at these.
struct SceneActor: Sendable {
    /// Middle of the overall footprint, and heading.
    var position = Vector2.zero
    var forward = Vector2(1, 0)
    var yaw = 0.0
    /// Along the heading, m/s and m/s²; sideways, m/s.
    var speed = 0.0
    var acceleration = 0.0
    var lateralSpeed = 0.0
    /// Metres.
    var halfLength = 0.0
    var halfWidth = 0.0
    var key: UInt64 = 0
    var role = SceneRole.absent
    var actorClass = ActorClass.box
    var body: Int32 = 0
    var lights: ActorLights = []
    var reason = DrivingReason.free
    /// Lane (walkway for walkers) of the middle; -1 = none.
    var lane: Int32 = -1
    /// Arc length and offset on it, and the actor's heading against the lane's.
    var s = 0.0
    var t = 0.0
    var turn = 0.0
    var trail = SIMD4<Int32>(repeating: -1)
    var routeIndex: Int32 = 0
    /// People: forks passed.
    var forks: UInt32 = 0
    /// Links of the lanes ahead in `TrafficScene.links`.
    var chainStart: Int32 = 0
    var chainCount: Int32 = 0
    var chainEnd = ChainEnd.open
    /// Lanes beside its way that a long vehicle reaches into, in `TrafficScene.swept`.
    var sweptStart: Int32 = 0
    var sweptCount: Int32 = 0
    /// Its footprints on the turn, in `TrafficScene.sweep`.
    var sweepStart: Int32 = 0
    var sweepCount: Int32 = 0
    /// Times, s; negative = not.
    var standingSince = -1.0
    var yieldsSince = -1.0
    var lineStop = -1.0
    var isEntering = false
    /// Acceleration that it can be expected to use, m/s²; share of the limit it drives at.
    var pickup = 2.0
    var speedShare = 1.0
    var lateralAcceleration = 2.0
    /// People: direction along the walkway.
    var direction: Int8 = 1
    /// In the middle of a lane change; has to change to where it indicates.
    var isChanging = false
    var wantsLane = false
    /// A signal keeps it where it is (drivers whose way is not known).
    var isAtRed = false
    /// Reach to both sides of the lane's line, metres.
    var reach = 0.0

    var box: OrientedBox {
        OrientedBox(center: position, axis: forward, halfLength: halfLength, halfWidth: halfWidth)
    }
    /// Sweeps over more than its lane when it turns.
    var isLong: Bool { halfLength > 3.2 }
    /// Velocity of the middle in the world, m/s (turning neglected).
    var velocity: Vector2 { forward * speed + forward.leftNormal * lateralSpeed }
}

/// How an actor takes part in traffic.
enum SceneRole: UInt8, Sendable {
    case absent
    /// Keeps to lanes by the traffic model; its next lanes are known.
    case keepsLane
    /// Walks on walkways by the traffic model.
    case walks
    /// Somebody whose way is not known: driven vehicles, and whoever a scenario moves.
    case free
    /// Stands still.
    case still
}
