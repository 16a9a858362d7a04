import Geometry

/// Finds ways through a street map: the quickest by the speed limits, along successors and allowed lane changes.
///
/// Made once per map and kind of road user; a search reads it only. Nothing depends on rows or names: equally quick ways
/// are told apart by the lanes' random keys.
public struct RoutePlanner: Sendable {
    public let map: StreetMap
    /// Who drives: only lanes open to one of these are used.
    public let users: LaneUsers
    /// Seconds to drive each lane; infinite where the users may not.
    let travelTimes: [Double]
    /// Metres of road without junction before the start and behind the end of each lane, at most `farEnough`.
    let roomBehind: [Double]
    let roomAhead: [Double]

    /// The least length of road that a lane change needs, metres.
    static let shortestChange = 12.0
    /// The time that a lane change costs in the search, seconds.
    static let changeTime = 3.0
    static let farEnough = 60.0

    public init(map: StreetMap, users: LaneUsers = .cars) {
        self.map = map
        self.users = users
        travelTimes = map.lanes.map { RoutePlanner.travelTime(of: $0, for: users) }
        roomBehind = RoutePlanner.freeRoad(in: map) { $0.predecessors }
        roomAhead = RoutePlanner.freeRoad(in: map) { $0.successors }
    }

    /// Whether the users of this planner may drive on a lane.
    public func mayUse(_ lane: LaneID) -> Bool { travelTimes[lane.index] < .infinity }

    /// The quickest way from `start` to `goal`, through the `via` places in order.
    ///
    /// - Throws: `RouteError` if a place is not on a usable lane or cannot be reached from the one before.
    public func route(from start: RoutePlace, through via: [RoutePlace] = [], to goal: RoutePlace)
        throws(RouteError) -> Route
    {
        var stretches: [RouteStretch] = []
        var from = try positions(of: start, number: 0)
        for (number, place) in (via + [goal]).enumerated() {
            let candidates = try positions(of: place, number: number + 1)
            guard let found = quickestWay(from: from, to: candidates) else {
                throw .unreachable(number: number + 1)
            }
            RouteStretch.append(found, to: &stretches)
            let end = found[found.count - 1]
            from = [StreetMap.LanePosition(lane: end.lanes[end.lanes.count - 1], s: end.to, t: 0)]
        }
        return route(along: stretches)
    }

    /// The route along given lanes, each a successor or a neighbour (lane change) of the one before, from arc length
    /// `from` of the first to arc length `to` of the last (nil: its end). Lane changes are placed where there is room.
    public func route(alongLanes lanes: [LaneID], from: Double = 0, to: Double? = nil) -> Route {
        precondition(!lanes.isEmpty, "A route needs at least one lane")
        var stretches: [RouteStretch] = []
        for (index, lane) in lanes.enumerated() {
            if index > 0, !map[lanes[index - 1]].successors.contains(lane) {
                stretches[stretches.count - 1].lanes.append(lane)
                stretches[stretches.count - 1].to = map[lane].length
            } else {
                stretches.append(RouteStretch(lanes: [lane], from: 0, to: map[lane].length))
            }
        }
        stretches[0].from = from
        stretches[stretches.count - 1].to = to ?? map[lanes[lanes.count - 1]].length
        return route(along: stretches)
    }

    private func positions(of place: RoutePlace, number: Int) throws(RouteError) -> [StreetMap.LanePosition] {
        let found: [StreetMap.LanePosition]
        switch place {
        case .position(let position): found = mayUse(position.lane) ? [position] : []
        case .pose(let pose):
            found = map.lane(for: pose, margin: 1) { $0.users.isDisjoint(with: users) == false }.map { [$0] } ?? []
        case .point(let point): found = map.lanes(at: point, margin: 1).filter { mayUse($0.lane) }
        }
        guard !found.isEmpty else { throw .notOnRoad(number: number) }
        return found
    }

    private static func travelTime(of lane: Lane, for users: LaneUsers) -> Double {
        guard !lane.users.isDisjoint(with: users) else { return .infinity }
        let limit: (speed: Double, delay: Double)
        switch lane.turn {
        case .left, .right: limit = (7, 2)
        case .uTurn:
            // Tighter than the turning circle of a car: a way for bicycles.
            let isTooTight = lane.centerline.points[0].distance(to: lane.centerline.point(at: lane.length)) < 7.5
            if isTooTight, !users.isSubset(of: [.bicycles, .pedestrians]) { return .infinity }
            limit = (5, 15)
        default: limit = (.infinity, 0)
        }
        return lane.length / max(1, min(lane.speedLimit, limit.speed)) + limit.delay
    }

    /// Metres of road outside junctions that lead on from each lane.
    private static func freeRoad(in map: StreetMap, next: (Lane) -> [LaneID]) -> [Double] {
        map.lanes.map { lane in
            var sum = 0.0
            var current = lane
            while sum < farEnough, current.junction.isNone || current.isRoundabout {
                guard let following = next(current).first, !following.isNone, map[following].junction.isNone else {
                    break
                }
                current = map[following]
                sum += max(0.1, current.length)
            }
            return min(farEnough, sum)
        }
    }
}

/// Where a route begins, passes or ends.
public enum RoutePlace: Sendable {
    case position(StreetMap.LanePosition)
    /// The lane that fits position and heading best.
    case pose(Pose2)
    /// Any lane that holds the point.
    case point(Vector2)
}

/// Why there is no route. Places are numbered from the start, 0; the goal is last.
public enum RouteError: Error, Sendable, Hashable, CustomStringConvertible {
    case notOnRoad(number: Int)
    case unreachable(number: Int)

    public var description: String {
        switch self {
        case .notOnRoad(let number): return "\(RouteError.name(number)) of the route is not on a lane that may be used"
        case .unreachable(let number): return "\(RouteError.name(number)) of the route cannot be reached on legal lanes"
        }
    }

    private static func name(_ number: Int) -> String {
        number == 0 ? "the start" : "place \(number)"
    }
}

/// A stretch of road on which a route stays beside one line: one lane, or several with lane changes between them.
struct RouteStretch {
    /// In driving order; each next one is a neighbour of the one before.
    var lanes: [LaneID]
    /// Arc length on the first lane where the stretch begins.
    var from: Double
    /// Arc length on the last lane where it ends.
    var to: Double

    /// Joins two ways; the last place of the first is the first of the second.
    static func append(_ way: [RouteStretch], to stretches: inout [RouteStretch]) {
        var way = way
        if let last = stretches.last, last.lanes.count == 1, way[0].lanes.count == 1 {
            stretches[stretches.count - 1].to = way[0].to
            way.removeFirst()
        }
        stretches += way
    }
}
