/// Power ratios in dB.
///
/// A frame takes hundreds of these. Plain double precision by short series, right to 1e-11 dB and 1e-12 of a ratio, is a
/// quarter of the work of `DeterministicMath`, which is right to the last bit.
enum Decibel {
    /// 10·log₁₀ of a normal number > 0: 2·artanh((m − 1) / (m + 1)) of the mantissa, and the exponent.
    static func of(_ ratio: Double) -> Double {
        // Mantissa in [√½, √2).
        let shifted = ratio.bitPattern &- 0x3FE6_A09E_667F_3BCD
        let exponent = Double(Int64(bitPattern: shifted) >> 52)
        let mantissa = Double(bitPattern: (shifted & 0x000F_FFFF_FFFF_FFFF) &+ 0x3FE6_A09E_667F_3BCD)
        let s = (mantissa - 1) / (mantissa + 1)
        let z = s * s
        var series = z * (1.0 / 15) + 1.0 / 13
        series = series * z + 1.0 / 11
        series = series * z + 1.0 / 9
        series = series * z + 1.0 / 7
        series = series * z + 1.0 / 5
        series = series * z + 1.0 / 3
        // 20 / ln 10 and 10·log₁₀ 2.
        return (s + s * z * series) * 8.685889638065035 + exponent * 3.010299956639812
    }

    /// The ratio of a level between −3000 and 3000: 2 to the whole octaves, and a series for what is left.
    static func ratio(_ level: Double) -> Double {
        let octaves = level * 0.33219280948873625
        let whole = octaves.rounded()
        let x = (octaves - whole) * 0.6931471805599453
        var series = x * (1.0 / 39_916_800) + 1.0 / 3_628_800
        series = series * x + 1.0 / 362_880
        series = series * x + 1.0 / 40_320
        series = series * x + 1.0 / 5040
        series = series * x + 1.0 / 720
        series = series * x + 1.0 / 120
        series = series * x + 1.0 / 24
        series = series * x + 1.0 / 6
        series = series * x + 0.5
        return (1 + (x + x * x * series)) * Double(bitPattern: UInt64(1023 + Int(whole)) << 52)
    }
}
