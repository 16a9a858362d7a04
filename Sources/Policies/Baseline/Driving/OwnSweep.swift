import DrivingInterface
import Geometry

/// The ground that the body of the car covers on its next metres: corners swing out of the way that its middle takes.
struct OwnSweep {
    let path: LanePath
    /// Of the reference point, same frame as the path.
    let pose: Pose2
    let vehicle: VehicleInfo

    /// Metres that are looked ahead, and between two looks.
    static let reach = 9.6
    private static let step = 0.4
    /// Metres kept from what stands beside the way.
    private static let room = 0.15

    /// Metres that the car may travel before its body meets one of `points` (frame of the path); nil if it meets none.
    ///
    /// What stands so near beside the car that there is no room any more only must not be touched.
    func free(of points: UnsafeBufferPointer<Vector2>) -> Double? {
        var pose = pose
        var travel = 0.0
        while travel < OwnSweep.reach {
            let steering = Steering.angle(
                path, pose: pose, station: path.project(pose.position).s, speed: 2, wheelbase: vehicle.wheelbase)
            let turn = DeterministicMath.tan(steering) / vehicle.wheelbase * OwnSweep.step
            pose = Pose2(
                pose.position + Vector2(yaw: pose.yaw + turn / 2) * OwnSweep.step, yaw: pose.yaw + turn)
            travel += OwnSweep.step
            for point in points where isCovered(point, from: pose, room: OwnSweep.room) {
                guard isCovered(point, from: self.pose, room: OwnSweep.room) else { return travel }
                if isCovered(point, from: pose, room: 0) { return travel }
            }
        }
        return nil
    }

    private func isCovered(_ point: Vector2, from pose: Pose2, room: Double) -> Bool {
        let local = pose.toLocal(point)
        return local.y.magnitude < vehicle.width / 2 + room && local.x > -vehicle.rearOverhang
            && local.x < vehicle.wheelbase + vehicle.frontOverhang + room
    }
}
