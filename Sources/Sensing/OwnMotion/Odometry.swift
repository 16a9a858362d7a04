import DrivingInterface
import Geometry
import World

/// How good the car's own instruments are.
public struct OdometryParameters: Sendable, Hashable {
    /// Standard deviation over vehicles of the relative error of the wheel radius.
    public var speedScaleDeviation = 0.003
    /// Standard deviation of one speed sample, m/s.
    public var speedNoise = 0.02
    /// Standard deviation over vehicles of the constant error of the yaw rate, rad/s.
    public var yawRateBiasDeviation = 0.0005
    /// Standard deviation of one yaw rate sample, rad/s.
    public var yawRateNoise = 0.001
    /// Standard deviation of one acceleration sample, m/s².
    public var accelerationNoise = 0.05
    /// Standard deviation of one steering angle sample, road wheel, radians.
    public var steeringNoise = 0.0005

    public init() {}

    /// Instruments without any error.
    public static var perfect: OdometryParameters {
        var parameters = OdometryParameters()
        (parameters.speedScaleDeviation, parameters.speedNoise, parameters.yawRateBiasDeviation) = (0, 0, 0)
        (parameters.yawRateNoise, parameters.accelerationNoise, parameters.steeringNoise) = (0, 0, 0)
        return parameters
    }
}

/// The instruments of a driven vehicle: noisy speed, accelerations, yaw rate and steering angle, and the pose that a car
/// gets by adding them up, which drifts.
///
/// Samples belong to the exact times k / 100 s, so that noise and drift do not depend on the length of a tick.
public struct Odometry: Sendable {
    public let parameters: OdometryParameters
    private let schedule = FrameSchedule(rate: FrameRate(100))
    private let noise: SensorNoise
    private let speedScale: Double
    private let yawRateBias: Double

    private static let samples = RandomPurpose("odometry.sample")
    private static let perVehicle = RandomPurpose("odometry.vehicle")

    /// - Parameters:
    ///   - seed: the run's seed.
    ///   - vehicleKey: random key of the driven vehicle.
    public init(parameters: OdometryParameters = OdometryParameters(), seed: UInt64, vehicleKey: UInt64) {
        self.parameters = parameters
        noise = SensorNoise(seed: seed, key: vehicleKey, frame: -1)
        let stream = noise.stream(Odometry.perVehicle)
        speedScale = 1 + parameters.speedScaleDeviation * stream.normal(0)
        yawRateBias = parameters.yawRateBiasDeviation * stream.normal(1)
    }

    /// Seconds that the motion history must reach back.
    public var reach: Double { schedule.rate.period }

    /// Takes every sample that has become due up to the world's tick; to be called at every tick after the history has
    /// recorded it.
    public func advance(_ state: inout OdometryState, history: MotionHistory, clock: Clock) {
        while schedule.tick(ofFrame: state.nextSample, tickMicroseconds: clock.tickMicroseconds) <= clock.tick {
            let own = history.motion(at: schedule.time(ofFrame: state.nextSample), clock: clock)
            take(own, into: &state)
            state.nextSample += 1
        }
    }

    private func take(_ own: OwnMotion, into state: inout OdometryState) {
        let stream = SensorNoise(seed: noise.seed, key: noise.key, frame: state.nextSample).stream(Odometry.samples)
        func noisy(_ value: Double, _ deviation: Double, _ index: Int) -> Double {
            deviation > 0 ? value + deviation * stream.normal(index) : value
        }
        var measured = state.measured
        measured.speed = noisy(own.motion.speed * speedScale, parameters.speedNoise, 0)
        measured.yawRate = noisy(own.motion.yawRate + yawRateBias, parameters.yawRateNoise, 1)
        measured.longitudinalAcceleration = noisy(own.motion.acceleration, parameters.accelerationNoise, 2)
        measured.lateralAcceleration = noisy(own.lateralAcceleration, parameters.accelerationNoise, 3)
        measured.steeringAngle = noisy(own.steeringAngle, parameters.steeringNoise, 4)
        if own.motion.speed == 0, own.motion.yawRate == 0 {
            // Wheel pulses and the standstill flag of the brakes stop every car's dead reckoning from creeping.
            (measured.speed, measured.yawRate) = (0, 0)
        }
        if state.nextSample > 0 {
            let mean = (state.measured.speed + measured.speed) / 2
            let turn = (state.measured.yawRate + measured.yawRate) / 2 * schedule.rate.period
            measured.poseSinceStart = ArcMotion.pose(
                from: measured.poseSinceStart, displacement: Vector2(mean * schedule.rate.period, 0), turn: turn)
        }
        state.measured = measured
    }
}

/// What the instruments show and have added up.
public struct OdometryState: ColumnState {
    /// Number of the next sample; sample k belongs to k / 100 s.
    public internal(set) var nextSample: Int64 = 0
    /// The newest sample; `lastSteering` and `lastAcceleration` are not the instruments' to say.
    public internal(set) var measured = EgoMotion()

    public init() {}

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("nextSample", value: &nextSample)
        visitor.visit("measured", value: &measured)
    }
}
