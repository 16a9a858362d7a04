import Geometry
import Testing

@testable import RoadNetwork

@Suite("Routes on a street map")
struct RoutePlannerTests {
    @Test("A left turn at a crossroads: legs, length, directions by closed form")
    func leftTurn() throws {
        let (map, approach, left, _, _) = HandmadeMap.crossroads()
        let route = try RoutePlanner(map: map).route(
            from: .pose(Pose2(x: 0, y: -60, yaw: .pi / 2)), to: .point(Vector2(-60, 0)))
        #expect(route.legs.map { map[$0.lane].name } == ["approach", "turn left", "left"])
        #expect(route.legs[0] == RouteLeg(lane: approach, from: 50, to: 100))
        #expect(route.legs[2] == RouteLeg(lane: left, from: 0, to: 50))
        #expect((route.length - (100 + 5 * .pi)).magnitude < 0.01)
        #expect(route.manoeuvres.map(\.kind) == [.left, .arrive])
        #expect((route.manoeuvres[0].at - 50).magnitude < 1e-9)
        #expect((route.manoeuvres[0].end - (50 + 5 * .pi)).magnitude < 0.01)
        #expect(route.manoeuvres[1].at == route.length)
    }

    @Test("A stop line before the junction is where the manoeuvre begins")
    func stopLine() throws {
        var (map, approach, _, ahead, _) = HandmadeMap.crossroads()
        map.lanes[approach.index].stopLine = 97
        let route = RoutePlanner(map: map).route(alongLanes: [approach, LaneID(5), ahead])
        #expect(route.manoeuvres.map(\.kind) == [.straight, .arrive])
        #expect((route.manoeuvres[0].at - 97).magnitude < 1e-9)
        #expect((route.manoeuvres[0].end - 120).magnitude < 1e-9)
    }

    @Test("The quicker way wins, however long; equal ways are chosen by random key, not by row")
    func quickest() throws {
        var maker = HandmadeMap()
        let road = maker.road("r")
        let start = maker.lane("start", [Vector2(0, 0), Vector2(10, 0)], road: road)
        let slow = maker.lane("slow", [Vector2(10, 0), Vector2(110, 0)], road: road, speed: 5)
        let first = maker.lane("a", [Vector2(10, 0), Vector2(60, 30), Vector2(110, 0)], road: road, speed: 20)
        let second = maker.lane("b", [Vector2(10, 0), Vector2(60, -30), Vector2(110, 0)], road: road, speed: 20)
        let end = maker.lane("end", [Vector2(110, 0), Vector2(130, 0)], road: road)
        for way in [slow, first, second] { maker.connect(start, way, end) }
        let map = maker.map.indexed()
        let route = try RoutePlanner(map: map).route(from: .point(Vector2(1, 0)), to: .point(Vector2(120, 0)))
        let expected = map[first].randomKey < map[second].randomKey ? first : second
        #expect(route.legs[1].lane == expected)
        let mixed = map.reversedRows()
        let other = try RoutePlanner(map: mixed).route(from: .point(Vector2(1, 0)), to: .point(Vector2(120, 0)))
        #expect(other.path == route.path)
    }

    @Test("A lane change is spread over metres: no kink, no step, both ends on the lanes")
    func laneChange() throws {
        var maker = HandmadeMap()
        let road = maker.road("r")
        let left = maker.lane("left", [Vector2(0, 3.5), Vector2(200, 3.5)], road: road)
        let right = maker.lane("right", [Vector2(0, 0), Vector2(200, 0)], road: road)
        maker.setNeighbours(left: left, right: right)
        let map = maker.map.indexed()
        let route = try RoutePlanner(map: map).route(from: .point(Vector2(5, 0)), to: .point(Vector2(195, 3.5)))
        #expect(route.legs.map(\.lane) == [right, left])
        // 3.5 s at 10 m/s, begun 10 m after the start: from x = 15 to x = 50, half way at 32.5.
        #expect((route.legs[0].to - 32.5).magnitude < 1e-9)
        let middle = route.path.pose(at: route.legStarts[1])
        #expect((middle.position - Vector2(32.5, 1.75)).length < 0.01)
        for (s, y) in [(0.0, 0.0), (9.9, 0.0), (60.0, 3.5), (190.0, 3.5)] {
            #expect((route.path.point(at: s).y - y).magnitude < 0.01)
        }
        for index in route.path.headings.indices.dropFirst() {
            let turn = route.path.headings[index] - route.path.headings[index - 1]
            // Quintic step: curvature at most 5.78 · jump / length².
            let step = route.path.arcLengths[index] - route.path.arcLengths[index - 1]
            #expect(turn.magnitude <= 5.78 * 3.5 / (35 * 35) * step + 1e-6)
        }
        #expect(route.manoeuvres.map(\.kind) == [.arrive])
    }

    @Test("A change across a forbidden mark, or with no room left, is not made")
    func forbiddenChange() {
        var maker = HandmadeMap()
        let road = maker.road("r")
        let left = maker.lane("left", [Vector2(0, 3.5), Vector2(200, 3.5)], road: road)
        let right = maker.lane("right", [Vector2(0, 0), Vector2(200, 0)], road: road)
        maker.setNeighbours(left: left, right: right)
        let planner = RoutePlanner(map: maker.map.indexed())
        #expect(throws: RouteError.unreachable(number: 1)) {
            try planner.route(from: .point(Vector2(190, 0)), to: .point(Vector2(198, 3.5)))
        }
        maker.map.lanes[right.index].mayChangeLeft = false
        let strict = RoutePlanner(map: maker.map.indexed())
        #expect(throws: RouteError.unreachable(number: 1)) {
            try strict.route(from: .point(Vector2(5, 0)), to: .point(Vector2(195, 3.5)))
        }
        #expect(throws: RouteError.notOnRoad(number: 0)) {
            try strict.route(from: .point(Vector2(5, 50)), to: .point(Vector2(195, 3.5)))
        }
    }

    @Test("Via places are passed in order, and a route may come back to its first lane")
    func loop() throws {
        var maker = HandmadeMap()
        let road = maker.road("r")
        let straight = maker.lane("straight", [Vector2(0, 0), Vector2(100, 0)], road: road)
        let back = maker.lane(
            "back",
            HandmadeMap.arc(center: Vector2(100, 20), radius: 20, from: -.pi / 2, to: .pi / 2)
                + HandmadeMap.arc(center: Vector2(0, 20), radius: 20, from: .pi / 2, to: 3 * .pi / 2), road: road)
        maker.connect(straight, back, straight)
        let planner = RoutePlanner(map: maker.map.indexed())
        let route = try planner.route(from: .point(Vector2(60, 0)), to: .point(Vector2(40, 0)))
        #expect(route.legs.map(\.lane) == [straight, back, straight])
        #expect((route.length - (180 + 40 * .pi)).magnitude < 0.1)
        let via = try planner.route(
            from: .point(Vector2(10, 0)), through: [.point(Vector2(90, 0)), .point(Vector2(10, 0))],
            to: .point(Vector2(90, 0)))
        #expect(via.legs.map(\.lane) == [straight, back, straight])
        #expect(via.legs[0] == RouteLeg(lane: straight, from: 10, to: 100))
    }

    @Test("Where ways lead on at small angles, the direction is to keep to a side")
    func fork() {
        var maker = HandmadeMap()
        let (trunk, exit, inside) = (maker.road("trunk"), maker.road("exit"), maker.road("inside"))
        let junction = maker.junction("fork")
        let before = maker.lane("before", [Vector2(0, 0), Vector2(50, 0)], road: trunk)
        let ahead = maker.lane("ahead", [Vector2(70, 0), Vector2(150, 0)], road: trunk)
        let off = maker.lane("off", [Vector2(70, -6), Vector2(150, -40)], road: exit)
        let stay = maker.lane("stay", [Vector2(50, 0), Vector2(70, 0)], road: inside, junction: junction)
        let leave = maker.lane(
            "leave", [Vector2(50, 0), Vector2(70, -6)], road: inside, junction: junction, turn: .slightRight)
        maker.map.lanes[ahead.index].road = maker.road("trunk behind")
        maker.connect(before, stay, ahead)
        maker.connect(before, leave, off)
        let planner = RoutePlanner(map: maker.map.indexed())
        #expect(planner.route(alongLanes: [before, leave, off]).manoeuvres.map(\.kind) == [.keepRight, .arrive])
        #expect(planner.route(alongLanes: [before, stay, ahead]).manoeuvres.map(\.kind) == [.keepLeft, .arrive])
    }

    @Test("Of two turns to one side, the gentler one is to keep to that side")
    func twoTurns() {
        var maker = HandmadeMap()
        let junction = maker.junction("star")
        let (trunk, inside) = (maker.road("trunk"), maker.road("inside"))
        let before = maker.lane("before", [Vector2(0, 0), Vector2(50, 0)], road: trunk)
        func way(_ degrees: Double, _ turn: TurnDirection) -> (through: LaneID, off: LaneID) {
            let direction = Vector2(yaw: degrees * .pi / 180)
            let end = Vector2(60, 0) + direction * 10
            let through = maker.lane(
                "through \(degrees)", [Vector2(50, 0), Vector2(60, 0), end], road: inside, junction: junction,
                turn: turn)
            let off = maker.lane(
                "off \(degrees)", [end, end + direction * 80], road: maker.road("off \(degrees)"))
            maker.connect(before, through, off)
            return (through, off)
        }
        let (bear, sharp, left) = (way(-50, .right), way(-100, .right), way(80, .left))
        let planner = RoutePlanner(map: maker.map.indexed())
        func kinds(_ way: (through: LaneID, off: LaneID)) -> [RouteManoeuvre.Kind] {
            planner.route(alongLanes: [before, way.through, way.off]).manoeuvres.map(\.kind)
        }
        #expect(kinds(bear) == [.keepRight, .arrive])
        #expect(kinds(sharp) == [.right, .arrive])
        #expect(kinds(left) == [.left, .arrive])
    }
}
