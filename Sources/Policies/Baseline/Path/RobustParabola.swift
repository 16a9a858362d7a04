/// A parabola a + b·s + c·s² through measurements of which some are wrong: least squares, repeated with less weight on
/// what lies far off (Geman and McClure's weights), and drawn weakly to zero.
struct RobustParabola {
    private(set) var a = 0.0
    private(set) var b = 0.0
    private(set) var c = 0.0

    /// Residual at which a measurement counts a quarter, metres.
    private static let scale = 0.35

    func callAsFunction(_ s: Double) -> Double { a + s * (b + s * c) }

    /// - Parameters:
    ///   - step: of s from one measurement to the next; s = 0 at the first.
    ///   - weights: 0 where nothing was measured.
    init(
        step: Double, values: UnsafeMutableBufferPointer<Double>.SubSequence,
        weights: UnsafeMutableBufferPointer<Double>.SubSequence
    ) {
        for _ in 0..<4 {
            var sums = Sums()
            for index in values.indices where weights[index] > 0 {
                let s = step * Double(index - values.startIndex)
                let residual = (values[index] - self(s)) / RobustParabola.scale
                let trust = 1 / (1 + residual * residual)
                // What is near is seen better and matters first.
                sums.add(s, values[index], weight: weights[index] * trust * trust / (1 + s / 12))
            }
            (a, b, c) = sums.solution
        }
    }

    /// Sums of the normal equations, with a weak pull to zero that grows with the power of s.
    private struct Sums {
        var (m0, m1, m2, m3, m4) = (0.02, 0.0, 6.0, 0.0, 4000.0)
        var (v0, v1, v2) = (0.0, 0.0, 0.0)

        mutating func add(_ s: Double, _ value: Double, weight: Double) {
            let (ws, wss) = (weight * s, weight * s * s)
            (m0, m1, m2, m3, m4) = (m0 + weight, m1 + ws, m2 + wss, m3 + wss * s, m4 + wss * s * s)
            (v0, v1, v2) = (v0 + weight * value, v1 + ws * value, v2 + wss * value)
        }

        /// Cramer's rule.
        var solution: (Double, Double, Double) {
            func determinant(
                _ p: (Double, Double, Double), _ q: (Double, Double, Double), _ r: (Double, Double, Double)
            ) -> Double {
                p.0 * (q.1 * r.2 - q.2 * r.1) - p.1 * (q.0 * r.2 - q.2 * r.0) + p.2 * (q.0 * r.1 - q.1 * r.0)
            }
            let whole = determinant((m0, m1, m2), (m1, m2, m3), (m2, m3, m4))
            guard whole.magnitude > 1e-9 else { return (0, 0, 0) }
            return (
                determinant((v0, m1, m2), (v1, m2, m3), (v2, m3, m4)) / whole,
                determinant((m0, v0, m2), (m1, v1, m3), (m2, v2, m4)) / whole,
                determinant((m0, m1, v0), (m1, m2, v1), (m2, m3, v2)) / whole
            )
        }
    }
}
