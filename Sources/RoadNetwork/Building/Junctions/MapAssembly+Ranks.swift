import Geometry

/// What signs and road classes say about an approach.
private struct Standing {
    /// Sign at the approach: stop, yield or priority road.
    var sign: TrafficSign.Kind?
    var importance: Int
}

extension MapAssembly {
    /// Ranks the approaches of a junction: ring of a roundabout first, then signs, else the larger road, else equal.
    func rank(_ layout: inout JunctionLayout, junction: Int) {
        let control = description.junctions[junction].control
        guard layout.approaches.count > 1, control != .allWayStop, control != .rightBeforeLeft, control != .free else {
            return
        }
        let onRing = layout.approaches.map { approach in map.lanes[approach.lanes[0]].isRoundabout }
        if onRing.contains(true), onRing.contains(false) {
            for index in onRing.indices { layout.approaches[index].rank = onRing[index] ? .priority : .yield }
            return
        }
        var standings = layout.approaches.map { standing(of: $0) }
        // Both ends of a street that runs through count as the larger of them (one may have a turning lane more).
        let own = standings.map(\.importance)
        for (index, importance) in own.enumerated() {
            for other in own.indices where layout.relation(of: other, to: index) == .opposing {
                standings[other].importance = max(standings[other].importance, importance)
            }
        }
        if standings.contains(where: { $0.sign != nil }) {
            rankBySigns(&layout, standings)
        } else {
            rankByImportance(&layout, standings.map(\.importance), lower: control == .priorityStop ? .stop : .yield)
        }
    }

    private func rankBySigns(_ layout: inout JunctionLayout, _ standings: [Standing]) {
        let restrains = standings.contains { $0.sign == .stop || $0.sign == .yield }
        for (index, standing) in standings.enumerated() {
            switch standing.sign {
            case .stop: layout.approaches[index].rank = .stop
            case .yield: layout.approaches[index].rank = .yield
            case .priorityRoad: layout.approaches[index].rank = .priority
            default: layout.approaches[index].rank = restrains ? .priority : .yield
            }
        }
    }

    /// Approaches of the largest class go first. Where all are equal and one of three has no way straight on, it
    /// yields, unless the streets are slow ones, where right-before-left is usual.
    private func rankByImportance(_ layout: inout JunctionLayout, _ importance: [Int], lower: Approach.Rank) {
        let highest = importance.max() ?? 0
        if importance.contains(where: { $0 < highest }) {
            for index in importance.indices {
                layout.approaches[index].rank = importance[index] == highest ? .priority : lower
            }
            return
        }
        let fastest = layout.approaches.flatMap(\.lanes).map { map.lanes[$0].speedLimit }.max() ?? 0
        guard layout.approaches.count == 3, fastest > 8.4, let stem = stem(of: layout) else { return }
        for index in importance.indices { layout.approaches[index].rank = index == stem ? lower : .priority }
    }

    /// Of three approaches, the one that meets neither of the others head on while they meet each other.
    private func stem(of layout: JunctionLayout) -> Int? {
        let opposed = layout.approaches.indices.filter { mine in
            layout.approaches.indices.contains { $0 != mine && layout.relation(of: $0, to: mine) == .opposing }
        }
        guard opposed.count == 2 else { return nil }
        return layout.approaches.indices.first { !opposed.contains($0) }
    }

    /// Sign and class of an approach. Class counts first, then speed, then lanes.
    private func standing(of approach: Approach) -> Standing {
        let lanes = approach.lanes.map { map.lanes[$0] }
        let motor = lanes.filter { !$0.users.isDisjoint(with: [.cars, .heavy]) }
        let speed = motor.map(\.speedLimit).max() ?? 0
        var importance = description.roads[approach.road].category.importance * 10_000
        importance += Int((speed * 3.6 / 10).rounded()) * 100 + min(99, motor.count * 10)
        if motor.isEmpty { importance -= 50_000 }
        return Standing(sign: sign(of: approach), importance: importance)
    }

    /// The strongest sign for right of way within 50 m of the junction, for this direction of travel.
    private func sign(of approach: Approach) -> TrafficSign.Kind? {
        guard let length = lines[approach.road]?.length else { return nil }
        var found: TrafficSign.Kind?
        for row in signalRows[approach.road] {
            guard case .sign(let kind, _) = description.signals[row].meaning else { continue }
            guard kind == .stop || kind == .yield || kind == .priorityRoad, found != .stop else { continue }
            for place in description.signals[row].places where place.road == approach.road {
                let isMine = place.orientation == .both || (place.orientation == .forward) == approach.forward
                let distance = approach.forward ? length - place.s : place.s
                if isMine, distance < 50, found == nil || kind == .stop { found = kind }
            }
        }
        return found
    }

    /// Sets who waits at the start of each connecting lane, from the zones that its traffic must yield in.
    mutating func setControls(_ layout: JunctionLayout, junction: Int) {
        let stated = description.junctions[junction].control
        for movement in layout.movements {
            guard let approach = movement.approach, map.lanes[movement.lane].control == .none,
                entryLane(of: movement.lane) == movement.lane
            else { continue }
            var yields = false
            var views: [ConflictZone] = []
            for row in wayThrough(from: movement.lane) {
                let zones = map.lanes[row].conflicts.map { map.conflicts[Int($0)] }.filter { zone in
                    zone.kind != .diverging && comesFromElsewhere(zone, row, approach, layout)
                }
                yields = yields || zones.contains { $0.view(from: LaneID(row)).iYield }
                views += zones
            }
            guard !views.isEmpty, stated != .free else { continue }
            map.lanes[movement.lane].control = control(
                layout.approaches[approach].rank, stated: stated, yields: yields, layout: layout,
                zipper: views.contains { $0.kind == .merging && $0.priority == .equal })
        }
    }

    private func control(
        _ rank: Approach.Rank, stated: DescribedJunction.Control?, yields: Bool, layout: JunctionLayout, zipper: Bool
    ) -> EntryControl {
        if stated == .allWayStop { return .allWayStop }
        switch rank {
        case .stop:
            return layout.approaches.allSatisfy { $0.rank == .stop } ? .allWayStop : .stop
        case .yield: return .yield
        case .priority: return .none
        case .equal:
            let isOneWay = layout.approaches.indices.allSatisfy { layout.relation(of: $0, to: 0) == .same }
            return isOneWay ? (zipper ? .zipper : yields ? .yield : .none) : .rightBeforeLeft
        }
    }

    private func comesFromElsewhere(_ zone: ConflictZone, _ row: Int, _ approach: Int, _ layout: JunctionLayout) -> Bool
    {
        let other = zone.first.index == row ? zone.second.index : zone.first.index
        return layout.movements.first { $0.lane == other }?.approach != approach
    }
}

extension RoadCategory {
    /// Larger roads have larger numbers.
    var importance: Int {
        switch self {
        case .motorway: return 15
        case .rural: return 14
        case .town: return 13
        case .lowSpeed: return 12
        case .pedestrian: return 11
        case .bicycle: return 10
        }
    }
}
