import Geometry
import RoadNetwork
import World

/// An actor as sensors see it at one instant.
public struct PosedBody: Sendable {
    public var actor: ActorID
    /// Row of `Catalogue.models`.
    public var model: Int32
    public var randomKey: UInt64
    /// Of the reference point.
    public var pose: Pose2
    /// Yaw of a second body against the first, radians.
    public var articulation: Double
    public var lights: ActorLights
    /// 0 shut – 1 open.
    public var leftDoor: Float
    public var rightDoor: Float
    /// Along the heading, m/s: legs and pedals move with it.
    public var speed: Double
    /// Direction of view against the heading, radians.
    public var gaze: Float

    public init(
        actor: ActorID, model: Int32, randomKey: UInt64, pose: Pose2, articulation: Double = 0,
        lights: ActorLights = [], leftDoor: Float = 0, rightDoor: Float = 0,
        speed: Double = 0, gaze: Float = 0
    ) {
        self.actor = actor
        self.model = model
        self.randomKey = randomKey
        self.pose = pose
        self.articulation = articulation
        self.lights = lights
        self.leftDoor = leftDoor
        self.rightDoor = rightDoor
        self.speed = speed
        self.gaze = gaze
    }

    /// The actor of a row, `elapsed` seconds after its stamp (negative: before).
    // Inlined always: a call would hand over, and retain, every column.
    @inline(__always)
    public init(ofRow row: Int, in actors: ActorColumns, after elapsed: Double) {
        let motion = actors.motion(ofRow: row, after: elapsed)
        self.init(
            actor: ActorID(row), model: actors.model[row], randomKey: actors.randomKey[row],
            pose: motion.pose, articulation: actors.articulation[row],
            lights: ActorLights(rawValue: actors.lights[row]), leftDoor: actors.leftDoor[row],
            rightDoor: actors.rightDoor[row], speed: motion.speed, gaze: actors.gaze[row])
    }

    /// Whether a flashing lamp of this actor is lit; every actor has its own phase.
    func blinks(at time: Double, rate: Double) -> Bool {
        let phase = time * rate + Double(randomKey >> 40) * 0x1p-24
        return phase - phase.rounded(.down) < 0.5
    }
}

/// Places parts of a body in the world.
struct BodyFrame {
    private let pose: Pose2
    private let axis: Vector2
    private let jointPosition: Vector2
    private let trailingAxis: Vector2
    private let joint: Double

    init(_ body: PosedBody, joint: Double) {
        pose = body.pose
        self.joint = joint
        axis = body.pose.forward
        trailingAxis = body.articulation == 0 ? axis : axis.rotated(by: body.articulation)
        jointPosition = body.pose.position + axis * joint
    }

    /// Middle and axis of a part.
    func place(_ part: BodyLibrary.Part) -> (center: Vector2, axis: Vector2) {
        if part.isTrailing {
            let along = trailingAxis * (part.center.x - joint) + trailingAxis.leftNormal * part.center.y
            return (jointPosition + along, trailingAxis)
        }
        return (pose.position + axis * part.center.x + axis.leftNormal * part.center.y, axis)
    }
}
