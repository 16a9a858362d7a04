import Geometry

/// Many normally distributed numbers at once: sixteen per block, each a hash of (stream, index), by Box and Muller (1958)
/// in single precision. Plain IEEE operations without fused multiply-add: the same bits on every processor.
struct NormalBlocks {
    typealias Lanes = SIMD8<Float>
    private typealias Words = SIMD8<UInt32>

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
    func normals(block: Int) -> (Lanes, Lanes) {
        let base = UInt32(truncatingIfNeeded: block &* 8)
        let index = Words(0, 1, 2, 3, 4, 5, 6, 7) &+ base
        let seeded = NormalBlocks.mix(index &* 0x9E37_79B9 &+ first) ^ second
        let radiusBits = NormalBlocks.mix(seeded)
        let angleBits = NormalBlocks.mix(radiusBits &+ third)
        let radius = (NormalBlocks.logarithm(NormalBlocks.uniform(radiusBits)) * -2).squareRoot()
        let (sine, cosine) = NormalBlocks.sinCos(turns: NormalBlocks.uniform(angleBits))
        return (radius * cosine, radius * sine)
    }

    /// Adds noise of the given deviation to every value > 0 and keeps it > 0; other values stay. Value i gets normal
    /// number i of the stream.
    func add(deviation: Float, toPositive values: UnsafeMutableBufferPointer<Float>) {
        guard let base = values.baseAddress, deviation > 0 else { return }
        let raw = UnsafeMutableRawPointer(base)
        let blocks = values.count / 16
        for block in 0..<blocks {
            let (a, b) = normals(block: block)
            let at = raw + block * 64
            let low = at.loadUnaligned(as: Lanes.self)
            let high = at.loadUnaligned(fromByteOffset: 32, as: Lanes.self)
            at.storeBytes(of: NormalBlocks.added(low, a * deviation), as: Lanes.self)
            at.storeBytes(of: NormalBlocks.added(high, b * deviation), toByteOffset: 32, as: Lanes.self)
        }
        guard blocks * 16 < values.count else { return }
        let (a, b) = normals(block: blocks)
        for index in (blocks * 16)..<values.count {
            let lane = index - blocks * 16
            let noise = (lane < 8 ? a[lane] : b[lane - 8]) * deviation
            if values[index] > 0 { values[index] = max(1e-3, values[index] + noise) }
        }
    }

    @inline(__always)
    private static func added(_ values: Lanes, _ noise: Lanes) -> Lanes {
        let moved = pointwiseMax(values + noise, Lanes(repeating: 1e-3))
        return values.replacing(with: moved, where: values .> 0)
    }

    /// An integer mixer with low bias (Wellons, "Hash Function Prospector", 2018).
    @inline(__always)
    private static func mix(_ value: Words) -> Words {
        var x = value ^ (value &>> 16)
        x = x &* 0x7FEB_352D
        x ^= x &>> 15
        x = x &* 0x846C_A68B
        return x ^ (x &>> 16)
    }

    /// Uniform in (0, 1), an odd multiple of 2⁻²⁴: the bits become the mantissa of a number in [1, 2).
    @inline(__always)
    private static func uniform(_ bits: Words) -> Lanes {
        unsafeBitCast((bits &>> 9) | 0x3F80_0000, to: Lanes.self) - (1 - 0x1p-24)
    }

    /// Adding this to a small number rounds it to a whole one, which then stands in the lowest bits: 1.5 · 2²³.
    private static let roundingShift: Float = 12_582_912

    /// Natural logarithm for 0 < x < 1, error below 2e-7 of the result or absolute (Cephes `logf`, Moshier 1992).
    @inline(__always)
    private static func logarithm(_ x: Lanes) -> Lanes {
        let bits = unsafeBitCast(x, to: Words.self)
        // Mantissa in [√½, √2): 0x3F3504F3 is √½.
        let shifted = bits &- 0x3F35_04F3
        let exponent = unsafeBitCast(SIMD8<Int32>(truncatingIfNeeded: shifted) &>> 23, to: Words.self)
        let wholeExponent = unsafeBitCast(exponent &+ 0x4B40_0000, to: Lanes.self) - roundingShift
        let mantissa = unsafeBitCast((shifted & 0x007F_FFFF) &+ 0x3F35_04F3, to: Lanes.self)
        let f = mantissa - 1
        let z = f * f
        var p = Lanes(repeating: 7.0376836292e-2)
        for coefficient: Float in [
            -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1, 2.0000714765e-1,
            -2.4999993993e-1, 3.3333331174e-1,
        ] {
            p = p * f + coefficient
        }
        return f + (p * f * z - z * 0.5) + wholeExponent * 0.69314718
    }

    /// Sine and cosine of a share of a full turn in [0, 1).
    @inline(__always)
    private static func sinCos(turns: Lanes) -> (Lanes, Lanes) {
        let quarters = turns * 4
        let shifted = quarters + roundingShift
        let quadrant = unsafeBitCast(shifted, to: Words.self)
        let x = (quarters - (shifted - roundingShift)) * 1.5707964
        let z = x * x
        let sine = x + x * z * ((z * -1.9515296e-4 + 8.3321609e-3) * z - 1.6666655e-1)
        let cosine = z * z * ((z * 2.4433157e-5 - 1.3887316e-3) * z + 4.1666646e-2) - z * 0.5 + 1
        let isOdd = (quadrant & 1) .!= 0
        let s = sine.replacing(with: cosine, where: isOdd)
        let c = cosine.replacing(with: sine, where: isOdd)
        let signedSine = s.replacing(with: -s, where: (quadrant & 2) .!= 0)
        let signedCosine = c.replacing(with: -c, where: ((quadrant &+ 1) & 2) .!= 0)
        return (signedSine, signedCosine)
    }
}
