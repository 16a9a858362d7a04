import Geometry
import RoadNetwork
import World

/// Where an upright sensor stands.
public struct Viewpoint: Sendable, Hashable, BitwiseCopyable {
    /// In the world, metres; z above ground, > 0.
    public var position: Vector3
    /// Of the sensor's x axis, radians.
    public var yaw: Double

    public init(position: Vector3, yaw: Double) {
        self.position = position
        self.yaw = yaw
    }

    /// The sensor mounted at `egoFromSensor` on a vehicle at `pose`; pitch and roll of the mounting are left out (see
    /// `ColumnRenderer` for what takes them in).
    public init(mounted egoFromSensor: Pose3, on pose: Pose2) {
        let planar = pose.toOuter(egoFromSensor.planar)
        position = Vector3(planar.position.x, planar.position.y, egoFromSensor.position.z)
        yaw = planar.yaw
    }

    func sweepView(far: Double, excluding actor: ActorID, usesDetailRange: Bool = false) -> SweepView {
        let (sine, cosine) = DeterministicMath.sinCos(yaw)
        return SweepView(
            x: position.x, y: position.y, height: Float(position.z), cosine: Float(cosine), sine: Float(sine),
            far: Float(far), excluded: actor.isNone ? .nothing : .actor(actor), usesDetailRange: usesDetailRange)
    }
}
