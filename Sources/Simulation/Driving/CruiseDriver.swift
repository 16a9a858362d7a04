import DrivingInterface
import Geometry
import RoadNetwork
import World

/// Follows lane and route at the limit and ignores everybody and every signal: passes a scenario without its hazard,
/// and shows what the hazard does to somebody who does not look.
public struct CruiseDriver: PrivilegedDriver {
    public static let name = "cruise"
    public static let summary = "Follows lane and route at the limit, ignores everybody and every signal."

    private let following: PathFollowing

    public init(episode: EpisodeInfo) {
        following = PathFollowing(episode.vehicle)
    }

    public func initialMemory() -> EmptyColumnState { EmptyColumnState() }

    public func drive(_ truth: PrivilegedView, memory: inout EmptyColumnState) -> DrivingCommand {
        let motion = truth.motion
        let (path, s) = (truth.route.path, truth.routePosition)
        let limit = truth.speedLimit(at: s + max(0, motion.speed))
        let target = PathFollowing.curveSpeed(along: path, from: s, lateral: 2.2, deceleration: 2, cap: limit)
        return DrivingCommand(
            .controls(
                steering: .angle(following.steering(along: path, at: s, motion: motion)),
                acceleration: min(2.5, max(-4, (target - motion.speed) / 0.6))),
            indicator: Indicator(truth.indicator(within: 4)))
    }
}

extension Indicator {
    /// The indicator that announces a manoeuvre.
    init(_ kind: RouteManoeuvre.Kind?) {
        switch kind {
        case .left, .keepLeft, .uTurn: self = .left
        case .right, .keepRight: self = .right
        default: self = .off
        }
    }
}
