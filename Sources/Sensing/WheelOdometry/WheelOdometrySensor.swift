import DrivingInterface
import Fields
import Geometry
import World

/// What a sensor set may say of wheel speed sensors.
public struct WheelOdometryParameters: FieldDescribed {
    /// Relative.
    public var radiusError = 0.003
    /// m/s.
    public var noise = 0.02
    public var resolution = 0.01
    /// Slip per acceleration, 1/(m/s²), far from the limit of adhesion.
    public var slip = 0.003

    public init() {}

    public static let fields = FieldTable<Self>("wheel_odometry", "Speed of each of the four wheels.") {
        Field(
            "radius_error", \.radiusError, .ratio, in: 0.0...0.2,
            "Standard deviation, over wheels, of the relative error of the radius.")
        Field("noise", \.noise, .speed, in: 0.0...5, "Standard deviation of one reading.")
        Field("resolution", \.resolution, .speed, in: 0.0...1, "Step of the readings; 0 for none.")
        Field("slip", \.slip, .number, in: 0.0...0.1, "Slip per m/s² of acceleration, far from the limit; 0 for none.")
    }
}

/// Wheel speed sensors: what each of four wheels rolls, with slip.
public struct WheelOdometrySensor: SensorModel {
    public static let page = """
        Wheel speed sensors count pulses of each wheel.

        - `wheel_speed` (4, m/s): front left, front right, rear left, rear right, along each wheel.

        A wheel at r rolls with the part of v + ω × r that points along it; the front wheels point along the steering
        angle. Driven and braked wheels slip: they run by the share κ = s·a / (1 − |a| / μg) faster, a the acceleration
        and μg the limit of adhesion (at most 30 %; Pacejka, "Tire and Vehicle Dynamics", brush model, first order).
        Errors: a radius that is wrong by a constant share per wheel, white noise, and a step.
        Calibration: `wheelbase` and `track_width` in metres.
        """

    private let parameters: WheelOdometryParameters
    private let wheelbase: Double
    private let trackWidth: Double

    public init(parameters: WheelOdometryParameters, mount: MountGeometry) {
        self.parameters = parameters
        wheelbase = mount.vehicle.wheelbase
        // Wheels stand inside the body: 0.85 of its width is usual for passenger cars.
        trackWidth = 0.85 * mount.vehicle.width
    }

    public var arrays: [ArrayDescription] {
        [
            ArrayDescription(
                name: "wheel_speed", element: .float64, shape: [4], unit: "m/s",
                meaning: "Front left, front right, rear left, rear right, along each wheel.")
        ]
    }

    public var calibration: [CalibrationValue] {
        [
            CalibrationValue("wheelbase", [wheelbase], unit: "m"),
            CalibrationValue("track_width", [trackWidth], unit: "m"),
        ]
    }

    private static let radii = RandomPurpose("wheel_odometry.radius")
    private static let noise = RandomPurpose("wheel_odometry.noise")

    public func measure(
        _ moment: SensingMoment, state: inout EmptyColumnState, noise: SensorNoise, into arrays: inout [FrameArray]
    ) {
        let radii = noise.once.stream(WheelOdometrySensor.radii)
        let stream = noise.stream(WheelOdometrySensor.noise)
        let own = moment.own
        let slip = slip(own.motion.acceleration, friction: moment.world.friction)
        arrays[0].write(shape: [4], as: Double.self) { target in
            for wheel in 0..<4 {
                let scale = 1 + parameters.radiusError * radii.normal(wheel)
                let speed = speed(ofWheel: wheel, own) * scale * (1 + slip) + parameters.noise * stream.normal(wheel)
                let step = parameters.resolution
                target[wheel] = step > 0 ? (speed / step).rounded() * step : speed
            }
        }
    }

    /// How much faster wheels run than they roll without force.
    private func slip(_ acceleration: Double, friction: Double) -> Double {
        let share = min(0.99, acceleration.magnitude / max(0.05, friction * 9.80665))
        let slip = parameters.slip * acceleration / (1 - share)
        return min(0.3, max(-0.3, slip))
    }

    private func speed(ofWheel wheel: Int, _ own: OwnMotion) -> Double {
        let isFront = wheel < 2
        let side = wheel % 2 == 0 ? 1.0 : -1
        let motion = own.motion
        let velocity = Vector2(
            motion.speed - motion.yawRate * side * trackWidth / 2,
            motion.lateralSpeed + motion.yawRate * (isFront ? wheelbase : 0))
        return velocity.dot(Vector2(yaw: isFront ? own.steeringAngle : 0))
    }
}
