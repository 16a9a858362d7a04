import Geometry
import RoadNetwork
import Testing

@testable import Sensing

@Suite("The radar equation and the detector")
struct RadarDetectorTests {
    static let noise = SensorNoise(seed: 5, key: 9, frame: 0)

    static var quiet: RadarParameters {
        var parameters = RadarParameters()
        (parameters.falseAlarms, parameters.fluctuation, parameters.measurementNoise) = (0, .steady, false)
        return parameters
    }

    static func scatterer(
        range: Double, azimuth: Double = 0, velocity: Double = 0, key: UInt64 = 1, crossSection: Double = 10
    ) -> RadarScatterer {
        RadarScatterer(
            range: range, azimuth: azimuth, velocity: velocity, crossSection: crossSection, key: key, part: 0,
            position: .zero, actor: .none)
    }

    static func detect(
        _ scatterers: [RadarScatterer], _ parameters: RadarParameters, noise: SensorNoise = noise
    ) -> [RadarReturn] {
        let detector = RadarDetector(parameters: parameters, equation: RadarEquation(parameters))
        var returns: [RadarReturn] = []
        detector.resolve(scatterers, attenuation: 0, into: &returns)
        detector.detect(&returns, noise: noise)
        return returns
    }

    @Test("The signal falls by 40 dB per decade of range")
    func slope() {
        let equation = RadarEquation(RadarParameters())
        let near = equation.signalToNoise(range: 10, crossSection: 10, azimuth: 0)
        let far = equation.signalToNoise(range: 100, crossSection: 10, azimuth: 0)
        #expect((near - far - 40).magnitude < 1e-9)
        #expect((far - 18).magnitude < 1e-9)
        let doubled = equation.signalToNoise(range: 100 * 1.7782794, crossSection: 20, azimuth: 0)
        #expect((doubled - far).magnitude < 1e-6)
    }

    @Test("Levels and ratios are right to 1e-11 dB and 1e-12, and undo each other")
    func decibels() {
        for step in -6000...6000 {
            let level = Double(step) * 0.0337
            let exact = DeterministicMath.exp(level * 0.2302585092994046)
            #expect((Decibel.ratio(level) / exact - 1).magnitude < 1e-12)
            #expect((Decibel.of(exact) - level).magnitude < 1e-11)
        }
        #expect(Decibel.of(1) == 0 && Decibel.ratio(0) == 1)
    }

    @Test("Half the beam width off the axis costs 3 dB; 25 mm/h of rain costs 2.3 dB at 100 m")
    func losses() {
        let equation = RadarEquation(RadarParameters())
        #expect((equation.gain(45 * .pi / 180) + 3).magnitude < 1e-9)
        #expect((2 * RadarEquation.attenuation(rain: 25) * 100 - 2.3).magnitude < 0.05)
    }

    @Test("Detection probabilities at 13 dB and 1e-6 are those of the textbooks")
    func probabilities() {
        var parameters = RadarParameters()
        // One cell, so that false alarms per frame are the probability per cell.
        (parameters.rangeResolution, parameters.maximumRange) = (1, 1)
        (parameters.azimuthResolution, parameters.fieldOfView) = (1, 1)
        (parameters.velocityResolution, parameters.maximumVelocity) = (2, 1)
        parameters.falseAlarms = 1e-3
        let equation = RadarEquation(parameters)
        #expect((equation.threshold + DeterministicMath.log(1e-3)).magnitude < 1e-12)
        // At 1e-3 by the same formulas as the reference's 0.5172 and 0.6090 at 1e-6.
        let signal = Decibel.ratio(13)
        let first = DeterministicMath.pow(1e-3, 1 / (1 + signal))
        #expect((equation.detectionProbability(signal: signal, .swerling1) - first).magnitude < 1e-12)
        for fluctuation in [RadarFluctuation.swerling1, .swerling3] {
            let expected = equation.detectionProbability(signal: signal, fluctuation)
            let found = (0..<10_000).count { draw in
                let stream = RandomStream(seed: 3, purpose: RandomPurpose("test.radar"), tick: draw)
                return equation.detect(signal: signal, fluctuation, stream) != nil
            }
            let deviation = (expected * (1 - expected) / 10_000).squareRoot()
            #expect((Double(found) / 10_000 - expected).magnitude < 4 * deviation)
        }
    }

    @Test("At a false alarm probability of 1e-6 per cell, 13 dB give 0.5172 and 0.6090")
    func referenceProbabilities() {
        var parameters = RadarParameters()
        (parameters.rangeResolution, parameters.maximumRange) = (0.1, 100)
        (parameters.azimuthResolution, parameters.fieldOfView) = (1, 1)
        (parameters.velocityResolution, parameters.maximumVelocity) = (0.2, 50)
        parameters.falseAlarms = 0.5
        // 1000 ranges × 500 velocities: 5e5 cells, hence 1e-6 per cell.
        let equation = RadarEquation(parameters)
        let signal = Decibel.ratio(13)
        #expect((equation.detectionProbability(signal: signal, .swerling1) - 0.5172).magnitude < 1e-4)
        #expect((equation.detectionProbability(signal: signal, .swerling3) - 0.6090).magnitude < 1e-4)
    }

    @Test("Targets 0.9 cells apart are one, 1.1 cells apart are two, in every dimension")
    func resolution() {
        let parameters = RadarDetectorTests.quiet
        for (share, count) in [(0.9, 1), (1.1, 2)] {
            for dimension in 0..<3 {
                let first = RadarDetectorTests.scatterer(range: 50)
                var second = RadarDetectorTests.scatterer(range: 50, key: 2)
                switch dimension {
                case 0: second.range += share * parameters.rangeResolution
                case 1: second.azimuth += share * parameters.azimuthResolution
                default: second.velocity += share * parameters.velocityResolution
                }
                #expect(RadarDetectorTests.detect([first, second], parameters).count == count)
            }
        }
    }

    @Test("Merged powers add up, in any order of the scatterers")
    func merging() {
        let parts = (0..<6).map { RadarDetectorTests.scatterer(range: 50 + 0.001 * Double($0), key: UInt64($0 + 1)) }
        let one = RadarDetectorTests.detect([parts[0]], RadarDetectorTests.quiet)
        let all = RadarDetectorTests.detect(parts, RadarDetectorTests.quiet)
        let turned = RadarDetectorTests.detect(parts.reversed(), RadarDetectorTests.quiet)
        #expect(all.count == 1)
        #expect((all[0].signal / one[0].signal - 6).magnitude < 0.01)
        #expect(all[0].signal == turned[0].signal && all[0].range == turned[0].range)
    }

    @Test("Velocities beyond the unambiguous ones fold")
    func folding() {
        let found = RadarDetectorTests.detect(
            [RadarDetectorTests.scatterer(range: 30, velocity: -75)], RadarDetectorTests.quiet)
        #expect((found[0].velocity - 65).magnitude < 1e-9)
    }

    @Test("False alarms are Poisson with the mean that the set names, evenly over the ranges")
    func falseAlarms() {
        var parameters = RadarParameters()
        parameters.falseAlarms = 0.5
        var counts: [Int] = []
        var ranges: [Double] = []
        for frame in 0..<5_000 {
            let found = RadarDetectorTests.detect(
                [], parameters, noise: SensorNoise(seed: 5, key: 9, frame: Int64(frame)))
            counts.append(found.count)
            ranges += found.map(\.range)
        }
        let mean = Double(counts.reduce(0, +)) / 5_000
        let squares = Double(counts.reduce(0) { $0 + $1 * $1 }) / 5_000
        #expect((mean - 0.5).magnitude < 4 * (0.5 / 5_000).squareRoot())
        #expect((squares - mean * mean - 0.5).magnitude < 0.06)
        #expect((ranges.reduce(0, +) / Double(ranges.count) - 75.25).magnitude < 4)
    }
}
