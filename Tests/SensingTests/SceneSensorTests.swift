import DrivingInterface
import Geometry
import Optics
import RoadNetwork
import Sensing
import Testing
import World

@Suite("LiDAR and radar see the scene where it is")
struct SceneSensorTests {
    private func mount<Model: SensorModel>(
        _ model: Model.Type, _ parameters: Model.Parameters, at pose: Pose3
    ) -> SensorMount {
        SensorMount(name: Model.kind, device: SensorDevice(Model.self, parameters), egoFromSensor: pose)
    }

    @Test("Ranges of a wall are distance / (cos azimuth · cos elevation)")
    func wall() throws {
        var parameters = LidarParameters()
        (parameters.rangeNoise, parameters.layers) = (0, 5)
        (parameters.lowestElevation, parameters.highestElevation) = (-0.02, 0.1)
        // A wall 20 m ahead of the sensor, 60 m wide, 30 m high.
        let stage = SensingStage(map: TestStreet.wall(at: 21), catalogue: TestStreet.catalogue)
        let drive = try TestDrive(
            [mount(LidarSensor.self, parameters, at: Pose3(Vector3(1, 0, 1.8)))], stage: stage, speed: 0)
        let pattern = try #require(LidarPattern(drive.senses.rig.mounts[0]))
        let scan = try #require(LidarScan(drive.frames[0]))
        var checked = 0
        for layer in 0..<pattern.layers {
            for column in 0..<pattern.columns where Angle.wrapped(pattern.azimuths[column]).magnitude < 0.9 {
                let cosine =
                    DeterministicMath.cos(pattern.azimuths[column]) * DeterministicMath.cos(pattern.elevations[layer])
                let range = Double(scan.range(layer: layer, column: column))
                #expect((range - 20 / cosine).magnitude < 1e-4 * 20 / cosine)
                let point = pattern.point(layer: layer, column: column, range: range)
                #expect((point.x - 21).magnitude < 3e-3)
                checked += 1
            }
        }
        #expect(checked > 1000)
    }

    @Test("Range noise has its deviation and no beam that misses gets one")
    func rangeNoise() throws {
        var parameters = LidarParameters()
        (parameters.layers, parameters.lowestElevation, parameters.highestElevation) = (8, 0.001, 0.05)
        let pose = Pose3(Vector3(1, 0, 1.8))
        let stage = SensingStage(map: TestStreet.wall(at: 21), catalogue: TestStreet.catalogue)
        func scan(_ noise: Double) throws -> LidarScan {
            parameters.rangeNoise = noise
            let drive = try TestDrive([mount(LidarSensor.self, parameters, at: pose)], stage: stage, speed: 0)
            return try #require(LidarScan(drive.frames[0]))
        }
        let exact = try scan(0)
        let noisy = try scan(0.05)
        let errors = zip(exact.ranges, noisy.ranges).filter { $0.0 > 0 && $0.1 > 0 }.map { Double($0.1 - $0.0) }
        let deviation = (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot()
        #expect(errors.count > 1000 && (deviation / 0.05 - 1).magnitude < 0.1)
        #expect(zip(exact.ranges, noisy.ranges).allSatisfy { ($0.0 == 0) == ($0.1 == 0) })
        #expect(exact.ranges.contains(0))
    }

    private static var quiet: RadarParameters {
        var parameters = RadarParameters()
        (parameters.falseAlarms, parameters.fluctuation, parameters.measurementNoise) = (0, .steady, false)
        (parameters.beamWidth, parameters.referenceSignal) = (2 * .pi, 60)
        return parameters
    }

    /// What a radar at the origin sees of actors, on a bare field or behind a wall.
    private func detections(
        _ actors: [ActorPlacement], map: StreetMap = TestStreet.field(), speed: Double = 0,
        _ parameters: RadarParameters = quiet
    ) throws -> [RadarDetection] {
        let stage = SensingStage(map: map, catalogue: TestStreet.catalogue)
        let drive = try TestDrive(
            [mount(RadarSensor.self, parameters, at: Pose3(Vector3(0, 0, 0.5)))], stage: stage, speed: speed
        ) { world in
            for actor in actors { _ = world.actors.spawn(actor) }
        }
        return try #require(RadarScan(drive.frames[0])).detections
    }

    private func placed(
        _ model: String, _ x: Double, _ y: Double, yaw: Double = 0, speed: Double = 0
    ) -> ActorPlacement {
        ActorPlacement(model: TestStreet.model(model), randomKey: 5, pose: Pose2(x: x, y: y, yaw: yaw), speed: speed)
    }

    @Test("A person's signal falls by 40 dB per decade of range")
    func radarSlope() throws {
        let near = try #require(try detections([placed("adult", 10, 0)]).first)
        let far = try #require(try detections([placed("adult", 100, 0)]).first)
        #expect((near.range - 10).magnitude < 1e-5 && (far.range - 100).magnitude < 1e-4)
        #expect((near.signalToNoise - far.signalToNoise - 40).magnitude < 0.1)
        #expect((near.crossSection - far.crossSection).magnitude < 0.1)
    }

    @Test("Doppler: head-on it is minus the closing speed, crossing at the closest point it is 0")
    func doppler() throws {
        let headOn = try detections([placed("sedan", 60, 0, yaw: .pi, speed: 12)], speed: 8)
        #expect(headOn.allSatisfy { ($0.radialVelocity + 20).magnitude < 0.01 } && !headOn.isEmpty)
        let crossing = try #require(try detections([placed("adult", 30, 0, yaw: .pi / 2, speed: 5)]).first)
        #expect(crossing.radialVelocity.magnitude < 1e-6)
        // v² t / √(d² + v² t²) past the closest point.
        let past = try #require(try detections([placed("adult", 30, 10, yaw: .pi / 2, speed: 5)]).first)
        #expect((past.radialVelocity - 25 * 2 / (900 + 100.0).squareRoot()).magnitude < 1e-5)
    }

    @Test("The standing world comes closer by own speed · cos azimuth")
    func standingWorld() throws {
        for azimuth in [-1.0, -0.4, 0, 0.7] {
            let place = Vector2(yaw: azimuth) * 40
            let found = try #require(try detections([placed("cone", place.x, place.y)], speed: 15).first)
            #expect((found.azimuth - azimuth).magnitude < 1e-5)
            #expect((found.radialVelocity + 15 * DeterministicMath.cos(azimuth)).magnitude < 1e-4)
        }
    }

    @Test("A leaning radar measures azimuth in its own plane and ranges as ever", arguments: SensorChain.allCases)
    func leaningRadar(chain: SensorChain) throws {
        var parameters = SceneSensorTests.quiet
        (parameters.chain, parameters.clutter, parameters.ghosts) = (chain, -100, false)
        func found(_ pitch: Double, _ roll: Double, _ x: Double, _ y: Double) throws -> RadarDetection {
            let pose = Pose3(Vector3(0, 0, 0.5), pitch: pitch, roll: roll)
            let drive = try TestDrive(
                [mount(RadarSensor.self, parameters, at: pose)],
                stage: SensingStage(map: TestStreet.field(), catalogue: TestStreet.catalogue), speed: 10
            ) { _ = $0.actors.spawn(placed("cone", x, y)) }
            let all = try #require(RadarScan(drive.frames[0])).detections
            return try #require(all.filter { ($0.range - Vector2(x, y).length).magnitude < 0.2 }.first)
        }
        let upright = try found(0, 0, 40, 15)
        for (pitch, roll) in [(0.1, 0.0), (-0.2, 0), (0, 0.3), (0.15, -0.25)] {
            let leaning = try found(pitch, roll, 40, 15)
            let local = Pose3(Vector3(0, 0, 0.5), pitch: pitch, roll: roll).toLocal(Vector3(40, 15, 0.5))
            #expect((leaning.azimuth - DeterministicMath.atan2(local.y, local.x)).magnitude < 2e-4)
            #expect((leaning.range - upright.range).magnitude < 1e-5)
            #expect((leaning.radialVelocity - upright.radialVelocity).magnitude < 1e-5)
            #expect((leaning.signalToNoise - upright.signalToNoise).magnitude < 0.05)
        }
        // Half the beam width off the plane costs 3 dB.
        parameters.elevationBeamWidth = 0.2
        let (level, off) = (try found(0, 0, 50, 0), try found(0.1, 0, 50, 0))
        #expect((level.signalToNoise - off.signalToNoise - 3).magnitude < 0.05)
    }

    @Test("A leaning LiDAR's points lie where things are, in both chains", arguments: SensorChain.allCases)
    func leaningLidar(chain: SensorChain) throws {
        var parameters = LidarParameters()
        (parameters.rangeNoise, parameters.layers, parameters.chain, parameters.maximumRange) = (0, 24, chain, 60)
        (parameters.device.weakRangeNoise, parameters.device.angleNoise, parameters.device.dropout) = (0, 0, 0)
        (parameters.device.motionDistortion, parameters.device.rangeStep) = (false, 0)
        let pose = Pose3(Vector3(1, 0.2, 1.8), yaw: 0.3, pitch: 0.12, roll: -0.2)
        let drive = try TestDrive(
            [mount(LidarSensor.self, parameters, at: pose)],
            stage: SensingStage(map: TestStreet.wall(at: 21), catalogue: TestStreet.catalogue), speed: 0)
        let pattern = try #require(LidarPattern(drive.senses.rig.mounts[0]))
        let scan = try #require(LidarScan(drive.frames[0]))
        var (onWall, onGround) = (0, 0)
        for layer in 0..<pattern.layers {
            for column in 0..<pattern.columns {
                let range = Double(scan.range(layer: layer, column: column))
                guard range > 0 else { continue }
                let point = pattern.point(layer: layer, column: column, range: range)
                if (point.x - 21).magnitude < 4e-3 { onWall += 1 }
                if point.z.magnitude < 4e-3 { onGround += 1 }
                #expect((point.x - 21).magnitude < 4e-3 || point.z.magnitude < 4e-3)
            }
        }
        #expect(onWall > 1000 && onGround > 1000)
    }

    @Test("What stands behind a wall or outside the field of view is not seen")
    func radarOcclusion() throws {
        #expect(try detections([placed("sedan", 40, 0)]).count >= 1)
        #expect(try detections([placed("sedan", 40, 0)], map: TestStreet.wall(at: 21)).isEmpty)
        #expect(try detections([placed("sedan", -40, 0)]).isEmpty)
        #expect(try detections([placed("bus", 15, 0), placed("adult", 40, 0)]).allSatisfy { $0.range < 25 })
    }

    @Test("Labels of a scan say what each beam met, and belong to the frame's time")
    func scanLabels() throws {
        var parameters = LidarParameters()
        parameters.rangeNoise = 0
        let stage = SensingStage(map: TestStreet.wall(at: 21), catalogue: TestStreet.catalogue)
        let drive = try TestDrive(
            [mount(LidarSensor.self, parameters, at: Pose3(Vector3(1, 0, 1.8)))], stage: stage, speed: 0)
        let view = SensingView(
            stage: stage, world: drive.world, vehicle: drive.vehicle, history: drive.state.history,
            scratch: SensingScratch())
        let labels = try #require(drive.senses.rig.labels(mount: 0, at: drive.frames[0].measuredAt, view: view))
        let scan = try #require(LidarScan(drive.frames[0]))
        let distances = try #require(labels.arrays[0].float32)
        let classes = try #require(labels.arrays[1].uint8)
        for (index, range) in scan.ranges.enumerated() where range > 0 {
            #expect(distances[index] == range)
            #expect([SurfaceClass.building, .road, .terrain].map(\.rawValue).contains(classes[index]))
        }
        let ahead = (scan.layers - 1) * scan.columns
        #expect(classes[ahead] == SurfaceClass.building.rawValue)
        #expect(classes[0] == SurfaceClass.road.rawValue)
    }
}
