import DrivingInterface
import Geometry

/// The mounted sensors that the driver uses, with what was worked out about each.
struct Equipment: Sendable {
    let cameras: [CameraTable]
    let lidar: LidarTable?
    let radars: [RadarTable]
    let horizon: HorizonLayout

    /// - Throws: `PolicyRefusal` if no camera looks ahead.
    init(_ episode: EpisodeInfo, mirror: Mirror) throws {
        let lidars = episode.mounts(matching: SensorSelector(kind: "lidar"))
        lidar = lidars.lazy.compactMap { LidarTable(episode.mounts[$0], row: $0, mirror: mirror) }.first
        let horizon = lidar?.horizon ?? .none
        self.horizon = horizon
        let ahead = episode.mounts(matching: SensorSelector(kind: "camera", facing: .front))
        // A long lens sees lines far ahead, a wide one what is near.
        cameras = ahead.compactMap { row in
            let narrow = (episode.mounts[row].calibration("focal_x").first ?? 0) > 600
            return CameraTable(
                episode.mounts[row], row: row, mirror: mirror,
                range: narrow ? .init(near: 14, far: 48) : .init(near: 3.5, far: 36), horizon: horizon)
        }
        guard !cameras.isEmpty else { throw PolicyRefusal("it needs a camera that looks ahead") }
        radars = episode.mounts(matching: SensorSelector(kind: "radar")).map {
            RadarTable(mount: $0, pose: episode.mounts[$0].egoFromSensor, mirror: mirror)
        }
    }
}

/// Where a radar sits.
struct RadarTable: Sendable {
    let mount: Int
    private let pose: Pose3
    private let mirror: Mirror

    init(mount: Int, pose: Pose3, mirror: Mirror) {
        (self.mount, self.pose, self.mirror) = (mount, pose, mirror)
    }

    /// Position on the car, driving coordinates.
    var position: Vector2 { mirror.point(pose.position.horizontal) }

    /// Direction from the radar (unit vector) and position of a detection, ego frame in driving coordinates.
    func place(range: Double, azimuth: Double) -> (direction: Vector2, position: Vector2) {
        let direction = mirror.point(Vector2(yaw: pose.yaw + azimuth))
        return (direction, position + direction * range)
    }
}
