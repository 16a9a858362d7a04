import DrivingInterface
import Geometry

extension BaselinePolicy {
    /// What the driver believes, for viewers: lane borders, what it follows, its plan. Ego frame.
    func belief(_ pose: Pose2, _ memory: BaselineMemory) -> Belief {
        let path = memory.path
        func line(_ offset: Double) -> [Vector2] {
            (0..<LanePath.count).map { index in
                mirror.point(pose.toLocal(path[index] + path.direction(index).leftNormal * offset))
            }
        }
        let objects = memory.tracks.rows.filter { $0.missed == 0 && $0.age >= 2 }.map { track in
            let box = OrientedBox(
                center: mirror.point(pose.toLocal(track.extent.middle)), yaw: -pose.yaw * mirror.sign,
                length: track.extent.highX - track.extent.lowX, width: track.extent.highY - track.extent.lowY)
            return BelievedObject(box: box, velocity: mirror.point(track.velocity.rotated(by: -pose.yaw)))
        }
        return Belief(
            roadLines: [line(memory.keeping.borders.leftLine), line(-memory.keeping.borders.rightLine)],
            objects: objects,
            plan: line(0))
    }
}
