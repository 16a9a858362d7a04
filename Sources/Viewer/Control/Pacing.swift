/// Turns time of the wall into simulated time, at a speed that may change, without ever running after what was missed.
public struct Pacing: Sendable {
    private var lastMilliseconds: UInt64?

    public init() {}

    /// Simulated seconds to advance since the last call.
    ///
    /// - Parameters:
    ///   - now: milliseconds of the wall.
    ///   - speed: simulated seconds per second; 0 while paused.
    /// - Returns: at most what 0.1 s of the wall are worth, so that a slow machine shows slow motion instead of freezing.
    public mutating func advance(now: UInt64, speed: Double) -> Double {
        defer { lastMilliseconds = now }
        guard let last = lastMilliseconds, now > last else { return 0 }
        return min(0.1, Double(now - last) / 1000) * speed
    }
}
