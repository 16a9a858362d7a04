import Geometry
import RoadNetwork

/// When somebody is in a conflict zone, seconds from now.
struct ZoneWindow {
    var enter: Double
    var leave: Double

    /// For somebody on the way to (or in) a part of a lane.
    ///
    /// - Parameter mayStay: whoever stands inside the junction is not expected to leave.
    @inline(__always)
    init(_ user: LaneUser, from: Double, to: Double, mayStay: Bool = false) {
        enter = SafeSpeed.travelTime(
            distance: from - user.front, speed: user.speed, acceleration: user.pickup, cruise: user.cruise)
        leave =
            mayStay && user.speed < 0.5 && user.isCommitted
            ? .infinity
            : SafeSpeed.travelTime(
                distance: to - user.rear, speed: user.speed, acceleration: user.pickup * 0.6, cruise: user.cruise)
    }
}

/// Who goes first where two lanes conflict. Pure functions: both parties come to the same answer from their own side.
enum Precedence {
    /// Deceleration with which somebody inside a junction stops before a conflict zone, m/s².
    private static let insideBraking = 4.0
    /// Arrivals closer together than this are equal, s.
    private static let sameTime = 0.4
    /// Seconds of standing at the line after which who waits longest goes first among those who stand.
    static let patience = 3.0

    /// Whether `me` goes before `foe`; exactly one of the two views of a zone says yes.
    static func goesFirst(_ me: LaneUser, _ foe: LaneUser, _ zone: ZoneView, time: Double) -> Bool {
        let (mine, theirs) = (rank(me, from: zone.mineFrom), rank(foe, from: zone.theirsFrom))
        if mine != theirs { return mine > theirs }
        switch mine {
        case 2: return isDeeper(me, foe, zone)
        case 1: return arrivesFirst(me, foe, zone, time: time)
        default: return hasRightOfWay(me, foe, zone, time: time)
        }
    }

    /// 2 in the zone, 1 past the line or too fast to stop before it, 0 before the line.
    private static func rank(_ user: LaneUser, from: Double) -> Int {
        !user.isCommitted ? 0 : user.front > from ? 2 : 1
    }

    /// Both are in the zone: the one with less to go.
    private static func isDeeper(_ me: LaneUser, _ foe: LaneUser, _ zone: ZoneView) -> Bool {
        let (mine, theirs) = (zone.mineTo - me.rear, zone.theirsTo - foe.rear)
        return mine == theirs ? me.key < foe.key : mine < theirs
    }

    /// Both are inside the junction, on the way to the zone: who cannot stop, then who stands longest among those who
    /// stand, then who is there first, then the rule.
    private static func arrivesFirst(_ me: LaneUser, _ foe: LaneUser, _ zone: ZoneView, time: Double) -> Bool {
        let (iStop, theyStop) = (canStop(me, before: zone.mineFrom), canStop(foe, before: zone.theirsFrom))
        if iStop != theyStop { return theyStop }
        if let order = longestWait(me, foe, time: time) { return order }
        let mine = ZoneWindow(me, from: zone.mineFrom, to: zone.mineTo).enter
        let theirs = ZoneWindow(foe, from: zone.theirsFrom, to: zone.theirsTo).enter
        if (mine - theirs).magnitude > sameTime { return mine < theirs }
        return byRule(me, foe, zone)
    }

    private static func canStop(_ user: LaneUser, before place: Double) -> Bool {
        user.speed * user.speed / (2 * insideBraking) < place - user.front - 0.3
    }

    /// Both are before their lines.
    private static func hasRightOfWay(_ me: LaneUser, _ foe: LaneUser, _ zone: ZoneView, time: Double) -> Bool {
        if let order = longestWait(me, foe, time: time) { return order }
        let (iInsist, theyInsist) = (insists(me, against: foe, time), insists(foe, against: me, time))
        if iInsist != theyInsist { return iInsist }
        if zone.order != 0 { return zone.order > 0 }
        // First come, first served: who stands at the line goes before who has yet to come.
        if me.lineStop != foe.lineStop {
            if me.lineStop < 0 { return false }
            if foe.lineStop < 0 { return true }
            return me.lineStop < foe.lineStop
        }
        if me.lineStop < 0, (me.lineDistance - foe.lineDistance).magnitude > 3 {
            return me.lineDistance < foe.lineDistance
        }
        return byRule(me, foe, zone)
    }

    /// Among two who have both stood and yielded for some time the rules lead nowhere: who has waited longer goes.
    private static func longestWait(_ me: LaneUser, _ foe: LaneUser, time: Double) -> Bool? {
        guard me.yieldsSince >= 0, foe.yieldsSince >= 0, time - max(me.yieldsSince, foe.yieldsSince) > patience
        else { return nil }
        if me.yieldsSince != foe.yieldsSince { return me.yieldsSince < foe.yieldsSince }
        return me.key < foe.key
    }

    /// Whether somebody has yielded for so long that others who can still stop gently let it go (never expected of
    /// drivers whose way is not known).
    private static func insists(_ user: LaneUser, against other: LaneUser, _ time: Double) -> Bool {
        guard user.yieldsSince >= 0, time - user.yieldsSince > insistence, other.isCourteous else { return false }
        return other.speed * other.speed < 2 * 1.8 * (other.lineDistance - 1)
    }

    /// Seconds of yielding after which others let somebody go.
    private static let insistence = 10.0

    private static func byRule(_ me: LaneUser, _ foe: LaneUser, _ zone: ZoneView) -> Bool {
        if zone.order != 0 { return zone.order > 0 }
        if zone.tie != 0 { return zone.tie > 0 }
        return me.key < foe.key
    }
}
