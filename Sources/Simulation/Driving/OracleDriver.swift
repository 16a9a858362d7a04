import DrivingInterface
import Geometry
import RoadNetwork
import Traffic
import World

/// Drives its route by the rules of the road with the world in sight: yardstick of every scenario, teacher of policies.
///
/// Longitudinally the traffic's own assessment with a careful profile, bounded by how far ahead people may step out;
/// laterally the route's path, with passes around obstacles that stand.
public struct OracleDriver: PrivilegedDriver {
    public static let name = "oracle"
    public static let summary = "Drives well with the world and the route in sight: the yardstick."

    /// What it keeps in mind.
    public struct Memory: ColumnState {
        var rules = RouteDriving.Memory()
        var pass = ObstaclePass()
        /// Acceleration of the last decision, m/s².
        var acceleration = 0.0
        /// Time until which it creeps out of a standstill, s.
        var creepsUntil = -1.0

        public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
            rules.visitColumns(&visitor)
            pass.visitColumns(&visitor)
            visitor.visit("acceleration", value: &acceleration)
            visitor.visit("creepsUntil", value: &creepsUntil)
        }
    }

    private let following: PathFollowing
    private let period: Double
    private let profile: DriverProfile

    public init(episode: EpisodeInfo) {
        following = PathFollowing(episode.vehicle)
        period = episode.decisionPeriod
        var careful = DriverProfile(name: "oracle")
        (careful.acceleration, careful.timeHeadway, careful.standstillGap) = (2.4, 1.3, 3.0)
        (careful.startUpDelay, careful.speedShare, careful.lateralAcceleration) = (0, 1, 1.9)
        (careful.gapAhead, careful.gapBehind) = (2.2, 0.6)
        profile = careful
    }

    public func initialMemory() -> Memory { Memory() }

    public func drive(_ truth: PrivilegedView, memory: inout Memory) -> DrivingCommand {
        let motion = truth.motion
        let field = PathField(truth)
        memory.pass.update(field, following, motion: motion, time: truth.world.clock.time)
        let offset = memory.pass.offset(at: truth.routePosition + 4)
        let assessment = RouteDriving.assess(
            truth.vehicle, on: truth.route, at: truth.routePosition, offset: offset, ignored: memory.pass.passed,
            world: truth.world, model: truth.traffic, profile: profile, step: period, memory: &memory.rules,
            scratch: &truth.scratch.traffic)
        let way = OwnWay(truth: truth, following: following, pass: memory.pass)
        var acceleration = creeps(truth, assessment, way, &memory) ? creep(motion) : assessment.acceleration
        acceleration = min(acceleration, bodyLimit(way, motion), curveLimit(truth, motion), goalLimit(truth, motion))
        acceleration = min(acceleration, memory.pass.limit(motion: motion, at: truth.routePosition))
        acceleration = min(acceleration, CarefulApproach.limit(field, motion: motion, offset: memory.pass))
        let ahead = following.aim(from: truth.routePosition, speed: motion.speed)
        let steering = following.steering(
            along: truth.route.path, at: truth.routePosition, offset: memory.pass.offset(at: ahead), motion: motion)
        let turned = truth.world.actors.steeringAngle[truth.vehicle.index]
        if memory.pass.isSharp(at: truth.routePosition), motion.speed < 0.5, (turned - steering).magnitude > 0.08 {
            acceleration = min(acceleration, -0.5)
        }
        acceleration = comfortable(acceleration, after: memory.acceleration, speed: motion.speed)
        memory.acceleration = acceleration
        return DrivingCommand(
            .controls(steering: .angle(steering), acceleration: acceleration),
            indicator: memory.pass.indicator ?? Indicator(truth.indicator(within: 4)))
    }

    /// Whether the vehicle has waited so long for others to go first that it goes on slowly, since nobody does and its
    /// way is free: a standstill of several who wait for each other. Never at a signal, never before people.
    private func creeps(
        _ truth: PrivilegedView, _ assessment: DrivingAssessment, _ way: OwnWay, _ memory: inout Memory
    ) -> Bool {
        let time = truth.world.clock.time
        switch assessment.reason {
        case .yield, .exitBlocked, .leader: break
        default: return false
        }
        let aspect = SignalAspect(rawValue: assessment.aspect) ?? .dark
        guard !assessment.lineDistance.isFinite || aspect == .dark || aspect.letsGo else { return false }
        if time < memory.creepsUntil { return true }
        let since = memory.rules.standingSince
        guard since >= 0, time - since > Self.patience, way.obstruction(within: Self.creepRoom) == nil else {
            return false
        }
        memory.creepsUntil = time + Self.creepTime
        return true
    }

    /// Seconds of standing before the vehicle creeps, and for how long; metres that must be free.
    private static let patience = 10.0
    private static let creepTime = 4.0
    private static let creepRoom = 6.0

    private func creep(_ motion: ActorMotion) -> Double { min(1, 2 * (2 - motion.speed)) }

    /// Stops short of bodies on the way itself, whatever the rules say.
    private func bodyLimit(_ way: OwnWay, _ motion: ActorMotion) -> Double {
        let speed = max(0, motion.speed)
        guard let distance = way.obstruction(within: speed * speed / 6 + speed * 0.5 + 2) else { return .infinity }
        let room = distance - 1
        guard room > 0.1 else { return speed > 0.02 ? -6 : 0 }
        return -speed * speed / (2 * room) + (speed < 1 ? 0.3 : 0)
    }

    private func curveLimit(_ truth: PrivilegedView, _ motion: ActorMotion) -> Double {
        let limit = truth.speedLimit(at: truth.routePosition + max(0, motion.speed))
        let speed = PathFollowing.curveSpeed(
            along: truth.route.path, from: truth.routePosition, lateral: 1.9, deceleration: 1.6, cap: limit)
        return (speed - motion.speed) / 0.8
    }

    /// Comes to rest on the last metre of the route.
    private func goalLimit(_ truth: PrivilegedView, _ motion: ActorMotion) -> Double {
        let distance = max(0, truth.route.length - truth.routePosition - 0.5)
        let speed = (2 * 1.5 * distance).squareRoot()
        return motion.speed < 0.5 && distance > 0.5 ? 1 : (speed - motion.speed) / 0.5
    }

    /// Eases in and out of braking and accelerating, unless it is urgent.
    private func comfortable(_ wish: Double, after last: Double, speed: Double) -> Double {
        guard wish > -3.5 else { return max(-9, wish) }
        // Where a metre counts, as at a line, there is no time to ease in.
        let change = wish < last ? (speed < 3 ? 3 : 0.8) : 0.4
        return min(2.2, max(last - change, min(last + change, wish)))
    }
}
