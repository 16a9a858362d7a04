import Geometry
import Testing

@testable import Sensing

@Suite("Normal noise by blocks")
struct NoiseTests {
    /// The first `count` normal numbers of a stream.
    static func normals(_ count: Int, seed: UInt64 = 1) -> [Double] {
        let blocks = NormalBlocks(RandomStream(seed: seed, purpose: RandomPurpose("test.normals")))
        return (0..<count).map { index in
            let (a, b) = blocks.normals(block: index / 16)
            let lane = index % 16
            return Double(lane < 8 ? a[lane] : b[lane - 8])
        }
    }

    @Test(
        "The numbers follow the normal distribution (Kolmogorov–Smirnov, 100,000 numbers, p > 0.001)",
        arguments: 1...4 as ClosedRange<UInt64>)
    func distribution(seed: UInt64) {
        let sorted = NoiseTests.normals(100_000, seed: seed).sorted()
        var worst = 0.0
        // Every hundredth value: between two of them the distance changes by 0.001 at most.
        for index in stride(from: 0, to: sorted.count, by: 100) {
            let cumulative = normalDistribution(sorted[index])
            worst = max(worst, (cumulative - Double(index) / 1e5).magnitude)
        }
        #expect(worst < 1.95 / 1e5.squareRoot() - 0.001)
    }

    @Test("Mean, deviation, tails and neighbours are as they should be")
    func moments() {
        let values = NoiseTests.normals(200_000)
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + $1 * $1 } / count
        let fourth = values.reduce(0) { $0 + $1 * $1 * $1 * $1 } / count
        #expect(mean.magnitude < 4 / count.squareRoot())
        #expect((variance - 1).magnitude < 4 * (2 / count).squareRoot())
        #expect((fourth - 3).magnitude < 4 * (96 / count).squareRoot())
        #expect((values.map(\.magnitude).max() ?? 0) > 4.0)
        for lag in [1, 8, 16] {
            let correlation = zip(values, values.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 } / count
            #expect(correlation.magnitude < 4 / count.squareRoot())
        }
    }

    @Test("Noise is added to positive values only, the same for any length of the buffer")
    func adding() {
        let blocks = NormalBlocks(RandomStream(seed: 3, purpose: RandomPurpose("test.normals")))
        func noisy(_ count: Int) -> [Float] {
            var values = (0..<count).map { $0 % 3 == 0 ? 0 : Float(10) }
            values.withUnsafeMutableBufferPointer { blocks.add(deviation: 0.1, toPositive: $0) }
            return values
        }
        let long = noisy(100)
        let short = noisy(37)
        #expect(Array(long.prefix(37)) == short)
        #expect(
            long.enumerated().allSatisfy { $0.offset % 3 == 0 ? $0.element == 0 : ($0.element - 10).magnitude < 0.6 })
        #expect(Set(long).count > 60)
    }

    /// By integrating the density (Simpson), good to 1e-7.
    private func normalDistribution(_ x: Double) -> Double {
        let steps = 200
        let width = x / Double(steps)
        var sum = 0.0
        for step in 0...steps {
            let t = width * Double(step)
            let weight = step == 0 || step == steps ? 1.0 : step % 2 == 1 ? 4 : 2
            sum += weight * DeterministicMath.exp(-t * t / 2)
        }
        return 0.5 + sum * width / 3 / (2 * Double.pi).squareRoot()
    }
}
