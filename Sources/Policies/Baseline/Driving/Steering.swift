import Geometry

/// Steers along the path by pure pursuit (Coulter 1992): an arc from the rear axle to a point of the path ahead.
enum Steering {
    /// Road wheel angle, radians, left positive.
    /// - Parameters:
    ///   - pose: of the rear axle, same frame as the path.
    ///   - station: of the rear axle on the path.
    static func angle(_ path: LanePath, pose: Pose2, station: Double, speed: Double, wheelbase: Double) -> Double {
        let reach = min(12, max(3.6, 1.8 + 0.55 * speed))
        let target = pose.toLocal(path.point(at: station + reach))
        let distance = max(1, target.lengthSquared)
        return DeterministicMath.atan(2 * wheelbase * target.y / distance)
    }
}
