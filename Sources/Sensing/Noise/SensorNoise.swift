import Geometry

/// Where a sensor's randomness for one frame comes from. Nothing is consumed, and neither names nor rows enter: a
/// mount's key is made of its kind, pose and parameters and of the random key of the vehicle that carries it.
public struct SensorNoise: Sendable {
    /// The run's seed.
    public let seed: UInt64
    /// The mount's random key.
    public let key: UInt64
    /// Number of the frame, 0, 1, 2, …; -1 for what is drawn once per run.
    public let frame: Int64

    public init(seed: UInt64, key: UInt64, frame: Int64) {
        self.seed = seed
        self.key = key
        self.frame = frame
    }

    /// Random numbers of this frame for one purpose.
    /// - Parameter part: random key of what the numbers belong to, where one frame needs several streams.
    public func stream(_ purpose: RandomPurpose, part: UInt64 = 0) -> RandomStream {
        RandomStream(
            seed: seed, purpose: purpose, key: part == 0 ? key : StableHash.combine(key, part), tick: Int(frame))
    }

    /// The same mount's noise for what is drawn once per run.
    public var once: SensorNoise { SensorNoise(seed: seed, key: key, frame: -1) }
}
