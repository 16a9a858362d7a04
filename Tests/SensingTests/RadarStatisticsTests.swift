import DrivingInterface
import Geometry
import RoadNetwork
import Testing
import World

@testable import Sensing

@Suite("The statistics of a radar")
struct RadarStatisticsTests {
    /// Largest distance between a sample's distribution function and the one that it should have.
    private func distance(_ sample: [Double], _ distribution: (Double) -> Double) -> Double {
        let sorted = sample.sorted()
        var worst = 0.0
        for (index, value) in sorted.enumerated() {
            let share = distribution(value)
            worst = max(
                worst, (share - Double(index) / Double(sorted.count)).magnitude,
                (share - Double(index + 1) / Double(sorted.count)).magnitude)
        }
        return worst
    }

    /// Signals of many frames whose threshold everything passes.
    private func signals(_ fluctuation: RadarFluctuation, mean: Double, count: Int = 100_000) -> [Double] {
        var parameters = RadarParameters()
        (parameters.rangeResolution, parameters.maximumRange, parameters.falseAlarms) = (1, 1, 0.1)
        (parameters.azimuthResolution, parameters.fieldOfView) = (1, 1)
        (parameters.velocityResolution, parameters.maximumVelocity) = (2, 1)
        let equation = RadarEquation(parameters)
        return (0..<count).compactMap { draw in
            equation.detect(
                signal: mean, fluctuation, RandomStream(seed: 3, purpose: RandomPurpose("test.swerling"), tick: draw))
        }
    }

    @Test("Swerling 1 is exponential, Swerling 3 chi-squared of four degrees (Kolmogorov–Smirnov, p > 0.001)")
    func swerling() {
        // So strong that noise and threshold take nothing away.
        let mean = 1e6
        let first = signals(.swerling1, mean: mean)
        let third = signals(.swerling3, mean: mean)
        let limit = 1.95 / Double(first.count).squareRoot()
        #expect(first.count > 99_900 && third.count > 99_900)
        #expect(distance(first) { 1 - DeterministicMath.exp(-$0 / mean) } < limit)
        // Noise adds a thousandth of the signal's size to each.
        #expect(distance(third) { 1 - (1 + 2 * $0 / mean) * DeterministicMath.exp(-2 * $0 / mean) } < limit + 0.001)
        #expect(distance(third) { 1 - DeterministicMath.exp(-$0 / mean) } > 10 * limit)
        for values in [first, third] {
            let product = zip(values, values.dropFirst()).reduce(0) {
                $0 + ($1.0 / mean - 1) * ($1.1 / mean - 1)
            }
            #expect(product.magnitude / Double(values.count) < 4 / Double(values.count).squareRoot())
        }
    }

    @Test("Position errors are normal with cell / (2·√(2·SNR)) (Kolmogorov–Smirnov, p > 0.001)")
    func errors() {
        var parameters = RadarDetectorTests.quiet
        parameters.measurementNoise = true
        let scatterer = RadarDetectorTests.scatterer(range: 60, velocity: 3)
        let equation = RadarEquation(parameters)
        let signal = Decibel.ratio(equation.signalToNoise(range: 60, crossSection: 10, azimuth: 0))
        let share = 1 / (2 * (2 * signal).squareRoot())
        let found = (0..<20_000).flatMap { frame in
            RadarDetectorTests.detect(
                [scatterer], parameters, noise: SensorNoise(seed: 5, key: 9, frame: Int64(frame)))
        }
        #expect(found.count == 20_000)
        let limit = 1.95 / Double(found.count).squareRoot()
        let normal = NoiseTests().normalDistribution
        for (errors, cell) in [
            (found.map { $0.range - 60 }, parameters.rangeResolution),
            (found.map(\.azimuth), parameters.azimuthResolution),
            (found.map { $0.velocity - 3 }, parameters.velocityResolution),
        ] {
            #expect(distance(errors.map { $0 / (cell * share) }, normal) < limit)
        }
    }

    @Test("A car that turns on the spot shows a speed that grows with the distance from its middle")
    func turning() throws {
        let model = TestStreet.catalogue.models[Int(TestStreet.model("sedan"))]
        var parameters = RadarChainTests.quiet
        parameters.maximumRange = 100
        let found = try RadarChainTests.detections(
            [RadarChainTests.placed("sedan", 30, 0, yaw: .pi / 2, speed: 0)], parameters)
        #expect(found.allSatisfy { $0.radialVelocity.magnitude < 1e-6 })
        let rate = 0.5
        let mount = SensorMount(
            name: "radar", device: SensorDevice(RadarSensor.self, parameters), egoFromSensor: Pose3(Vector3(0, 0, 0.5)))
        let drive = try TestDrive(
            [mount], stage: SensingStage(map: TestStreet.field(), catalogue: TestStreet.catalogue), speed: 0
        ) { world in
            let actor = world.actors.spawn(RadarChainTests.placed("sedan", 30, 0, yaw: .pi / 2))
            world.actors.flags[actor.index] |= ActorFlags.driven.rawValue
            world.actors.yawRate[actor.index] = rate
        }
        let turning = try #require(RadarScan(drive.frames[0])).detections
        #expect(turning.count >= 2)
        for detection in turning {
            // ω × r along the line of sight, of a point at its place.
            let place = Vector2(yaw: detection.azimuth) * detection.range
            let arm = place - Vector2(30, 0)
            let expected = (arm.leftNormal * rate).dot(place.normalized)
            #expect((detection.radialVelocity - expected).magnitude < 0.02)
        }
        #expect(turning.contains { $0.radialVelocity > 0.2 } && turning.contains { $0.radialVelocity < -0.2 })
        #expect(model.length > 4)
    }
}
