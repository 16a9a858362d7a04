import Geometry

/// Typed view of a frame of an `imu` mount: several samples, oldest first.
public struct InertialSamples: Sendable {
    public struct Sample: Sendable, Hashable, BitwiseCopyable {
        /// Seconds relative to the frame's `measuredAt`, ≤ 0.
        public var time: Double
        /// About x, y, z of the sensor frame, rad/s.
        public var angularVelocity: Vector3
        /// Specific force along x, y, z of the sensor frame, m/s²: standing level it shows +9.81 along z.
        public var acceleration: Vector3
    }

    public let samples: [Sample]

    /// nil if the frame is not of an inertial unit.
    public init?(_ frame: SensorFrame) {
        guard frame.arrays.count == 3, let times = frame.arrays[0].float64, let turning = frame.arrays[1].float64,
            let force = frame.arrays[2].float64
        else { return nil }
        samples = times.indices.map { row in
            Sample(
                time: times[row],
                angularVelocity: Vector3(turning[row * 3], turning[row * 3 + 1], turning[row * 3 + 2]),
                acceleration: Vector3(force[row * 3], force[row * 3 + 1], force[row * 3 + 2]))
        }
    }
}

/// Typed view of a frame of a `gnss` mount.
public struct SatelliteFix: Sendable, Hashable {
    /// Antenna, metres east and north of where the first fix was taken.
    public let position: Vector2
    /// Over ground, m/s east and north.
    public let velocity: Vector2
    /// Standard deviation of each position coordinate as the receiver estimates it, metres.
    public let deviation: Double

    /// nil if the frame is not of a satellite receiver.
    public init?(_ frame: SensorFrame) {
        guard frame.arrays.count == 3, let position = frame.arrays[0].float64, position.count == 2,
            let velocity = frame.arrays[1].float64, velocity.count == 2,
            let deviation = frame.arrays[2].float64?.first
        else { return nil }
        self.position = Vector2(position[0], position[1])
        self.velocity = Vector2(velocity[0], velocity[1])
        self.deviation = deviation
    }
}

/// Typed view of a frame of a `wheel_odometry` mount.
public struct WheelSpeeds: Sendable, Hashable {
    /// Front left, front right, rear left, rear right, m/s along each wheel, from its pulses.
    public let speeds: [Double]

    /// nil if the frame is not of wheel odometry.
    public init?(_ frame: SensorFrame) {
        guard let speeds = frame.arrays.first?.float64, speeds.count == 4 else { return nil }
        self.speeds = speeds
    }
}
