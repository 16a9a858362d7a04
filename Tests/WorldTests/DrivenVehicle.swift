import Geometry
import World

/// A driven vehicle under test, stepped by one command after another.
struct DrivenVehicle {
    var motion: DrivenMotion
    var parameters: VehicleParameters
    var friction = 0.9
    var tick = 0.01
    var model: any MotionModel.Type = DynamicSingleTrack.self

    init(speed: Double = 0, parameters: VehicleParameters = .midSize) {
        motion = DrivenMotion(pose: .identity, speed: speed)
        self.parameters = parameters
    }

    /// Drives for `seconds`; the command may depend on time and on the vehicle.
    mutating func drive(
        for seconds: Double, _ command: (Double, DrivenMotion) -> ActuatorCommand,
        watching: (DrivenMotion) -> Void = { _ in }
    ) {
        for index in 0..<Int((seconds / tick).rounded()) {
            let wanted = command(Double(index) * tick, motion)
            model.step(&motion, command: wanted, parameters: parameters, friction: friction, duration: tick)
            watching(motion)
        }
    }

    /// Drives with fixed steering and the speed held by the pedals.
    mutating func circle(for seconds: Double, steeringAngle: Double, speed: Double) {
        drive(for: seconds) { _, motion in
            ActuatorCommand(steeringAngle: steeringAngle, acceleration: 8 * (speed - motion.speed))
        }
    }
}

extension VehicleParameters {
    /// A front-heavy, understeering mid-size car.
    static let midSize: VehicleParameters = {
        var parameters = VehicleParameters()
        parameters.mass = 1800
        (parameters.frontAxleDistance, parameters.rearAxleDistance) = (1.30, 1.55)
        parameters.yawInertia = 1800 * 1.30 * 1.55
        (parameters.frontCorneringStiffness, parameters.rearCorneringStiffness) = (120_000, 140_000)
        return parameters
    }()
}
