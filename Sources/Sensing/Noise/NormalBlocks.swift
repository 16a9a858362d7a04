import Geometry

/// Many normally distributed numbers at once: sixteen per block, each a hash of (stream, index), by Box and Muller (1958)
/// in single precision.
struct NormalBlocks {
    private let first: UInt32
    private let second: UInt32
    private let third: UInt32

    init(_ stream: RandomStream) {
        let (a, b) = (stream.bits(0), stream.bits(1))
        first = UInt32(truncatingIfNeeded: a)
        second = UInt32(truncatingIfNeeded: a >> 32)
        third = UInt32(truncatingIfNeeded: b)
    }

    /// Sixteen standard normal numbers: indices 16 · block ..< 16 · block + 16. Largest magnitude 5.9.
    @inline(__always)
    func normals(block: Int) -> (NoiseLanes, NoiseLanes) {
        let base = UInt32(truncatingIfNeeded: block &* 8)
        let index = NoiseWords(0, 1, 2, 3, 4, 5, 6, 7) &+ base
        let seeded = NormalBlocks.mix(index &* 0x9E37_79B9 &+ first) ^ second
        let radiusBits = NormalBlocks.mix(seeded)
        let angleBits = NormalBlocks.mix(radiusBits &+ third)
        let radius = (NormalBlocks.uniform(radiusBits).logarithm * -2).root
        let (sine, cosine) = NormalBlocks.uniform(angleBits).sinCosOfTurns
        return (radius * cosine, radius * sine)
    }

    /// An integer mixer with low bias (Wellons, "Hash Function Prospector", 2018).
    @inline(__always)
    static func mix(_ value: NoiseWords) -> NoiseWords {
        var x = value ^ (value &>> 16)
        x = x &* 0x7FEB_352D
        x ^= x &>> 15
        x = x &* 0x846C_A68B
        return x ^ (x &>> 16)
    }

    /// Uniform in (0, 1), an odd multiple of 2⁻²⁴: the bits become the mantissa of a number in [1, 2).
    @inline(__always)
    static func uniform(_ bits: NoiseWords) -> NoiseLanes {
        unsafeBitCast((bits &>> 9) | 0x3F80_0000, to: NoiseLanes.self) - (1 - 0x1p-24)
    }
}
