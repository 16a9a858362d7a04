import Geometry
import RoadNetwork

/// What a driver does about one other in one conflict zone.
enum ZoneVerdict {
    case go
    /// Behind the other, at this gap in metres.
    case follow(gap: Double)
    case wait
}

extension TrafficScene {
    /// Whether a driver goes, follows or waits because of one other in a zone.
    @inline(__always)
    func verdict(_ driver: DriverView, _ me: LaneUser, _ foe: LaneUser, _ zone: ZoneView) -> ZoneVerdict {
        if (zone.onlyLong == .mine && !me.isLong) || (zone.onlyLong == .theirs && !foe.isLong) { return .go }
        if zone.kind == .diverging { return followApart(me, foe, zone) }
        if foe.isInert || Precedence.goesFirst(me, foe, zone, time: time) { return .go }
        if zone.kind == .merging, foe.isCommitted, foe.front > zone.theirsFrom {
            let gap = (zone.mineTo - me.front) - (zone.theirsTo - foe.rear)
            if gap > 0 { return .follow(gap: gap) }
        }
        return windowsMeet(driver, me, foe, zone) ? .wait : .go
    }

    /// Behind somebody whose lane begins in the same place and parts from mine.
    @inline(__always)
    private func followApart(_ me: LaneUser, _ foe: LaneUser, _ zone: ZoneView) -> ZoneVerdict {
        guard foe.front > 0 else { return .go }
        let (mine, theirs) = (me.front + me.rear, foe.front + foe.rear)
        return theirs > mine || (theirs == mine && foe.key < me.key) ? .follow(gap: foe.rear - me.front) : .go
    }

    /// Whether the times at which two are in a zone overlap, the time gaps that the driver demands included.
    @inline(__always)
    private func windowsMeet(_ driver: DriverView, _ me: LaneUser, _ foe: LaneUser, _ zone: ZoneView) -> Bool {
        var mine = ZoneWindow(me, from: zone.mineFrom, to: zone.mineTo)
        let theirs = ZoneWindow(foe, from: zone.theirsFrom, to: zone.theirsTo, mayStay: true)
        if me.speed < 0.1 { mine.leave += driver.profile.startUpDelay }
        var ahead = 0.4
        var behind = 0.2
        if !me.isCommitted {
            ahead = driver.profile.gapAhead * driver.gapShare
            behind = driver.profile.gapBehind
        }
        if zone.kind == .merging {
            ahead += max(0, max(foe.speed, foe.cruise) - me.cruise) / 3
            behind += 0.5
        }
        return mine.enter < theirs.leave + behind && theirs.enter < mine.leave + ahead
    }
}
