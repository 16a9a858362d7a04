import Geometry

/// A fixed-time programme in stages, derived for a site without one: each axis of the crossroads in turn, left turns
/// (right turns where traffic keeps left) in a stage of their own where they cross two or more oncoming lanes from a
/// lane of their own; people walk where nobody drives straight over their crossing.
struct StagePlan {
    /// Lanes that get green together.
    struct Unit {
        var approach: Int
        /// Rows in `SignalSite.ruled`.
        var ruled: [Int]
        /// A turn across the oncoming lanes with a stage of its own.
        var isProtectedTurn: Bool
    }

    struct Stage {
        /// Rows in `units`.
        var units: [Int]
        /// Rows of the map's crossings that walk meanwhile.
        var crossings: [Int] = []
    }

    private(set) var units: [Unit] = []
    private(set) var stages: [Stage] = []

    init(site: SignalSite, assembly: MapAssembly) {
        let axes = StagePlan.axes(of: site, assembly)
        for axis in axes { addStages(axis, site, assembly) }
        addWalkers(site, assembly)
        if stages.count < 2 { stages.append(Stage(units: [])) }
    }

    /// Approaches that share a line within 40° and do not cross each other straight on, largest sets first.
    private static func axes(of site: SignalSite, _ assembly: MapAssembly) -> [[Int]] {
        // order: by random key, which is an approach's own
        let order = site.approaches.indices.sorted { site.approaches[$0].randomKey < site.approaches[$1].randomKey }
        var axes: [[Int]] = []
        for approach in order {
            let heading = site.approaches[approach].heading
            let fitting = axes.firstIndex { members in
                let turn = Angle.difference(from: 2 * site.approaches[members[0]].heading, to: 2 * heading)
                return turn.magnitude < 1.4
                    && members.allSatisfy { !StagePlan.clashes(approach, $0, site, assembly) }
            }
            if let fitting { axes[fitting].append(approach) } else { axes.append([approach]) }
        }
        func lanes(_ axis: [Int]) -> Int { axis.reduce(0) { $0 + site.approaches[$1].lanes.count } }
        return axes.sorted { a, b in
            (-lanes(a), site.approaches[a[0]].randomKey) < (-lanes(b), site.approaches[b[0]].randomKey)
        }
    }

    /// Whether traffic that goes straight on from both approaches would meet.
    private static func clashes(_ a: Int, _ b: Int, _ site: SignalSite, _ assembly: MapAssembly) -> Bool {
        let theirs = site.ruled.filter { $0.approach == b && $0.turn.isStraightOn }.map(\.lane)
        return site.ruled.contains { mine in
            mine.approach == a && mine.turn.isStraightOn
                && assembly.opponents(of: mine.lane).contains { theirs.contains($0) }
        }
    }

    private mutating func addStages(_ axis: [Int], _ site: SignalSite, _ assembly: MapAssembly) {
        var through = Stage(units: [])
        var turning = Stage(units: [])
        // order: by random key, which is an approach's own
        for approach in axis.sorted(by: { site.approaches[$0].randomKey < site.approaches[$1].randomKey }) {
            let all = site.ruled.indices.filter { site.ruled[$0].approach == approach }
            let turns = StagePlan.protectedTurns(of: approach, all, axis, site, assembly)
            let rest = all.filter { !turns.contains($0) }
            if !rest.isEmpty {
                through.units.append(units.count)
                units.append(Unit(approach: approach, ruled: rest, isProtectedTurn: false))
            }
            if !turns.isEmpty {
                turning.units.append(units.count)
                units.append(Unit(approach: approach, ruled: turns, isProtectedTurn: true))
            }
        }
        if !through.units.isEmpty { stages.append(through) }
        if !turning.units.isEmpty { stages.append(turning) }
    }

    /// Motor turns across two or more oncoming lanes, from lanes that lead nowhere else.
    private static func protectedTurns(
        of approach: Int, _ all: [Int], _ axis: [Int], _ site: SignalSite, _ assembly: MapAssembly
    ) -> [Int] {
        let side = assembly.map.drivingSide
        let turns = all.filter { site.ruled[$0].turn.headOnOrder(side) > 0 && site.ruled[$0].isMotor }
        guard turns.count < all.count else { return [] }
        var oncoming: [Int] = []
        for turn in turns where site.ruled[turn].turn != .uTurn {
            for opponent in assembly.opponents(of: site.ruled[turn].lane) {
                guard let other = site.ruled.first(where: { $0.lane == opponent }), other.approach != approach,
                    axis.contains(other.approach), other.isMotor
                else { continue }
                if other.turn.headOnOrder(side) > 0 { return [] }
                oncoming.append(opponent)
            }
        }
        let isExclusive = turns.allSatisfy { turn in
            assembly.map.lanes[site.ruled[turn].lane].predecessors.allSatisfy { source in
                assembly.map.lanes[source.index].successors.allSatisfy { target in
                    assembly.map.lanes[target.index].turn.headOnOrder(side) > 0
                }
            }
        }
        return isExclusive && oncoming.sortedUnique().count >= 2 ? turns : []
    }

    /// Lets people walk in every stage whose traffic leaves their crossing alone, but for ordinary turns; in a stage of
    /// their own where there is none.
    private mutating func addWalkers(_ site: SignalSite, _ assembly: MapAssembly) {
        var left: [Int] = []
        for crossing in site.crossings {
            var walks = false
            for index in stages.indices where isFree(crossing, in: stages[index], site, assembly) {
                stages[index].crossings.append(crossing)
                walks = true
            }
            if !walks { left.append(crossing) }
        }
        if !left.isEmpty { stages.append(Stage(units: [], crossings: left)) }
    }

    private func isFree(_ crossing: Int, in stage: Stage, _ site: SignalSite, _ assembly: MapAssembly) -> Bool {
        for index in stage.units {
            for ruled in units[index].ruled {
                let lane = site.ruled[ruled].lane
                let isOrdinaryTurn = !site.ruled[ruled].turn.isStraightOn && !units[index].isProtectedTurn
                for crossed in assembly.map.crossings[crossing].lanes {
                    let row = crossed.lane
                    let isEntered = assembly.map.lanes[lane].predecessors.contains(row)
                    let isLeft = assembly.map.lanes[lane].successors.contains(row)
                    let isOn = row.index == lane
                    let isNearStart = isOn && crossed.from < assembly.map.lanes[lane].length / 2
                    if isEntered || isNearStart || (isLeft || isOn) && !isOrdinaryTurn { return false }
                }
            }
        }
        return !stage.units.isEmpty
    }
}

extension MapAssembly {
    /// Lanes that cross or join a lane in its junction.
    func opponents(of lane: Int) -> [Int] {
        map.lanes[lane].conflicts.compactMap { row in
            let zone = map.conflicts[Int(row)]
            guard zone.kind != .diverging else { return nil }
            return zone.first.index == lane ? zone.second.index : zone.first.index
        }
    }
}
