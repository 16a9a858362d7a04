import Geometry
import World

/// Turns a trajectory into controls: pure pursuit for steering, a proportional law with preview for speed.
///
/// Shared by every policy that answers trajectories, so that they differ in where they want to be, not in how well they
/// track it. Pure pursuit: δ = atan(2·L·sin(α)/l) (Coulter 1992) with l growing with speed.
enum TrajectoryTracker {
    /// Preview of the speed law, seconds.
    private static let preview = 0.4

    /// - Parameters:
    ///   - points: in the world, times increasing, at least one.
    ///   - time: now, seconds.
    static func targets(points: ArraySlice<TrackedPoint>, motion: ActorMotion, time: Double, wheelbase: Double)
        -> ActuatorCommand
    {
        guard let last = points.last, time < last.time else {
            // The plan has run out: stop where it ended.
            return ActuatorCommand(steeringAngle: 0, acceleration: -3)
        }
        let steering = steeringAngle(points: points, motion: motion, time: time, wheelbase: wheelbase)
        let wanted = speed(points: points, at: time + preview, now: motion.speed, time: time)
        return ActuatorCommand(steeringAngle: steering, acceleration: (wanted - motion.speed) / preview)
    }

    private static func speed(points: ArraySlice<TrackedPoint>, at target: Double, now: Double, time: Double)
        -> Double
    {
        var before = (time: time, speed: now)
        for point in points where point.time > time {
            if point.time >= target {
                let span = point.time - before.time
                let fraction = span > 1e-9 ? (target - before.time) / span : 1
                return before.speed + (point.speed - before.speed) * fraction
            }
            before = (point.time, point.speed)
        }
        return before.speed
    }

    private static func steeringAngle(
        points: ArraySlice<TrackedPoint>, motion: ActorMotion, time: Double, wheelbase: Double
    ) -> Double {
        let lookahead = max(3, 0.6 * motion.speed.magnitude + 2)
        var chosen: Vector2?
        for point in points where point.time > time {
            chosen = motion.pose.toLocal(Vector2(point.x, point.y))
            if let place = chosen, place.length >= lookahead { break }
        }
        guard let target = chosen else { return 0 }
        let squared = target.lengthSquared
        guard squared > 0.25 else { return 0 }
        return DeterministicMath.atan(2 * wheelbase * target.y / squared)
    }
}
