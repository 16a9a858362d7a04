import DrivingInterface
import Geometry
import RoadNetwork
import Traffic
import World

/// Following a route's path: what the privileged drivers share.
struct PathFollowing {
    private let wheelbase: Double
    private let maximumSteering: Double
    /// The point of the vehicle that is led along the path, metres ahead of the rear axle.
    private let lead: Double

    /// On an arc of radius R with the led point a ahead of the rear axle, the outer front corner, F ahead of it, runs
    /// (F² − a²)/2R outside the led point's line, the inner rear corner a²/2R inside it: equal for a = F/√2.
    init(_ vehicle: VehicleInfo) {
        wheelbase = vehicle.wheelbase
        maximumSteering = vehicle.maximumSteeringAngle
        lead = Self.lead(frontOverhang: vehicle.wheelbase + vehicle.frontOverhang)
    }

    /// - Parameter frontOverhang: from the rear axle to the front bumper, metres.
    static func lead(frontOverhang: Double) -> Double { frontOverhang * 0.5.squareRoot() }

    /// Seconds between a command and what it does, that the vehicle's motion is taken ahead by.
    private static let lag = 0.12

    /// Arc length of the path that is aimed at, metres.
    func aim(from s: Double, speed: Double) -> Double { s + lead + max(2, 0.45 * speed.magnitude + 1) }

    /// Steering angle that leads the vehicle back to a line, radians: the arc to a point ahead on the path, which is
    /// moved sideways by `offset`, with a look-ahead that grows with the speed.
    ///
    /// - Parameter offset: metres to the left of the path at the aimed point.
    func steering(along path: Polyline, at s: Double, offset: Double = 0, motion: ActorMotion) -> Double {
        let ahead = motion.speed * Self.lag
        let heading = Pose2(motion.pose.position, yaw: motion.pose.yaw + motion.yawRate * Self.lag / 2)
        let pose = Pose2(
            heading.position + heading.forward * ahead, yaw: motion.pose.yaw + motion.yawRate * Self.lag)
        return DeterministicMath.atan(
            wheelbase * curvature(from: pose, along: path, at: s + ahead, offset: offset, speed: motion.speed))
    }

    /// Curvature of the arc that leads the vehicle back to a line, 1/m.
    func curvature(from pose: Pose2, along path: Polyline, at s: Double, offset: Double, speed: Double) -> Double {
        let target = pose.toLocal(path.point(at: aim(from: s, speed: speed), offset: offset))
        let sharpest = DeterministicMath.tan(maximumSteering) / wheelbase
        return Steering.curvature(towards: target, lead: lead, sharpest: sharpest)
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
