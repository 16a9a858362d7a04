extension DeterministicMath {
    /// e to the power `x`; +infinity above 709.78, 0 below -745.
    public static func exp(_ x: Double) -> Double {
        exponential(high: x, low: 0)
    }

    /// e to the power (`high` + `low`), |low| far smaller than |high|.
    static func exponential(high x: Double, low: Double) -> Double {
        guard !x.isNaN else { return x }
        guard x < 709.782712893384 else { return .infinity }
        guard x > -745.1332191019411 else { return 0 }
        let power = (x * 1.44269504088896338700).rounded(.toNearestOrEven)
        let head = x - power * logOfTwoHigh
        let tail = power * logOfTwoLow - low
        let r = head - tail
        let z = r * r
        let c =
            r - z
            * (1.66666666666666019037e-01 + z
                * (-2.77777777770155933842e-03 + z
                    * (6.61375632143793436117e-05 + z
                        * (-1.65339022054652515390e-06 + z * 4.13813679705723846039e-08))))
        let mantissa = 1 - ((tail - (r * c) / (2 - c)) - head)
        return scaled(mantissa, byPowerOfTwo: Int(power))
    }

    /// `value` · 2^`power` in two exact steps, so that subnormal results round once.
    private static func scaled(_ value: Double, byPowerOfTwo power: Int) -> Double {
        let first = max(-1000, min(1000, power))
        let second = power - first
        return value * powerOfTwo(first) * powerOfTwo(second)
    }

    private static func powerOfTwo(_ power: Int) -> Double {
        Double(bitPattern: UInt64(1023 + power) << 52)
    }

    /// Natural logarithm; -infinity at 0, not a number below.
    public static func log(_ x: Double) -> Double {
        let parts = logarithm(x)
        return parts.high + parts.low
    }

    /// Natural logarithm as an unevaluated sum whose error is near 1e-19 relative, for `pow`.
    static func logarithm(_ x: Double) -> (high: Double, low: Double) {
        guard x > 0 else { return (x == 0 ? -.infinity : .nan, 0) }
        guard x < .infinity else { return (x, 0) }
        // By the bits: the standard library's `exponent` and `significand` are calls. Subnormal numbers are scaled first.
        let isNormal = x >= .leastNormalMagnitude
        let bits = (isNormal ? x : x * 0x1p54).bitPattern
        var exponent = Double(Int(bits >> 52) - (isNormal ? 1023 : 1077))
        var m = Double(bitPattern: bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
        if m > 1.4142135623730951 {
            m *= 0.5
            exponent += 1
        }
        let f = m - 1
        if f == 0 { return (exponent * logOfTwoHigh, exponent * logOfTwoLow) }
        return logarithmOfMantissa(f, exponent: exponent)
    }

    /// log(1 + f) = 2·atanh(s), s = f / (2 + f); the quotient is carried with its remainder.
    private static func logarithmOfMantissa(_ f: Double, exponent: Double) -> (high: Double, low: Double) {
        let denominator = 2 + f
        let denominatorLow = f - (denominator - 2)
        let s = f / denominator
        let product = exactProduct(s, denominator)
        let sLow = (((f - product.high) - product.low) - s * denominatorLow) / denominator
        let square = exactProduct(s, s)
        let z = square.high
        // 2·s³/3 needs more than one double; the terms from s⁵ on do not.
        let cube = exactProduct(s, z)
        let third = exactProduct(cube.high, 2.0 / 3.0)
        // 2/3 as head and tail.
        let thirdLow = third.low + cube.high * 3.700743415417188e-17 + (cube.low + s * square.low) * (2.0 / 3.0)
        let rest =
            cube.high * z
            * (2.0 / 5 + z * (2.0 / 7 + z * (2.0 / 9 + z * (2.0 / 11 + z * (2.0 / 13 + z * tailOfSeries(z))))))
        let sum1 = exactSum(exponent * logOfTwoHigh, 2 * s)
        let sum2 = exactSum(sum1.high, third.high)
        let low = sum1.low + sum2.low + (2 * sLow + thirdLow + 2 * sLow * z + rest + exponent * logOfTwoLow)
        return (sum2.high + low, low - ((sum2.high + low) - sum2.high))
    }

    private static func tailOfSeries(_ z: Double) -> Double {
        2.0 / 15 + z * (2.0 / 17 + z * (2.0 / 19 + z * (2.0 / 21 + z * (2.0 / 23))))
    }

    /// a + b as a rounded sum and its rounding error (Knuth).
    private static func exactSum(_ a: Double, _ b: Double) -> (high: Double, low: Double) {
        let sum = a + b
        let part = sum - a
        return (sum, (a - (sum - part)) + (b - part))
    }

    /// a · b as a rounded product and its rounding error (Dekker's split; no fused operation).
    private static func exactProduct(_ a: Double, _ b: Double) -> (high: Double, low: Double) {
        let product = a * b
        let aScaled = a * 134_217_729
        let aHigh = aScaled - (aScaled - a)
        let bScaled = b * 134_217_729
        let bHigh = bScaled - (bScaled - b)
        let aLow = a - aHigh
        let bLow = b - bHigh
        return (product, ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow)
    }

    /// `base` to the power `exponent` for base ≥ 0; not a number for a negative base with a fractional exponent.
    public static func pow(_ base: Double, _ exponent: Double) -> Double {
        if exponent == 0 { return 1 }
        if base == 0 { return exponent > 0 ? 0 : .infinity }
        if base < 0 {
            guard exponent == exponent.rounded() else { return .nan }
            let magnitude = pow(-base, exponent)
            return exponent.truncatingRemainder(dividingBy: 2) == 0 ? magnitude : -magnitude
        }
        let logarithm = logarithm(base)
        let product = exactProduct(logarithm.high, exponent)
        guard product.high.isFinite, product.low.isFinite else { return exp(product.high) }
        return exponential(high: product.high, low: product.low + logarithm.low * exponent)
    }
}
