import DrivingInterface
import Geometry
import RoadNetwork
import Testing
import World

@testable import Sensing

@Suite("Faults of sensors")
struct FaultTests {
    private static func drive(_ kind: String = "lidar", rate: Int64 = 20) throws -> TestDrive {
        let model = try #require(SensorRegistry.standard.model(kind))
        return try TestDrive(
            [
                SensorMount(
                    name: "one", device: device(model), egoFromSensor: Pose3(Vector3(1, 0, 1.8)), rate: FrameRate(rate))
            ], stage: SensingStage(map: TestStreet.wall(at: 21), catalogue: TestStreet.catalogue), speed: 0)
    }

    private static func device<Model: SensorModel>(_ model: Model.Type) -> SensorDevice { SensorDevice(model) }

    private static func set(_ drive: inout TestDrive, _ change: (inout SensorFault) -> Void) {
        var fault = SensorFault()
        change(&fault)
        drive.senses.rig.set(fault, on: SensorSelector(), in: &drive.state.rig)
    }

    @Test(
        "Every fault leaves shapes, types and finite numbers, and is the same again",
        arguments: [
            "camera", "gnss", "imu", "lidar", "radar", "ultrasonic", "wheel_odometry",
        ])
    func shapes(kind: String) throws {
        func hash() throws -> [UInt64] {
            var drive = try FaultTests.drive(kind)
            FaultTests.set(&drive) {
                ($0.dirt, $0.noise, $0.stuck, $0.yaw, $0.jitter) = (0.2, 0.5, 0.05, 0.1, 30_000_000)
            }
            let described = drive.senses.rig.mounts[0].arrays
            return drive.deliveries(until: 0.4).map { frame in
                for (array, description) in zip(frame.arrays, described) {
                    #expect(array.fits(description) && array.isFinite)
                }
                return frame.contentHash
            }
        }
        let once = try hash()
        #expect(try hash() == once && once.count > 2)
    }

    @Test("A late sensor delivers later by its delay")
    func delay() throws {
        var drive = try FaultTests.drive()
        FaultTests.set(&drive) { $0.delay = 200_000_000 }
        let frames = drive.deliveries(until: 0.5).filter { $0.measuredAt > 0 }
        #expect(!frames.isEmpty)
        #expect(frames.allSatisfy { ($0.deliveredAt - $0.measuredAt - 0.2).magnitude < 1e-9 })
    }

    @Test("A misaligned LiDAR sees the truth from its real place; its calibration stays what it was")
    func misalignment() throws {
        var drive = try FaultTests.drive()
        let before = drive.senses.rig.mounts[0]
        // The wall is 20 m ahead; a metre forwards it is 19 m.
        FaultTests.set(&drive) { $0.forward = 1 }
        for _ in 0..<10 { drive.step() }
        let scan = try #require(LidarScan(drive.frames[0]))
        let top = Double(scan.range(layer: scan.layers - 1, column: 0))
        #expect((top * DeterministicMath.cos(10 * .pi / 180) - 19).magnitude < 0.15)
        #expect(drive.senses.rig.mounts[0].egoFromSensor == before.egoFromSensor)
        // Turned by ten columns, what was straight ahead is found ten columns on.
        FaultTests.set(&drive) { $0.yaw = -10 * 2 * .pi / 900 }
        for _ in 0..<10 { drive.step() }
        let turned = try #require(LidarScan(drive.frames[0]))
        // The wall stands across: its ranges are the same on both sides of that column, 30 columns away.
        let sides = [880, 40].map { Double(turned.range(layer: 31, column: $0)) }
        #expect(sides[0] > 20 && (sides[0] - sides[1]).magnitude < 0.15)
    }

    @Test("Knocked to a tilt, a sensor sees what one mounted so sees", arguments: ["camera", "lidar"])
    func tilt(kind: String) throws {
        let model = try #require(SensorRegistry.standard.model(kind))
        /// The picture; of a LiDAR the strength of its echoes, which has no noise.
        func seen(mounted: Double, knocked: Double) throws -> FrameArray.Elements {
            let mount = SensorMount(
                name: "one", device: FaultTests.device(model),
                egoFromSensor: Pose3(Vector3(1, 0, 1.8), pitch: 0.7 * mounted, roll: mounted))
            var drive = try TestDrive([mount], stage: .street, speed: 0) { world in
                for placement in TestStreet.placements() { _ = world.actors.spawn(placement) }
            }
            FaultTests.set(&drive) { ($0.pitch, $0.roll) = (0.7 * knocked, knocked) }
            for _ in 0..<20 { drive.step() }
            return try #require(drive.frames[0].arrays.last).elements
        }
        let tilted = try seen(mounted: 0.2, knocked: 0)
        #expect(try seen(mounted: 0, knocked: 0.2) == tilted)
        #expect(try seen(mounted: 0, knocked: 0) != tilted)
    }

    @Test("Dirt covers its share of the view and stays where it is")
    func dirt() throws {
        var drive = try FaultTests.drive()
        FaultTests.set(&drive) { $0.dirt = 0.2 }
        var holes: [[Int]] = []
        for _ in 0..<3 {
            for _ in 0..<6 { drive.step() }
            let scan = try #require(LidarScan(drive.frames[0]))
            // The lowest layers meet the ground all around.
            holes.append((0..<15 * 900).filter { scan.ranges[$0] == 0 })
        }
        #expect(holes[0] == holes[1] && holes[1] == holes[2])
        let share = Double(holes[0].count) / Double(15 * 900)
        #expect(share > 0.05 && share < 0.3)
    }

    @Test("Noise reaches everything measured, but not the times of the clock")
    func noise() throws {
        var parameters = LidarParameters()
        (parameters.chain, parameters.columns, parameters.layers) = (.full, 90, 4)
        let mount = SensorMount(
            name: "one", device: SensorDevice(LidarSensor.self, parameters),
            egoFromSensor: Pose3(Vector3(1, 0, 1.8)), rate: FrameRate(20))
        func times(_ strength: Double) throws -> [Float] {
            var drive = try TestDrive(
                [mount], stage: SensingStage(map: TestStreet.wall(at: 21), catalogue: TestStreet.catalogue), speed: 0)
            FaultTests.set(&drive) { $0.noise = strength }
            for _ in 0..<12 { drive.step() }
            return try #require(drive.frames[0].arrays.last?.float32)
        }
        #expect(try times(1) == times(0))
        #expect(try times(1).contains { $0 < -0.01 })
    }

    @Test("Stuck pixels show the same whatever there is to see")
    func stuck() throws {
        var drive = try FaultTests.drive("camera")
        FaultTests.set(&drive) { ($0.stuck, $0.noise) = (0.01, 0) }
        for _ in 0..<6 { drive.step() }
        let broken = try #require(drive.frames[0].arrays[0].uint8)
        FaultTests.set(&drive) { _ in }
        for _ in 0..<6 { drive.step() }
        let whole = try #require(drive.frames[0].arrays[0].uint8)
        let changed = zip(broken, whole).filter { $0 != $1 }
        let share = Double(changed.count) / Double(whole.count)
        #expect(share > 0.007 && share < 0.0101)
        #expect(changed.allSatisfy { $0.0 == 0 || $0.0 == 255 })
    }
}
