import DrivingInterface
import Geometry

/// What else is wrong with a mounted sensor, and how much; set by scenario actions. Nothing is wrong with all zeros.
public struct SensorFault: Sendable, Hashable, BitwiseCopyable {
    /// Nanoseconds that every frame comes later, and the largest random addition.
    public var delay: Int64 = 0
    public var jitter: Int64 = 0
    /// How the sensor has been knocked out of its calibrated place: radians that are added to the angles of its mount
    /// (yaw counter-clockwise, pitch nose down, roll right side down), metres in its own frame.
    public var yaw = 0.0
    public var pitch = 0.0
    public var roll = 0.0
    public var forward = 0.0
    public var left = 0.0
    public var up = 0.0
    /// Share of the view under dirt, 0–1.
    public var dirt = 0.0
    /// Strength of noise on everything measured, 0–1.
    public var noise = 0.0
    /// Share of pixels, beams or channels that always show the same, 0–1.
    public var stuck = 0.0

    public init() {}

    /// Whether frames look different for it.
    var changesFrames: Bool { dirt > 0 || noise > 0 || stuck > 0 }

    /// Where the sensor really sits; the calibration that a policy is told stays what it was.
    func displaced(_ egoFromSensor: Pose3) -> Pose3 {
        guard yaw != 0 || pitch != 0 || roll != 0 || forward != 0 || left != 0 || up != 0 else { return egoFromSensor }
        var pose = egoFromSensor
        pose.position = egoFromSensor.toOuter(Vector3(forward, left, up))
        // Sensors stand above the ground.
        pose.position.z = max(0.05, pose.position.z)
        pose.yaw += yaw
        pose.pitch += pitch
        pose.roll += roll
        return pose
    }
}

extension SensorRig {
    /// Puts a fault on every mount that the selector matches, in the place of an earlier one, from the next frame on.
    /// - Returns: how many mounts matched.
    @discardableResult
    public func set(_ fault: SensorFault, on selector: SensorSelector, in state: inout RigState) -> Int {
        let rows = mounts.indices.filter { selector.matches(mounts[$0]) }
        for row in rows { state.faults[row] = fault }
        return rows.count
    }
}
