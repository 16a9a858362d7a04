import Geometry

/// Motion along an arc with constant acceleration along the heading, in closed form: how every actor moves between two
/// stamps, and how one step of a motion model moves a vehicle.
public enum ArcMotion {
    /// Distance and speed after `duration` seconds (which may be negative: looking back).
    ///
    /// Acceleration never turns a motion round: against the speed it leads to a standstill that lasts. From standstill a
    /// positive acceleration moves forward, a negative one holds.
    ///
    /// - Parameters:
    ///   - speed: m/s, negative backwards.
    ///   - acceleration: m/s².
    /// - Returns: metres along the arc (negative backwards), m/s, and whether the standstill is reached.
    @inlinable
    public static func travel(speed: Double, acceleration: Double, duration: Double) -> (
        distance: Double, speed: Double, isStopped: Bool
    ) {
        if speed == 0, acceleration <= 0 || duration <= 0 { return (0, 0, true) }
        let final = speed + acceleration * duration
        if final * speed < 0 { return (-speed * speed / (2 * acceleration), 0, true) }
        return ((speed + final) / 2 * duration, final, final == 0)
    }

    /// The mean of the unit vectors at headings from 0 to `turn` radians: (sin x / x, (1 − cos x) / x).
    ///
    /// The chord of an arc of length s that turns by x is s times this vector.
    @inlinable
    public static func meanHeading(turn: Double) -> Vector2 {
        let z = turn * turn
        if z < 0.25 {
            // Series to x¹³ / 15!: below one unit in the last place for |x| < 0.5. Factors, because divisions are slow.
            let along =
                1 - z * (1.0 / 6)
                * (1 - z * (1.0 / 20)
                    * (1 - z * (1.0 / 42)
                        * (1 - z * (1.0 / 72)
                            * (1 - z * (1.0 / 110) * (1 - z * (1.0 / 156))))))
            let across =
                1 - z * (1.0 / 12)
                * (1 - z * (1.0 / 30)
                    * (1 - z * (1.0 / 56)
                        * (1 - z * (1.0 / 90)
                            * (1 - z * (1.0 / 132) * (1 - z * (1.0 / 182))))))
            return Vector2(along, turn / 2 * across)
        }
        let (sine, cosine) = DeterministicMath.sinCos(turn)
        return Vector2(sine / turn, (1 - cosine) / turn)
    }

    /// The pose after moving by `displacement` (metres forward and to the left, measured along the path) while turning
    /// by `turn` radians at an even rate.
    @inlinable
    public static func pose(from start: Pose2, displacement: Vector2, turn: Double) -> Pose2 {
        let mean = meanHeading(turn: turn)
        let forward = start.forward
        let along = mean.x * displacement.x - mean.y * displacement.y
        let across = mean.y * displacement.x + mean.x * displacement.y
        return Pose2(start.position + forward * along + forward.leftNormal * across, yaw: start.yaw + turn)
    }
}
