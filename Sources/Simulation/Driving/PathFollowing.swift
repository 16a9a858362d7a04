import Geometry
import RoadNetwork
import World

/// Following a route's path: what the privileged drivers share.
struct PathFollowing {
    let wheelbase: Double
    let maximumSteering: Double

    /// Steering angle that leads the rear axle back to a line, radians: pure pursuit with a look-ahead that grows with
    /// the speed (Coulter 1992), on the path moved sideways by `offset`.
    ///
    /// - Parameter offset: metres to the left of the path at the aimed point.
    func steering(along path: Polyline, at s: Double, offset: Double = 0, motion: ActorMotion) -> Double {
        let lookAhead = max(3, 0.55 * motion.speed.magnitude + 1.5)
        let target = motion.pose.toLocal(path.point(at: s + lookAhead, offset: offset))
        let reach = max(1, target.lengthSquared)
        let angle = DeterministicMath.atan(2 * wheelbase * target.y / reach)
        return min(maximumSteering, max(-maximumSteering, angle))
    }

    /// Highest speed from which all curves ahead can be taken with a lateral acceleration and deceleration, m/s.
    static func curveSpeed(
        along path: Polyline, from s: Double, lateral: Double, deceleration: Double, cap: Double
    ) -> Double {
        var best = cap
        let reach = cap * cap / (2 * deceleration) + 8
        for ahead in stride(from: 0.0, through: reach, by: 2) {
            let curvature = path.curvature(at: min(path.length, s + ahead), window: 3).magnitude
            guard curvature > 1e-4 else { continue }
            let allowed = lateral / curvature + 2 * deceleration * max(0, ahead - 1)
            best = min(best, allowed.squareRoot())
        }
        return best
    }
}

extension PrivilegedView {
    /// The vehicle's motion now.
    var motion: ActorMotion { world.actors.motion(of: vehicle, at: world.clock.tick, clock: world.clock) }

    /// The speed limit at an arc length of the route, m/s.
    func speedLimit(at s: Double) -> Double { map[route.legs[route.leg(at: s)].lane].speedLimit }

    /// The manoeuvre that a direction indicator should announce now: the next one within `seconds` or 30 m.
    func indicator(within seconds: Double) -> RouteManoeuvre.Kind? {
        let speed = motion.speed
        let next = route.manoeuvres.first { $0.end > routePosition }
        guard let next, next.at - routePosition < max(30, speed * seconds) else { return nil }
        return next.kind
    }
}
