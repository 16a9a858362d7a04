import Geometry
import RoadFormats
import RoadNetwork
import Testing

@Suite("A native road file")
struct NativeRoadTests {
    @Test("Straight, bend, straight: lengths and places by closed form")
    func bend() throws {
        let map = try NativeFiles.map(
            """
            pieces:
              a: {straight: 50 m}
              b: {bend: {angle: 90 deg, radius: 20 m}}
              c: {straight: {length: 30 m, profile: street}}
            """)
        let right = try map.lane("b/-1")
        // The lane lies 1.625 m outside the line of radius 20 m in a bend to the left.
        #expect((right.length - 21.625 * .pi / 2).magnitude < 0.02)
        #expect((try map.lane("b/1").length - 18.375 * .pi / 2).magnitude < 0.02)
        let end = try map.lane("c/-1").centerline
        #expect(end.pose(at: end.length).position.distance(to: Vector2(71.625, 50)) < 1e-6)
        #expect(right.speedLimit == 50 / 3.6)
        // A chain of roads is one way: each lane leads to the next.
        let route = try RoutePlanner(map: map).route(
            from: .pose(Pose2(x: 1, y: -1.6, yaw: 0)), to: .pose(Pose2(x: 71.6, y: 49, yaw: .pi / 2)))
        #expect(route.legs.map { map[$0.lane].name } == ["a/-1", "b/-1", "c/-1"])
        #expect(route.manoeuvres.map(\.kind) == [.arrive])
    }

    @Test("Clothoids at the ends of a bend keep its angle")
    func transition() throws {
        let map = try NativeFiles.map("pieces: {b: {bend: {angle: -60 deg, radius: 40 m, transition: 15 m}}}")
        let line = map.roads[0].referenceLine
        #expect((line.headings[line.headings.count - 1] + .pi / 3).magnitude < 0.01)
        #expect((line.length - (40 * .pi / 3 + 15)).magnitude < 0.05)
        #expect((line.curvature(at: line.length / 2) + 1 / 40).magnitude < 1e-3)
    }

    @Test("A crossroads: where its arms end, and every turn from every lane")
    func crossroads() throws {
        let map = try NativeFiles.map(
            """
            pieces:
              a: {straight: 50 m}
              x: {four_way: {}}
            """)
        // Arms of 20 m; mouths at half of the crossing road (3.25 m) plus the corner radius (7 m).
        let middle = Vector2(50 + 20 + 10.25, 0)
        for (arm, direction) in [("left", Vector2(0, 1)), ("ahead", Vector2(1, 0)), ("right", Vector2(0, -1))] {
            let road = try #require(map.roads.first { $0.name == "x.\(arm)" })
            let points = road.referenceLine.points
            #expect(points[0].distance(to: middle + direction * 10.25) < 1e-6)
            #expect(points[points.count - 1].distance(to: middle + direction * 30.25) < 1e-6)
        }
        let inbound = try map.lane("x.back/1")
        #expect(inbound.successors.map { map[$0].turn.rawValue }.sorted() == ["left", "right", "straight"])
        #expect(try map.lane("a/-1").successors.map { map[$0].name } == ["x.back/1"])
        #expect(map.lanes.count { !$0.junction.isNone } == 12)
    }

    @Test("On two lanes the left one turns left, the right one right, both go ahead")
    func twoLanes() throws {
        let map = try NativeFiles.map(
            """
            profiles: {wide: {forward: 2, backward: 2}}
            pieces: {x: {four_way: {profile: wide, control: signals}}}
            """)
        func turns(_ lane: String) throws -> [String] {
            try map.lane(lane).successors.map { map[$0].turn.rawValue }.sorted()
        }
        #expect(try turns("x.back/1") == ["left", "straight"])
        #expect(try turns("x.back/2") == ["right", "straight"])
        // Lanes keep their side: the inner lane leads to the inner lane.
        let through = try map.lane("x.back/1").successors.map { map[$0] }.first { $0.turn == .straight }
        #expect(through?.successors.map { map[$0].name } == ["x.ahead/-1"])
    }

    @Test("A file may say which turns each lane has")
    func givenTurns() throws {
        let map = try NativeFiles.map(
            """
            profiles: {wide: {forward: 2, backward: 2}}
            pieces: {x: {four_way: {profile: wide, turns: {back: [[left], [left, straight, right]]}}}}
            """)
        let names = try map.lane("x.back/1").successors.map { map[$0].turn.rawValue }
        #expect(names == ["left"])
        #expect(try map.lane("x.back/2").successors.count == 3)
    }

    @Test("Every kind of piece joins up: lanes run on without a gap or kink")
    func everyPiece() throws {
        let map = try NativeFiles.map(NativeFiles.everyPiece)
        for lane in map.lanes where lane.type.isDrivable {
            let end = lane.centerline.pose(at: lane.length)
            for next in lane.successors {
                let start = map[next].centerline.pose(at: 0)
                #expect(start.position.distance(to: end.position) < 0.02, "\(lane.name) to \(map[next].name)")
                #expect(Angle.difference(from: end.yaw, to: start.yaw).magnitude < 0.03, "\(lane.name)")
            }
        }
        #expect(map.lanes.contains { $0.isRoundabout })
        #expect(map.parkingBays.count <= 6)
        #expect(!map.notes.contains { $0.contains("ignored") || $0.contains("left out") })
        // Lanes end only at open ends of the layout.
        let dead = map.lanes.filter { $0.type.isDrivable && $0.successors.isEmpty }.map(\.name).sorted()
        let open = [
            "a/2", "a/3", "f.branch/-1", "j.one/-1", "j.three/-1", "j.two/-1", "m.ahead/-2", "m.ahead/-3", "p/-1",
            "r.exit1/-1", "t.ahead/-1", "t.right/-1",
        ]
        #expect(dead == open)
    }

    @Test("A roundabout is announced by its exit")
    func roundabout() throws {
        let map = try NativeFiles.map(
            "pieces: {a: {straight: 40 m}, r: {roundabout: {}}, b: {straight: {from: r.exit3, length: 40 m}}}")
        let goal = try #require(map.laneID(named: "b/-1"))
        let route = try RoutePlanner(map: map).route(
            from: .pose(Pose2(x: 5, y: -1.6, yaw: 0)), to: .position(.init(lane: goal, s: 20)))
        #expect(route.manoeuvres.map(\.kind) == [.roundaboutExit(3), .arrive])
    }

    @Test("A U-turn opening leads back on the other side of the median")
    func uTurn() throws {
        let map = try NativeFiles.map(
            """
            profiles: {wide: {forward: 2, backward: 2, median: 6 m}}
            pieces: {a: {straight: {length: 60 m, profile: wide}}, u: {u_turn_opening: {length: 24 m}}}
            """)
        let goal = try #require(map.laneID(named: "a/2"))
        let start = try #require(map.laneID(named: "a/-2"))
        let route = try RoutePlanner(map: map).route(
            from: .position(.init(lane: start, s: 10)), to: .position(.init(lane: goal, s: 50)))
        #expect(route.manoeuvres.map(\.kind) == [.uTurn, .arrive])
    }

    @Test("A taper ends a lane: whoever is on it has to change")
    func laneDrop() throws {
        let map = try NativeFiles.map(
            """
            profiles: {wide: {forward: 2, backward: 1}, street: {}}
            pieces:
              a: {straight: {length: 80 m, profile: wide}}
              t: {taper: {to: street, length: 40 m}}
              b: {straight: 80 m}
            """)
        let ending = try map.lane("t/-2")
        #expect(ending.successors.isEmpty)
        #expect(ending.halfWidths[0] == 1.625 && ending.halfWidths[ending.halfWidths.count - 1] < 1e-9)
        let start = try #require(map.laneID(named: "a/-2"))
        let route = try RoutePlanner(map: map).route(
            from: .position(.init(lane: start, s: 5)), to: .pose(Pose2(x: 190, y: -1.6, yaw: 0)))
        #expect(route.legs.map { map[$0.lane].name } == ["a/-2", "a/-1", "t/-1", "b/-1"])
        // The pavement runs on beside the lane that is left.
        #expect(try map.lane("t/-3").successors.map { map[$0].name } == ["b/-2"])
    }

    @Test("Priority, signals and stop lines reach the lanes")
    func control() throws {
        func controls(_ control: String) throws -> [String: EntryControl] {
            let map = try NativeFiles.map("pieces: {x: {four_way: {control: \(control)}}}")
            var result: [String: EntryControl] = [:]
            for arm in ["back", "left", "ahead", "right"] {
                let ways = try map.lane("x.\(arm)/1").successors.map { map[$0] }
                result[arm] = ways.first { $0.turn == .straight }?.control
            }
            return result
        }
        #expect(try controls("priority") == ["back": .none, "ahead": .none, "left": .yield, "right": .yield])
        #expect(try controls("priority_stop") == ["back": .none, "ahead": .none, "left": .stop, "right": .stop])
        #expect(Set(try controls("signals").values) == [.signal])
        #expect(Set(try controls("all_way_stop").values) == [.allWayStop])
        #expect(Set(try controls("right_before_left").values) == [.rightBeforeLeft])
    }

    @Test("A signal programme: opposite arms together, yellow and red between, offset as given")
    func signals() throws {
        let map = try NativeFiles.map(
            """
            pieces:
              x: {four_way: {control: signals, signals: {green: 20 s, yellow: 3 s, all_red: 2 s, offset: 7 s}}}
            """)
        let controller = try #require(map.signalControllers.first)
        #expect(controller.cycle == 50)
        #expect(controller.offset == 7)
        func group(_ arm: String) throws -> SignalGroupID {
            try #require(try map.lane("x.\(arm)/1").successors.map { map[$0].signalGroup }.first)
        }
        let (back, ahead, left) = (try group("back"), try group("ahead"), try group("left"))
        for time in 0..<50 {
            let t = Double(time) + 0.5 - 7
            let expected: SignalAspect = time < 20 ? .green : time < 23 ? .yellow : .red
            #expect(controller.aspect(of: back, at: t) == expected)
            #expect(controller.aspect(of: ahead, at: t) == expected)
            #expect((controller.aspect(of: left, at: t) == .green) == (25..<45).contains(time))
        }
    }
}
