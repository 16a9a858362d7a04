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

        public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
            rules.visitColumns(&visitor)
            pass.visitColumns(&visitor)
            visitor.visit("acceleration", value: &acceleration)
        }
    }

    private let following: PathFollowing
    private let period: Double
    private let profile: DriverProfile

    public init(episode: EpisodeInfo) {
        following = PathFollowing(
            wheelbase: episode.vehicle.wheelbase, maximumSteering: episode.vehicle.maximumSteeringAngle)
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
        memory.pass.update(field, motion: motion, rules: memory.rules, time: truth.world.clock.time)
        let offset = memory.pass.offset(at: truth.routePosition + 4)
        let assessment = RouteDriving.assess(
            truth.vehicle, on: truth.route, at: truth.routePosition, offset: offset, ignored: memory.pass.passed,
            world: truth.world, model: truth.traffic, profile: profile, step: period, memory: &memory.rules,
            scratch: &truth.scratch.traffic)
        var acceleration = min(assessment.acceleration, curveLimit(truth, motion), goalLimit(truth, motion))
        acceleration = min(acceleration, memory.pass.limit(motion: motion, at: truth.routePosition))
        acceleration = min(acceleration, CarefulApproach.limit(field, motion: motion, offset: memory.pass))
        acceleration = comfortable(acceleration, after: memory.acceleration)
        memory.acceleration = acceleration
        let ahead = truth.routePosition + max(3, 0.55 * motion.speed + 1.5)
        return DrivingCommand(
            .controls(
                steering: .angle(
                    following.steering(
                        along: truth.route.path, at: truth.routePosition, offset: memory.pass.offset(at: ahead),
                        motion: motion)),
                acceleration: acceleration),
            indicator: memory.pass.indicator ?? Indicator(truth.indicator(within: 4)))
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
    private func comfortable(_ wish: Double, after last: Double) -> Double {
        guard wish > -3.5 else { return max(-9, wish) }
        let change = wish < last ? 0.8 : 0.4
        return min(2.2, max(last - change, min(last + change, wish)))
    }
}
