/// What a random number is drawn for. Purposes keep streams apart: a new purpose shifts nobody else's numbers.
public struct RandomPurpose: Sendable, Equatable {
    /// Mixed into the counter; derived from the purpose's name, so that declaration order does not matter.
    public let salt: UInt64

    /// A purpose named in plain words, for example `"lidar.range"`. The name must be unique in the program.
    public init(_ name: StaticString) {
        salt = name.withUTF8Buffer { StableHash.of(bytes: $0) }
    }
}

/// A stateless source of random numbers: each number is a hash of (seed, purpose, key, tick, index).
///
/// Nothing is consumed, so that drawing more for one actor or sensor never changes another's numbers, in any order and
/// on any number of threads. The key is the random key of an actor, sensor or road element, never its row or name.
public struct RandomStream: Sendable {
    private let state: UInt64

    /// - Parameters:
    ///   - seed: the run's seed.
    ///   - purpose: what the numbers are for.
    ///   - key: random key of the owner; 0 if there is only one.
    ///   - tick: the simulation tick, frame number or draw number.
    public init(seed: UInt64, purpose: RandomPurpose, key: UInt64 = 0, tick: Int = 0) {
        var mixed = StableHash.mix(seed ^ 0x9E37_79B9_7F4A_7C15)
        mixed = StableHash.mix(mixed ^ purpose.salt)
        mixed = StableHash.mix(mixed &+ key &* 0xD6E8_FEB8_6659_FD93)
        state = StableHash.mix(mixed ^ UInt64(bitPattern: Int64(tick)) &* 0xA076_1D64_78BD_642F)
    }

    /// 64 random bits of draw number `index`.
    public func bits(_ index: Int = 0) -> UInt64 {
        StableHash.mix(state &+ UInt64(bitPattern: Int64(index)) &* 0x9E37_79B9_7F4A_7C15)
    }

    /// Uniform in [0, 1), a multiple of 2⁻⁵³.
    public func uniform(_ index: Int = 0) -> Double {
        Double(bits(index) >> 11) * 0x1p-53
    }

    /// Uniform in [range.lowerBound, range.upperBound).
    public func uniform(in range: ClosedRange<Double>, _ index: Int = 0) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * uniform(index)
    }

    /// Standard normal (mean 0, deviation 1) by Box and Muller (1958).
    public func normal(_ index: Int = 0) -> Double {
        let first = Double(bits(index) >> 11) * 0x1p-53 + 0x1p-54
        let second = Double(StableHash.mix(bits(index) ^ 0x5851_F42D_4C95_7F2D) >> 11) * 0x1p-53
        return (-2 * DeterministicMath.log(first)).squareRoot() * DeterministicMath.cos(2 * .pi * second)
    }

    /// Exponential with the given mean (> 0).
    public func exponential(mean: Double, _ index: Int = 0) -> Double {
        -mean * DeterministicMath.log(1 - uniform(index))
    }

    /// A whole number in 0 ..< count; count must be > 0. Bias below 2⁻³² for counts below 2³².
    public func integer(below count: Int, _ index: Int = 0) -> Int {
        precondition(count > 0, "A random choice needs at least one possibility")
        return Int(bits(index).multipliedFullWidth(by: UInt64(count)).high)
    }

    /// One element of a collection that is not empty.
    public func choice<C: RandomAccessCollection>(_ elements: C, _ index: Int = 0) -> C.Element {
        let offset = integer(below: elements.count, index)
        return elements[elements.index(elements.startIndex, offsetBy: offset)]
    }
}
