import Geometry
import World

extension TrafficScene {
    /// Distance before a crossing from which a walker is seen to want to cross, metres.
    private static let crossingApproach = 2.5

    /// Moves a walker's place along its walkway, and on to the next one where it has passed the end.
    @inline(__always)
    mutating func followWalkway(_ row: Int, _ traffic: TrafficState, _ model: TrafficModel) {
        if row < traffic.count { actors[row].forks = traffic.route.forks[row] }
        if actors[row].lane < 0 || actors[row].lane >= Int32(model.walks.walkways.count) {
            actors[row].lane = model.nearestWalkway(to: actors[row].position)
            guard actors[row].lane >= 0 else {
                actors[row].role = .free
                return
            }
            actors[row].s = model.walks.lines.project(actors[row].position, on: actors[row].lane).s
        }
        let place = model.walks.lines.project(actors[row].position, on: actors[row].lane, near: actors[row].s)
        (actors[row].s, actors[row].t) = (place.s, place.t)
        let walkway = model.walks.walkways[Int(actors[row].lane)]
        let rest = actors[row].direction > 0 ? walkway.length - place.s : place.s
        guard rest < Self.nodeReach else { return }
        let next = model.nextWalkway(of: actors[row])
        actors[row].lane = next.walkway
        actors[row].direction = next.isStart ? 1 : -1
        actors[row].forks &+= 1
        let length = model.walks.walkways[Int(next.walkway)].length
        let entered = model.walks.lines.project(
            actors[row].position, on: next.walkway, near: next.isStart ? 0 : length)
        (actors[row].s, actors[row].t) = (entered.s, entered.t)
    }

    /// A walker this close to a node turns into the next walkway, metres.
    static let nodeReach = 0.6

    /// Lists a walker on the crossing that it is on or about to reach.
    @inline(__always)
    mutating func registerOnCrossing(_ row: Int, _ traffic: TrafficState, _ model: TrafficModel) {
        let actor = actors[row]
        let walkway = model.walks.walkways[Int(actor.lane)]
        if walkway.crossing >= 0 {
            let progress = actor.direction > 0 ? actor.s : walkway.length - actor.s
            addCrosser(row, crossing: walkway.crossing, along: actor.s, direction: actor.direction, progress, model)
            return
        }
        let rest = actor.direction > 0 ? walkway.length - actor.s : actor.s
        guard rest < Self.crossingApproach else { return }
        let next = model.nextWalkway(of: actor)
        let ahead = model.walks.walkways[Int(next.walkway)]
        guard ahead.crossing >= 0 else { return }
        let along = next.isStart ? -rest : ahead.length + rest
        addCrosser(row, crossing: ahead.crossing, along: along, direction: next.isStart ? 1 : -1, -rest, model)
    }

    private mutating func addCrosser(
        _ row: Int, crossing: Int32, along: Double, direction: Int8, _ progress: Double, _ model: TrafficModel
    ) {
        let actor = actors[row]
        let path = model.crossings.crossings[Int(crossing)]
        let heading = (path.end - path.start).normalized
        crossers.add(
            CrossingUser(
                actor: Int32(row), along: along, radius: max(actor.halfLength, actor.halfWidth),
                speed: actor.velocity.dot(heading), direction: Double(direction),
                walkingSpeed: max(0.4, model.bodies[Int(actor.body)].walkingSpeed * actor.speedShare),
                isOn: progress > Self.kerbTolerance, key: actor.key), to: crossing)
    }

    /// A walker whose middle is this far beyond the kerb has begun to cross, metres.
    static let kerbTolerance = 0.15

    /// Lists somebody on foot whom a scenario moves on the crossings nearby.
    mutating func registerNearCrossings(_ row: Int, _ model: TrafficModel) {
        let actor = actors[row]
        found.removeAll(keepingCapacity: true)
        model.crossings.index.forEach(from: actor.position, to: actor.position) {
            if !found.contains(Int32($0)) { found.append(Int32($0)) }
        }
        for index in found {
            let crossing = model.crossings.crossings[Int(index)]
            let heading = (crossing.end - crossing.start).normalized
            let offset = actor.position - crossing.start
            let along = offset.dot(heading)
            guard along > -1.2, along < crossing.length + 1.2,
                heading.cross(offset).magnitude < crossing.halfWidth + 0.3
            else { continue }
            let speed = actor.velocity.dot(heading)
            let isOn = along > Self.kerbTolerance && along < crossing.length - Self.kerbTolerance
            guard isOn || speed.magnitude > 0.2 || actor.forward.dot(heading).magnitude > 0.8 else { continue }
            let direction = speed != 0 ? speed : actor.forward.dot(heading)
            guard isOn || (along < crossing.length / 2) == (direction > 0) else { continue }
            crossers.add(
                CrossingUser(
                    actor: Int32(row), along: along, radius: max(actor.halfLength, actor.halfWidth), speed: speed,
                    direction: direction > 0 ? 1 : -1, walkingSpeed: max(1.2, speed.magnitude), isOn: isOn,
                    key: actor.key), to: index)
        }
    }
}

extension TrafficModel {
    /// Where a walker goes at the end of its walkway: a pure function of keys and of the forks it has passed. Never
    /// straight back unless there is nothing else.
    func nextWalkway(of actor: SceneActor) -> WalkEnd {
        let walkway = walks.walkways[Int(actor.lane)]
        let node = actor.direction > 0 ? walkway.endNode : walkway.startNode
        let mixed = StableHash.combine(seed &+ actor.key, UInt64(actor.forks))
        var best = WalkEnd(walkway: actor.lane, isStart: actor.direction < 0)
        var bestScore = 0.0
        for end in walks.ends(at: node) where end.walkway != actor.lane {
            let bits = StableHash.mix(mixed ^ walks.walkways[Int(end.walkway)].key &+ (end.isStart ? 1 : 0))
            let score = Double(bits >> 11) * 0x1p-53 + 0x1p-54
            if score > bestScore {
                bestScore = score
                best = end
            }
        }
        return best
    }

    /// The walkway closest to a point, within 15 m; -1 if there is none. Ties go to the smaller key.
    func nearestWalkway(to point: Vector2) -> Int32 {
        var best: (distance: Double, key: UInt64, walkway: Int32) = (15, .max, -1)
        for row in walks.walkways.indices where walks.walkways[row].crossing < 0 {
            let place = walks.lines.project(point, on: Int32(row))
            let along = max(0, max(-place.s, place.s - walks.walkways[row].length))
            let distance = DeterministicMath.hypotenuse(place.t, along)
            let key = walks.walkways[row].key
            if (distance, key) < (best.distance, best.key) { best = (distance, key, Int32(row)) }
        }
        return best.walkway
    }
}
