import Geometry
import World

/// The next body in the way.
struct Leader {
    var actor: Int32
    /// Bumper to bumper, metres; negative when side by side.
    var gap: Double
    /// Along the way, m/s.
    var speed: Double
}

extension TrafficScene {
    /// Lateral distance at which somebody is not in the way any more, metres: vehicles, and people and cycles.
    static let sideClearance = 0.25
    static let vulnerableClearance = 0.7

    /// Keeps a distance to the next body in the way.
    @inline(__always)
    func limitByLeader(_ driver: DriverView, _ result: inout DrivingAssessment, _ model: TrafficModel) {
        guard let leader = leader(of: driver, model) else { return }
        limit(by: leader, driver, &result, model, because: .leader)
    }

    /// Keeps a distance to one body in the way.
    @inline(__always)
    func limit(
        by leader: Leader, _ driver: DriverView, _ result: inout DrivingAssessment, _ model: TrafficModel,
        because reason: DrivingReason
    ) {
        let strongest = driver.strongest
        let free = IntelligentDriver.freeAcceleration(
            speed: driver.speed, desiredSpeed: result.desiredSpeed, acceleration: strongest,
            deceleration: driver.profile.deceleration)
        let interaction = IntelligentDriver.interaction(
            speed: driver.speed, gap: leader.gap, leaderSpeed: leader.speed,
            standstillGap: driver.body.keepsToEdge ? 1.2 : driver.profile.standstillGap,
            timeHeadway: driver.profile.timeHeadway, acceleration: strongest,
            deceleration: driver.profile.deceleration)
        let braking = model.bodies[Int(actors[Int(leader.actor)].body)].maximumDeceleration
        let safe = SafeSpeed.behind(
            gap: leader.gap - 0.3, leaderSpeed: max(0, leader.speed), deceleration: driver.hardest * 0.8,
            leaderDeceleration: max(4, braking), reaction: driver.step)
        let limit = min(free - strongest * interaction, (safe - driver.speed) / driver.step)
        result.limit(max(-driver.hardest, limit), because: reason, partner: leader.actor, gap: leader.gap)
    }

    /// The nearest body in the way of a driver, nil if there is none as far as its way is known.
    @inline(__always)
    func leader(of driver: DriverView, _ model: TrafficModel) -> Leader? {
        var best: Leader?
        let first = Int(driver.actor.chainStart)
        for index in 0..<Int(driver.actor.chainCount) {
            let link = links[first + index]
            if let best, best.gap < link.start + link.from - driver.actor.halfLength { break }
            let corridor = index == 0 ? firstCorridor(driver) : laterCorridor(driver)
            search(link, corridor, driver, &best)
        }
        searchBeside(driver, &best, model)
        return best
    }

    /// Offsets from the lane's middle that a driver will pass through.
    struct Corridor {
        var left: Double
        var right: Double
    }

    @inline(__always)
    private func firstCorridor(_ driver: DriverView) -> Corridor {
        let actor = driver.actor
        return Corridor(
            left: max(actor.t + actor.reach, driver.restOffset + actor.halfWidth),
            right: min(actor.t - actor.reach, driver.restOffset - actor.halfWidth))
    }

    @inline(__always)
    private func laterCorridor(_ driver: DriverView) -> Corridor {
        Corridor(left: driver.restOffset + driver.actor.halfWidth, right: driver.restOffset - driver.actor.halfWidth)
    }

    /// Looks for the nearest body on one lane of the way.
    @inline(__always)
    private func search(_ link: ChainLink, _ corridor: Corridor, _ driver: DriverView, _ best: inout Leader?) {
        for place in entries.range(link.lane) {
            let entry = entries.elements[place]
            let middle = link.start + entry.middle
            guard entry.actor != Int32(driver.row), middle > 0 || (middle == 0 && entry.key > driver.actor.key),
                entry.front > link.from, entry.rear < link.to
            else { continue }
            let gap = link.start + entry.rear - driver.actor.halfLength
            if let best, gap >= best.gap {
                if entry.middle > entry.rear + 12 { continue }
                break
            }
            guard isInWay(entry, gap: gap, corridor, driver) else { continue }
            let speed =
                entry.lateralSpeed.magnitude > 0.3 && actors[Int(entry.actor)].actorClass.isPedestrian
                ? 0 : entry.speed
            best = Leader(actor: entry.actor, gap: gap, speed: speed)
        }
    }

    /// Whether a body is, or will be, in a driver's corridor when the driver comes by.
    @inline(__always)
    private func isInWay(_ entry: LaneEntry, gap: Double, _ corridor: Corridor, _ driver: DriverView) -> Bool {
        let other = actors[Int(entry.actor)]
        let isVulnerable = other.actorClass.isVulnerable
        let clearance = isVulnerable && !driver.body.keepsToEdge ? Self.vulnerableClearance : Self.sideClearance
        let left = corridor.left + clearance
        let right = corridor.right - clearance
        guard entry.lateralSpeed.magnitude > 0.3, other.role == .free else {
            return entry.right < left && entry.left > right
        }
        // Somebody moves across: seconds until it enters and leaves the corridor, against ours until we have passed.
        let across = entry.lateralSpeed
        let enter = (across > 0 ? right - entry.left : left - entry.right) / across
        let leave = (across > 0 ? left - entry.right : right - entry.left) / across
        let speed = max(1, driver.speed - entry.speed)
        let arrive = max(0, gap) / speed
        let pass = (max(0, gap) + 2 * driver.actor.halfLength + entry.front - entry.rear) / speed
        return leave > max(0, arrive - 0.5) && enter < pass + 1
    }

    /// Looks for bodies on the lanes beside that the driver still reaches into, while it changes lanes or cuts a corner.
    @inline(__always)
    private func searchBeside(_ driver: DriverView, _ best: inout Leader?, _ model: TrafficModel) {
        let actor = driver.actor
        guard actor.lane >= 0 else { return }
        let halfWidth = model.lanes.halfWidth(actor.lane, at: actor.s)
        let record = model.lanes.records[Int(actor.lane)]
        if actor.t + actor.reach > halfWidth, record.left >= 0 {
            searchNeighbour(record.left, driver, &best, model)
        }
        if actor.t - actor.reach < -halfWidth, record.right >= 0 {
            searchNeighbour(record.right, driver, &best, model)
        }
    }

    private func searchNeighbour(_ lane: Int32, _ driver: DriverView, _ best: inout Leader?, _ model: TrafficModel) {
        let place = model.lanes.project(driver.actor.position, on: lane, near: driver.actor.s)
        let length = model.lanes.records[Int(lane)].length
        let link = ChainLink(lane: lane, start: -place.s, from: 0, to: length)
        let corridor = Corridor(left: place.t + driver.actor.reach, right: place.t - driver.actor.reach)
        search(link, corridor, driver, &best)
        // Its rear may already be on the next lane.
        guard length - place.s < 25 else { return }
        for next in model.lanes.successorRows(of: lane) {
            let record = model.lanes.records[Int(next)]
            search(ChainLink(lane: next, start: length - place.s, from: 0, to: record.length), corridor, driver, &best)
        }
    }
}
