import DrivingInterface
import Geometry
import Optics
import RoadNetwork
import Sensing
import Testing
import World

@Suite("The full chain of a LiDAR: whole scans")
struct LidarScanTests {
    /// A device without any noise, that sees everything at once.
    static var quiet: LidarParameters {
        var parameters = LidarParameters()
        (parameters.chain, parameters.rangeNoise, parameters.layers, parameters.columns) = (.full, 0, 5, 720)
        (parameters.lowestElevation, parameters.highestElevation) = (-0.02, 0.1)
        parameters.device.motionDistortion = false
        (parameters.device.dropout, parameters.device.weakRangeNoise, parameters.device.intensityNoise) = (0, 0, 0)
        (parameters.device.rangeStep, parameters.device.intensityStep, parameters.device.angleNoise) = (0, 0, 0)
        return parameters
    }

    static func drive(
        _ parameters: LidarParameters, map: StreetMap = TestStreet.wall(at: 21), speed: Double = 0,
        curvature: Double = 0, start: Pose2 = .identity, prepare: (inout WorldState) -> Void = { _ in }
    ) throws -> TestDrive {
        try TestDrive(
            [
                SensorMount(
                    name: "roof", device: SensorDevice(LidarSensor.self, parameters),
                    egoFromSensor: Pose3(Vector3(1, 0, 1.8)))
            ], stage: SensingStage(map: map, catalogue: TestStreet.catalogue), start: start, speed: speed,
            curvature: curvature, prepare: prepare)
    }

    static func array(_ name: String, _ drive: TestDrive) throws -> [Float] {
        let row = try #require(drive.senses.rig.mounts[0].arrays.firstIndex { $0.name == name })
        return try #require(drive.frames[0].arrays[row].float32)
    }

    @Test("Without noise it sees what the ideal chain sees")
    func ideal() throws {
        var plain = LidarScanTests.quiet
        plain.chain = .ideal
        let exact = try LidarScanTests.array("range", try LidarScanTests.drive(plain))
        let full = try LidarScanTests.array("range", try LidarScanTests.drive(LidarScanTests.quiet))
        let misses = zip(exact, full).filter { ($0 - $1).magnitude > 4e-4 }
        // Only around the threshold do the two differ.
        #expect(misses.count < exact.count / 100)
        #expect(misses.allSatisfy { $0.0 > 20 || $0.0 == 0 })
    }

    @Test("A fixed field of view looks ahead, bands give layers where they are wanted")
    func solidState() throws {
        var parameters = LidarScanTests.quiet
        (parameters.fieldOfView, parameters.columns) = (120 * .pi / 180, 120)
        var (low, high) = (LidarBand(), LidarBand())
        (low.from, low.to, low.layers) = (-0.3, -0.1, 3)
        (high.from, high.to, high.layers) = (-0.02, 0.02, 5)
        parameters.bands = [low, high]
        let drive = try LidarScanTests.drive(parameters)
        let pattern = try #require(LidarPattern(drive.senses.rig.mounts[0]))
        #expect(pattern.layers == 8 && pattern.columns == 120)
        #expect((pattern.azimuths[0] + 59.5 * .pi / 180).magnitude < 1e-9)
        #expect((pattern.azimuths[119] - 59.5 * .pi / 180).magnitude < 1e-9)
        let expected = [-0.3, -0.2, -0.1, -0.02, -0.01, 0, 0.01, 0.02]
        #expect(zip(pattern.elevations, expected).allSatisfy { ($0 - $1).magnitude < 1e-12 })
        let ranges = try LidarScanTests.array("range", drive)
        for column in 20..<100 {
            let distance = 20 / DeterministicMath.cos(pattern.azimuths[column])
            #expect((Double(ranges[5 * 120 + column]) - distance).magnitude < 1e-4 * distance)
        }
    }

    @Test("Seen from a car that drives and turns, a wall deskews to a straight line within 1 cm", arguments: [0, 0.03])
    func motion(curvature: Double) throws {
        var parameters = LidarScanTests.quiet
        parameters.device.motionDistortion = true
        var drive = try LidarScanTests.drive(
            parameters, map: TestStreet.wall(at: 41), speed: 15, curvature: curvature)
        for _ in 0..<20 { drive.step() }
        let frame = drive.frames[0]
        let pattern = try #require(LidarPattern(drive.senses.rig.mounts[0]))
        let (ranges, times) = (try LidarScanTests.array("range", drive), try LidarScanTests.array("time", drive))
        #expect(times[719] == 0 && (times[0] + 0.1).magnitude < 2e-4)
        var (checked, distorted) = (0, 0.0)
        for layer in 1..<5 {
            for column in 0..<720 {
                let range = Double(ranges[layer * 720 + column])
                let local = pattern.point(layer: layer, column: column, range: range)
                let isAhead = Angle.wrapped(pattern.azimuths[column]).magnitude < 0.6
                guard range > 0, local.z > 0.5, isAhead else { continue }
                let pose = drive.pose(at: frame.measuredAt + Double(times[column]))
                let place = pose.toOuter(local.horizontal)
                guard place.y.magnitude < 24 else { continue }
                #expect((place.x - 41).magnitude < 0.01)
                distorted = max(
                    distorted, (drive.pose(at: frame.measuredAt).toOuter(local.horizontal).x - 41).magnitude)
                checked += 1
            }
        }
        // The first columns look ahead a tenth of a second earlier, at 1.5 m more.
        #expect(checked > 200 && distorted > 1.2)
    }

    @Test("A car that comes closer is seen where it was when its columns fired")
    func movingTarget() throws {
        var parameters = LidarScanTests.quiet
        parameters.device.motionDistortion = true
        func range(_ speed: Double) throws -> (range: Double, time: Double) {
            let drive = try LidarScanTests.drive(parameters, map: TestStreet.field()) { world in
                _ = world.actors.spawn(
                    ActorPlacement(
                        model: TestStreet.model("bus"), randomKey: 5, pose: Pose2(x: -40, y: 0, yaw: 0), speed: speed))
            }
            let (ranges, times) = (try LidarScanTests.array("range", drive), try LidarScanTests.array("time", drive))
            return (Double(ranges[360]) * DeterministicMath.cos(0.02), Double(times[360]))
        }
        // Behind, halfway through the scan: fifty milliseconds before the frame the bus was a metre farther away.
        let (moving, still) = (try range(20), try range(0))
        #expect((moving.time + 0.05).magnitude < 1e-3)
        #expect((moving.range - still.range + 20 * moving.time).magnitude < 0.01)
    }

    @Test("Wet asphalt sends back a fifth, and rain puts drops before nothing")
    func wetRoad() throws {
        var parameters = LidarScanTests.quiet
        (parameters.lowestElevation, parameters.highestElevation) = (-0.4, -0.2)
        func mean(_ weather: Weather) throws -> Double {
            let drive = try LidarScanTests.drive(parameters, map: TestStreet.field()) { $0.weather = weather }
            let values = try LidarScanTests.array("intensity", drive)
            return values.reduce(0) { $0 + Double($1) } / Double(values.count)
        }
        var wet = Weather()
        wet.wetness = 1
        #expect((try mean(wet) / mean(Weather()) - 0.2).magnitude < 0.01)
        parameters.lowestElevation = 0.1
        parameters.highestElevation = 0.2
        wet.rain = 25
        let drive = try LidarScanTests.drive(parameters, map: TestStreet.field()) { $0.weather = wet }
        let drops = try LidarScanTests.array("range", drive).filter { $0 > 0 }
        #expect((20...110).contains(drops.count), "\(drops.count)")
        #expect(drops.allSatisfy { $0 < 15.5 })
    }

    @Test("A car on a wet road drags spray behind it")
    func spray() throws {
        var parameters = LidarScanTests.quiet
        (parameters.lowestElevation, parameters.highestElevation) = (-0.06, 0.0)
        func count(_ speed: Double, _ wetness: Double) throws -> Int {
            let drive = try LidarScanTests.drive(parameters, map: TestStreet.field()) { world in
                world.weather.wetness = wetness
                _ = world.actors.spawn(
                    ActorPlacement(
                        model: TestStreet.model("sedan"), randomKey: 5, pose: Pose2(x: 30, y: 0, yaw: 0), speed: speed))
            }
            // Straight ahead, nearer than the sedan's rear.
            let ranges = try LidarScanTests.array("range", drive)
            return (1..<5).reduce(0) { $0 + (ranges[$1 * 720] > 5 && ranges[$1 * 720] < 27 ? 1 : 0) }
                + ranges[(3 * 720)...].count { $0 > 5 && $0 < 27 }
        }
        #expect(try count(20, 1) > count(20, 0))
        #expect(try count(2, 1) == count(2, 0))
    }

    @Test("Glass sends back nothing at a slant, a sign dazzles and blooms")
    func coats() throws {
        var parameters = LidarScanTests.quiet
        (parameters.lowestElevation, parameters.highestElevation, parameters.layers) = (0.001, 0.1, 9)
        var map = TestStreet.field()
        map.signs = [
            TrafficSign(randomKey: 9, kind: .stop, position: Vector3(31, 0, 2.5), facing: .pi, size: 0.75)
        ]
        func scan(_ facing: Double, reach: Int) throws -> (ranges: [Float], intensities: [Float]) {
            map.signs[0].facing = facing
            parameters.device.bloomingReach = reach
            let drive = try LidarScanTests.drive(parameters, map: map)
            return (
                try LidarScanTests.array("range", drive), try LidarScanTests.array("intensity", drive)
            )
        }
        let plain = try scan(.pi, reach: 0)
        let bloomed = try scan(.pi, reach: 2)
        #expect(plain.intensities.contains(1))
        #expect(bloomed.ranges.count { $0 > 0 } > plain.ranges.count { $0 > 0 })
        // The back is grey metal.
        #expect(try !scan(0, reach: 2).intensities.contains { $0 > 0.5 })
    }

    @Test("The full chain gives the same bits again, whatever the row order, with everything switched on")
    func repeats() throws {
        var parameters = LidarParameters()
        (parameters.chain, parameters.layers, parameters.columns) = (.full, 12, 333)
        (parameters.device.echoes, parameters.device.raysAcross, parameters.device.raysUp) = (2, 3, 2)
        parameters.device.bursts = 2
        func hash(_ isReversed: Bool) throws -> [UInt64] {
            var drive = try LidarScanTests.drive(parameters, map: TestStreet.map, speed: 10, curvature: 0.01) { world in
                (world.weather.wetness, world.weather.rain, world.weather.snow) = (0.8, 10, 1)
                world.weather.meteorologicalOpticalRange = 300
                TestStreet.populate(&world, isReversed: isReversed)
            }
            return drive.deliveries(until: 0.5).map(\.contentHash)
        }
        let once = try hash(false)
        #expect(try hash(false) == once)
        #expect(try hash(true) == once)
        #expect(Set(once).count == once.count)
    }

    @Test("Bursts lose whole windows")
    func bursts() throws {
        var parameters = LidarScanTests.quiet
        (parameters.lowestElevation, parameters.highestElevation, parameters.layers) = (-0.4, -0.2, 16)
        func seen(_ bursts: Double) throws -> Int {
            parameters.device.bursts = bursts
            return try LidarScanTests.array("range", LidarScanTests.drive(parameters, map: TestStreet.field()))
                .count { $0 > 0 }
        }
        let (all, some) = (try seen(0), try seen(20))
        #expect(some < all && some > all / 2)
    }
}
