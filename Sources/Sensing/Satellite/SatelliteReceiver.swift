import DrivingInterface
import Fields
import Geometry
import World

/// What a sensor set may say of a satellite receiver.
public struct SatelliteParameters: FieldDescribed {
    /// Metres, each of east and north.
    public var whiteNoise = 0.3
    public var slowError = 1.5
    /// Seconds.
    public var correlationTime = 60.0
    /// m/s, each of east and north.
    public var velocityNoise = 0.05
    public var chain = SensorChain.ideal

    public init() {}

    public static let fields = FieldTable<Self>("gnss", "Position and velocity from satellites.") {
        Field(
            "noise", \.whiteNoise, .length, in: 0.0...100,
            "Standard deviation of the part of the position error that is new in every frame.")
        Field(
            "slow_error", \.slowError, .length, in: 0.0...100,
            "Standard deviation of the part of the position error that changes slowly.")
        Field(
            "correlation_time", \.correlationTime, .time, in: 1.0...10_000,
            "Time after which the slow error is forgotten to a share of 1/e.")
        Field(
            "velocity_noise", \.velocityNoise, .speed, in: 0.0...10, "Standard deviation of the velocity error.")
        Field("chain", \.chain, "`full`: houses hide satellites and reflect their signals.")
    }
}

/// A satellite receiver: position relative to where it was switched on, with white and slowly changing errors.
public struct SatelliteReceiver: SensorModel {
    public static let page = """
        A satellite receiver gives the position of its antenna and its velocity over ground.

        - `position` (2, m): east and north of where the first fix found the antenna. Absolute coordinates are not
          given: they would let a driver learn a city by heart.
        - `velocity` (2, m/s): east and north.
        - `deviation` (1, m): the standard deviation of each coordinate as the receiver estimates it.

        Error of each coordinate: white noise plus a first-order Gauss–Markov process,
        e(k+1) = e(k) · exp(−Δt/τ) + σ · √(1 − exp(−2Δt/τ)) · n (Brown and Hwang, 1997).
        With `chain: full` houses hide satellites of a constellation of ten: half of the hidden ones are left out, half
        are heard over walls, which moves the position away from them; `deviation` grows with what is missing.
        """

    private let parameters: SatelliteParameters
    private let period: Double
    private let arm: Vector2

    public init(parameters: SatelliteParameters, mount: MountGeometry) {
        self.parameters = parameters
        period = mount.rate.period
        arm = mount.egoFromSensor.position.horizontal
    }

    public struct State: ColumnState {
        /// Slow error east and north, metres.
        var slow: Vector2
        /// Where the first fix found the antenna, in the world.
        var origin: Vector2
        var hasOrigin: Bool

        public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
            visitor.visit("slow", value: &slow)
            visitor.visit("origin", value: &origin)
            visitor.visit("hasOrigin", value: &hasOrigin)
        }
    }

    public var arrays: [ArrayDescription] {
        [
            ArrayDescription(
                name: "position", element: .float64, shape: [2], unit: "m",
                meaning: "East and north of where the first fix found the antenna."),
            ArrayDescription(
                name: "velocity", element: .float64, shape: [2], unit: "m/s", meaning: "East and north."),
            ArrayDescription(
                name: "deviation", element: .float64, shape: [1], unit: "m",
                meaning: "Estimated standard deviation of each coordinate."),
        ]
    }

    public var calibration: [CalibrationValue] { [] }

    private static let noise = RandomPurpose("gnss.noise")

    public func initialState(noise: SensorNoise) -> State {
        let stream = noise.once.stream(SatelliteReceiver.noise)
        let slow = Vector2(stream.normal(0), stream.normal(1)) * parameters.slowError
        return State(slow: slow, origin: .zero, hasOrigin: false)
    }

    public func measure(
        _ moment: SensingMoment, state: inout State, noise: SensorNoise, into arrays: inout [FrameArray]
    ) {
        let stream = noise.stream(SatelliteReceiver.noise)
        let kept = DeterministicMath.exp(-period / parameters.correlationTime)
        let fresh = parameters.slowError * (1 - kept * kept).squareRoot()
        state.slow = state.slow * kept + Vector2(stream.normal(0), stream.normal(1)) * fresh

        let motion = moment.own.motion
        let lever = arm.rotated(by: motion.pose.yaw)
        let antenna = motion.pose.position + lever
        if !state.hasOrigin { (state.origin, state.hasOrigin) = (antenna, true) }
        let white = Vector2(stream.normal(2), stream.normal(3)) * parameters.whiteNoise
        let sky = parameters.chain == .full ? SatelliteSky(moment, noise: noise) : .open
        let position = antenna - state.origin + state.slow + white * sky.dilution + sky.error
        let velocity =
            motion.velocity + lever.leftNormal * motion.yawRate
            + Vector2(stream.normal(4), stream.normal(5)) * parameters.velocityNoise
        let variance = parameters.whiteNoise * parameters.whiteNoise + parameters.slowError * parameters.slowError
        arrays[0].assign([position.x, position.y], shape: [2])
        arrays[1].assign([velocity.x, velocity.y], shape: [2])
        arrays[2].assign([variance.squareRoot() * sky.dilution], shape: [1])
    }
}
