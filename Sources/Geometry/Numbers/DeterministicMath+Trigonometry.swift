extension DeterministicMath {
    /// Sine of `x` radians, |x| < 1e6.
    public static func sin(_ x: Double) -> Double {
        let reduced = reduceToQuarterTurn(x)
        switch reduced.quadrant {
        case 0: return sineKernel(reduced.high, reduced.low)
        case 1: return cosineKernel(reduced.high, reduced.low)
        case 2: return -sineKernel(reduced.high, reduced.low)
        default: return -cosineKernel(reduced.high, reduced.low)
        }
    }

    /// Cosine of `x` radians, |x| < 1e6.
    public static func cos(_ x: Double) -> Double {
        let reduced = reduceToQuarterTurn(x)
        switch reduced.quadrant {
        case 0: return cosineKernel(reduced.high, reduced.low)
        case 1: return -sineKernel(reduced.high, reduced.low)
        case 2: return -cosineKernel(reduced.high, reduced.low)
        default: return sineKernel(reduced.high, reduced.low)
        }
    }

    /// Sine and cosine of `x` radians from one argument reduction, |x| < 1e6.
    public static func sinCos(_ x: Double) -> (sin: Double, cos: Double) {
        let reduced = reduceToQuarterTurn(x)
        let sine = sineKernel(reduced.high, reduced.low)
        let cosine = cosineKernel(reduced.high, reduced.low)
        switch reduced.quadrant {
        case 0: return (sine, cosine)
        case 1: return (cosine, -sine)
        case 2: return (-sine, -cosine)
        default: return (-cosine, sine)
        }
    }

    /// Tangent of `x` radians, |x| < 1e6; grows without bound near odd multiples of π/2.
    public static func tan(_ x: Double) -> Double {
        let (sine, cosine) = sinCos(x)
        return sine / cosine
    }

    /// An angle in [-π/4, π/4] as a head and a tail, and the quadrant it was taken from.
    struct ReducedAngle {
        var high: Double
        var low: Double
        var quadrant: Int
    }

    /// Cody–Waite reduction by multiples of π/2 in three steps, exact products for |x| < 1e6; not a number where a
    /// double no longer tells directions apart.
    static func reduceToQuarterTurn(_ x: Double) -> ReducedAngle {
        guard x.magnitude > 0.7853981633974483 else { return ReducedAngle(high: x, low: 0, quadrant: 0) }
        guard x.magnitude < 4e15 else { return ReducedAngle(high: .nan, low: 0, quadrant: 0) }
        let turns = (x * 6.36619772367581382433e-01).rounded(.toNearestOrEven)
        let first = x - turns * 1.57079632673412561417e+00
        let secondStep = turns * 6.07710050630396597660e-11
        let second = first - secondStep
        let correction = turns * 2.02226624879595063154e-21 - ((first - second) - secondStep)
        let high = second - correction
        let low = (second - high) - correction
        return ReducedAngle(high: high, low: low, quadrant: Int(turns) & 3)
    }

    static func sineKernel(_ x: Double, _ tail: Double) -> Double {
        let z = x * x
        let cube = z * x
        let r =
            8.33333333332248946124e-03 + z
            * (-1.98412698298579493134e-04 + z
                * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)))
        return x - ((z * (0.5 * tail - cube * r) - tail) - cube * -1.66666666666666324348e-01)
    }

    static func cosineKernel(_ x: Double, _ tail: Double) -> Double {
        let z = x * x
        let r =
            z
            * (4.16666666666666019037e-02 + z
                * (-1.38888888888741095749e-03 + z
                    * (2.48015872894767294178e-05 + z
                        * (-2.75573143513906633035e-07 + z
                            * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))))
        let half = 0.5 * z
        let head = 1.0 - half
        return head + (((1.0 - head) - half) + (z * r - x * tail))
    }

    /// Arc tangent, radians in [-π/2, π/2].
    public static func atan(_ x: Double) -> Double {
        let magnitude = x.magnitude
        guard !x.isNaN else { return x }
        guard magnitude < 1e19 else { return x < 0 ? -1.5707963267948966 : 1.5707963267948966 }
        let (argument, high, low): (Double, Double, Double)
        if magnitude < 0.4375 {
            return x - x * atanSeries(x)
        } else if magnitude < 0.6875 {
            (argument, high, low) = (
                (2 * magnitude - 1) / (2 + magnitude), 4.63647609000806093515e-01, 2.26987774529616870924e-17
            )
        } else if magnitude < 1.1875 {
            (argument, high, low) = (
                (magnitude - 1) / (magnitude + 1), 7.85398163397448278999e-01, 3.06161699786838301793e-17
            )
        } else if magnitude < 2.4375 {
            (argument, high, low) = (
                (magnitude - 1.5) / (1 + 1.5 * magnitude), 9.82793723247329054082e-01, 1.39033110312309984516e-17
            )
        } else {
            (argument, high, low) = (-1 / magnitude, 1.57079632679489655800e+00, 6.12323399573676603587e-17)
        }
        let result = high - ((argument * atanSeries(argument) - low) - argument)
        return x < 0 ? -result : result
    }

    private static func atanSeries(_ x: Double) -> Double {
        let z = x * x
        let w = z * z
        let even =
            z
            * (3.33333333333329318027e-01 + w
                * (1.42857142725034663711e-01 + w
                    * (9.09088713343650656196e-02 + w
                        * (6.66107313738753120669e-02 + w
                            * (4.97687799461593236017e-02 + w * 1.62858201153657823623e-02)))))
        let odd =
            w
            * (-1.99999999998764832476e-01 + w
                * (-1.11111104054623557880e-01 + w
                    * (-7.69187620504482999495e-02 + w
                        * (-5.83357013379057348645e-02 + w * -3.65315727442169155270e-02))))
        return even + odd
    }

    /// Direction of the vector (x, y), radians in [-π, π]; 0 for the zero vector.
    public static func atan2(_ y: Double, _ x: Double) -> Double {
        if x == 0 {
            if y == 0 { return 0 }
            return y > 0 ? 1.5707963267948966 : -1.5707963267948966
        }
        let angle = atan((y / x).magnitude)
        let folded = x > 0 ? angle : Double.pi - (angle - 1.2246467991473531772e-16)
        return y < 0 ? -folded : folded
    }

    /// Arc sine of `x` in [-1, 1] (clamped), radians.
    public static func asin(_ x: Double) -> Double {
        let clamped = min(1, max(-1, x))
        return atan2(clamped, ((1 - clamped) * (1 + clamped)).squareRoot())
    }

    /// Arc cosine of `x` in [-1, 1] (clamped), radians in [0, π].
    public static func acos(_ x: Double) -> Double {
        let clamped = min(1, max(-1, x))
        return atan2(((1 - clamped) * (1 + clamped)).squareRoot(), clamped)
    }
}
