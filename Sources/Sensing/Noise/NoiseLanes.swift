/// Eight numbers side by side, and the elementary functions that noise and receivers need of them. Plain IEEE operations
/// without fused multiply-add: the same bits on every processor.
typealias NoiseLanes = SIMD8<Float>
typealias NoiseWords = SIMD8<UInt32>

extension NoiseLanes {
    /// Adding this to a small number rounds it to a whole one, which then stands in the lowest bits: 1.5 · 2²³.
    static var roundingShift: Float { 12_582_912 }

    /// e to these powers for x ≤ 0 (below -80 it is e⁻⁸⁰), error below 2e-7 of the result (Cephes `expf`, Moshier 1992).
    @inline(__always)
    var exponential: NoiseLanes {
        let power = replacing(with: -80, where: self .< -80)
        let shifted = power * 1.44269504 + NoiseLanes.roundingShift
        let whole = shifted - NoiseLanes.roundingShift
        let x = power - whole * 0.693359375 + whole * 2.12194440e-4
        var p = x * 1.9875691500e-4 + 1.3981999507e-3
        p = p * x + 8.3334519073e-3
        p = p * x + 4.1665795894e-2
        p = p * x + 1.6666665459e-1
        p = p * x + 5.0000001201e-1
        let mantissa = p * x * x + x + 1
        // The whole number goes into the exponent.
        let scale = (unsafeBitCast(shifted, to: NoiseWords.self) &- 0x4B40_0000 &+ 127) &<< 23
        return mantissa * unsafeBitCast(scale, to: NoiseLanes.self)
    }

    /// Square roots for 0 < x < 1e6 by an estimate of 1/√x out of the bits and three Newton steps, error below 3e-7 of
    /// the result: the lane-wise `squareRoot()` would be compiled to eight scalar ones.
    @inline(__always)
    var root: NoiseLanes {
        let bits = NoiseWords(repeating: 0x5F37_5A86) &- (unsafeBitCast(self, to: NoiseWords.self) &>> 1)
        var y = unsafeBitCast(bits, to: NoiseLanes.self)
        let half = self * 0.5
        y = y * (1.5 - half * y * y)
        y = y * (1.5 - half * y * y)
        y = y * (1.5 - half * y * y)
        return self * y
    }

    /// Square roots like `root` by two Newton steps, error below 1e-5 of the result: good enough for noise.
    @inline(__always)
    var roughRoot: NoiseLanes {
        let bits = NoiseWords(repeating: 0x5F37_5A86) &- (unsafeBitCast(self, to: NoiseWords.self) &>> 1)
        var y = unsafeBitCast(bits, to: NoiseLanes.self)
        let half = self * 0.5
        y = y * (1.5 - half * y * y)
        y = y * (1.5 - half * y * y)
        return self * y
    }

    /// Natural logarithms for 0 < x < 1, error below 2e-7 of the result or absolute (Cephes `logf`, Moshier 1992).
    @inline(__always)
    var logarithm: NoiseLanes {
        // Mantissa in [√½, √2): 0x3F3504F3 is √½.
        let shifted = unsafeBitCast(self, to: NoiseWords.self) &- 0x3F35_04F3
        let exponent = unsafeBitCast(unsafeBitCast(shifted, to: SIMD8<Int32>.self) &>> 23, to: NoiseWords.self)
        let whole = unsafeBitCast(exponent &+ 0x4B40_0000, to: NoiseLanes.self) - NoiseLanes.roundingShift
        let mantissa = unsafeBitCast((shifted & 0x007F_FFFF) &+ 0x3F35_04F3, to: NoiseLanes.self)
        let f = mantissa - 1
        let z = f * f
        var p = f * 7.0376836292e-2 - 1.1514610310e-1
        p = p * f + 1.1676998740e-1
        p = p * f - 1.2420140846e-1
        p = p * f + 1.4249322787e-1
        p = p * f - 1.6668057665e-1
        p = p * f + 2.0000714765e-1
        p = p * f - 2.4999993993e-1
        p = p * f + 3.3333331174e-1
        return f + (p * f * z - z * 0.5) + whole * 0.69314718
    }

    /// Natural logarithms for 0 < x < 1 by a quartic of the mantissa, error below 1e-4: good enough for noise.
    @inline(__always)
    var roughLogarithm: NoiseLanes {
        let bits = unsafeBitCast(self, to: NoiseWords.self)
        // The exponent stands in the lowest bits of 2²³ + exponent; 127 is its bias.
        let exponent = unsafeBitCast((bits &>> 23) | 0x4B00_0000, to: NoiseLanes.self) - 8_388_735
        let m = unsafeBitCast((bits & 0x007F_FFFF) | 0x3F80_0000, to: NoiseLanes.self)
        var p = m * -0.056570851 + 0.44717955
        p = p * m - 1.4699568
        p = p * m + 2.8212026
        p = p * m - 1.7417939
        return exponent * 0.69314718 + p
    }

    /// Sines and cosines of these shares of a full turn, each in [0, 1), error below 2e-7.
    @inline(__always)
    var sinCosOfTurns: (sin: NoiseLanes, cos: NoiseLanes) {
        let quarters = self * 4
        let shifted = quarters + NoiseLanes.roundingShift
        let quadrant = unsafeBitCast(shifted, to: NoiseWords.self)
        let x = (quarters - (shifted - NoiseLanes.roundingShift)) * 1.5707964
        let z = x * x
        let sine = x + x * z * ((z * -1.9515296e-4 + 8.3321609e-3) * z - 1.6666655e-1)
        let cosine = z * z * ((z * 2.4433157e-5 - 1.3887316e-3) * z + 4.1666646e-2) - z * 0.5 + 1
        // Odd quarters swap the two, and the upper bit of the quarter says the sign: on the bits, because lane-wise
        // masks of integers would be compiled to scalar loops.
        let (s, c) = (unsafeBitCast(sine, to: NoiseWords.self), unsafeBitCast(cosine, to: NoiseWords.self))
        let swap = (s ^ c) & (0 &- (quadrant & 1))
        return (
            unsafeBitCast((s ^ swap) ^ ((quadrant & 2) &<< 30), to: NoiseLanes.self),
            unsafeBitCast((c ^ swap) ^ (((quadrant &+ 1) & 2) &<< 30), to: NoiseLanes.self)
        )
    }
}
