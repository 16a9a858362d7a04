import Geometry

/// Says a route in the words of a navigation system.
struct RouteDirections {
    let planner: RoutePlanner
    let route: Route

    private var map: StreetMap { planner.map }

    /// Every junction that offers a choice, in order, then the arrival.
    func manoeuvres() -> [RouteManoeuvre] {
        var found: [RouteManoeuvre] = []
        var index = 1
        while index < route.legs.count {
            let end = ringEnd(from: index) ?? passEnd(from: index)
            if let kind = kind(of: index..<end) {
                found.append(RouteManoeuvre(kind: kind, at: stopLine(before: index), end: start(of: end)))
            }
            index = end
        }
        found.append(RouteManoeuvre(kind: .arrive, at: route.path.length, end: route.path.length))
        return found
    }

    private func lane(_ index: Int) -> Lane { map[route.legs[index].lane] }

    /// Arc length on the path where leg `index` begins; the path's length behind the last.
    private func start(of index: Int) -> Double {
        index < route.legStarts.count ? route.legStarts[index] : route.path.length
    }

    /// Where to stop before leg `index`: the stop line of the leg before, else the beginning of the leg.
    private func stopLine(before index: Int) -> Double {
        let leg = route.legs[index - 1]
        guard let line = map[leg.lane].stopLine, line >= leg.from, line <= leg.to else { return start(of: index) }
        return min(start(of: index), route.legStarts[index - 1] + line - leg.from)
    }

    /// One past the last leg of the passage through the junction of leg `index`; `index` + 1 outside junctions.
    private func passEnd(from index: Int) -> Int {
        let junction = lane(index).junction
        var end = index + 1
        guard !junction.isNone else { return end }
        while end < route.legs.count, lane(end).junction == junction { end += 1 }
        return end
    }

    /// If leg `index` enters a roundabout: one past the leg that leaves it.
    private func ringEnd(from index: Int) -> Int? {
        guard !lane(index - 1).isRoundabout else { return nil }
        let entryEnd = lane(index).isRoundabout ? index : passEnd(from: index)
        guard entryEnd < route.legs.count, entryEnd == index || !lane(index).junction.isNone else { return nil }
        guard let ring = (index...entryEnd).first(where: { lane($0).isRoundabout }) else { return nil }
        var end = ring
        while end < route.legs.count, lane(end).isRoundabout { end += 1 }
        return end < route.legs.count && !lane(end).junction.isNone ? passEnd(from: end) : end
    }

    /// What to say of a passage; of two turns to one side, the gentler one is to keep to that side.
    private func kind(of legs: Range<Int>) -> RouteManoeuvre.Kind? {
        if legs.contains(where: { lane($0).isRoundabout }) {
            return .roundaboutExit(exitNumber(legs))
        }
        let approach = lane(legs.lowerBound - 1)
        guard approach.successors.contains(route.legs[legs.lowerBound].lane) else { return nil }
        let chosen = choice(of: route.legs[legs.lowerBound].lane)
        // Turning back is no choice that is worth a word.
        let others = choices(from: approach).filter { $0.road != chosen.road && $0.turn != .uTurn && $0.isOpen }
        guard !others.isEmpty else { return nil }
        switch chosen.turn {
        case .uTurn: return .uTurn
        case .left: return others.contains { $0.turn == .left && $0.leads(from: chosen, to: 1) } ? .keepLeft : .left
        case .right:
            return others.contains { $0.turn == .right && $0.leads(from: chosen, to: -1) } ? .keepRight : .right
        case .straight, .slightLeft, .slightRight: return forkKind(chosen, others)
        }
    }

    /// Between ways that all lead roughly ahead one keeps to a side; alone, the way ahead is straight.
    private func forkKind(_ chosen: Choice, _ others: [Choice]) -> RouteManoeuvre.Kind {
        let ahead = others.filter { [.straight, .slightLeft, .slightRight].contains($0.turn) }
        let toTheLeft = ahead.contains { chosen.exit.toLocal($0.exit.position).y > 0 }
        let toTheRight = ahead.contains { chosen.exit.toLocal($0.exit.position).y <= 0 }
        switch (toTheLeft, toTheRight) {
        case (true, false): return .keepRight
        case (false, true): return .keepLeft
        default: return .straight
        }
    }

    /// A way out of a junction.
    private struct Choice {
        /// The road it leads to.
        var road: RoadID
        var turn: TurnDirection
        /// Where the connecting lane ends.
        var exit: Pose2
        /// The road behind the junction is open to the road user.
        var isOpen: Bool

        /// Whether it turns farther to a side (+1 left, -1 right) than another way does.
        func leads(from other: Choice, to side: Double) -> Bool {
            side * other.exit.forward.cross(exit.forward) > 0.25
        }
    }

    private func choice(of lane: LaneID) -> Choice {
        var end = map[lane]
        var steps = 0
        while !end.junction.isNone, let next = end.successors.first, steps < 8 {
            end = map[next]
            steps += 1
        }
        let line = map[lane].centerline
        return Choice(
            road: end.road, turn: map[lane].turn, exit: line.pose(at: line.length),
            isOpen: sideBySide(end).contains { $0.users.isDisjoint(with: planner.users) == false })
    }

    /// Every way that the road of `approach` offers at its end, over all its lanes of this direction.
    private func choices(from approach: Lane) -> [Choice] {
        sideBySide(approach).flatMap { $0.successors.filter(planner.mayUse).map(choice) }
    }

    /// A lane and its neighbours in the same direction, as far as they are for motor vehicles.
    private func sideBySide(_ lane: Lane) -> [Lane] {
        var result = [lane]
        for next in [\Lane.leftNeighbour, \Lane.rightNeighbour] {
            var current = lane[keyPath: next]
            while !current.isNone, result.count < 32 {
                if map[current].type.isDrivable { result.append(map[current]) }
                current = map[current][keyPath: next]
            }
        }
        return result
    }

    /// Which exit the route takes, counted from the entry: exits that the ring passes, and the one taken.
    private func exitNumber(_ legs: Range<Int>) -> Int {
        var number = 1
        for index in legs where lane(index).isRoundabout {
            let isLast = index + 1 >= legs.upperBound || !lane(index + 1).isRoundabout
            if !isLast, hasExit(at: lane(index)) { number += 1 }
        }
        return number
    }

    /// Whether a lane that leaves the roundabout begins at the end of the ring lane or of one beside it.
    private func hasExit(at ring: Lane) -> Bool {
        sideBySide(ring).contains { $0.successors.contains { !map[$0].isRoundabout } }
    }
}
