import DrivingInterface
import Geometry
import RoadNetwork
import Testing
import World

@testable import Sensing

@Suite("The full chain of a radar")
struct RadarChainTests {
    /// Everything that moves, nothing that stands, no noise.
    static var quiet: RadarParameters {
        var parameters = RadarParameters()
        (parameters.falseAlarms, parameters.fluctuation, parameters.measurementNoise) = (0, .steady, false)
        (parameters.beamWidth, parameters.referenceSignal, parameters.chain) = (2 * .pi, 60, .full)
        (parameters.clutter, parameters.ghosts, parameters.maximumDetections) = (-100, false, 2000)
        return parameters
    }

    static func detections(
        _ actors: [ActorPlacement], map: StreetMap = TestStreet.field(), speed: Double = 0,
        _ parameters: RadarParameters = quiet
    ) throws -> [RadarDetection] {
        let mount = SensorMount(
            name: "radar", device: SensorDevice(RadarSensor.self, parameters),
            egoFromSensor: Pose3(Vector3(0, 0, 0.5)))
        let stage = SensingStage(map: map, catalogue: TestStreet.catalogue)
        let drive = try TestDrive([mount], stage: stage, speed: speed) { world in
            for actor in actors { _ = world.actors.spawn(actor) }
        }
        return try #require(RadarScan(drive.frames[0])).detections
    }

    static func placed(
        _ model: String, _ x: Double, _ y: Double, yaw: Double = 0, speed: Double = 0, key: UInt64 = 5
    ) -> ActorPlacement {
        ActorPlacement(model: TestStreet.model(model), randomKey: key, pose: Pose2(x: x, y: y, yaw: yaw), speed: speed)
    }

    static func total(_ detections: [RadarDetection]) -> Double {
        Decibel.of(detections.reduce(0) { $0 + Decibel.ratio($1.crossSection) })
    }

    @Test(
        "The scatter centres of a car add up to the table of its model, from every side",
        arguments: [(0.0, 0.0), (0.25, -3), (0.5, 2), (0.75, -3), (1, 0)])
    func aspects(turn: Double, more: Double) throws {
        let model = TestStreet.catalogue.models[Int(TestStreet.model("sedan"))]
        for sign in [-1.0, 1] {
            // Far enough for side points only: the whole body at one aspect, up to its size.
            let yaw = .pi - turn * .pi * sign
            let center = Vector2(90, 0) - Vector2(yaw: yaw) * model.centerOffset
            let found = try RadarChainTests.detections([RadarChainTests.placed("sedan", center.x, center.y, yaw: yaw)])
            let expected = Double(model.radarCrossSection) + more
            #expect((RadarChainTests.total(found) - expected).magnitude < 0.3)
        }
    }

    @Test("Wheels spread between standing and twice the speed, legs swing around it")
    func microDoppler() throws {
        let car = try RadarChainTests.detections([RadarChainTests.placed("sedan", 20, 0, speed: 10)])
        #expect(car.contains { ($0.radialVelocity - 10).magnitude < 0.2 })
        #expect(car.contains { ($0.radialVelocity - 10).magnitude > 1 })
        #expect(car.allSatisfy { $0.radialVelocity > -0.2 && $0.radialVelocity < 20.2 })
        let still = try RadarChainTests.detections([RadarChainTests.placed("sedan", 20, 0)])
        #expect(still.allSatisfy { $0.radialVelocity.magnitude < 1e-6 })
        let keys = (1...40).map { UInt64($0) << 58 }
        let walks = try keys.flatMap { key in
            try RadarChainTests.detections([RadarChainTests.placed("adult", 10, 0, speed: 1.5, key: key)])
        }
        #expect(walks.contains { $0.radialVelocity > 2.5 } && walks.contains { $0.radialVelocity < 0.5 })
        #expect(walks.allSatisfy { $0.radialVelocity > -0.1 && $0.radialVelocity < 3.1 })
    }

    @Test("A car hides another but for its wheels; a wall hides it altogether")
    func softOcclusion() throws {
        let target = RadarChainTests.placed("sedan", 40, 0, key: 6)
        let free = try RadarChainTests.detections([target])
        let hidden = try RadarChainTests.detections([target, RadarChainTests.placed("truck", 20, 0)])
            .filter { $0.range > 35 }
        let walled = try RadarChainTests.detections([target], map: TestStreet.wall(at: 21))
        #expect(!hidden.isEmpty && walled.isEmpty)
        let loss = RadarChainTests.total(free) - RadarChainTests.total(hidden)
        // The hull loses 20 dB; four rims with −12 dB each stay with 12 dB less.
        let rims = 4 * 0.063 * Decibel.ratio(-12) + Decibel.ratio(-20)
        #expect((loss + Decibel.of(rims / (1 + 4 * 0.063))).magnitude < 1.5)
    }

    @Test("A wall beside the road mirrors a car: at its image, and halfway to it in its direction")
    func ghosts() throws {
        var parameters = RadarChainTests.quiet
        parameters.ghosts = true
        var map = TestStreet.field()
        let outline = OrientedBox(center: Vector2(20, 13), yaw: 0, length: 80, width: 6).polygon
        map.buildings = [Building(randomKey: 3, parts: [outline], height: 10, colour: LinearColour(0.4, 0.4, 0.4))]
        // The wall's face lies at y = 10: the image of (30, 2) is (30, 18).
        let person = RadarChainTests.placed("adult", 30, 2, yaw: .pi, speed: 2)
        let found = try RadarChainTests.detections([person], map: map, speed: 10, parameters)
        let (direct, image) = (Vector2(30, 2), Vector2(30, 18))
        let twice = try #require(found.first { ($0.range - image.length).magnitude < 0.05 })
        #expect((twice.azimuth - DeterministicMath.atan2(18, 30)).magnitude < 1e-4)
        #expect((twice.radialVelocity + 12 * 30 / image.length).magnitude < 0.01)
        let between = (direct.length + image.length) / 2
        let once = try #require(found.first { ($0.range - between).magnitude < 0.05 })
        #expect((once.azimuth - DeterministicMath.atan2(2, 30)).magnitude < 1e-4)
        let pair = -12 * 30 * (1 / image.length + 1 / direct.length) / 2
        #expect((once.radialVelocity - pair).magnitude < 0.01)
        // Without the wall, no ghosts.
        #expect(try RadarChainTests.detections([person], speed: 10, parameters).allSatisfy { $0.range < 31 })
    }

    @Test("The standing world tells the own speed: radial velocities are −v · cos azimuth")
    func standingWorld() throws {
        var parameters = RadarChainTests.quiet
        parameters.clutter = 0
        let found = try RadarChainTests.detections([], map: TestStreet.map, speed: 15, parameters)
        #expect(found.count > 20)
        for detection in found {
            // Points below or above the radar are seen at a slant.
            let flat = detection.radialVelocity / -DeterministicMath.cos(detection.azimuth)
            #expect(flat > 14 && flat < 15.01)
        }
        let walls = found.filter { $0.crossSection > 20 }
        #expect(!walls.isEmpty)
    }

    @Test("False alarms come beside clutter and ghosts, with their own mean")
    func falseAlarms() throws {
        var parameters = RadarChainTests.quiet
        parameters.falseAlarms = 20
        var drive = try TestDrive(
            [
                SensorMount(
                    name: "radar", device: SensorDevice(RadarSensor.self, parameters),
                    egoFromSensor: Pose3(Vector3(0, 0, 0.5)), rate: FrameRate(100))
            ], stage: SensingStage(map: TestStreet.field(), catalogue: TestStreet.catalogue), speed: 0)
        let counts = drive.deliveries(until: 2).compactMap { RadarScan($0)?.detections.count }
        let mean = Double(counts.reduce(0, +)) / Double(counts.count)
        #expect((mean - 20).magnitude < 4 * (20 / Double(counts.count)).squareRoot())
    }

    @Test("Row order and names change no byte with everything switched on", arguments: [0, 1])
    func rows(seed: UInt64) throws {
        var parameters = RadarParameters()
        parameters.chain = .full
        func hashes(_ map: StreetMap, _ isReversed: Bool) throws -> [UInt64] {
            var drive = try TestDrive(
                [
                    SensorMount(
                        name: "radar", device: SensorDevice(RadarSensor.self, parameters),
                        egoFromSensor: Pose3(Vector3(3, 0, 0.5)))
                ], stage: SensingStage(map: map, catalogue: TestStreet.catalogue), seed: seed, curvature: 0.01
            ) { TestStreet.populate(&$0, isReversed: isReversed) }
            return drive.deliveries(until: 0.5).map(\.contentHash)
        }
        let once = try hashes(TestStreet.map, false)
        var turned = TestStreet.map
        turned.buildings.reverse()
        turned.furniture.reverse()
        #expect(try hashes(TestStreet.map, true) == once)
        #expect(try hashes(turned, false) == once)
    }
}
