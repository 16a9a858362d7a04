import Geometry

/// The random numbers of a LiDAR's beams, sixteen beams at a time, each a hash of (stream, index).
struct BeamBlocks {
    private let first: UInt32
    private let second: UInt32
    private let third: UInt32
    private let fourth: UInt32

    init(_ stream: RandomStream) {
        let (a, b) = (stream.bits(0), stream.bits(1))
        (first, second) = (UInt32(truncatingIfNeeded: a), UInt32(truncatingIfNeeded: a >> 32))
        (third, fourth) = (UInt32(truncatingIfNeeded: b), UInt32(truncatingIfNeeded: b >> 32))
    }

    /// Lanes per eight beams.
    static let rows = 4

    /// Writes what sixteen beams per block draw, four rows for each eight:
    ///
    /// 0. −2·ln of a uniform number: the square of the length of a pair of normal numbers (Box and Muller, 1958). Beam i
    ///    and beam i + 8 of a block share it and are independent all the same.
    /// 1. The direction of the pair: the cosine for the first eight, the sine for the others.
    /// 2. A uniform number in (0, 1) of 20 bits.
    /// 3. A triangular number in (-1, 1) of deviation 1/√6.
    func draw(_ blocks: Range<Int>, into target: UnsafeMutablePointer<NoiseLanes>) {
        drawBits(blocks, into: target)
        var target = target
        for _ in blocks {
            let (radius, angle) = (word(target, 0), word(target, 1))
            let (low, high) = (word(target, 2), word(target, 3))
            let square = NormalBlocks.uniform(radius).roughLogarithm * -2 + 1e-4
            let (sine, cosine) = NormalBlocks.uniform(angle).sinCosOfTurns
            target[0] = square
            target[1] = cosine
            target[2] = NormalBlocks.uniform(low & 0xFFFF_F000)
            target[3] = BeamBlocks.triangular(low)
            target[4] = square
            target[5] = sine
            target[6] = NormalBlocks.uniform(high & 0xFFFF_F000)
            target[7] = BeamBlocks.triangular(high)
            target += 2 * BeamBlocks.rows
        }
    }

    /// The hashes of every block, in the first four rows that it will fill. In a loop of their own: mixers are long
    /// chains of steps, and in short loops the processor works on several at a time.
    private func drawBits(_ blocks: Range<Int>, into target: UnsafeMutablePointer<NoiseLanes>) {
        var target = target
        for block in blocks {
            let base = UInt32(truncatingIfNeeded: block &* 8)
            let index = NoiseWords(0, 1, 2, 3, 4, 5, 6, 7) &+ base
            let radius = NormalBlocks.mix(NormalBlocks.mix(index &* 0x9E37_79B9 &+ first) ^ second)
            let angle = NormalBlocks.mix(radius &+ third)
            // The two steps of the mixer, one each: the direction of a pair says nothing of their bits.
            let low = (angle ^ (angle &>> 16) &+ fourth) &* 0x7FEB_352D
            let high = (low ^ (low &>> 15)) &* 0x846C_A68B
            target[0] = unsafeBitCast(radius, to: NoiseLanes.self)
            target[1] = unsafeBitCast(angle, to: NoiseLanes.self)
            target[2] = unsafeBitCast(low, to: NoiseLanes.self)
            target[3] = unsafeBitCast(high, to: NoiseLanes.self)
            target += 2 * BeamBlocks.rows
        }
    }

    @inline(__always)
    private func word(_ rows: UnsafePointer<NoiseLanes>, _ row: Int) -> NoiseWords {
        unsafeBitCast(rows[row], to: NoiseWords.self)
    }

    /// From the twelve lowest bits: the sum of two six-bit numbers.
    @inline(__always)
    private static func triangular(_ bits: NoiseWords) -> NoiseLanes {
        let sum = (bits & 63) &+ ((bits &>> 6) & 63)
        // The small whole number stands in the lowest bits of 2²³ + sum.
        return (unsafeBitCast(sum | 0x4B00_0000, to: NoiseLanes.self) - 8_388_671) * (1.0 / 64)
    }
}
