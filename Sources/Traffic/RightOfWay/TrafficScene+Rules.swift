import Geometry
import RoadNetwork
import World

extension TrafficScene {
    /// Fronts come to rest this far before a line, and before a conflict zone inside a junction, metres.
    static let lineGap = 0.7
    static let zoneGap = 0.6

    /// Stops for signals, stop signs, blocked exits, whoever goes first, and people on crossings.
    @inline(__always)
    func limitByRules(
        _ driver: DriverView, _ result: inout DrivingAssessment, _ model: TrafficModel
    ) {
        let first = Int(driver.actor.chainStart)
        let concern = driver.concern
        for place in first..<(first + Int(driver.actor.chainCount)) {
            let link = links[place]
            guard link.start + link.from - driver.actor.halfLength < concern else { return }
            let record = model.lanes.records[Int(link.lane)]
            if record.zoneCount > 0 || record.signalGroup >= 0 || record.control != .none {
                if enterOrWait(driver, &result, place: place, record, model) { return }
            }
            // A line may lie before a crossing on the same lane: people there do not end the look ahead.
            if record.stretchCount > 0 { letPeopleCross(driver, &result, link, record, model) }
        }
    }

    /// Decides about one lane of a junction; true if the driver has to stop before or on it.
    @inline(__always)
    private func enterOrWait(
        _ driver: DriverView, _ result: inout DrivingAssessment, place: Int, _ record: LaneRecord,
        _ model: TrafficModel
    ) -> Bool {
        let me = laneUser(driver.row, link: place, model)
        let line = me.lineDistance
        if line > -Self.lineTolerance, line < result.lineDistance {
            result.lineDistance = line
            result.aspect = Self.aspect(record.signalGroup, signals).rawValue
        }
        if let reason = waitsAtLine(driver, me, record) {
            stop(driver, &result, distance: line - Self.lineGap, because: reason)
            return true
        }
        if !me.isCommitted, let blocker = roomTaker(driver, place: place, model) {
            stop(driver, &result, distance: line - Self.lineGap, because: .exitBlocked, partner: blocker)
            return true
        }
        return yieldInZones(driver, &result, me, place: place, record, model)
    }

    /// Stops for signals alone.
    func limitBySignals(_ driver: DriverView, _ result: inout DrivingAssessment, _ model: TrafficModel) {
        let first = Int(driver.actor.chainStart)
        for place in first..<(first + Int(driver.actor.chainCount)) {
            let record = model.lanes.records[Int(links[place].lane)]
            guard links[place].start - driver.actor.halfLength < driver.concern else { return }
            guard record.signalGroup >= 0 else { continue }
            let me = laneUser(driver.row, link: place, model)
            guard waitsAtLine(driver, me, record) == .signal else { continue }
            stop(driver, &result, distance: me.lineDistance - Self.lineGap, because: .signal)
        }
    }

    /// Whether signal or stop sign keep the driver at the line, whatever others do.
    @inline(__always)
    private func waitsAtLine(_ driver: DriverView, _ me: LaneUser, _ record: LaneRecord)
        -> DrivingReason?
    {
        guard me.lineDistance > -Self.lineTolerance else { return nil }
        let aspect = Self.aspect(record.signalGroup, signals)
        let needed = me.speed * me.speed / (2 * max(0.05, me.lineDistance))
        let wasStopping = driver.actor.reason == .signal
        switch aspect {
        case .red, .redYellow:
            if needed <= driver.hardest * 0.8 { return .signal }
        case .yellow:
            if needed <= driver.profile.yellowDeceleration + (wasStopping ? 2 : 0) { return .signal }
        case .green, .flashingGreen: return nil
        case .dark, .flashingYellow: break
        }
        let stops = record.control == .stop || record.control == .allWayStop
        return stops && !me.isCommitted && driver.actor.lineStop < 0 ? .stopSign : nil
    }

    /// What a signal group shows; dark for lanes without one.
    @inline(__always)
    static func aspect(_ group: Int32, _ signals: [UInt8]) -> SignalAspect {
        guard group >= 0, Int(group) < signals.count else { return .dark }
        return SignalAspect(rawValue: signals[Int(group)]) ?? .dark
    }

    /// Goes through the conflict zones of a lane; true if the driver has to wait for somebody.
    @inline(__always)
    private func yieldInZones(
        _ driver: DriverView, _ result: inout DrivingAssessment, _ me: LaneUser, place: Int, _ record: LaneRecord,
        _ model: TrafficModel
    ) -> Bool {
        let link = links[place]
        let zoneStart = Int(record.zoneStart)
        var waits = false
        for index in zoneStart..<(zoneStart + Int(record.zoneCount)) {
            let zone = model.junctions.zones[index]
            guard me.rear < zone.mineTo else { continue }
            for foePlace in users.range(zone.other) {
                let foe = users.elements[foePlace]
                guard foe.actor != me.actor, foe.rear < zone.theirsTo else { continue }
                switch verdict(driver, me, foe, zone) {
                case .go: continue
                case .follow(let gap):
                    let leader = Leader(actor: foe.actor, gap: gap, speed: foe.speed)
                    limit(by: leader, driver, &result, model, because: .leader)
                case .wait:
                    let inside = link.start + zone.mineFrom - driver.actor.halfLength - Self.zoneGap
                    let distance = me.isCommitted ? inside : me.lineDistance - Self.lineGap
                    if me.isCommitted, me.front >= zone.mineFrom {
                        stop(driver, &result, distance: 0, because: .yield, partner: foe.actor)
                    } else {
                        stop(driver, &result, distance: distance, because: .yield, partner: foe.actor)
                    }
                    waits = true
                }
            }
        }
        return waits
    }
}
