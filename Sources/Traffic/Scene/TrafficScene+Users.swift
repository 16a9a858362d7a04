import Geometry
import RoadNetwork
import World

extension TrafficScene {
    /// Lists a lane keeper as a user of the lanes with conflict zones that it is on, comes to, or has just left.
    @inline(__always)
    mutating func registerAsUser(_ row: Int, _ world: WorldState, _ model: TrafficModel) {
        let actor = actors[row]
        for index in 0..<Int(actor.chainCount) {
            let place = Int(actor.chainStart) + index
            guard model.lanes.records[Int(links[place].lane)].zoneCount > 0 else { continue }
            let user = laneUser(row, link: place, model)
            if user.isCommitted || !stopsForSignal(user, lane: links[place].lane, world, model) {
                users.add(user, to: links[place].lane)
            }
        }
        var behind = actor.s
        for place in 0..<4 {
            let lane = actor.trail[place]
            guard lane >= 0, behind - actor.halfLength < 1 else { break }
            let record = model.lanes.records[Int(lane)]
            behind += record.length
            if record.zoneCount > 0 { users.add(passedUser(row, middle: behind, record), to: lane) }
        }
    }

    /// An actor as a user of a link of its own way.
    @inline(__always)
    func laneUser(_ row: Int, link place: Int, _ model: TrafficModel) -> LaneUser {
        let actor = actors[row]
        let link = links[place]
        let front = actor.halfLength - link.start
        let record = model.lanes.records[Int(link.lane)]
        var lineDistance = -Double.infinity
        if place > Int(actor.chainStart) {
            lineDistance = lineBefore(place, record, model) - actor.halfLength
        }
        return user(row, record: record, front: front, lineDistance: lineDistance, model)
    }

    /// Distance `u` at which an actor's front waits before the lane of a link that is not the first of its way;
    /// minus infinity inside a junction.
    @inline(__always)
    func lineBefore(_ place: Int, _ record: LaneRecord, _ model: TrafficModel) -> Double {
        let before = links[place - 1]
        let previous = model.lanes.records[Int(before.lane)]
        if record.junction >= 0, previous.junction == record.junction { return -.infinity }
        return before.start + min(previous.stopLine, before.to)
    }

    @inline(__always)
    private func user(
        _ row: Int, record: LaneRecord, front: Double, lineDistance: Double, _ model: TrafficModel
    ) -> LaneUser {
        let actor = actors[row]
        let body = model.bodies[Int(actor.body)]
        let curve = (record.slowestSquared * actor.lateralAcceleration).squareRoot()
        let usual = min(record.speedLimit * actor.speedShare, min(body.maximumSpeed, body.usualSpeed))
        let stopping = actor.speed * actor.speed / (2 * Self.trustedBraking)
        let isCommitted =
            lineDistance < -Self.lineTolerance || (actor.speed > 0.5 && stopping > lineDistance)
            || (actor.isEntering && lineDistance < Self.lineReach)
        return LaneUser(
            actor: Int32(row), front: front, rear: front - 2 * actor.halfLength, speed: max(0, actor.speed),
            pickup: actor.pickup, cruise: max(1, min(usual, curve)), lineDistance: lineDistance,
            isCommitted: isCommitted, isInert: !isCommitted && isHeld(actor),
            isCourteous: actor.role == .keepsLane, isLong: actor.isLong, yieldsSince: actor.yieldsSince,
            lineStop: actor.lineStop, key: actor.key)
    }

    /// Who starts within this distance of its line enters, metres.
    static let lineReach = 3.5
    /// A front this far past the line still waits at it, metres.
    static let lineTolerance = 1.0

    /// Stands for a reason that has nothing to do with who goes first.
    @inline(__always)
    private func isHeld(_ actor: SceneActor) -> Bool {
        guard actor.speed < 0.1 else { return false }
        switch actor.reason {
        case .signal, .leader, .crossing, .exitBlocked, .laneEnd, .laneChange, .standing: return true
        default: return false
        }
    }

    /// An actor whose middle has left the lane, at arc length `middle` beyond its end.
    @inline(__always)
    private func passedUser(_ row: Int, middle: Double, _ record: LaneRecord) -> LaneUser {
        let actor = actors[row]
        return LaneUser(
            actor: Int32(row), front: middle + actor.halfLength, rear: middle - actor.halfLength,
            speed: max(0, actor.speed), pickup: actor.pickup, cruise: max(1, record.speedLimit),
            lineDistance: -.infinity, isCommitted: true, isInert: false, isCourteous: true, isLong: actor.isLong,
            yieldsSince: actor.yieldsSince,
            lineStop: -1, key: actor.key)
    }

    /// Whether somebody who could still stop will do so because of the signal at a lane's start.
    @inline(__always)
    private func stopsForSignal(_ user: LaneUser, lane: Int32, _ world: WorldState, _ model: TrafficModel) -> Bool {
        let group = model.lanes.records[Int(lane)].signalGroup
        guard group >= 0, Int(group) < world.signals.count else { return false }
        switch SignalAspect(rawValue: world.signals[Int(group)]) ?? .dark {
        case .red, .redYellow: return true
        case .yellow: return user.speed * user.speed <= 2 * 2.8 * max(0.1, user.lineDistance)
        default: return false
        }
    }

    /// Lists a vehicle whose way is not known as a user of every lane with conflict zones that it may be on or take:
    /// judged by where it is, how it moves and what it indicates.
    mutating func registerAsFreeUser(_ row: Int, _ world: WorldState, _ model: TrafficModel) {
        let actor = actors[row]
        for lane in found where model.lanes.records[Int(lane)].zoneCount > 0 {
            let place = model.lanes.project(actor.position, on: lane)
            let turn = Angle.difference(from: place.yaw, to: actor.yaw)
            let record = model.lanes.records[Int(lane)]
            guard turn.magnitude < 0.9, place.t.magnitude < 2.2, place.s > 0, place.s < record.length + 3 else {
                continue
            }
            users.add(
                user(row, record: record, front: place.s + actor.halfLength, lineDistance: -.infinity, model), to: lane)
        }
        guard actor.lane >= 0, actor.turn.magnitude < 1.2, actor.speed > -0.5 else { return }
        addPossibleWays(row, after: actor.lane, start: -actor.s, depth: 3, world, model)
    }

    /// Adds the lanes that an unknown driver may take after a lane whose arc length 0 lies at `start`.
    private mutating func addPossibleWays(
        _ row: Int, after lane: Int32, start: Double, depth: Int, _ world: WorldState, _ model: TrafficModel
    ) {
        let actor = actors[row]
        let record = model.lanes.records[Int(lane)]
        let end = start + record.length
        guard depth > 0, end < max(Self.shortestOutlook, actor.speed * Self.outlook) + actor.halfLength else { return }
        let turns = model.indicatedTurns(after: lane, lights: actor.lights)
        for next in model.lanes.successorRows(of: lane) {
            let nextRecord = model.lanes.records[Int(next)]
            guard !nextRecord.users.isDisjoint(with: .anyVehicle), turns.contains(nextRecord.turn) else { continue }
            if nextRecord.zoneCount > 0, end > 0 {
                let inside = nextRecord.junction >= 0 && record.junction == nextRecord.junction
                let line = inside ? -Double.infinity : start + record.stopLine - actor.halfLength
                let user = user(row, record: nextRecord, front: actor.halfLength - end, lineDistance: line, model)
                if user.isCommitted || !stopsForSignal(user, lane: next, world, model) {
                    users.add(user, to: next)
                } else {
                    actors[row].isAtRed = true
                }
            }
            addPossibleWays(row, after: next, start: end, depth: depth - 1, world, model)
        }
    }
}

/// Turns that somebody may make.
struct TurnSet: Sendable {
    var straight = false
    var left = false
    var right = false

    func contains(_ turn: TurnDirection) -> Bool {
        switch turn {
        case .straight: return straight
        case .left, .slightLeft, .uTurn: return left
        case .right, .slightRight: return right
        }
    }
}

extension TrafficModel {
    /// The turns to expect of a driver on a lane: the indicated one if the lane allows it; without indicators straight
    /// on if the lane allows that; else all.
    func indicatedTurns(after lane: Int32, lights: ActorLights) -> TurnSet {
        var possible = TurnSet()
        for next in lanes.successorRows(of: lane) {
            switch lanes.records[Int(next)].turn {
            case .straight: possible.straight = true
            case .left, .slightLeft, .uTurn: possible.left = true
            case .right, .slightRight: possible.right = true
            }
        }
        let left = lights.contains(.indicatorLeft)
        let right = lights.contains(.indicatorRight)
        if left, !right, possible.left { return TurnSet(straight: false, left: true, right: false) }
        if right, !left, possible.right { return TurnSet(straight: false, left: false, right: true) }
        if left == right, possible.straight { return TurnSet(straight: true, left: false, right: false) }
        return possible
    }
}
