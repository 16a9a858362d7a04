import Geometry
import RoadNetwork
import World

extension TrafficScene {
    /// Everything that a driver has to respect on its way, in one number with its reason. The way is the chain of lanes
    /// of `driver.actor`; traffic actors and privileged drivers on a route use the same rules.
    @inline(__always)
    func assess(_ driver: DriverView, model: TrafficModel) -> DrivingAssessment {
        let desired = allowedSpeed(driver, model)
        var result = DrivingAssessment(
            acceleration: IntelligentDriver.freeAcceleration(
                speed: driver.speed, desiredSpeed: desired, acceleration: driver.strongest,
                deceleration: driver.profile.deceleration),
            desiredSpeed: desired)
        guard driver.actor.chainCount > 0 else { return result }
        limitByCurves(driver, &result, model)
        limitByLeader(driver, &result, model)
        limitByRules(driver, &result, model)
        limitBySweep(driver, &result, model)
        limitByBodies(driver, &result, model)
        limitByChainEnd(driver, &result)
        return result
    }

    /// Speed that limit, vehicle and habit allow here, m/s, > 0.
    @inline(__always)
    private func allowedSpeed(_ driver: DriverView, _ model: TrafficModel) -> Double {
        let lane = links.isEmpty || driver.actor.chainCount == 0 ? -1 : links[Int(driver.actor.chainStart)].lane
        let limit = lane >= 0 ? model.lanes.records[Int(lane)].speedLimit : 13.9
        let usual = min(driver.body.usualSpeed, driver.body.maximumSpeed)
        return max(0.5, min(limit, usual) * driver.actor.speedShare)
    }

    /// Slows down before curves and lower limits.
    @inline(__always)
    private func limitByCurves(_ driver: DriverView, _ result: inout DrivingAssessment, _ model: TrafficModel) {
        let lateral = driver.profile.lateralAcceleration
        let braking = LaneTable.curveBraking * lateral
        let first = Int(driver.actor.chainStart)
        let s = max(0, -links[first].start)
        var squared = model.lanes.curveSquared(links[first].lane, at: s) * lateral
        for index in 1..<max(1, Int(driver.actor.chainCount)) {
            let link = links[first + index]
            let distance = max(0, link.start + link.from - driver.actor.halfLength * 0.5)
            guard distance < driver.speed * driver.speed / braking + 5 else { break }
            let record = model.lanes.records[Int(link.lane)]
            let limit = record.speedLimit * driver.actor.speedShare
            let entry = link.from > 0 ? model.lanes.curveSquared(link.lane, at: link.from) : record.entrySquared
            squared = min(squared, min(entry * lateral, limit * limit) + 2 * braking * distance)
        }
        let allowed = max(1, squared.squareRoot())
        result.limit((allowed - driver.speed) * 2, because: .curve, gap: .infinity)
    }

    /// Stops before the end of the known way.
    @inline(__always)
    func limitByChainEnd(_ driver: DriverView, _ result: inout DrivingAssessment) {
        guard driver.actor.chainEnd != .open else { return }
        let last = links[Int(driver.actor.chainStart + driver.actor.chainCount) - 1]
        let changes = driver.actor.chainEnd != .roadEnds
        let margin = changes ? 1.5 : 0.5
        let distance = last.end - driver.actor.halfLength - margin
        stop(driver, &result, distance: distance, because: changes ? .laneChange : .laneEnd)
    }

    /// Comes to rest `distance` metres ahead of the front.
    @inline(__always)
    func stop(
        _ driver: DriverView, _ result: inout DrivingAssessment, distance: Double, because reason: DrivingReason,
        partner: Int32 = -1
    ) {
        result.stopDistance = min(result.stopDistance, distance)
        var limit = SafeSpeed.stopping(
            speed: driver.speed, distance: distance, deceleration: driver.profile.stopDeceleration,
            reaction: driver.step, hardest: driver.hardest)
        // Who stands close enough stays where he is instead of creeping up.
        if driver.speed < 0.05, distance < Self.creepDistance { limit = min(limit, 0) }
        result.limit(limit, because: reason, partner: partner, gap: distance)
    }

    /// A standing driver does not move up by less than this, metres.
    private static let creepDistance = 1.2
}
