import Geometry

@testable import RoadNetwork

/// Small maps written lane by lane, for tests that need to know every number.
struct HandmadeMap {
    var map = StreetMap(name: "handmade")
    private var nextKey: UInt64 = 1

    @discardableResult
    mutating func road(_ name: String) -> RoadID {
        map.roads.append(
            Road(name: name, randomKey: key(), lanes: [], referenceLine: Polyline([.zero, Vector2(1, 0)])!))
        return RoadID(map.roads.count - 1)
    }

    @discardableResult
    mutating func lane(
        _ name: String, _ points: [Vector2], road: RoadID, speed: Double = 10, junction: JunctionID = .none,
        turn: TurnDirection = .straight, isRing: Bool = false
    ) -> LaneID {
        let line = Polyline(points)!
        var lane = Lane(
            name: name, randomKey: key(), road: road, number: -1, type: .driving, centerline: line,
            halfWidths: line.points.map { _ in 1.75 }, speedLimit: speed)
        lane.junction = junction
        lane.turn = turn
        lane.isRoundabout = isRing
        map.lanes.append(lane)
        return LaneID(map.lanes.count - 1)
    }

    mutating func junction(_ name: String) -> JunctionID {
        map.junctions.append(Junction(name: name, randomKey: key()))
        return JunctionID(map.junctions.count - 1)
    }

    mutating func connect(_ chain: LaneID...) {
        for (from, to) in zip(chain, chain.dropFirst()) {
            map.lanes[from.index].successors.append(to)
            map.lanes[to.index].predecessors.append(from)
        }
    }

    mutating func setNeighbours(left: LaneID, right: LaneID) {
        map.lanes[left.index].rightNeighbour = right
        map.lanes[right.index].leftNeighbour = left
    }

    private mutating func key() -> UInt64 {
        nextKey += 1
        return StableHash.mix(nextKey)
    }

    /// A quarter or part of a circle, one point per two degrees.
    static func arc(center: Vector2, radius: Double, from: Double, to: Double) -> [Vector2] {
        let count = max(2, Int(((to - from).magnitude / 0.035).rounded(.up)))
        return (0...count).map { center + Vector2(yaw: from + (to - from) * Double($0) / Double(count)) * radius }
    }

    /// A crossroads seen from the south: an approach of 100 m to the origin, and ways out west, north and east that
    /// begin 10 m from the middle and are 100 m long.
    static func crossroads() -> (map: StreetMap, approach: LaneID, left: LaneID, ahead: LaneID, right: LaneID) {
        var maker = HandmadeMap()
        let (south, west, north, east) = (maker.road("s"), maker.road("w"), maker.road("n"), maker.road("e"))
        let inside = maker.road("inside")
        let junction = maker.junction("middle")
        let approach = maker.lane("approach", [Vector2(0, -110), Vector2(0, -10)], road: south)
        let left = maker.lane("left", [Vector2(-10, 0), Vector2(-110, 0)], road: west)
        let ahead = maker.lane("ahead", [Vector2(0, 10), Vector2(0, 110)], road: north)
        let right = maker.lane("right", [Vector2(10, 0), Vector2(110, 0)], road: east)
        let turnLeft = maker.lane(
            "turn left", arc(center: Vector2(-10, -10), radius: 10, from: 0, to: .pi / 2), road: inside,
            junction: junction, turn: .left)
        let through = maker.lane("through", [Vector2(0, -10), Vector2(0, 10)], road: inside, junction: junction)
        let turnRight = maker.lane(
            "turn right", arc(center: Vector2(10, -10), radius: 10, from: .pi, to: .pi / 2), road: inside,
            junction: junction, turn: .right)
        maker.connect(approach, turnLeft, left)
        maker.connect(approach, through, ahead)
        maker.connect(approach, turnRight, right)
        return (maker.map.indexed(), approach, left, ahead, right)
    }
}

extension StreetMap {
    /// The same map with rows of lanes and roads in another order and other names; random keys stay.
    func reversedRows() -> StreetMap {
        var copy = self
        func lane(_ id: LaneID) -> LaneID { id.isNone ? id : LaneID(lanes.count - 1 - id.index) }
        func road(_ id: RoadID) -> RoadID { id.isNone ? id : RoadID(roads.count - 1 - id.index) }
        copy.lanes = lanes.reversed().enumerated().map { row, original in
            var moved = original
            moved.name = "lane \(row)"
            moved.road = road(original.road)
            moved.successors = original.successors.map(lane).reversed()
            moved.predecessors = original.predecessors.map(lane).reversed()
            moved.leftNeighbour = lane(original.leftNeighbour)
            moved.rightNeighbour = lane(original.rightNeighbour)
            moved.oppositeNeighbour = lane(original.oppositeNeighbour)
            return moved
        }
        copy.roads = roads.reversed()
        for index in copy.roads.indices { copy.roads[index].lanes = copy.roads[index].lanes.map(lane) }
        return copy.indexed()
    }
}
