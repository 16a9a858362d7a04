import Geometry
import RoadNetwork
import World

/// Why each actor did what it did at its last decision: what `why` prints and the viewer shows.
public struct WhyColumns: ColumnState {
    /// `DrivingReason`
    public var reason: [UInt8] = []
    /// Row of the leader, or of whom the actor yields to; -1 = none.
    public var partner: [Int32] = []
    /// Gap to the leader or distance to the stopping point, metres; infinite = none.
    public var gap: [Float] = []
    /// `SignalAspect` of the signal that mattered last; dark if none.
    public var aspect: [UInt8] = []

    public init() {}

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("reason", &reason)
        visitor.visit("partner", &partner)
        visitor.visit("gap", &gap)
        visitor.visit("aspect", &aspect)
    }

    mutating func append() {
        reason.append(0)
        partner.append(-1)
        gap.append(.infinity)
        aspect.append(0)
    }

    mutating func clear(_ row: Int) {
        (reason[row], partner[row], gap[row], aspect[row]) = (0, -1, .infinity, 0)
    }
}

/// What limits an actor's speed.
public enum DrivingReason: UInt8, Sendable, CaseIterable {
    /// Nothing: drives as fast as it wishes.
    case free
    /// A curve ahead or a lower limit.
    case curve
    /// Somebody in front.
    case leader
    /// A signal that is not green.
    case signal
    /// The stop line of a stop sign.
    case stopSign
    /// Somebody who goes first.
    case yield
    /// People on a crossing.
    case crossing
    /// No room beyond the junction or crossing.
    case exitBlocked
    /// The lane or the route ends.
    case laneEnd
    /// Waiting to change lanes.
    case laneChange
    /// Reacting to the moment at which it could go.
    case startUp
    /// A scenario action decides.
    case scripted
    /// Waiting for a gap before stepping on the road.
    case waitingToCross
    /// Somebody in the way on foot.
    case avoiding
    /// Stands by its nature.
    case standing

    /// The reason in words, for a person.
    public var text: String {
        switch self {
        case .free: return "nothing in the way"
        case .curve: return "curve or lower limit ahead"
        case .leader: return "follows a leader"
        case .signal: return "signal is not green"
        case .stopSign: return "stops at a stop sign"
        case .yield: return "yields"
        case .crossing: return "lets people cross"
        case .exitBlocked: return "no room beyond the junction"
        case .laneEnd: return "lane or route ends"
        case .laneChange: return "waits to change lanes"
        case .startUp: return "about to start"
        case .scripted: return "a scenario action decides"
        case .waitingToCross: return "waits to cross"
        case .avoiding: return "keeps clear of somebody"
        case .standing: return "stands"
        }
    }
}

/// The last decision of one actor, for people and traces.
public struct DecisionRecord: Sendable, Hashable {
    public var reason: DrivingReason
    /// Leader, or whom it yields to; none if nobody.
    public var partner: ActorID
    /// Metres; infinite if nothing is ahead.
    public var gap: Double
    /// Signal aspect that mattered, as `SignalAspect.rawValue`.
    public var aspect: UInt8
    /// Seconds since the actor came to rest; nil while it moves.
    public var standingFor: Double?
}

extension TrafficState {
    /// Why an actor did what it did at its last decision; `time` is now, in seconds.
    public func why(_ actor: ActorID, time: Double) -> DecisionRecord {
        let row = actor.index
        guard row >= 0, row < count else {
            return DecisionRecord(reason: .free, partner: .none, gap: .infinity, aspect: 0, standingFor: nil)
        }
        let since = wait.standingSince[row]
        return DecisionRecord(
            reason: DrivingReason(rawValue: why.reason[row]) ?? .free, partner: ActorID(Int(why.partner[row])),
            gap: Double(why.gap[row]), aspect: why.aspect[row], standingFor: since < 0 ? nil : time - since)
    }
}
