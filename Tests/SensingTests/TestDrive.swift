import DrivingInterface
import Geometry
import RoadNetwork
import Sensing
import World

/// A driven vehicle on an exact arc, sensed at every tick: no traffic, no policy.
struct TestDrive {
    var world: WorldState
    let vehicle: ActorID
    let stage: SensingStage
    let senses: VehicleSenses
    var state: VehicleSensesState
    private(set) var scratch = SensingScratch()
    let start: Pose2
    let speed: Double
    let curvature: Double

    static let vehicleInfo = VehicleInfo(
        length: 4.6, width: 1.85, height: 1.5, wheelbase: 2.7, frontOverhang: 0.95, rearOverhang: 0.95,
        maximumSteeringAngle: 0.6, maximumSteeringRate: 0.6, maximumAcceleration: 4, maximumDeceleration: 9)

    init(
        _ mounts: [SensorMount], stage: SensingStage = .empty, tickMicroseconds: Int64 = 10_000, seed: UInt64 = 1,
        start: Pose2 = .identity, speed: Double = 10, curvature: Double = 0, subscribed: [Int]? = nil,
        odometry: OdometryParameters = OdometryParameters(), prepare: (inout WorldState) -> Void = { _ in }
    ) throws {
        (self.start, self.speed, self.curvature, self.stage) = (start, speed, curvature, stage)
        world = WorldState(clock: Clock(tick: 0, tickMicroseconds: tickMicroseconds))
        prepare(&world)
        vehicle = world.actors.spawn(
            ActorPlacement(model: 0, randomKey: 77, flags: .driven, pose: start, speed: speed))
        senses = VehicleSenses(
            rig: try SensorRig(
                set: SensorSet(name: "test", mounts: mounts), vehicle: TestDrive.vehicleInfo, seed: seed,
                vehicleKey: 77, subscribed: subscribed),
            odometry: Odometry(parameters: odometry, seed: seed, vehicleKey: 77))
        state = senses.initialState(clock: world.clock)
        placeVehicle()
        sense()
    }

    /// The exact pose at a time.
    func pose(at time: Double) -> Pose2 {
        start.toOuter(PlanCurve.arc(curvature: curvature).localPose(at: speed * time, length: 1))
    }

    private mutating func placeVehicle() {
        let row = vehicle.index
        let time = world.clock.time
        let pose = pose(at: time)
        world.actors.stamp[row] = world.clock.tick
        world.actors.x[row] = pose.position.x
        world.actors.y[row] = pose.position.y
        world.actors.yaw[row] = start.yaw + curvature * speed * time
        world.actors.yawRate[row] = curvature * speed
    }

    private mutating func sense() {
        senses.advance(&state, stage: stage, world: world, vehicle: vehicle, scratch: scratch)
    }

    /// One tick.
    mutating func step() {
        world.clock.tick += 1
        placeVehicle()
        sense()
    }

    /// The same drive without anything that is only remembered to save work.
    func withFreshMemory() -> TestDrive {
        var copy = self
        copy.scratch = SensingScratch()
        return copy
    }

    /// Newest frames now.
    var frames: [SensorFrame] { senses.rig.frames(state.rig) }

    /// Every newly delivered frame of a mount up to a time, the first tick included.
    mutating func deliveries(ofMount mount: Int = 0, until time: Double) -> [SensorFrame] {
        var result: [SensorFrame] = []
        func note(_ frames: [SensorFrame]) {
            guard let frame = frames.first(where: { $0.mount == mount }) else { return }
            if frame.sequence != result.last?.sequence { result.append(frame) }
        }
        note(frames)
        while world.clock.time < time - 1e-9 {
            step()
            note(frames)
        }
        return result
    }
}

extension SensingStage {
    /// The road users of `TestStreet` and what stands around them.
    static let street = SensingStage(map: TestStreet.map, catalogue: TestStreet.catalogue)

    /// One kind of car and nothing else.
    static let empty = SensingStage(
        map: StreetMap(name: "empty"), catalogue: Catalogue(models: [ActorModel(name: "car", actorClass: .car)]))
}
