import DrivingInterface
import Geometry
import Optics
import RoadNetwork
import Sensing
import World

/// One small frame of every kind of sensor on the street of `OpticsCase`, noise included.
struct SensingCase {
    private let stage: SensingStage
    private var world: WorldState
    private let vehicle: ActorID

    init(_ optics: OpticsCase) {
        stage = SensingStage(scene: optics.fixed, catalogue: optics.catalogue)
        world = optics.world
        vehicle = world.actors.spawn(
            ActorPlacement(
                model: 0, randomKey: 7, flags: .driven, pose: Pose2(x: 1, y: 0.5, yaw: 0.3), speed: 10))
    }

    private static let mounts: [SensorMount] = {
        var camera = CameraParameters()
        (camera.width, camera.height) = (64, 48)
        var fisheye = camera
        (fisheye.lens, fisheye.fieldOfView, fisheye.radial1) = (.fisheye, 3.3, -0.02)
        // Fine noise and everything that light does, upright and through a lens, at rest and in motion.
        var linear = camera
        (linear.chain, linear.readout, linear.rainOnLens) = (.full, 0.03, 1)
        var linearFisheye = fisheye
        linearFisheye.chain = .full
        var lidar = LidarParameters()
        (lidar.layers, lidar.columns) = (8, 100)
        var full = lidar
        (full.chain, full.device.echoes, full.device.raysAcross) = (.full, 2, 3)
        var radar = RadarParameters()
        radar.chain = .full
        let devices = [
            SensorDevice(CameraSensor.self, camera), SensorDevice(CameraSensor.self, fisheye),
            SensorDevice(CameraSensor.self, linear), SensorDevice(CameraSensor.self, linearFisheye),
            SensorDevice(InertialSensor.self),
            SensorDevice(LidarSensor.self, lidar), SensorDevice(LidarSensor.self, full), SensorDevice(RadarSensor.self),
            SensorDevice(RadarSensor.self, radar),
            SensorDevice(SatelliteReceiver.self), SensorDevice(UltrasonicRing.self),
            SensorDevice(WheelOdometrySensor.self),
        ]
        return devices.map {
            SensorMount(name: $0.kind, device: $0, egoFromSensor: Pose3(Vector3(1.2, 0, 1.7), yaw: 0.1))
        }
    }()

    /// Kind and hash of each frame, and the noisy odometry at last.
    func frames() throws -> [(kind: String, hash: UInt64)] {
        let info = VehicleInfo(
            length: 4.6, width: 1.85, height: 1.5, wheelbase: 2.7, frontOverhang: 0.95, rearOverhang: 0.95,
            maximumSteeringAngle: 0.6, maximumSteeringRate: 0.6, maximumAcceleration: 4, maximumDeceleration: 9)
        let rig = try SensorRig(
            set: SensorSet(name: "case", mounts: SensingCase.mounts), vehicle: info, seed: 3, vehicleKey: 7)
        let senses = VehicleSenses(rig: rig, odometry: Odometry(seed: 3, vehicleKey: 7))
        var state = senses.initialState(clock: world.clock)
        senses.advance(&state, stage: stage, world: world, vehicle: vehicle, scratch: SensingScratch())
        return rig.frames(state.rig).map { (rig.mounts[$0.mount].kind, $0.contentHash) }
            + [("odometry", state.odometry.stateHash())]
    }
}
