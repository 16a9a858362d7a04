import DrivingInterface
import Geometry

/// A command on its way to the actuators. Fields of eight bytes only: no padding enters the hash.
struct StoredCommand: Sendable, BitwiseCopyable {
    enum Kind: Int64, BitwiseCopyable {
        case steeringAngle, steeringRate, trajectory
    }

    /// Tick from which the actuators follow it.
    var dueTick: Int64
    var kind: Int64
    /// Radians, or rad/s; unused for a trajectory.
    var steering: Double
    /// m/s²; unused for a trajectory.
    var acceleration: Double
    var indicator: Int64
    var horn: Int64
    var mode: Int64
    /// Points of a trajectory in `ActuationState`'s point columns.
    var firstPoint: Int64
    var pointCount: Int64
}

/// One point of a trajectory to track, in the world. Fields of eight bytes only.
struct TrackedPoint: Sendable, BitwiseCopyable {
    /// Seconds since the start of the run.
    var time: Double
    var x: Double
    var y: Double
    /// m/s.
    var speed: Double
}
