import DrivingInterface
import Geometry

/// Left and right exchanged where traffic keeps to the left, so that everything inside the driver is thought out once,
/// for traffic that keeps to the right.
///
/// *Driving coordinates* are the ego frame (or the frame of the starting pose) seen through this mirror: x forward, y
/// towards the middle of the road.
struct Mirror: Sendable {
    /// +1 where traffic keeps to the right, -1 where it keeps to the left: the factor of every y and every angle.
    let sign: Double

    init(drivesOnRight: Bool) { sign = drivesOnRight ? 1 : -1 }

    func point(_ p: Vector2) -> Vector2 { Vector2(p.x, p.y * sign) }

    func ego(_ ego: EgoMotion) -> EgoMotion {
        var mirrored = ego
        mirrored.lateralAcceleration *= sign
        mirrored.yawRate *= sign
        mirrored.steeringAngle *= sign
        mirrored.lastSteering *= sign
        mirrored.poseSinceStart = Pose2(point(ego.poseSinceStart.position), yaw: ego.poseSinceStart.yaw * sign)
        return mirrored
    }

    func route(_ route: RouteGuidance) -> RouteGuidance {
        var mirrored = route
        (mirrored.current, mirrored.next) = (manoeuvre(route.current), manoeuvre(route.next))
        return mirrored
    }

    private func manoeuvre(_ manoeuvre: Manoeuvre) -> Manoeuvre {
        guard sign < 0 else { return manoeuvre }
        switch manoeuvre {
        case .left: return .right
        case .right: return .left
        case .keepLeft: return .keepRight
        case .keepRight: return .keepLeft
        default: return manoeuvre
        }
    }

    func indicator(_ indicator: Indicator) -> Indicator {
        guard sign < 0 else { return indicator }
        switch indicator {
        case .left: return .right
        case .right: return .left
        default: return indicator
        }
    }
}
