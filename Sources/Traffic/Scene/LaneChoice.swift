import Geometry
import RoadNetwork

extension TrafficModel {
    /// The lane that an actor without a list of lanes takes after `lane`: a pure function of the actor's, the lanes' and
    /// the run's keys, so that nobody has to remember it and the order of rows does not matter. -1 where the road ends.
    @inline(__always)
    func chosenLane(after lane: Int32, users: LaneUsers, key: UInt64) -> Int32 {
        let record = lanes.records[Int(lane)]
        let start = Int(record.successorStart)
        if record.successorCount == 1 {
            let only = lanes.successors[start]
            return lanes.records[Int(only)].users.isDisjoint(with: users) ? -1 : only
        }
        var best: Int32 = -1
        var bestScore = 0.0
        let mixed = StableHash.combine(seed &+ key, record.key)
        for index in start..<(start + Int(record.successorCount)) {
            let next = lanes.successors[index]
            let nextRecord = lanes.records[Int(next)]
            guard !nextRecord.users.isDisjoint(with: users) else { continue }
            let uniform = Double(StableHash.mix(mixed ^ nextRecord.key) >> 11) * 0x1p-53
            let score = (uniform + 0x1p-53) * Self.weight(of: nextRecord, for: users)
            if score > bestScore {
                bestScore = score
                best = next
            }
        }
        return best
    }

    /// How much an actor likes a lane: straight on before turning, no U-turns or dead ends if there is another way,
    /// cycles on their own lanes.
    private static func weight(of lane: LaneRecord, for users: LaneUsers) -> Double {
        var weight: Double
        switch lane.turn {
        case .straight: weight = 1
        case .slightLeft, .slightRight: weight = 0.9
        case .left, .right: weight = 0.75
        case .uTurn: weight = 1e-3
        }
        if lane.openFor.isDisjoint(with: users) { weight *= 1e-6 }
        if lane.tightestRadius < comfortableRadius(of: users) { weight *= 1e-3 }
        if users == .bicycles, lane.isForCyclesOnly { weight *= 100 }
        return weight
    }

    /// Radius below which a kind of road user looks for another way, metres.
    private static func comfortableRadius(of users: LaneUsers) -> Double {
        if users == .bicycles { return 1.5 }
        return users == .cars ? 3.5 : 7.5
    }

    /// What follows a lane on an actor's way.
    struct NextLane {
        /// The next lane; -1 if the way ends here.
        var lane: Int32
        /// Element of the actor's list that the next lane is.
        var routeIndex: Int32
        /// Why there is no next lane.
        var end: ChainEnd
    }

    /// The lane after `lane` for an actor whose list stands at `routeIndex` there.
    @inline(__always)
    func nextLane(
        after lane: Int32, routeIndex: Int32, row: Int, routes: RouteColumns, users: LaneUsers, key: UInt64
    ) -> NextLane {
        guard row < routes.length.count, routes.length[row] > 0 else {
            let next = chosenLane(after: lane, users: users, key: key)
            return NextLane(lane: next, routeIndex: 0, end: next < 0 ? .roadEnds : .open)
        }
        let shift = routeIndex - routes.index[row]
        let own = routes.element(row, ahead: shift)
        let wanted = own == lane ? routes.element(row, ahead: shift + 1) : own
        guard own >= 0, wanted >= 0 else {
            let next = chosenLane(after: lane, users: users, key: key)
            return NextLane(lane: next, routeIndex: routeIndex, end: next < 0 ? .roadEnds : .open)
        }
        if own == lane {
            for next in lanes.successorRows(of: lane) where next == wanted {
                return NextLane(lane: next, routeIndex: routeIndex + 1, end: .open)
            }
        }
        return endBesideRoute(lane, wanted: wanted, routeIndex: routeIndex, users: users, key: key)
    }

    /// The way of an actor whose next listed lane lies beside it, or that has lost its list.
    private func endBesideRoute(_ lane: Int32, wanted: Int32, routeIndex: Int32, users: LaneUsers, key: UInt64)
        -> NextLane
    {
        let side = sideOfLane(wanted, from: lane)
        if side > 0 { return NextLane(lane: -1, routeIndex: routeIndex, end: .changeLeft) }
        if side < 0 { return NextLane(lane: -1, routeIndex: routeIndex, end: .changeRight) }
        let next = chosenLane(after: lane, users: users, key: key)
        return NextLane(lane: next, routeIndex: routeIndex, end: next < 0 ? .roadEnds : .open)
    }

    /// Whether a lane lies to the left (1) or right (-1) of another in the same direction; 0 if it does not.
    func sideOfLane(_ wanted: Int32, from lane: Int32) -> Int {
        var left = lanes.records[Int(lane)].left
        var right = lanes.records[Int(lane)].right
        for _ in 0..<8 {
            if left == wanted, left >= 0 { return 1 }
            if right == wanted, right >= 0 { return -1 }
            if left >= 0 { left = lanes.records[Int(left)].left }
            if right >= 0 { right = lanes.records[Int(right)].right }
        }
        return 0
    }
}

/// Why an actor's known way ahead ends.
enum ChainEnd: UInt8, Sendable {
    /// It goes on beyond what was looked at.
    case open
    case roadEnds
    /// The next lane of the list lies beside this one.
    case changeLeft
    case changeRight
}
