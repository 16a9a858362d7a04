import Geometry
import RoadNetwork
import World

extension TrafficScene {
    /// Seconds ahead for which an actor's way is known to others, and metres at least.
    static let outlook = 8.0
    static let shortestOutlook = 35.0
    /// Lanes of a way at most.
    static let longestChain = 16
    /// Deceleration that others trust somebody to brake with before a line, m/s².
    static let trustedBraking = 4.0

    /// Lists the lanes ahead of a lane keeper: as far as the outlook, and on to a place outside junctions that holds it.
    @inline(__always)
    mutating func buildChain(_ row: Int, _ traffic: TrafficState, _ model: TrafficModel) {
        let actor = actors[row]
        let users = model.bodies[Int(actor.body)].users
        let outlook = max(Self.shortestOutlook, actor.speed * Self.outlook) + actor.halfLength
        actors[row].chainStart = Int32(links.count)
        actors[row].chainEnd = .open
        var lane = actor.lane
        var start = -actor.s
        var routeIndex = actor.routeIndex
        var room = 0.0
        for _ in 0..<Self.longestChain {
            let record = model.lanes.records[Int(lane)]
            links.append(ChainLink(lane: lane, start: start, from: 0, to: record.length))
            room = record.junction >= 0 ? 0 : room + record.length
            if start + record.length > outlook, room > 2 * actor.halfLength + 4 { break }
            let next = model.nextLane(
                after: lane, routeIndex: routeIndex, row: row, routes: traffic.route, users: users, key: actor.key)
            actors[row].chainEnd = next.end
            guard next.lane >= 0 else { break }
            start += record.length
            (lane, routeIndex) = (next.lane, next.routeIndex)
        }
        actors[row].chainCount = Int32(links.count) - actors[row].chainStart
    }

    /// Lists the body of a lane keeper on every lane that it overlaps.
    @inline(__always)
    mutating func registerOnLanes(_ row: Int, _ model: TrafficModel) {
        let actor = actors[row]
        var entry = LaneEntry(
            actor: Int32(row), rear: actor.s - actor.halfLength, front: actor.s + actor.halfLength,
            left: actor.t + actor.reach, right: actor.t - actor.reach, speed: actor.speed, lateralSpeed: 0,
            key: actor.key)
        if actor.isChanging {
            // Whoever is on the lane that it changes to sees it there from the start.
            let rest = model.restOffset(on: actor.lane, at: actor.s, body: model.bodies[Int(actor.body)])
            entry.left = max(entry.left, rest + actor.halfWidth)
            entry.right = min(entry.right, rest - actor.halfWidth)
        }
        entries.add(entry, to: actor.lane)
        let record = model.lanes.records[Int(actor.lane)]
        for index in 1..<max(1, Int(actor.chainCount)) {
            let link = links[Int(actor.chainStart) + index]
            guard actor.halfLength > link.start else { break }
            entry.rear = -link.start - actor.halfLength
            entry.front = -link.start + actor.halfLength
            entries.add(entry, to: link.lane)
        }
        var behind = actor.s - actor.halfLength
        for place in 0..<4 where behind < 0 {
            let lane = actor.trail[place]
            guard lane >= 0 else { break }
            behind += model.lanes.records[Int(lane)].length
            entry.rear = behind
            entry.front = behind + 2 * actor.halfLength
            entries.add(entry, to: lane)
        }
        registerBeside(row, record, model)
    }

    /// Lists a lane keeper on the lanes beside its own that it reaches into.
    @inline(__always)
    private mutating func registerBeside(_ row: Int, _ record: LaneRecord, _ model: TrafficModel) {
        let actor = actors[row]
        let halfWidth = model.lanes.halfWidth(actor.lane, at: actor.s)
        if actor.t + actor.reach > halfWidth {
            registerProjected(row, on: record.left, model)
            if record.left < 0 { registerProjected(row, on: record.opposite, model) }
        }
        if actor.t - actor.reach < -halfWidth { registerProjected(row, on: record.right, model) }
    }

    /// Lists an actor on a lane by projecting its footprint, if it is on the lane or will soon be.
    @inline(__always)
    mutating func registerProjected(_ row: Int, on lane: Int32, _ model: TrafficModel) {
        guard lane >= 0 else { return }
        let actor = actors[row]
        let record = model.lanes.records[Int(lane)]
        let place = model.lanes.project(actor.position, on: lane)
        let turn = Angle.difference(from: place.yaw, to: actor.yaw)
        let (sine, cosine) = DeterministicMath.sinCos(turn)
        let halfLength = actor.halfLength * cosine.magnitude + actor.halfWidth * sine.magnitude
        let reach = actor.halfLength * sine.magnitude + actor.halfWidth * cosine.magnitude
        guard place.s + halfLength > 0, place.s - halfLength < record.length else { return }
        let sideways = actor.speed * sine + actor.lateralSpeed * cosine
        let drift = sideways * Self.sidewaysOutlook
        let halfWidth = model.lanes.halfWidth(lane, at: place.s)
        guard max(place.t, place.t + drift) + reach > -halfWidth, min(place.t, place.t + drift) - reach < halfWidth
        else { return }
        entries.add(
            LaneEntry(
                actor: Int32(row), rear: place.s - halfLength, front: place.s + halfLength, left: place.t + reach,
                right: place.t - reach, speed: actor.speed * cosine - actor.lateralSpeed * sine,
                lateralSpeed: sideways, key: actor.key), to: lane)
    }

    /// Seconds for which somebody who moves across is seen coming into a lane.
    static let sidewaysOutlook = 3.0

    /// Lists an actor that keeps to no known lane on all lanes under its footprint, and a vehicle among them as a user
    /// of the lanes that it may take.
    mutating func registerFootprint(_ row: Int, _ world: WorldState, _ model: TrafficModel) {
        guard let index = model.map.laneIndex else { return }
        let actor = actors[row]
        let reach = (actor.halfLength * actor.halfLength + actor.halfWidth * actor.halfWidth).squareRoot()
        let drift = actor.role == .still ? Vector2.zero : actor.velocity * Self.sidewaysOutlook
        let slow = actor.actorClass.isPedestrian ? drift : Vector2.zero
        let low = Vector2(min(0, slow.x) - reach, min(0, slow.y) - reach) + actor.position
        let high = Vector2(max(0, slow.x) + reach, max(0, slow.y) + reach) + actor.position
        collectLanes(index, from: low, to: high, model)
        for lane in found { registerProjected(row, on: lane, model) }
        if actor.role == .free, actor.actorClass.isVehicle { registerAsFreeUser(row, world, model) }
        if actor.role == .free, actor.actorClass.isPedestrian { registerNearCrossings(row, model) }
    }

    /// Distinct drivable lanes that may touch a rectangle, in `found`.
    mutating func collectLanes(
        _ index: SpatialGrid, from low: Vector2, to high: Vector2, _ model: TrafficModel
    ) {
        found.removeAll(keepingCapacity: true)
        index.forEach(from: low, to: high) { row in
            let lane = Int32(row)
            if !model.lanes.records[row].users.isDisjoint(with: .anyVehicle), !found.contains(lane) {
                found.append(lane)
            }
        }
    }
}
