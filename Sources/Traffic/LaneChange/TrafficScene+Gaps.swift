import Geometry
import RoadNetwork
import World

/// The gap beside a driver on another lane.
struct LaneGap {
    /// Nobody beside, and neither the driver nor the new follower has to brake hard.
    var isFree: Bool
    /// Acceleration that the driver could have there, m/s².
    var ownAcceleration: Double
    /// Acceleration that the new follower would lose, m/s², ≥ 0.
    var followerLoss: Double
}

extension TrafficScene {
    /// Deceleration that a lane change may demand of the new follower, and of the driver itself, m/s².
    private static let safeBraking = 2.0
    /// Smallest gap to both, metres.
    private static let smallestGap = 1.5
    /// How far back and ahead a driver looks, metres.
    private static let lookBack = 60.0

    /// The gap beside a driver on a neighbour lane; nil if the driver is not beside that lane.
    func gap(for driver: DriverView, on lane: Int32, desiredSpeed: Double, _ model: TrafficModel) -> LaneGap? {
        let actor = driver.actor
        let place = model.lanes.project(actor.position, on: lane, near: actor.s)
        let record = model.lanes.records[Int(lane)]
        guard place.s > 0, place.s < record.length else { return nil }
        var around = Around()
        note(lane, shift: -place.s, driver, &around)
        if place.s < Self.lookBack {
            for before in model.lanes.predecessorRows(of: lane) {
                note(before, shift: -place.s - model.lanes.records[Int(before)].length, driver, &around)
            }
        }
        if record.length - place.s < Self.lookBack {
            for next in model.lanes.successorRows(of: lane) {
                note(next, shift: record.length - place.s, driver, &around)
            }
        }
        return judge(around, driver, desiredSpeed: desiredSpeed, model)
    }

    /// The nearest bodies ahead and behind: gaps in metres and who they are.
    private struct Around {
        var ahead = Double.infinity
        var aheadSpeed = 0.0
        var behind = Double.infinity
        var follower: Int32 = -1
    }

    /// Notes the bodies on a lane whose arc length 0 lies `shift` metres ahead of the driver's middle.
    private func note(_ lane: Int32, shift: Double, _ driver: DriverView, _ around: inout Around) {
        for place in entries.range(lane) {
            let entry = entries.elements[place]
            guard entry.actor != Int32(driver.row) else { continue }
            let middle = shift + entry.middle
            guard middle.magnitude < Self.lookBack + 10 else { continue }
            if middle >= 0 {
                let gap = shift + entry.rear - driver.actor.halfLength
                if gap < around.ahead { (around.ahead, around.aheadSpeed) = (gap, entry.speed) }
            } else {
                let gap = -driver.actor.halfLength - (shift + entry.front)
                if gap < around.behind { (around.behind, around.follower) = (gap, entry.actor) }
            }
        }
    }

    private func judge(_ around: Around, _ driver: DriverView, desiredSpeed: Double, _ model: TrafficModel) -> LaneGap {
        let own = following(
            driver.profile, driver.strongest, speed: driver.speed, desired: desiredSpeed, gap: around.ahead,
            leader: around.aheadSpeed)
        var loss = 0.0
        var followerBraking = 0.0
        if around.follower >= 0 {
            let other = actors[Int(around.follower)]
            let speed = max(0, other.speed)
            let after = following(
                driver.profile, driver.strongest, speed: speed, desired: max(speed, desiredSpeed), gap: around.behind,
                leader: driver.speed)
            followerBraking = -after
            loss = max(0, other.acceleration - after)
        }
        let isFree =
            around.ahead > Self.smallestGap && around.behind > Self.smallestGap && own > -Self.safeBraking
            && followerBraking < Self.safeBraking
        return LaneGap(isFree: isFree, ownAcceleration: own, followerLoss: loss)
    }

    private func following(
        _ profile: DriverProfile, _ strongest: Double, speed: Double, desired: Double, gap: Double, leader: Double
    ) -> Double {
        let free = IntelligentDriver.freeAcceleration(
            speed: speed, desiredSpeed: max(0.5, desired), acceleration: strongest,
            deceleration: profile.deceleration)
        guard gap < 1e6 else { return free }
        // Standstill gaps are not insisted on while the lanes sort themselves out.
        return free
            - strongest
            * IntelligentDriver.interaction(
                speed: speed, gap: gap, leaderSpeed: max(0, leader), standstillGap: Self.smallestGap,
                timeHeadway: profile.timeHeadway * 0.7, acceleration: strongest, deceleration: profile.deceleration)
    }

    /// Lets somebody in who indicates and has to change into this lane just ahead: follows it with mild braking only.
    @inline(__always)
    func giveWayToChangers(_ driver: DriverView, _ result: inout DrivingAssessment, _ model: TrafficModel) {
        let record = model.lanes.records[Int(driver.actor.lane)]
        guard record.junction < 0 else { return }
        if record.left >= 0 { giveWay(to: .indicatorRight, on: record.left, driver, &result, model) }
        if record.right >= 0 { giveWay(to: .indicatorLeft, on: record.right, driver, &result, model) }
    }

    private func giveWay(
        to indicator: ActorLights, on lane: Int32, _ driver: DriverView, _ result: inout DrivingAssessment,
        _ model: TrafficModel
    ) {
        let range = entries.range(lane)
        guard !range.isEmpty else { return }
        let ahead = Self.courtesyReach + driver.actor.halfLength
        for place in range {
            let entry = entries.elements[place]
            let distance = entry.middle - driver.actor.s
            guard distance > 1, distance < ahead + (entry.front - entry.rear) / 2 else { continue }
            let other = actors[Int(entry.actor)]
            let shown = other.lights.intersection(.hazard)
            guard shown == indicator, other.actorClass.isVehicle, other.wantsLane, !other.isChanging else { continue }
            let gap = max(0.5, entry.rear - driver.actor.s - driver.actor.halfLength)
            let leader = Leader(actor: entry.actor, gap: gap, speed: entry.speed)
            var polite = result
            limit(by: leader, driver, &polite, model, because: .laneChange)
            guard polite.reason == .laneChange else { continue }
            let mild = max(polite.acceleration, -Self.courtesyBraking)
            result.limit(mild, because: .laneChange, partner: entry.actor, gap: gap)
        }
    }

    /// Metres ahead within which changers are let in, and the deceleration spent on it, m/s².
    private static let courtesyReach = 14.0
    private static let courtesyBraking = 1.0
}
