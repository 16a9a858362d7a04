import DrivingInterface
import Geometry
import Launching
import Optics
import RoadNetwork
import Sensing
import World

/// Times frames of one mounted sensor, one call per pose of a scene.
struct FrameBench {
    private let rig: SensorRig
    private let state: RigState
    private let views: [SensingView]

    /// - Parameters:
    ///   - height: of the sensor above the ground, metres.
    ///   - moments: how many poses are looked at; each at a time of its own, so that the scene of the moment is built for
    ///     every frame, unless there is only one.
    init(_ device: SensorDevice, height: Double, on scene: SensorScene, moments: Int = 16) throws {
        let mount = SensorMount(name: "bench", device: device, egoFromSensor: Pose3(Vector3(0, 0, height), yaw: 0))
        rig = try SensorRig(
            set: SensorSet(name: "bench", mounts: [mount]), vehicle: BenchCar.info, seed: 1, vehicleKey: 1 << 40)
        let car = BenchCar(scene)
        state = rig.initialState(clock: car.world.clock)
        let scratch = SensingScratch()
        views = scene.poses.prefix(moments).enumerated().map { number, pose in
            var copy = car
            copy.place(at: pose, tick: Int64(number))
            return copy.view(scratch)
        }
    }

    func time(_ timer: BenchTimer) -> Double {
        var arrays: [FrameArray] = []
        var state = state
        return timer.microseconds(round: views.count) { call in
            rig.measure(mount: 0, state: &state, view: views[call], into: &arrays)
        }
    }
}

/// Times a whole sensor set on a car that drives through a scene.
struct SetBench {
    private let senses: VehicleSenses
    private let scene: SensorScene

    init(_ set: SensorSet, on scene: SensorScene) throws {
        senses = VehicleSenses(
            rig: try SensorRig(set: set, vehicle: BenchCar.info, seed: 1, vehicleKey: 1 << 40),
            odometry: Odometry(seed: 1, vehicleKey: 1 << 40))
        self.scene = scene
    }

    /// Simulated seconds per CPU second: the median of five drives of a second after one to warm up.
    func realTimeFactor() -> Double {
        let scratch = SensingScratch()
        let factors = (0..<6).map { _ in 1 / drive(scratch) }
        return factors.dropFirst().sorted()[2]
    }

    private func drive(_ scratch: SensingScratch) -> Double {
        var car = BenchCar(scene)
        var state = senses.initialState(clock: car.world.clock)
        let start = scene.poses[0]
        let timer = CPUTimer()
        for tick in 0..<100 {
            car.place(at: start.toOuter(Pose2(x: 0.1 * Double(tick), y: 0, yaw: 0)), tick: Int64(tick))
            senses.advance(&state, stage: car.stage, world: car.world, vehicle: car.vehicle, scratch: scratch)
        }
        return timer.seconds.cpu
    }
}

/// The vehicle that carries the sensors, in the world of a scene.
struct BenchCar {
    private(set) var world: WorldState
    let vehicle: ActorID
    let stage: SensingStage
    private var history = MotionHistory(reach: 0.2, tickDuration: 0.01)

    static let info = VehicleInfo(
        length: 4.6, width: 1.85, height: 1.5, wheelbase: 2.7, frontOverhang: 0.95, rearOverhang: 0.95,
        maximumSteeringAngle: 0.6, maximumSteeringRate: 0.6, maximumAcceleration: 4, maximumDeceleration: 9)

    init(_ scene: SensorScene) {
        world = scene.world
        vehicle = world.actors.spawn(
            ActorPlacement(model: 0, randomKey: 1 << 40, flags: .driven, pose: scene.poses[0], speed: 10))
        stage = SensingStage(map: scene.map, catalogue: scene.catalogue)
    }

    /// The car at a pose at a tick; everybody else stands where the scene has put them.
    mutating func place(at pose: Pose2, tick: Int64) {
        world.clock.tick = tick
        for row in 0..<world.actors.count { world.actors.stamp[row] = tick }
        world.actors.x[vehicle.index] = pose.position.x
        world.actors.y[vehicle.index] = pose.position.y
        world.actors.yaw[vehicle.index] = pose.yaw
        history.record(vehicle, of: world)
    }

    func view(_ scratch: SensingScratch) -> SensingView {
        SensingView(stage: stage, world: world, vehicle: vehicle, history: history, scratch: scratch)
    }
}
