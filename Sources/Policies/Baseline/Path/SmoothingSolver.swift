/// Finds offsets that fit measurements and bend as little as possible.
///
/// Minimises Σ wᵢ (dᵢ − mᵢ)² + λ Σ (dᵢ₋₁ − 2 dᵢ + dᵢ₊₁ + bᵢ)²: a symmetric system with five diagonals, solved by LDLᵀ.
enum SmoothingSolver {
    /// - Parameters:
    ///   - weights: wᵢ > 0, replaced by scratch.
    ///   - targets: mᵢ, replaced by the offsets dᵢ.
    ///   - bends: bᵢ, second difference of what is being shifted, at inner points.
    ///   - stiffness: λ.
    static func solve(
        weights: UnsafeMutableBufferPointer<Double>, targets: UnsafeMutableBufferPointer<Double>,
        bends: UnsafeBufferPointer<Double>, stiffness: Double
    ) {
        let count = weights.count
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count) { memory in
            memory.initialize(repeating: 0)
            let first = UnsafeMutableBufferPointer(rebasing: memory[..<count])
            let second = UnsafeMutableBufferPointer(rebasing: memory[count...])
            for index in 0..<count { targets[index] *= weights[index] }
            for index in 1..<(count - 1) {
                // (1, −2, 1)ᵀ(1, −2, 1) on the points around `index`.
                weights[index - 1] += stiffness
                weights[index] += 4 * stiffness
                weights[index + 1] += stiffness
                first[index - 1] -= 2 * stiffness
                first[index] -= 2 * stiffness
                second[index - 1] += stiffness
                targets[index - 1] -= stiffness * bends[index]
                targets[index] += 2 * stiffness * bends[index]
                targets[index + 1] -= stiffness * bends[index]
            }
            factorise(weights, first, second)
            substitute(weights, first, second, targets)
        }
    }

    private static func factorise(
        _ diagonal: UnsafeMutableBufferPointer<Double>, _ first: UnsafeMutableBufferPointer<Double>,
        _ second: UnsafeMutableBufferPointer<Double>
    ) {
        for index in diagonal.indices {
            if index >= 1 { diagonal[index] -= first[index - 1] * first[index - 1] * diagonal[index - 1] }
            if index >= 2 { diagonal[index] -= second[index - 2] * second[index - 2] * diagonal[index - 2] }
            if index >= 1 { first[index] -= first[index - 1] * second[index - 1] * diagonal[index - 1] }
            first[index] /= diagonal[index]
            second[index] /= diagonal[index]
        }
    }

    private static func substitute(
        _ diagonal: UnsafeMutableBufferPointer<Double>, _ first: UnsafeMutableBufferPointer<Double>,
        _ second: UnsafeMutableBufferPointer<Double>, _ values: UnsafeMutableBufferPointer<Double>
    ) {
        for index in values.indices {
            if index >= 1 { values[index] -= first[index - 1] * values[index - 1] }
            if index >= 2 { values[index] -= second[index - 2] * values[index - 2] }
        }
        for index in values.indices.reversed() {
            values[index] /= diagonal[index]
            if index + 1 < values.count { values[index] -= first[index] * values[index + 1] }
            if index + 2 < values.count { values[index] -= second[index] * values[index + 2] }
        }
    }
}
