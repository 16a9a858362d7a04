import DrivingInterface
import Fields
import Geometry
import World

/// What a sensor set may say of an inertial unit.
public struct InertialParameters: FieldDescribed {
    public var samples = 10
    /// rad/s/√Hz and m/s²/√Hz.
    public var angularRateNoise = 1.2e-4
    public var accelerationNoise = 2e-3
    /// Standard deviation over units of the constant error, rad/s and m/s².
    public var angularRateBias = 5e-4
    public var accelerationBias = 0.03
    /// Growth of the bias, rad/s/√s and m/s²/√s.
    public var angularRateWalk = 1e-5
    public var accelerationWalk = 2e-4

    public init() {}

    public static let fields = FieldTable<Self>("imu", "Angular velocity and specific force about three axes.") {
        Field("samples", \.samples, in: 1...100, "Samples per frame, evenly spread over its period.")
        Field(
            "angular_rate_noise", \.angularRateNoise, .angularRateNoise, in: 0.0...0.1,
            "Noise density of the gyroscopes.")
        Field(
            "acceleration_noise", \.accelerationNoise, .accelerationNoise, in: 0.0...1,
            "Noise density of the accelerometers.")
        Field(
            "angular_rate_bias", \.angularRateBias, .angularRate, in: 0.0...0.1,
            "Standard deviation, over units, of the constant error of the gyroscopes.")
        Field(
            "acceleration_bias", \.accelerationBias, .acceleration, in: 0.0...5,
            "Standard deviation, over units, of the constant error of the accelerometers.")
        Field(
            "angular_rate_walk", \.angularRateWalk, .angularRate, in: 0.0...0.1,
            "Growth of the gyroscopes' error in one second (it grows with the square root of time).")
        Field(
            "acceleration_walk", \.accelerationWalk, .acceleration, in: 0.0...1,
            "Growth of the accelerometers' error in one second (it grows with the square root of time).")
    }
}

/// Three gyroscopes and three accelerometers with white noise, turn-on bias and bias random walk.
public struct InertialSensor: SensorModel {
    public static let page = """
        An inertial unit measures angular velocity and specific force (acceleration minus gravity) in its own frame,
        several samples to a frame.

        - `time` (samples, s): time of each sample relative to the frame's time; the last one is 0.
        - `angular_velocity` (samples × 3, rad/s): about x, y, z.
        - `acceleration` (samples × 3, m/s²): along x, y, z; standing level it shows 9.81 along z.

        Truth: acceleration of the rear axle from the vehicle's motion, plus lever arm terms
        α × r + ω × (ω × r) for where the unit sits. The road is level: pitch and roll rates are 0.
        Error: bias + white noise of deviation density / √Δt. The bias starts normally distributed and walks with
        deviation walk · √Δt per frame (Woodman, "An introduction to inertial navigation", 2007).
        """

    /// Standard gravity, m/s².
    static let gravity = 9.80665

    private let parameters: InertialParameters
    private let period: Double
    private let egoFromSensor: Pose3

    public init(parameters: InertialParameters, mount: MountGeometry) {
        self.parameters = parameters
        period = mount.rate.period
        egoFromSensor = mount.egoFromSensor
    }

    /// Biases of the six axes: gyroscopes x, y, z in rad/s, then accelerometers in m/s².
    public struct State: ColumnState {
        var bias: [Double]

        public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
            visitor.visit("bias", &bias)
        }
    }

    public var arrays: [ArrayDescription] {
        let count = parameters.samples
        return [
            ArrayDescription(
                name: "time", element: .float64, shape: [count], unit: "s",
                meaning: "Time of each sample relative to the frame's time."),
            ArrayDescription(
                name: "angular_velocity", element: .float64, shape: [count, 3], unit: "rad/s",
                meaning: "About x, y and z of the sensor."),
            ArrayDescription(
                name: "acceleration", element: .float64, shape: [count, 3], unit: "m/s2",
                meaning: "Specific force along x, y and z of the sensor."),
        ]
    }

    public var calibration: [CalibrationValue] { [] }

    public var sweep: Double { period }

    private static let turnOn = RandomPurpose("imu.bias")
    private static let walk = RandomPurpose("imu.walk")
    private static let white = RandomPurpose("imu.noise")

    public func initialState(noise: SensorNoise) -> State {
        let stream = noise.once.stream(InertialSensor.turnOn)
        return State(
            bias: (0..<6).map {
                stream.normal($0) * value($0, parameters.angularRateBias, parameters.accelerationBias)
            })
    }

    /// The value of an axis: gyroscopes 0–2, accelerometers 3–5.
    private func value(_ axis: Int, _ turning: Double, _ force: Double) -> Double { axis < 3 ? turning : force }

    public func measure(
        _ moment: SensingMoment, state: inout State, noise: SensorNoise, into arrays: inout [FrameArray]
    ) {
        let step = noise.stream(InertialSensor.walk)
        for axis in 0..<6 {
            let walk = value(axis, parameters.angularRateWalk, parameters.accelerationWalk)
            state.bias[axis] += walk * period.squareRoot() * step.normal(axis)
        }
        let count = parameters.samples
        let interval = period / Double(count)
        let stream = noise.stream(InertialSensor.white)
        func age(_ row: Int) -> Double { -interval * Double(count - 1 - row) }
        func write(_ truth: Vector3, _ firstAxis: Int, _ row: Int, to target: UnsafeMutableBufferPointer<Double>) {
            let density = firstAxis == 0 ? parameters.angularRateNoise : parameters.accelerationNoise
            for (offset, value) in [truth.x, truth.y, truth.z].enumerated() {
                let axis = firstAxis + offset
                let white = density / interval.squareRoot() * stream.normal(row * 6 + axis)
                target[row * 3 + offset] = value + state.bias[axis] + white
            }
        }
        arrays[0].write(shape: [count], as: Double.self) { target in
            for row in 0..<count { target[row] = age(row) }
        }
        arrays[1].write(shape: [count, 3], as: Double.self) { target in
            for row in 0..<count { write(reading(moment, age(row)).turning, 0, row, to: target) }
        }
        arrays[2].write(shape: [count, 3], as: Double.self) { target in
            for row in 0..<count { write(reading(moment, age(row)).force, 3, row, to: target) }
        }
    }

    /// The true angular velocity and specific force in the sensor frame, `age` (≤ 0) seconds after the frame's time.
    private func reading(_ moment: SensingMoment, _ age: Double) -> (turning: Vector3, force: Vector3) {
        let own = moment.own(at: moment.time + age)
        let motion = own.motion
        let (rate, change) = (motion.yawRate, own.yawAcceleration)
        let arm = egoFromSensor.position
        let force = Vector3(
            motion.acceleration - motion.lateralSpeed * rate - rate * rate * arm.x - change * arm.y,
            own.lateralAcceleration - rate * rate * arm.y + change * arm.x, InertialSensor.gravity)
        var turned = egoFromSensor
        turned.position = .zero
        return (turned.toLocal(Vector3(0, 0, rate)), turned.toLocal(force))
    }
}
