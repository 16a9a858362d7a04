import Foundation

/// Measures time of the machine: wall, and CPU of this thread. Nothing measured here enters a run.
public struct CPUTimer: Sendable {
    private let wallStart: Double
    private let cpuStart: Double

    public init() {
        wallStart = Self.now(CLOCK_MONOTONIC)
        cpuStart = Self.now(CLOCK_THREAD_CPUTIME_ID)
    }

    /// Seconds since the timer was made.
    public var seconds: (wall: Double, cpu: Double) {
        (Self.now(CLOCK_MONOTONIC) - wallStart, Self.now(CLOCK_THREAD_CPUTIME_ID) - cpuStart)
    }

    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// The instruction set that this program was compiled for.
public enum InstructionSet {
    /// `x86-64-v3 (AVX2)`, `x86-64 (SSE2)` or the machine's name.
    public static var compiledFor: String {
        #if arch(x86_64)
            #if MAPLESS_V3
                return "x86-64-v3"
            #else
                return "x86-64"
            #endif
        #else
            return "arm64"
        #endif
    }
}
