import Geometry

extension RoutePlanner {
    private static let generation = RandomPurpose("routing.generated")

    /// Steps of walks to try at most: a map that cannot meet the wishes is given up after some tens of milliseconds.
    private static let searchBudget = 150_000

    /// What a generated route should have; the best that the map allows is taken.
    public struct Wishes: Sendable {
        /// Metres.
        public var minimumLength = 1000.0
        public var junctions = 3
        public var leftTurns = 1
        public var rightTurns = 1
        /// Metres of road before and behind the goal and the start that are free of junctions, where there is room.
        public var clearance = 25.0

        public init() {}
    }

    /// A random route on a map, the same for the same map and seed whatever its rows and names; nil only if no lane of
    /// the map leads anywhere. Lanes are not driven twice as long as the map is large enough.
    public static func generated(
        map: StreetMap, seed: UInt64, minimumLength: Double = 1000, users: LaneUsers = .cars
    ) -> Route? {
        var wishes = Wishes()
        wishes.minimumLength = minimumLength
        return RoutePlanner(map: map, users: users).generated(seed: seed, wishes: wishes)
    }

    /// A random route of this planner's map; see `generated(map:seed:minimumLength:users:)`.
    public func generated(seed: UInt64, wishes: Wishes = Wishes()) -> Route? {
        var best: (score: Double, route: Route)?
        var budget = Self.searchBudget
        for passes in [1, 2, 4] {
            for start in startLanes(seed: seed) where budget > 0 {
                var walk = RandomWalk(planner: self, seed: seed, wishes: wishes, passes: passes)
                let lanes = walk.lanes(from: start)
                budget -= RandomWalk.budget - walk.budget
                guard let route = trimmed(lanes, wishes: wishes) else { continue }
                let score = score(of: route, wishes)
                if score >= 4 { return route }
                if score > best?.score ?? -1 { best = (score, route) }
            }
        }
        return best?.route
    }

    /// Lanes outside junctions in a random order that depends on seed and random keys only; short ones last.
    private func startLanes(seed: UInt64) -> [LaneID] {
        let open = map.lanes.indices.filter { row in
            let lane = map.lanes[row]
            return mayUse(LaneID(row)) && lane.type.isDrivable && lane.junction.isNone && !lane.successors.isEmpty
                && lane.length > 8 && !lane.isRoundabout
        }
        let keyed = open.map { row in
            let key = map.lanes[row].randomKey
            let draw = RandomStream(seed: seed, purpose: RoutePlanner.generation, key: key).bits()
            return (map.lanes[row].length > 15 ? 0 : 1, draw, key, LaneID(row))
        }
        return keyed.sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }.map(\.3)
    }

    private func trimmed(_ lanes: [LaneID], wishes: Wishes) -> Route? {
        guard let first = lanes.first, let last = lanes.last, lanes.count > 1 else { return nil }
        let start = min(map[first].length * 0.5, 10)
        let end = max(map[last].length - wishes.clearance, map[last].length * 0.6)
        return route(alongLanes: lanes, from: start, to: end)
    }

    /// Up to one point for each wish, in parts.
    private func score(of route: Route, _ wishes: Wishes) -> Double {
        func part(_ have: Int, of wanted: Int) -> Double { wanted == 0 ? 1 : min(1, Double(have) / Double(wanted)) }
        let turns = route.manoeuvres.map(\.kind)
        return min(1, route.length / wishes.minimumLength) + part(route.junctionCount(map), of: wishes.junctions)
            + part(turns.count { $0 == .left }, of: wishes.leftTurns)
            + part(turns.count { $0 == .right }, of: wishes.rightTurns)
    }

    fileprivate func choiceOrder(_ steps: [[LaneID]], seed: UInt64, depth: Int) -> [[LaneID]] {
        let keyed = steps.map { step in
            let key = map[step[step.count - 1]].randomKey
            let stream = RandomStream(seed: seed, purpose: RoutePlanner.generation, key: key, tick: depth + 1)
            return (stream.bits(), key, step)
        }
        return keyed.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }
}

extension Route {
    /// How many junctions the route leads through (a roundabout counts each of its junctions).
    public func junctionCount(_ map: StreetMap) -> Int {
        var count = 0
        var last = JunctionID.none
        for leg in legs {
            let junction = map[leg.lane].junction
            if !junction.isNone, junction != last { count += 1 }
            last = junction
        }
        return count
    }
}

/// A depth-first walk in random order that turns back from dead ends.
private struct RandomWalk {
    let planner: RoutePlanner
    let seed: UInt64
    let wishes: RoutePlanner.Wishes
    /// How often a lane may be driven; above two, the walk may also turn back twice, where the map lets it.
    let passes: Int
    var visits: [UInt8]
    var lanes: [LaneID] = []
    var length = 0.0
    var turns = (left: 0, right: 0, back: 0)
    var best: [LaneID] = []
    var bestScore = 0.0
    /// Steps at most, and how many are left.
    static let budget = 4000
    var budget = Self.budget

    init(planner: RoutePlanner, seed: UInt64, wishes: RoutePlanner.Wishes, passes: Int) {
        self.planner = planner
        self.seed = seed
        self.wishes = wishes
        self.passes = passes
        visits = Array(repeating: 0, count: planner.map.lanes.count)
    }

    /// Lanes of a walk that meets the wishes, or of the best one found.
    mutating func lanes(from start: LaneID) -> [LaneID] {
        enter(start, sign: 1)
        var stack = [(choices: choices(), next: 0)]
        while let top = stack.last {
            if isGoodEnough { return lanes }
            budget -= 1
            guard budget > 0 else { break }
            if top.next < top.choices.count {
                stack[stack.count - 1].next += 1
                for lane in top.choices[top.next] { enter(lane, sign: 1) }
                stack.append((choices(), 0))
                keepIfBetter()
            } else {
                stack.removeLast()
                guard let parent = stack.last else { break }
                for _ in parent.choices[parent.next - 1] { leave() }
            }
        }
        return best
    }

    private var isGoodEnough: Bool {
        guard length >= wishes.minimumLength + wishes.clearance + 10, turns.left >= wishes.leftTurns else {
            return false
        }
        return turns.right >= wishes.rightTurns && isRoad(lanes[lanes.count - 1], atLeast: wishes.clearance)
    }

    private func isRoad(_ lane: LaneID, atLeast length: Double) -> Bool {
        let lane = planner.map[lane]
        return lane.junction.isNone && !lane.isRoundabout && lane.length >= length
    }

    /// Keeps the way so far if it meets the wishes better than any before.
    private mutating func keepIfBetter() {
        let score =
            min(1, length / wishes.minimumLength) + Double(min(turns.left, wishes.leftTurns))
            + Double(min(turns.right, wishes.rightTurns))
        guard score > bestScore, isRoad(lanes[lanes.count - 1], atLeast: 5) else { return }
        (bestScore, best) = (score, lanes)
    }

    private mutating func enter(_ lane: LaneID, sign: Int) {
        lanes.append(lane)
        count(lane, sign: 1)
    }

    private mutating func leave() {
        count(lanes.removeLast(), sign: -1)
    }

    private mutating func count(_ id: LaneID, sign: Int) {
        let lane = planner.map[id]
        visits[id.index] = sign > 0 ? visits[id.index] + 1 : visits[id.index] - 1
        length += Double(sign) * lane.length
        if lane.turn == .left { turns.left += sign }
        if lane.turn == .right { turns.right += sign }
        if lane.turn == .uTurn { turns.back += sign }
    }

    /// Whether the walk is in a roundabout and has driven the lane since it entered.
    private func goesRoundAgain(_ next: LaneID) -> Bool {
        guard planner.map[next].isRoundabout else { return false }
        return lanes.reversed().prefix { planner.map[$0].isRoundabout }.contains(next)
    }

    /// The steps that lead on: a successor, or first a change into a neighbour and then its successor.
    private func choices() -> [[LaneID]] {
        // A way that has become much longer than it need be lacks a turn: better to look for one nearer by.
        guard length < 1.5 * wishes.minimumLength + 200 else { return [] }
        let map = planner.map
        let current = lanes[lanes.count - 1]
        var steps = map[current].successors.map { [$0] }
        let room = planner.roomBehind[current.index] + map[current].length + planner.roomAhead[current.index]
        if map[current].junction.isNone, room >= RoutePlanner.shortestChange {
            for (neighbour, may) in [
                (map[current].leftNeighbour, map[current].mayChangeLeft),
                (map[current].rightNeighbour, map[current].mayChangeRight),
            ] where may && !neighbour.isNone && planner.mayUse(neighbour) {
                steps += map[neighbour].successors.map { [neighbour, $0] }
            }
        }
        let open = steps.filter { step in
            step.allSatisfy {
                planner.mayUse($0) && visits[$0.index] < passes
                    && (map[$0].turn != .uTurn || (passes > 2 && turns.back < 2))
                    && !goesRoundAgain($0)
            }
        }
        return planner.choiceOrder(open, seed: seed, depth: lanes.count)
    }
}
