import Geometry
import RoadNetwork
import World

/// Where new actors can be put: lanes and walkways by length, and who is already where.
struct FreePlaces {
    private static let cellSize = 10.0
    private static let cells = 1 << 14

    /// Lanes for cars, heavy vehicles, buses and cycles, with the metres up to each one's end.
    private var lanes: [(users: LaneUsers, rows: [Int32], sums: [Double])] = []
    private var walkways: (rows: [Int32], sums: [Double]) = ([], [])
    private var taken: [(position: Vector2, reach: Double, next: Int32)] = []
    private var heads = [Int32](repeating: -1, count: cells)
    private var longestReach = 1.0
    private var driven: [Vector2] = []
    private let clearance: Double

    /// - Parameter clearance: metres kept free around every driven vehicle.
    init(world: WorldState, model: TrafficModel, clearance: Double) {
        self.clearance = clearance
        for users in [LaneUsers.cars, .heavy, .buses, .bicycles] { addLanes(for: users, model) }
        let rows = model.walks.walkways.indices.filter { model.walks.walkways[$0].crossing < 0 }
            .sorted { model.walks.walkways[$0].key < model.walks.walkways[$1].key }
        var sum = 0.0
        for row in rows where model.walks.walkways[row].length > 2 {
            sum += model.walks.walkways[row].length
            walkways.rows.append(Int32(row))
            walkways.sums.append(sum)
        }
        for row in 0..<world.actors.count where world.actors.isPresent(ActorID(row)) {
            let motion = world.actors.motion(of: ActorID(row), at: world.clock.tick, clock: world.clock)
            let body = model.bodies[Int(world.actors.model[row])]
            let middle = motion.pose.position + motion.pose.forward * body.centerOffset
            take(middle, reach: body.halfLength)
            if world.actors.isDriven(ActorID(row)) { driven.append(middle) }
        }
    }

    private mutating func addLanes(for users: LaneUsers, _ model: TrafficModel) {
        let suitable = model.lanesByKey.filter { row in
            let record = model.lanes.records[Int(row)]
            return !record.users.isDisjoint(with: users) && record.junction < 0 && record.length > 12
        }
        let open = suitable.filter { !model.lanes.records[Int($0)].openFor.isDisjoint(with: users) }
        let cycleLanes = open.filter { model.lanes.records[Int($0)].isForCyclesOnly }
        let rows = users == .bicycles && !cycleLanes.isEmpty ? cycleLanes : open.isEmpty ? suitable : open
        var sums: [Double] = []
        for row in rows { sums.append((sums.last ?? 0) + model.lanes.records[Int(row)].length) }
        lanes.append((users, rows, sums))
    }

    /// A random place on a lane for a body; nil if the map has no lane for it.
    func lanePlace(for body: BodyRecord, _ stream: RandomStream, attempt: Int, _ model: TrafficModel)
        -> (lane: Int32, s: Double)?
    {
        guard let list = lanes.first(where: { $0.users == body.users }), let total = list.sums.last else { return nil }
        let along = stream.uniform(10 + 2 * attempt) * total
        let lane = list.rows[Self.index(of: along, in: list.sums)]
        let length = model.lanes.records[Int(lane)].length
        let margin = min(body.halfLength + 2, length / 2)
        return (lane, stream.uniform(in: margin...(length - margin), 11 + 2 * attempt))
    }

    /// A random place on a pavement; nil if the map has none.
    func walkwayPlace(_ stream: RandomStream, attempt: Int) -> (walkway: Int32, s: Double)? {
        guard let total = walkways.sums.last else { return nil }
        let along = stream.uniform(10 + 3 * attempt) * total
        let index = Self.index(of: along, in: walkways.sums)
        let start = index > 0 ? walkways.sums[index - 1] : 0
        let length = walkways.sums[index] - start
        return (walkways.rows[index], min(length - 1, max(1, along - start)))
    }

    private static func index(of value: Double, in sums: [Double]) -> Int {
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > value { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Marks a place as taken by a circle.
    mutating func take(_ position: Vector2, reach: Double) {
        let cell = Self.cell(position, 0, 0)
        taken.append((position, reach, heads[cell]))
        heads[cell] = Int32(taken.count - 1)
        longestReach = max(longestReach, reach)
    }

    /// Whether a circle touches nobody and lies outside the surroundings of driven vehicles.
    func isFree(_ position: Vector2, reach: Double) -> Bool {
        if driven.contains(where: { $0.distance(to: position) < clearance + reach }) { return false }
        var isFree = true
        forEach(around: position, radius: reach + longestReach) { other in
            if other.position.distance(to: position) < reach + other.reach { isFree = false }
        }
        return isFree
    }

    /// Metres to the nearest taken place ahead within 60 m, both reaches taken off.
    func distanceAhead(_ position: Vector2, yaw: Double, reach: Double) -> Double {
        var nearest = 60.0
        let forward = Vector2(yaw: yaw)
        forEach(around: position, radius: 60) { other in
            let offset = other.position - position
            guard offset.dot(forward) > 0, forward.cross(offset).magnitude < 4 else { return }
            nearest = min(nearest, offset.length - reach - other.reach)
        }
        return nearest
    }

    private func forEach(around position: Vector2, radius: Double, _ body: ((position: Vector2, reach: Double)) -> Void)
    {
        let steps = Int((radius / Self.cellSize).rounded(.up))
        for dy in -steps...steps {
            for dx in -steps...steps {
                var index = heads[Self.cell(position, dx, dy)]
                while index >= 0 {
                    let entry = taken[Int(index)]
                    body((entry.position, entry.reach))
                    index = entry.next
                }
            }
        }
    }

    private static func cell(_ position: Vector2, _ dx: Int, _ dy: Int) -> Int {
        let x = Int64(min(1e9, max(-1e9, (position.x / cellSize).rounded(.down)))) + Int64(dx)
        let y = Int64(min(1e9, max(-1e9, (position.y / cellSize).rounded(.down)))) + Int64(dy)
        return Int(StableHash.mix(UInt64(bitPattern: x &* 0x1_0000_0001 &+ y)) & UInt64(cells - 1))
    }
}
