import Geometry
import Optics
import Testing
import World

@testable import Sensing

@Suite("The full chain of a LiDAR: single echoes")
struct LidarChainTests {
    static let stream = RandomStream(seed: 3, purpose: RandomPurpose("test.lidar"))

    /// The default device without dropout.
    static var parameters: LidarParameters {
        var parameters = LidarParameters()
        (parameters.referenceRange, parameters.chain) = (200, .full)
        parameters.device.dropout = 0
        return parameters
    }

    /// What the chain makes of equal echoes.
    static func receive(
        range: Float, strength: Float, count: Int = 100_000, mor: Double = 1e9,
        _ parameters: LidarParameters = parameters
    ) -> (ranges: [Float], intensities: [Float]) {
        let extinction = 2.995732273553991 / mor
        let chain = LidarChain(
            parameters, extinction: extinction, fog: LidarMemory().fog(extinction: extinction, parameters.device))
        let (ranges, strengths) = ([Float](repeating: range, count: count), [Float](repeating: strength, count: count))
        var (seen, intensities) = (ranges, strengths)
        ranges.withUnsafeBufferPointer { ranges in
            strengths.withUnsafeBufferPointer { strengths in
                seen.withUnsafeMutableBufferPointer { seen in
                    intensities.withUnsafeMutableBufferPointer { intensities in
                        chain.receive(
                            LidarChain.Beams(
                                ranges: ranges.baseAddress!, strengths: strengths.baseAddress!,
                                seenRanges: seen.baseAddress!, intensities: intensities.baseAddress!, count: count),
                            noise: stream, memory: LidarMemory())
                    }
                }
            }
        }
        return (seen, intensities)
    }

    /// Share of equal echoes that are seen.
    static func share(range: Float, strength: Float, mor: Double = 1e9, _ parameters: LidarParameters = parameters)
        -> Double
    {
        let seen = receive(range: range, strength: strength, count: 40_000, mor: mor, parameters).ranges
        return Double(seen.count { $0 > 0 }) / 40_000
    }

    @Test(
        "Half the echoes of a target are seen at its range of the table for R₁₀ = 200 m, within 0.5 m",
        arguments: [(0.8, 565.7), (0.5, 447.2), (0.1, 200.0), (0.05, 141.4)])
    func rangeTable(reflectivity: Float, range: Float) {
        let near = LidarChainTests.share(range: range - 0.5, strength: reflectivity)
        let far = LidarChainTests.share(range: range + 0.5, strength: reflectivity)
        // A metre changes the power by 2·ΔR/R, and the share by as much.
        #expect(near > 0.5 - 0.0075 && far < 0.5 + 0.0075)
        #expect((near + far - 1).magnitude < 0.015)
    }

    @Test("In fog a 10 % target is seen at 134, 70 and 31 m", arguments: [(1000.0, 134.3), (200, 69.8), (50, 31.2)])
    func fogTable(mor: Double, range: Float) {
        // A receiver without near range, so that fog's own echo does not stand before the target.
        var parameters = LidarChainTests.parameters
        (parameters.device.overlapStart, parameters.device.overlapEnd) = (49, 50)
        let half = LidarChainTests.share(range: range, strength: 0.1, mor: mor, parameters)
        #expect((half - 0.5).magnitude < 0.04)
    }

    @Test("Intensity is reflectivity · cos θ · exp(−2αR), whatever the range")
    func intensity() {
        var parameters = LidarChainTests.parameters
        (parameters.device.intensityStep, parameters.device.overlapStart, parameters.device.overlapEnd) = (0, 49, 50)
        for (range, strength, mor) in [(Float(20), Float(0.5), 1e9), (40, 0.5, 500), (60, 0.3, 500), (80, 0.7, 1000)] {
            let seen = LidarChainTests.receive(range: range, strength: strength, mor: mor, parameters)
            let mean = seen.intensities.reduce(0) { $0 + Double($1) } / Double(seen.intensities.count)
            let expected = Double(strength) * DeterministicMath.exp(-2 * 2.995732273553991 / mor * Double(range))
            #expect((mean / expected - 1).magnitude < 1e-3)
        }
    }

    @Test("Range noise is normal with √(σ² + (k / x)²) (Kolmogorov–Smirnov, p > 0.001)", arguments: [Float(20), 120])
    func rangeNoise(range: Float) {
        var parameters = LidarChainTests.parameters
        parameters.device.rangeStep = 0
        let seen = LidarChainTests.receive(range: range, strength: 0.5, parameters).ranges
        let level = 0.5 * 10 * 200.0 * 200 / Double(range * range)
        let deviation = (0.02 * 0.02 + 0.04 * 0.04 / (level * level)).squareRoot()
        let errors = seen.filter { $0 > 0 }.map { Double($0 - range) / deviation }.sorted()
        #expect(errors.count > 99_000)
        var worst = 0.0
        for index in stride(from: 0, to: errors.count, by: 50) {
            worst = max(
                worst, (NoiseTests().normalDistribution(errors[index]) - Double(index) / Double(errors.count)).magnitude
            )
        }
        #expect(worst < 1.95 / Double(errors.count).squareRoot())
        for lag in [1, 8, 16] {
            let pairs = zip(seen, seen.dropFirst(lag)).filter { $0.0 > 0 && $0.1 > 0 }
            let product = pairs.reduce(0) {
                $0 + Double($1.0 - range) * Double($1.1 - range) / (deviation * deviation)
            }
            #expect(product.magnitude / 1e5 < 4 / 1e5.squareRoot())
        }
    }

    @Test("Dropout loses its share of strong echoes, evenly and independently")
    func dropout() {
        var parameters = LidarChainTests.parameters
        parameters.device.dropout = 0.02
        let lost = LidarChainTests.receive(range: 20, strength: 0.5, parameters).ranges.map { $0 == 0 ? 1.0 : 0 }
        let share = lost.reduce(0, +) / 1e5
        #expect((share - 0.02).magnitude < 4 * (0.02 * 0.98 / 1e5).squareRoot())
        // χ² over the sixteen places in a block: 15 degrees of freedom, p > 0.001.
        var counts = [Double](repeating: 0, count: 16)
        for (index, isLost) in lost.enumerated() { counts[index % 16] += isLost }
        let expected = 0.02 * 1e5 / 16
        let squares: Double = counts.map { ($0 - expected) * ($0 - expected) / expected }.reduce(0, +)
        #expect(squares < 37.7)
    }

    @Test("A darker target is never seen where a brighter one is not")
    func darker() {
        for range in [Float(40), 150, 220] {
            let seen = [Float(0.02), 0.1, 0.3, 0.8].map { LidarChainTests.receive(range: range, strength: $0).ranges }
            for (dark, bright) in zip(seen, seen.dropFirst()) {
                #expect(zip(dark, bright).allSatisfy { $0.0 == 0 || $0.1 > 0 })
            }
        }
    }

    @Test("I · R² over ρ · cos θ · exp(−2αR) is one number, from 0.1 to 0.8 and from 0° to 80°")
    func lambert() {
        var parameters = LidarChainTests.parameters
        (parameters.device.intensityStep, parameters.device.intensityNoise) = (0, 0)
        (parameters.device.overlapStart, parameters.device.overlapEnd) = (49, 50)
        for reflectivity in [0.1, 0.3, 0.8] {
            for degrees in [0.0, 30, 60, 80] {
                let strength = Float(reflectivity * DeterministicMath.cos(degrees * .pi / 180))
                let (range, mor) = (Float(25), 2000.0)
                let seen = LidarChainTests.receive(
                    range: range, strength: strength, count: 64, mor: mor, parameters
                ).intensities.filter { $0 > 0 }
                let expected = Double(strength) * DeterministicMath.exp(-2 * 2.995732273553991 / mor * 25)
                #expect(seen.count > 32)
                // The finest step of an intensity is 1e-6.
                #expect(seen.allSatisfy { (Double($0) - expected).magnitude < 1e-4 * expected + 1e-6 })
            }
        }
    }

    @Test("Range noise of neighbouring frames, of other devices and of other seeds has nothing in common")
    func independence() {
        func errors(seed: UInt64, key: UInt64, frame: Int) -> [Double] {
            let blocks = BeamBlocks(
                RandomStream(seed: seed, purpose: RandomPurpose("test.lidar"), key: key, tick: frame))
            let lanes = UnsafeMutablePointer<NoiseLanes>.allocate(capacity: 2000 * BeamBlocks.rows)
            defer { lanes.deallocate() }
            blocks.draw(0..<1000, into: lanes)
            var errors: [Double] = []
            for row in 0..<2000 {
                for lane in 0..<8 {
                    let square = Double(lanes[4 * row][lane])
                    errors.append(square.squareRoot() * Double(lanes[4 * row + 1][lane]))
                }
            }
            return errors
        }
        let first = errors(seed: 1, key: 7, frame: 10)
        for other in [(1, 7, 11), (1, 8, 10), (2, 7, 10), (1, 7, 9)] as [(UInt64, UInt64, Int)] {
            let second = errors(seed: other.0, key: other.1, frame: other.2)
            let product = zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } / Double(first.count)
            #expect(product.magnitude < 4 / Double(first.count).squareRoot())
        }
    }

    @Test("Ranges and intensities come in steps")
    func steps() {
        let seen = LidarChainTests.receive(range: 33, strength: 0.4)
        for (range, intensity) in zip(seen.ranges, seen.intensities).prefix(2000) {
            let (rangeSteps, intensitySteps) = (range / Float(0.005), intensity * Float(255))
            #expect((rangeSteps - rangeSteps.rounded()).magnitude < 2e-3)
            #expect((intensitySteps - intensitySteps.rounded()).magnitude < 1e-3)
        }
    }

    @Test("Thick fog answers from nearby, and more fog never lets a beam see farther")
    func fogEchoes() {
        var parameters = LidarChainTests.parameters
        (parameters.device.weakRangeNoise, parameters.device.pulse) = (0, 20e-9)
        let clear = LidarChainTests.receive(range: 0, strength: 0, count: 1000).ranges
        #expect(clear.allSatisfy { $0 == 0 })
        let foggy = LidarChainTests.receive(range: 0, strength: 0, count: 1000, mor: 50, parameters).ranges
        #expect(foggy.count { $0 > 0 } > 990)
        // The peak, and three tenths for how uneven fog is.
        #expect(foggy.allSatisfy { $0 < 4 * 1.3 })
        var last = 1.1
        for mor in [1e9, 2000, 500, 200, 100, 50, 20] {
            let seen = LidarChainTests.receive(range: 60, strength: 0.2, count: 20_000, mor: mor, parameters).ranges
            let share = Double(seen.count { $0 > 50 }) / 20_000
            #expect(share <= last + 0.01)
            last = share
        }
    }

    @Test(
        "Clear air and haze answer no beam, whatever the device sees; fog answers some and thick fog most",
        arguments: [100.0, 150, 200, 250], [5e-9, 20e-9])
    func clearAir(reference: Double, pulse: Double) {
        var parameters = LidarChainTests.parameters
        (parameters.referenceRange, parameters.device.pulse) = (reference, pulse)
        func share(_ mor: Double) -> Double { LidarChainTests.share(range: 0, strength: 0, mor: mor, parameters) }
        for mor in [50_000.0, 20_000, 10_000, 4000] { #expect(share(mor) == 0) }
        #expect(share(20) > 0.4)
        #expect(share(50) <= share(20) && share(200) <= share(50))
    }

    @Test("The folded pulse of fog lies within its bounds, and grows as the air gets thicker")
    func foldedPulse() {
        var device = LidarDevice()
        device.pulse = 20e-9
        var last: Float = 0
        for mor in [1000.0, 200, 50] {
            let extinction = 2.995732273553991 / mor
            let table = LidarMemory().fog(extinction: extinction, device)
            // Everything below 0.9 m is unseen, 1 / R² from 1 m on: without the rise of the sensitivity the peak lies near
            // the end of the overlap, with it at most half a pulse beyond; it is below β · π · ∫ dR / R² from 0.95 m on.
            let bound = Float(.pi * 0.046 / mor / 0.94)
            #expect(table.level < bound && table.level > bound / 10)
            #expect(table.range > 1 && table.range < 4)
            #expect(table.level > last)
            last = table.level
        }
    }

    @Test("Nearer than a pulse two surfaces melt into one echo between them; farther apart both answer")
    func mixedPixels() {
        let memory = LidarMemory()
        func form(_ rays: [(Float, Float)]) -> [(Float, Float)] {
            memory.reserve(rays: rays.count, beams: 20)
            for (row, ray) in rays.enumerated() {
                for beam in 0..<20 {
                    (memory.rays[row].ranges[beam], memory.rays[row].strengths[beam]) = ray
                }
            }
            LidarEchoFormer(separation: 0.75).form(memory, rayCount: rays.count, beams: 20)
            for beam in 1..<20 { #expect(memory.echoes[0].ranges[beam] == memory.echoes[0].ranges[0]) }
            return memory.echoes.map { ($0.ranges[0], $0.strengths[0]) }
        }
        let melted = form([(20, 0.5), (20.5, 0.5), (20, 0.5)])
        #expect(melted[0].0 > 20.1 && melted[0].0 < 20.2 && melted[1].0 == 0)
        let parted = form([(20, 0.5), (30, 0.9), (30, 0.9)])
        // 0.5 / 400 against 2 · 0.9 / 900: the farther one is the stronger one.
        #expect(parted[0].0 == 30 && parted[1].0 == 20)
        #expect((parted[0].1 - 0.6).magnitude < 1e-5 && (parted[1].1 - 0.5 / 3).magnitude < 1e-5)
        let whole = form([(25, 0.3), (25, 0.3), (25, 0.3)])
        #expect((whole[0].0 - 25).magnitude < 1e-4 && (whole[0].1 - 0.3).magnitude < 1e-5)
        #expect(form([(0, 0), (0, 0), (0, 0)])[0].0 == 0)
    }
}
