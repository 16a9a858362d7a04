/// Simulated time as a whole number of ticks. Seconds are always computed from it, never added up.
public struct Clock: Sendable, Hashable, BitwiseCopyable {
    /// Ticks since the start of the run.
    public var tick: Int64
    /// Length of a tick, microseconds (1,000 to 100,000).
    public var tickMicroseconds: Int64

    public init(tick: Int64 = 0, tickMicroseconds: Int64 = 10_000) {
        self.tick = tick
        self.tickMicroseconds = tickMicroseconds
    }

    /// Seconds per tick.
    public var tickDuration: Double { Double(tickMicroseconds) / 1e6 }

    /// Seconds since the start of the run.
    public var time: Double { time(of: tick) }

    /// Seconds at which a tick lies.
    public func time(of tick: Int64) -> Double { Double(tick * tickMicroseconds) / 1e6 }

    /// The first tick at or after `time` seconds.
    public func tick(atOrAfter time: Double) -> Int64 {
        let micros = (time * 1e6 - 1e-3).rounded(.up)
        return Int64((micros / Double(tickMicroseconds)).rounded(.up))
    }
}
