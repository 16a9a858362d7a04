import DrivingInterface
import Geometry

extension BaselinePolicy {
    /// Brings the path up to date: directions, lane borders, turns.
    /// - Returns: the car's station on the path, metres.
    func findWay(_ route: RouteGuidance, _ ego: EgoMotion, _ memory: inout BaselineMemory) -> Double {
        let before = memory.junction
        memory.junction.follow(route, odometer: memory.odometer)
        if before.isInside, !memory.junction.isInside {
            if before.turn != .straight { memory.keeping.borders.forgetEdges() }
            memory.change.enterRoad(odometer: memory.odometer)
        }
        if memory.junction.number != before.number {
            memory.signals.forget()
            memory.keeping.approach = ApproachLine()
        }
        var station = memory.path.project(ego.poseSinceStart.position).s
        let distance = memory.junction.distance(odometer: memory.odometer)
        if memory.junction.turn != .none, memory.junction.turn != .arrive, memory.junction.turn != .back {
            comeStraight(station: station, distance: distance, &memory)
        }
        memory.junction.lookAtEntry(
            memory.path, station: station, distance: distance, approach: memory.keeping.approach.yaw)
        TurnPlanning.plan(
            &memory.path, &memory.junction, map: &memory.ground, pose: ego.poseSinceStart, station: station,
            distance: distance)
        let isTurning = memory.junction.isInside || distance < 25
        let isOnRoad = !isTurning || memory.junction.turn == .straight || memory.junction.turn == .arrive
        if isOnRoad, memory.keeping.known - station < TurnPlanning.bendFrom, !memory.path.isPlanned(after: station) {
            TurnPlanning.bend(&memory.path, map: &memory.ground, pose: ego.poseSinceStart, station: station)
        }
        var crossing: ClosedRange<Double>?
        if memory.junction.isAnnounced {
            let from = station + distance - 1
            let end = memory.path.lastPlanned.map { $0 + 1 } ?? from + 32
            crossing = from...max(from, end)
        }
        memory.keeping.adjust(
            &memory.path, from: ego.poseSinceStart.position, crossing: crossing,
            lean: memory.junction.lean(odometer: memory.odometer, borders: memory.keeping.borders),
            map: &memory.ground)
        station = memory.path.project(ego.poseSinceStart.position).s
        takeLine(memory.keeping.crossLine - station, &memory)
        changeLanes(ego, station: station, &memory)
        // Another lane comes to the junction another way.
        if memory.change.endedAt > memory.odometer { memory.keeping.approach = ApproachLine() }
        return station
    }

    /// Where the lines of the lane end, it leads on as it came: across the junction, or up to where a turn begins.
    private func comeStraight(station: Double, distance: Double, _ memory: inout BaselineMemory) {
        let isStraight = memory.junction.turn == .straight
        let end = isStraight ? -BaselinePolicy.widestJunction : 0
        guard end < distance, distance < 40, isStraight || !memory.junction.isInside else { return }
        guard memory.change.endedAt < memory.odometer else { return }
        // The way across is laid once the last turn is behind.
        if isStraight, memory.path.isPlanned(after: station) { return }
        memory.keeping.approach.straighten(&memory.path, station: station)
    }

    /// A line painted across the lane is the stop line of the announced junction, or one that nobody announced.
    private func takeLine(_ distance: Double, _ memory: inout BaselineMemory) {
        let junction = memory.junction
        let announced = junction.isAnnounced ? junction.distance(odometer: memory.odometer) : .infinity
        // Standing at the line, the next one that is in sight is another, and so is one behind what directions tell.
        if !junction.isInside, announced > 6, announced - distance > -1, announced - distance < 8 {
            memory.junction.seeLine(at: distance, odometer: memory.odometer)
        }
        let isOther = junction.isInside || announced > distance + 8
        memory.line.see(at: isOther && distance > 3 ? distance : .nan, odometer: memory.odometer)
    }

    private func changeLanes(_ ego: EgoMotion, station: Double, _ memory: inout BaselineMemory) {
        let (path, tracks, borders) = (memory.path, memory.tracks, memory.keeping.borders)
        memory.change.consider(
            &memory.path, &memory.keeping.borders, turn: memory.junction.isInside ? .none : memory.junction.turn,
            distance: memory.junction.distance(odometer: memory.odometer), station: station, speed: ego.speed,
            odometer: memory.odometer
        ) { side in
            !tracks.rows.contains { track in
                guard track.missed < 3 else { return false }
                let (s, t) = path.project(track.extent.middle)
                guard (t - side * borders.laneWidth).magnitude < 1.9 else { return false }
                let ahead = s - station
                return ahead < 14 && ahead > -4 || ego.poseSinceStart.toLocal(track.extent.middle).x.magnitude < 12
            }
        }
    }

    /// m/s², from every reason to go slower.
    func plan(
        _ route: RouteGuidance, _ ego: EgoMotion, time: Double, station: Double, _ memory: BaselineMemory
    ) -> SpeedPlan {
        var plan = SpeedPlan(speed: ego.speed)
        plan.limit(to: min(route.speedLimit ?? 13.9, 25), .limit)
        for index in LanePath.behind..<LanePath.count {
            let curvature = memory.path.curvature(index).magnitude
            guard curvature > 0.01 else { continue }
            plan.limit(
                to: max(2, (2.0 / curvature).squareRoot()), after: LanePath.step * Double(index) - station, .curve)
        }
        // No faster than the way ahead is known to lead on.
        plan.limit(to: 3, after: memory.keeping.known - station - 6, .curve)
        slowForJunction(&plan, time: time, memory)
        slowForLine(&plan, memory)
        if memory.signals.isBlind(at: time) { plan.limit(to: 0, .blindness) }
        keepClear(&plan, ego, station: station, memory)
        return plan
    }

    private var front: Double { vehicle.wheelbase + vehicle.frontOverhang }

    /// Signals, unknown junctions, turns and the goal.
    private func slowForJunction(_ plan: inout SpeedPlan, time: Double, _ memory: BaselineMemory) {
        let distance = memory.junction.distance(odometer: memory.odometer)
        switch memory.junction.turn {
        case .none: return
        case .arrive: return plan.stop(in: max(0, distance + 1.2), .goal)
        case .left, .right, .back, .bearLeft, .bearRight: plan.limit(to: 5.5, after: distance, .junction)
        case .straight: break
        }
        // Near enough to the line to be first, far enough to see lamps that stand beside it.
        let room = distance - front - 2.2
        guard !memory.junction.isInside, room > -3 else { return }
        obey(memory.signals.shown, &plan, room: room)
        switch memory.signals.shown {
        case .red, .yellow: break
        case .green:
            // A light that is out of sight for long may have changed.
            if time - memory.signals.seenAt > 1.5, room > 0 { plan.stop(in: room, .signal) }
        case .none: plan.limit(to: 5, after: room, .junction)
        }
    }

    /// Signals that the directions do not tell of.
    private func slowForLine(_ plan: inout SpeedPlan, _ memory: BaselineMemory) {
        let room = memory.line.distance(odometer: memory.odometer) - front - 1.2
        guard room > -2 else { return }
        obey(memory.line.signals.shown, &plan, room: room)
    }

    /// Stops before a line at red, and at yellow where that is possible without harsh braking.
    private func obey(_ shown: Lamp.Colour, _ plan: inout SpeedPlan, room: Double) {
        let canStop = plan.speed * plan.speed < 2 * 3.2 * room || plan.speed < 2
        guard shown == .red || (shown == .yellow && canStop) else { return }
        plan.stop(in: max(0, room), .signal)
    }

    /// Obstacles on the way and whoever crosses it.
    private func keepClear(_ plan: inout SpeedPlan, _ ego: EgoMotion, station: Double, _ memory: BaselineMemory) {
        let corridor = Corridor(
            path: memory.path, station: station, halfWidth: vehicle.width / 2 + 0.25, front: front,
            rear: vehicle.rearOverhang)
        for track in memory.tracks.rows where track.missed < 3 {
            if track.moving >= 3, let crossing = corridor.crossing(of: track, ahead: 6) {
                plan.stop(in: max(0, crossing.from - front - 2), .crossing)
            }
        }
        let layout = equipment.horizon
        for bin in memory.horizon.distances.indices where memory.horizon.distances[bin] < 50 {
            guard let (gap, aside) = corridor.gap(of: memory.horizon.point(bin, layout)) else { continue }
            let owner = Int(memory.horizon.owners[bin])
            let isStanding = owner < 0 || memory.tracks.rows[owner].velocity.length < BaselinePolicy.standing
            // How near the body may pass what stands close by is judged more exactly below.
            if isStanding, gap + front < OwnSweep.reach - 2, aside > vehicle.width / 2 - 0.1 { continue }
            let way = memory.path.pose(at: station + front + gap).direction
            let speed = owner >= 0 ? memory.tracks.rows[owner].velocity.dot(way) : 0
            plan.follow(gap: gap, speed: speed)
        }
        keepBodyClear(&plan, ego, memory)
    }

    /// What stands so near beside the way that the body of the car would touch it.
    private func keepBodyClear(_ plan: inout SpeedPlan, _ ego: EgoMotion, _ memory: BaselineMemory) {
        let (horizon, layout) = (memory.horizon, equipment.horizon)
        withUnsafeTemporaryAllocation(of: Vector2.self, capacity: horizon.distances.count) { points in
            var count = 0
            for bin in horizon.distances.indices where horizon.distances[bin] < Float(OwnSweep.reach + 4) {
                let owner = Int(horizon.owners[bin])
                if owner >= 0, memory.tracks.rows[owner].velocity.length > BaselinePolicy.standing { continue }
                points.initializeElement(at: count, to: horizon.point(bin, layout))
                count += 1
            }
            let sweep = OwnSweep(path: memory.path, pose: ego.poseSinceStart, vehicle: vehicle)
            if let free = sweep.free(of: UnsafeBufferPointer(rebasing: points[..<count])) {
                plan.stop(in: max(0, free - 0.5), .obstacle)
            }
        }
    }

    /// m/s below which others count as standing.
    private static let standing = 1.0
}

extension JunctionAhead {
    /// Side of the road along which to come to the turn, +1 left, -1 right, 0 neither: left only where no oncoming
    /// traffic is met there.
    func lean(odometer: Double, borders: LaneBorders) -> Double {
        guard !isInside, distance(odometer: odometer) < 45 else { return 0 }
        return turn.side > 0 && !borders.isOneWay ? 0 : turn.side
    }

    /// What the car shows others, driving coordinates.
    func indicator(odometer: Double) -> Indicator {
        guard distance(odometer: odometer) < 40 else { return .off }
        return turn.side > 0 ? .left : turn.side < 0 ? .right : .off
    }
}
