import DrivingInterface
import Geometry

/// The mapless driver of the project: finds its way from paint, kerbs and free space, signals in the picture, obstacles
/// in the LiDAR scan, speeds from radar, and turn-by-turn directions.
public struct BaselinePolicy: DrivingPolicy {
    public static let name = "baseline"
    public static let summary = "Drives by camera, LiDAR, radar and directions, without a map."
    public static let sensorSet: String? = "urban-lite"
    public static let subscriptions = [
        SensorSelector(kind: "camera", facing: .front), SensorSelector(kind: "lidar"), SensorSelector(kind: "radar"),
    ]

    let vehicle: VehicleInfo
    let mirror: Mirror
    let equipment: Equipment

    public init(episode: EpisodeInfo) throws {
        vehicle = episode.vehicle
        mirror = Mirror(drivesOnRight: episode.drivesOnRight)
        equipment = try Equipment(episode, mirror: mirror)
    }

    public func initialMemory() -> BaselineMemory {
        BaselineMemory(
            directions: equipment.horizon.count, cameras: equipment.cameras.count, radars: equipment.radars.count)
    }

    public func drive(_ observation: Observation, memory: inout BaselineMemory) -> DrivingCommand {
        let ego = mirror.ego(observation.ego)
        let route = mirror.route(observation.route)
        memory.move(to: ego.poseSinceStart)
        look(observation, ego, &memory)
        let station = findWay(route, ego, &memory)
        let plan = plan(route, ego, time: observation.time, station: station, memory)
        memory.reason = plan.reason
        // Brakes are let go at once, the throttle opens smoothly.
        let acceleration = max(
            -vehicle.maximumDeceleration, min(plan.acceleration, max(0, ego.lastAcceleration) + 0.5))
        let steering = Steering.angle(
            memory.path, pose: ego.poseSinceStart, station: station, speed: ego.speed, wheelbase: vehicle.wheelbase)
        return DrivingCommand(
            .controls(steering: .angle(steering * mirror.sign), acceleration: acceleration),
            indicator: mirror.indicator(memory.junction.indicator(odometer: memory.odometer)),
            belief: belief(ego.poseSinceStart, memory))
    }
}

extension BaselineMemory {
    /// Takes up where the car has got to.
    mutating func move(to pose: Pose2) {
        odometer += pose.position.distance(to: lastPose.position)
        lastPose = pose
        if path.isLaid == 0 { path.lay(along: pose) }
        ground.center(on: pose.position + pose.forward * 14)
        path.advance(to: pose.position)
    }
}
