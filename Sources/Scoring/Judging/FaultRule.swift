import Geometry
import RoadNetwork
import World

/// How the fault of a contact was decided, first that applies (rules of the native profile).
public enum FaultRule: UInt8, Sendable, CaseIterable {
    case none = 0
    case vehicleStood
    case otherStood
    case staticObstacle
    case vulnerableRoadUser
    case hitFromBehind
    case hitAhead
    case leftItsLane
    case lackedPriority
    case keptLaneAndPriority

    /// Whether the judged vehicle is at fault.
    public var isAtFault: Bool {
        switch self {
        case .none, .vehicleStood, .hitFromBehind, .keptLaneAndPriority: return false
        default: return true
        }
    }

    /// In words, after "because".
    public var reason: String {
        switch self {
        case .none: return "nothing was decided"
        case .vehicleStood: return "the vehicle stood still"
        case .otherStood: return "the other stood still"
        case .staticObstacle: return "the obstacle cannot move"
        case .vulnerableRoadUser: return "the other was a vulnerable road user"
        case .hitFromBehind: return "a faster road user hit its rear"
        case .hitAhead: return "it hit what was in front of it"
        case .leftItsLane: return "it had left its lane"
        case .lackedPriority: return "it did not have priority"
        case .keptLaneAndPriority: return "it kept its lane and had priority"
        }
    }
}

extension FaultRule {
    /// Speed below which somebody counts as standing, m/s.
    static let standing = 0.05

    /// Decides the fault of a contact between the judged vehicle and `other` (nil: a static obstacle).
    ///
    /// Order of `docs`: standing vehicle, standing other, rear hit by somebody faster, front face, then side contacts by
    /// lane and priority. People and cyclists are at fault only if the vehicle stood.
    static func decide(
        _ contact: JudgedContact, moment: JudgedMoment, other: ActorMotion?, otherClass: ActorClass?,
        setting: JudgeSetting
    ) -> FaultRule {
        if moment.before.speed.magnitude <= standing { return .vehicleStood }
        guard let other, let otherClass else { return .staticObstacle }
        if otherClass.isStatic { return .staticObstacle }
        if otherClass.isVulnerable { return .vulnerableRoadUser }
        if other.speed.magnitude <= standing { return .otherStood }
        let local = moment.after.pose.toLocal(contact.point).x - setting.model.centerOffset
        let half = setting.model.length / 2
        if local < -half / 2, isFaster(other, than: moment.after) { return .hitFromBehind }
        if local > half - 0.3 { return .hitAhead }
        return sideRule(moment: moment, other: other, setting: setting)
    }

    private static func isFaster(_ other: ActorMotion, than mine: ActorMotion) -> Bool {
        other.velocity.dot(mine.pose.forward) > mine.speed
    }

    private static func sideRule(moment: JudgedMoment, other: ActorMotion, setting: JudgeSetting) -> FaultRule {
        guard let position = moment.lane else { return .leftItsLane }
        let lane = setting.map[position.lane]
        let isInside = moment.footprint.corners.allSatisfy { corner in
            let projection = lane.centerline.project(corner, near: position.s, reach: 12)
            return projection.t.magnitude <= lane.halfWidth(at: projection.s) + 0.1
        }
        guard !lane.junction.isNone else { return isInside ? .keptLaneAndPriority : .leftItsLane }
        guard let theirs = setting.map.lane(for: other.pose) else { return .keptLaneAndPriority }
        for row in lane.conflicts {
            let view = setting.map.conflicts[Int(row)].view(from: position.lane)
            if view.other == theirs.lane { return view.iYield ? .lackedPriority : .keptLaneAndPriority }
        }
        return isInside ? .keptLaneAndPriority : .leftItsLane
    }
}
