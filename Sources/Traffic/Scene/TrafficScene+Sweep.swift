import Geometry
import RoadNetwork
import World

/// A lane beside its way that a long vehicle will reach into while it turns.
struct SweptLane: Sendable {
    var lane: Int32
    /// Arc lengths and offsets on the lane between which the vehicle reaches.
    var from: Double
    var to: Double
    var left: Double
    var right: Double
    /// Metres that the vehicle drives before it reaches in.
    var distance: Double
}

extension TrafficScene {
    /// Step of the look ahead and its reach, metres.
    static let sweepStep = 1.5
    private static let sweepReach = 36.0

    /// Lists the lanes that a long vehicle will reach into on its turn, by steering along its way in thought. Others see
    /// it there as soon as it is in the junction.
    mutating func registerSweep(_ row: Int, _ model: TrafficModel) {
        actors[row].sweptStart = Int32(swept.count)
        actors[row].sweptCount = 0
        actors[row].sweepStart = Int32(sweep.count)
        guard actors[row].isLong, let end = endOfTurn(row, model) else { return }
        let body = model.bodies[Int(actors[row].body)]
        let here = actors[row]
        var yaw = here.yaw
        var axle = here.position - here.forward * body.centerOffset
        var travelled = 0.0
        while travelled < min(end, Self.sweepReach) {
            let forward = Vector2(yaw: yaw)
            let middle = axle + forward * body.centerOffset
            let box = OrientedBox(
                center: middle, axis: forward, halfLength: here.halfLength + 0.25,
                halfWidth: here.halfWidth + 0.25)
            sweep.append(box)
            addSwept(row, box, distance: travelled, model)
            let place = Placement(axle: axle, forward: forward, travelled: travelled)
            let curvature = curvature(
                row, place, speed: min(5, here.speed), body: body, model: model, offset: { _ in 0 }, keeps: 0)
            let middleYaw = yaw + curvature * Self.sweepStep / 2
            axle += Vector2(yaw: middleYaw) * Self.sweepStep
            yaw += curvature * Self.sweepStep
            travelled += Self.sweepStep
        }
        actors[row].sweepCount = Int32(sweep.count) - actors[row].sweepStart
        sweepers.append(Int32(row))
        showSweep(row, model)
    }

    /// Metres until a turn on the way is over; nil if there is none near.
    private func endOfTurn(_ row: Int, _ model: TrafficModel) -> Double? {
        let actor = actors[row]
        var end: Double?
        for place in Int(actor.chainStart)..<Int(actor.chainStart + actor.chainCount) {
            let link = links[place]
            guard link.start - actor.halfLength < 14 else { break }
            let record = model.lanes.records[Int(link.lane)]
            if isTurn(record) { end = link.end + actor.halfLength + 2 }
        }
        // The rear comes out of a turn long after the middle.
        if end == nil, actor.trail[0] >= 0, isTurn(model.lanes.records[Int(actor.trail[0])]) {
            let rest = actor.halfLength - actor.s + 5
            if rest > 0 { end = rest }
        }
        return end
    }

    private func isTurn(_ record: LaneRecord) -> Bool { record.turn != .straight || record.slowestSquared < 25 }

    /// Adds a footprint to the stretches that are swept, lane by lane; lanes of the way itself and those that share a
    /// conflict zone with it are looked after elsewhere.
    private mutating func addSwept(_ row: Int, _ box: OrientedBox, distance: Double, _ model: TrafficModel) {
        guard let index = model.map.laneIndex else { return }
        let reach = box.circumradius
        let corner = Vector2(reach, reach)
        collectLanes(index, from: box.center - corner, to: box.center + corner, model)
        for lane in found where !isKnown(lane, row, model) {
            let record = model.lanes.records[Int(lane)]
            let place = model.lanes.project(box.center, on: lane)
            let direction = Vector2(yaw: place.yaw)
            let halfLength = box.halfExtent(along: direction)
            let halfWidth = box.halfExtent(along: direction.leftNormal)
            let room = model.lanes.halfWidth(lane, at: place.s) - 0.35
            guard place.s + halfLength > 0, place.s - halfLength < record.length, place.t - halfWidth < room,
                place.t + halfWidth > -room, polygonReaches(box, lane, near: place.s, room, model)
            else { continue }
            note(
                SweptLane(
                    lane: lane, from: place.s - halfLength, to: place.s + halfLength, left: place.t + halfWidth,
                    right: place.t - halfWidth, distance: distance), row)
        }
    }

    /// Whether the box touches the strip of a lane that vehicles use (sampled along the lane).
    private func polygonReaches(
        _ box: OrientedBox, _ lane: Int32, near s: Double, _ room: Double, _ model: TrafficModel
    )
        -> Bool
    {
        let length = model.lanes.records[Int(lane)].length
        let grown = OrientedBox(
            center: box.center, axis: box.axis, halfLength: box.halfLength + room, halfWidth: box.halfWidth + room)
        var along = max(0, s - box.halfLength - 2)
        while along <= min(length, s + box.halfLength + 2) {
            if grown.contains(model.lanes.pose(lane, at: along, offset: 0).position) { return true }
            along += 1
        }
        return false
    }

    private func isKnown(_ lane: Int32, _ row: Int, _ model: TrafficModel) -> Bool {
        let actor = actors[row]
        for place in 0..<4 where actor.trail[place] == lane { return true }
        for place in Int(actor.chainStart)..<Int(actor.chainStart + actor.chainCount) {
            if links[place].lane == lane { return true }
            let record = model.lanes.records[Int(links[place].lane)]
            for zone in Int(record.zoneStart)..<Int(record.zoneStart + record.zoneCount)
            where model.junctions.zones[zone].other == lane { return true }
        }
        return false
    }

    private mutating func note(_ stretch: SweptLane, _ row: Int) {
        for place in Int(actors[row].sweptStart)..<swept.count where swept[place].lane == stretch.lane {
            swept[place].from = min(swept[place].from, stretch.from)
            swept[place].to = max(swept[place].to, stretch.to)
            swept[place].left = max(swept[place].left, stretch.left)
            swept[place].right = min(swept[place].right, stretch.right)
            return
        }
        swept.append(stretch)
        actors[row].sweptCount += 1
    }

    /// Lists the vehicle on the swept lanes once it is on its way through the junction.
    private mutating func showSweep(_ row: Int, _ model: TrafficModel) {
        let actor = actors[row]
        let first = Int(actor.chainStart)
        let isInside =
            model.lanes.records[Int(actor.lane)].junction >= 0
            || (actor.chainCount > 1 && laneUser(row, link: first + 1, model).isCommitted)
        guard isInside else { return }
        for place in Int(actor.sweptStart)..<swept.count {
            let stretch = swept[place]
            entries.add(
                LaneEntry(
                    actor: Int32(row), rear: stretch.from, front: stretch.to, left: stretch.left,
                    right: stretch.right, speed: 0, lateralSpeed: 0, key: actor.key, isShadow: true), to: stretch.lane)
        }
    }

    /// Keeps a long vehicle from a turn that somebody is in the way of, beside its own lanes: before the junction it
    /// waits at the line so that the others can leave, inside it stops short of them.
    @inline(__always)
    func limitBySweep(_ driver: DriverView, _ result: inout DrivingAssessment, _ model: TrafficModel) {
        guard driver.actor.sweepCount > 0 else { return }
        stopForPeople(driver, &result)
        let waits = result.lineDistance.isFinite && result.lineDistance > -Self.lineTolerance
        let start = Int(driver.actor.sweptStart)
        for place in start..<(start + Int(driver.actor.sweptCount)) {
            let stretch = swept[place]
            for row in entries.range(stretch.lane) {
                let entry = entries.elements[row]
                guard entry.actor != Int32(driver.row), entry.rear < stretch.to, entry.left > stretch.right - 0.2,
                    entry.right < stretch.left + 0.2
                else { continue }
                let near = max(0.5, max(0, entry.speed) * max(2, 4 - driver.waited / 6))
                guard entry.front > stretch.from - (waits ? near : 0.3) else { continue }
                if waits {
                    stop(
                        driver, &result, distance: result.lineDistance - Self.lineGap, because: .exitBlocked,
                        partner: entry.actor)
                } else if entry.speed < 2, !entry.isShadow, let distance = reachDistance(driver, entry.actor) {
                    stop(driver, &result, distance: max(0, distance - 1.2), because: .leader, partner: entry.actor)
                }
            }
        }
    }

    /// Metres that a long vehicle can drive before it would touch another's footprint; nil if it passes.
    private func reachDistance(_ driver: DriverView, _ other: Int32) -> Double? {
        let box = actors[Int(other)].box
        for step in 1..<max(1, Int(driver.actor.sweepCount)) {
            if sweep[Int(driver.actor.sweepStart) + step].overlaps(box) { return Double(step) * Self.sweepStep }
        }
        return nil
    }

    /// Stops short of people whom the vehicle would reach on its turn, at corners too.
    private func stopForPeople(_ driver: DriverView, _ result: inout DrivingAssessment) {
        let stopping = SafeSpeed.stoppingDistance(speed: driver.speed, deceleration: 2)
        for step in 1..<max(1, Int(driver.actor.sweepCount)) {
            let distance = Double(step) * Self.sweepStep
            guard distance < stopping + 5 else { return }
            let box = sweep[Int(driver.actor.sweepStart) + step]
            let grown = OrientedBox(
                center: box.center, axis: box.axis, halfLength: box.halfLength + 0.4, halfWidth: box.halfWidth + 0.3)
            var blocker: Int32 = -1
            for share in [-1.0, -0.34, 0.34, 1.0] {
                near.forEach(around: box.center + box.axis * (box.halfLength * share)) { row in
                    let other = actors[row]
                    if other.actorClass.isPedestrian, grown.contains(other.position) {
                        blocker = max(blocker, Int32(row))
                    }
                }
            }
            if blocker >= 0 {
                stop(
                    driver, &result, distance: max(0, distance - Self.sweepStep), because: .crossing,
                    partner: blocker)
                return
            }
        }
    }
}
