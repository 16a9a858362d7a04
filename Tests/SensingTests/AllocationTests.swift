import AllocationCounter
import DrivingInterface
import Geometry
import RoadNetwork
import Testing
import World

@testable import Sensing

@Suite("Frames ask the heap for next to nothing once the memory is warm")
struct AllocationTests {
    /// Every kind of sensor, and both chains where there are two.
    static let devices: [(name: String, device: SensorDevice)] = {
        var (camera, lidar, echoes, radar) = (
            CameraParameters(), LidarParameters(), LidarParameters(), RadarParameters()
        )
        (camera.width, camera.height, camera.chain) = (64, 48, .full)
        (lidar.columns, lidar.chain) = (360, .full)
        echoes = lidar
        (echoes.device.echoes, echoes.device.raysAcross) = (2, 3)
        radar.chain = .full
        return [
            ("camera", SensorDevice(CameraSensor.self)), ("full camera", SensorDevice(CameraSensor.self, camera)),
            ("LiDAR", SensorDevice(LidarSensor.self)), ("full LiDAR", SensorDevice(LidarSensor.self, lidar)),
            ("LiDAR of two echoes", SensorDevice(LidarSensor.self, echoes)),
            ("radar", SensorDevice(RadarSensor.self)), ("full radar", SensorDevice(RadarSensor.self, radar)),
            ("inertial", SensorDevice(InertialSensor.self)), ("satellite", SensorDevice(SatelliteReceiver.self)),
            ("ultrasonic", SensorDevice(UltrasonicRing.self)), ("wheels", SensorDevice(WheelOdometrySensor.self)),
        ]
    }()

    @Test("The counter counts this thread's allocations and nobody else's")
    func counter() async {
        allocated_bytes_begin()
        let numbers = [Int](repeating: 1, count: 100_000)
        let some = allocated_bytes_end()
        #expect(some > 0 && numbers.count == 100_000)
        allocated_bytes_begin()
        let none = allocated_bytes_end()
        #expect(none == 0)
    }

    @Test("No frame allocates what grows with rays, pixels or solids", arguments: devices.indices)
    func frames(row: Int) throws {
        let (name, device) = AllocationTests.devices[row]
        let drive = try TestDrive(
            [SensorMount(name: "one", device: device, egoFromSensor: Pose3(Vector3(1.2, 0.1, 1.7)))], stage: .street,
            curvature: 0.01
        ) { TestStreet.populate(&$0) }
        var views: [SensingView] = []
        var moving = drive
        for _ in 0..<8 {
            moving.step()
            views.append(
                SensingView(
                    stage: moving.stage, world: moving.world, vehicle: moving.vehicle, history: moving.state.history,
                    scratch: drive.scratch))
        }
        var state = moving.state.rig
        var arrays: [FrameArray] = []
        // Three rounds to warm up: what is met differs from frame to frame.
        for _ in 0..<3 {
            for view in views { moving.senses.rig.measure(mount: 0, state: &state, view: view, into: &arrays) }
        }
        allocated_bytes_begin()
        for view in views { moving.senses.rig.measure(mount: 0, state: &state, view: view, into: &arrays) }
        let perFrame = allocated_bytes_end() / views.count
        // Closures that a debug build puts on the heap, and what sorting detections needs; no ray, pixel or solid.
        #expect(perFrame < 4096, "\(name): \(perFrame) bytes a frame")
    }
}
