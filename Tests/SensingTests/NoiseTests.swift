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

    @Test("A receiver disturbs what it sees and nothing else, the same for any number of beams")
    func receiving() {
        let stream = RandomStream(seed: 3, purpose: RandomPurpose("test.normals"))
        let receiver = LidarReceiver(minimumRange: 0.5, referenceRange: 120, rangeNoise: 0.1, extinction: 0)
        func seen(_ count: Int) -> (ranges: [Float], strengths: [Float]) {
            let ranges = (0..<count).map { $0 % 3 == 0 ? 0 : Float(10) }
            let strengths = [Float](repeating: 0.4, count: count)
            var (seenRanges, seenStrengths) = (ranges, strengths)
            seenRanges.withUnsafeMutableBufferPointer { a in
                seenStrengths.withUnsafeMutableBufferPointer { b in
                    ranges.withUnsafeBufferPointer { c in
                        strengths.withUnsafeBufferPointer { d in
                            receiver.receive(ranges: c, strengths: d, noise: stream, seenRanges: a, seenStrengths: b)
                        }
                    }
                }
            }
            return (seenRanges, seenStrengths)
        }
        let long = seen(100)
        let short = seen(37)
        #expect(Array(long.ranges.prefix(37)) == short.ranges)
        for (index, range) in long.ranges.enumerated() {
            #expect(index % 3 == 0 ? range == 0 : (range - 10).magnitude < 0.6)
            #expect(long.strengths[index] == (index % 3 == 0 ? 0 : 0.4))
        }
        #expect(Set(long.ranges).count > 60)
    }

    @Test(
        "A target is seen as far as its reflectivity and the fog allow",
        arguments: [
            // The range law with a reference range of 200 m (10 %): √(ρ / 0.1) · 200 m, and in fog.
            (0.8, 1e9, 565.7), (0.5, 1e9, 447.2), (0.1, 1e9, 200), (0.05, 1e9, 141.4), (0.1, 1000, 134), (0.1, 200, 70),
            (0.1, 50, 31),
        ])
    func rangeLaw(reflectivity: Double, opticalRange: Double, expected: Double) {
        let receiver = LidarReceiver(
            minimumRange: 0.5, referenceRange: 200, rangeNoise: 0, extinction: Float(2.995732 / opticalRange))
        let ranges = (0..<8000).map { Float($0) * 0.1 }
        let strengths = [Float](repeating: Float(reflectivity), count: ranges.count)
        var (seenRanges, seenStrengths) = (ranges, strengths)
        seenRanges.withUnsafeMutableBufferPointer { a in
            seenStrengths.withUnsafeMutableBufferPointer { b in
                ranges.withUnsafeBufferPointer { c in
                    strengths.withUnsafeBufferPointer { d in
                        receiver.receive(
                            ranges: c, strengths: d, noise: RandomStream(seed: 1, purpose: RandomPurpose("test.none")),
                            seenRanges: a, seenStrengths: b)
                    }
                }
            }
        }
        #expect((Double(seenRanges.max() ?? 0) - expected).magnitude < 0.6)
    }

    @Test("Exponentials of lanes are right to 3e-7")
    func exponentials() {
        for step in 0..<2000 {
            let x = Float(step) * -0.035
            let exact = DeterministicMath.exp(Double(x))
            #expect((Double(NoiseLanes(repeating: x).exponential[3]) / exact - 1).magnitude < 3e-7)
        }
        #expect(NoiseLanes(repeating: -1000).exponential[0] < 1e-30)
    }

    /// By integrating the density (Simpson), good to 1e-7.
    func normalDistribution(_ x: Double) -> Double {
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
