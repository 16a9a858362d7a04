import Foundation
import Geometry
import Testing

/// Distance in units in the last place of `expected`.
private func unitsInLastPlace(_ value: Double, _ expected: Double) -> Double {
    (value - expected).magnitude / expected.ulp
}

@Suite("Deterministic elementary functions")
struct DeterministicMathTests {
    private let stream = RandomStream(seed: 7, purpose: RandomPurpose("test.math"))

    @Test("Sine, cosine and tangent agree with the C library within 2e-15 over ten thousand radians")
    func trigonometry() {
        for index in 0..<20_000 {
            let x = stream.uniform(in: -10_000...10_000, index)
            #expect((DeterministicMath.sin(x) - Foundation.sin(x)).magnitude < 2e-15)
            #expect((DeterministicMath.cos(x) - Foundation.cos(x)).magnitude < 2e-15)
            #expect(unitsInLastPlace(DeterministicMath.tan(x), Foundation.tan(x)) <= 4)
        }
    }

    @Test("Angles beyond all precision give no number and no trap")
    func hugeAngles() {
        for x in [1e16, 1e300, .infinity, -.infinity, .nan] {
            #expect(DeterministicMath.sin(x).isNaN && DeterministicMath.cos(x).isNaN)
            #expect(DeterministicMath.sinCos(x).sin.isNaN && DeterministicMath.tan(x).isNaN)
        }
    }

    @Test("Arc tangents agree with the C library within 4 units in the last place in all quadrants")
    func arcTangents() {
        for index in 0..<20_000 {
            let x = stream.uniform(in: -50...50, index)
            let y = stream.uniform(in: -50...50, index + 50_000)
            #expect(unitsInLastPlace(DeterministicMath.atan(x), Foundation.atan(x)) <= 4)
            #expect(unitsInLastPlace(DeterministicMath.atan2(y, x), Foundation.atan2(y, x)) <= 4)
        }
        #expect(DeterministicMath.atan2(0, 0) == 0)
        #expect(DeterministicMath.atan2(0, -1) == .pi)
    }

    @Test("Exponential, logarithm and power agree with the C library within 4 units in the last place")
    func exponentials() {
        for index in 0..<20_000 {
            let x = stream.uniform(in: -300...300, index)
            let base = stream.uniform(in: 1e-6...1000, index + 20_000)
            let exponent = stream.uniform(in: -20...20, index + 40_000)
            #expect(unitsInLastPlace(DeterministicMath.exp(x), Foundation.exp(x)) <= 4)
            #expect(unitsInLastPlace(DeterministicMath.log(base), Foundation.log(base)) <= 4)
            #expect(unitsInLastPlace(DeterministicMath.pow(base, exponent), Foundation.pow(base, exponent)) <= 4)
        }
        #expect(DeterministicMath.pow(0, 2) == 0)
        #expect(DeterministicMath.log(0) == -.infinity)
        #expect(DeterministicMath.exp(1000) == .infinity)
    }
}
