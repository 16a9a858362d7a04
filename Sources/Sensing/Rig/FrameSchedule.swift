/// Frames per second as a fraction: 36, or 30000/1001.
public struct FrameRate: Sendable, Hashable, BitwiseCopyable {
    /// 1 to 100,000.
    public let numerator: Int64
    /// 1 to 10,000; small enough that the nanoseconds of every frame of a run are exact in 64 bits.
    public let denominator: Int64

    /// A fraction of numbers in the ranges above.
    public init(_ numerator: Int64, _ denominator: Int64 = 1) {
        precondition(
            (1...100_000).contains(numerator) && (1...10_000).contains(denominator),
            "A frame rate is a fraction of whole numbers from 1 to 100000 and 1 to 10000")
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Reads `10 Hz`, `36 Hz`, `12.5 Hz` or `30000/1001 Hz`; nil if the text is not a rate from 1/100 to 2000 Hz.
    public init?(_ text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: true)
        guard words.count == 2, words[1] == "Hz" else { return nil }
        let parts = words[0].split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let top = FrameRate.decimal(parts[0]),
            let bottom = parts.count == 2 ? FrameRate.decimal(parts[1]) : (1, 1)
        else { return nil }
        let (numerator, denominator) = (top.0 * bottom.1, top.1 * bottom.0)
        let divisor = FrameRate.greatestCommonDivisor(numerator, denominator)
        guard numerator * 100 >= denominator, numerator <= denominator * 2000 else { return nil }
        guard numerator / divisor <= 100_000, denominator / divisor <= 10_000 else { return nil }
        self.init(numerator / divisor, denominator / divisor)
    }

    /// A positive decimal number as a fraction; at most six digits.
    private static func decimal(_ text: Substring) -> (Int64, Int64)? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let digits = parts.joined()
        guard (1...2).contains(parts.count), (1...6).contains(digits.count),
            digits.allSatisfy({ $0.isASCII && $0.isNumber }), let value = Int64(digits), value > 0
        else { return nil }
        let decimals = parts.count == 2 ? parts[1].count : 0
        return (value, (0..<decimals).reduce(1) { power, _ in power * 10 })
    }

    private static func greatestCommonDivisor(_ a: Int64, _ b: Int64) -> Int64 {
        b == 0 ? max(1, a) : greatestCommonDivisor(b, a % b)
    }

    /// Frames per second.
    public var hertz: Double { Double(numerator) / Double(denominator) }

    /// Seconds between two frames.
    public var period: Double { Double(denominator) / Double(numerator) }

    /// As in a sensor set, for example `30000/1001 Hz`.
    public var text: String { denominator == 1 ? "\(numerator) Hz" : "\(numerator)/\(denominator) Hz" }
}

/// The exact instants of a mount's frames: frame k belongs to k / rate + offset, whatever the tick is.
public struct FrameSchedule: Sendable, Hashable, BitwiseCopyable {
    public var rate: FrameRate
    /// Nanoseconds after the start of the run at which frame 0 is measured, ≥ 0.
    public var offset: Int64

    public init(rate: FrameRate, offset: Int64 = 0) {
        self.rate = rate
        self.offset = offset
    }

    /// Numerator over `rate.numerator` of the nanoseconds of frame k.
    private func scaledNanoseconds(ofFrame frame: Int64) -> Int64 {
        frame * rate.denominator * 1_000_000_000 + offset * rate.numerator
    }

    /// Seconds at which frame k is measured.
    public func time(ofFrame frame: Int64) -> Double {
        Double(scaledNanoseconds(ofFrame: frame)) / (Double(rate.numerator) * 1e9)
    }

    /// The same in nanoseconds, rounded up.
    public func nanoseconds(ofFrame frame: Int64) -> Int64 {
        FrameSchedule.quotientRoundedUp(scaledNanoseconds(ofFrame: frame), rate.numerator)
    }

    /// The first tick at or after frame k.
    public func tick(ofFrame frame: Int64, tickMicroseconds: Int64) -> Int64 {
        FrameSchedule.quotientRoundedUp(
            scaledNanoseconds(ofFrame: frame), rate.numerator * tickMicroseconds * 1000)
    }

    private static func quotientRoundedUp(_ a: Int64, _ b: Int64) -> Int64 {
        a / b + (a % b > 0 ? 1 : 0)
    }
}
