import Geometry

/// The bicycle whose wheels roll without slip: yaw rate = v · tan δ / L about the middle of the rear axle (Rajamani 2012,
/// section 2.2). Traffic moves along its arcs; a driven vehicle may use it with actuators and a grip limit.
public enum KinematicBicycle: MotionModel {
    public static let kind = "kinematic_bicycle"
    public static let summary = "Wheels roll without slip; never asks for more than the grip."

    /// Path curvature at the rear axle, 1/m.
    public static func curvature(steeringAngle: Double, wheelbase: Double) -> Double {
        DeterministicMath.tan(steeringAngle) / wheelbase
    }

    /// Road wheel angle for a path curvature (1/m), radians.
    public static func steeringAngle(curvature: Double, wheelbase: Double) -> Double {
        DeterministicMath.atan(curvature * wheelbase)
    }

    public static func step(
        _ motion: inout DrivenMotion, command: ActuatorCommand, parameters: VehicleParameters, friction: Double,
        duration: Double
    ) {
        let count = max(1, (duration / DynamicSingleTrack.longestStep - 1e-9).rounded(.up))
        let step = duration / count
        let actuators = Actuators(command, parameters, duration: step)
        let grip = friction * DynamicSingleTrack.gravity
        let start = motion
        var turnedAcceleration = 0.0
        for _ in 0..<Int(count) {
            let felt = actuators.advance(&motion)
            let old = motion
            let pedal = min(grip, max(-grip, felt.pedal))
            motion.speed = DrivenMotion.speed(
                old.speed, pedal: pedal, direction: actuators.direction, duration: step)
            let middle = (old.speed + motion.speed) / 2
            let wanted = curvature(steeringAngle: felt.steeringAngle, wheelbase: parameters.wheelbase)
            let sharpest = grip / max(middle * middle, 1e-12)
            let curvature = min(sharpest, max(-sharpest, wanted))
            motion.yawRate = curvature * motion.speed
            motion.lateralSpeed = 0
            motion.pose = ArcMotion.pose(
                from: motion.pose, displacement: Vector2(middle * step, 0), turn: curvature * middle * step)
            turnedAcceleration += middle * middle * curvature
        }
        motion.finishStep(from: start, duration: duration, turnedAcceleration: turnedAcceleration / count)
    }
}
