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
    /// Order: standing vehicle, static obstacle, vulnerable road user, standing other, missing priority where lanes of a
    /// junction meet, rear hit by somebody faster, front face, then side contacts by lane and priority.
    static func decide(
        _ contact: JudgedContact, moment: JudgedMoment, other: ActorMotion?, otherClass: ActorClass?,
        signals: [UInt8], setting: JudgeSetting
    ) -> FaultRule {
        if moment.before.speed.magnitude <= standing { return .vehicleStood }
        guard let other, let otherClass else { return .staticObstacle }
        if otherClass.isStatic { return .staticObstacle }
        if otherClass.isVulnerable { return .vulnerableRoadUser }
        if other.speed.magnitude <= standing { return .otherStood }
        if yields(moment: moment, to: other, signals, setting: setting) == true { return .lackedPriority }
        let local = moment.after.pose.toLocal(contact.point).x - setting.model.centerOffset
        let half = setting.model.length / 2
        if local < -half / 2, isFaster(other, than: moment.after) { return .hitFromBehind }
        if local > half - 0.3 { return .hitAhead }
        return sideRule(moment: moment, other: other, signals, setting: setting)
    }

    private static func isFaster(_ other: ActorMotion, than mine: ActorMotion) -> Bool {
        other.velocity.dot(mine.pose.forward) > mine.speed
    }

    /// Side contacts: who left its lane, or kept it and had priority.
    private static func sideRule(
        moment: JudgedMoment, other: ActorMotion, _ signals: [UInt8], setting: JudgeSetting
    ) -> FaultRule {
        guard let position = moment.lane else { return .leftItsLane }
        let lane = setting.map[position.lane]
        if !lane.junction.isNone, setting.map.lane(for: other.pose) == nil { return .keptLaneAndPriority }
        if yields(moment: moment, to: other, signals, setting: setting) == false { return .keptLaneAndPriority }
        let isInside = moment.footprint.corners.allSatisfy { corner in
            let projection = lane.centerline.project(corner, near: position.s, reach: 12)
            return projection.t.magnitude <= lane.halfWidth(at: projection.s) + 0.1
        }
        return isInside ? .keptLaneAndPriority : .leftItsLane
    }

    /// Whether the vehicle has to yield to the other where their lanes meet; nil if they do not meet.
    ///
    /// Where only one of them has green, it goes first. A vehicle is on its lane and, with its front, soon on the next one: both count, for both of them.
    private static func yields(
        moment: JudgedMoment, to other: ActorMotion, _ signals: [UInt8], setting: JudgeSetting
    ) -> Bool? {
        let map = setting.map
        guard let mine = moment.lane?.lane, let theirs = map.lane(for: other.pose)?.lane else { return nil }
        let ahead = map[mine].successors.filter { next in setting.route.legs.contains { $0.lane == next } }
        let theirWay = [theirs] + map[theirs].successors
        for lane in [mine] + ahead {
            let views = map[lane].conflicts.map { map.conflicts[Int($0)].view(from: lane) }
            guard let view = views.first(where: { theirWay.contains($0.other) }) else { continue }
            let (mine, theirs) = (letsGo(map[lane], signals), letsGo(map[view.other], signals))
            return mine == theirs ? view.iYield : theirs
        }
        return nil
    }

    /// Whether the signal of a connecting lane shows green; true without signal.
    private static func letsGo(_ lane: Lane, _ signals: [UInt8]) -> Bool {
        guard signals.indices.contains(lane.signalGroup.index) else { return true }
        return SignalAspect(rawValue: signals[lane.signalGroup.index])?.letsGo ?? true
    }
}
