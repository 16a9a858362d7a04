import Geometry

/// Noise of pictures: three nearly normal numbers for each pixel, each a hash of (stream, pixel, channel).
///
/// The sum of four uniform bytes, bent by a cubic to the normal distribution's fourth moment: its distribution function
/// is within 0.0007 of the normal one and its largest magnitude is 3.9. A tenth of the cost of Box and Muller's numbers,
/// for a picture that is rounded to 256 levels afterwards.
struct GrainBlocks {
    private let first: UInt32
    private let second: UInt32
    private let channels: SIMD4<UInt32>

    init(_ stream: RandomStream) {
        let (a, b, c) = (stream.bits(0), stream.bits(1), stream.bits(2))
        first = UInt32(truncatingIfNeeded: a)
        second = UInt32(truncatingIfNeeded: a >> 32)
        channels = SIMD4(
            UInt32(truncatingIfNeeded: b), UInt32(truncatingIfNeeded: b >> 32), UInt32(truncatingIfNeeded: c), 0)
    }

    /// Hashes of eight pixels that begin at a pixel's number.
    @inline(__always)
    func seeds(pixel: Int) -> NoiseWords {
        let base = UInt32(truncatingIfNeeded: pixel)
        let index = NoiseWords(0, 1, 2, 3, 4, 5, 6, 7) &+ base
        return NormalBlocks.mix(index &* 0x9E37_79B9 &+ first) ^ second
    }

    /// Eight numbers of one channel, 0–2.
    @inline(__always)
    func grain(_ seeds: NoiseWords, channel: Int) -> NoiseLanes {
        let bits = NormalBlocks.mix(seeds &+ channels[channel])
        let pairs = (bits & 0x00FF_00FF) &+ ((bits &>> 8) & 0x00FF_00FF)
        let sum = (pairs & 0xFFFF) &+ (pairs &>> 16)
        // The small whole number stands in the lowest bits of 2²³ + sum; four bytes have mean 510, deviation 147.8.
        let z = (unsafeBitCast(sum | 0x4B00_0000, to: NoiseLanes.self) - 8_389_118) * (1 / 147.80054)
        return z * (z * z * 0.015330963 + 0.95818516)
    }
}
