import Geometry
import Testing

@testable import RoadNetwork

@Suite("Routes through a roundabout")
struct RoundaboutRouteTests {
    /// Four arms at 0°, 90°, 180°, 270° on a ring of radius 15 m driven counter-clockwise. Ring lanes run between the
    /// arms; at each arm a junction holds entry, exit and the piece of ring between them.
    private static func roundabout() -> (map: StreetMap, approaches: [LaneID], exits: [LaneID]) {
        var maker = HandmadeMap()
        let ringRoad = maker.road("ring")
        var (approaches, exits, pieces, throughs): ([LaneID], [LaneID], [LaneID], [LaneID]) = ([], [], [], [])
        for arm in 0..<4 {
            let angle = Double(arm) * .pi / 2
            let road = maker.road("arm \(arm)")
            let junction = maker.junction("mouth \(arm)")
            func at(_ radius: Double, _ turn: Double) -> Vector2 { Vector2(yaw: angle + turn) * radius }
            // In right-hand traffic the exit lies before the entry along the ring.
            let approach = maker.lane("in \(arm)", [at(100, 0.02), at(20, 0.1)], road: road)
            let exit = maker.lane("out \(arm)", [at(20, -0.1), at(100, -0.02)], road: road)
            let through = maker.lane(
                "through \(arm)",
                HandmadeMap.arc(center: .zero, radius: 15, from: angle - 0.3, to: angle + 0.3), road: ringRoad,
                junction: junction, isRing: true)
            let piece = maker.lane(
                "piece \(arm)",
                HandmadeMap.arc(center: .zero, radius: 15, from: angle + 0.3, to: angle + .pi / 2 - 0.3),
                road: ringRoad, isRing: true)
            let entry = maker.lane(
                "entry \(arm)", [at(20, 0.1), at(15, 0.3)], road: ringRoad, junction: junction, turn: .right)
            maker.connect(approach, entry, piece)
            maker.connect(through, piece)
            approaches.append(approach)
            exits.append(exit)
            pieces.append(piece)
            throughs.append(through)
        }
        for arm in 0..<4 {
            let before = pieces[(arm + 3) % 4]
            let junction = maker.map[throughs[arm]].junction
            let line = maker.map[before].centerline
            let leave = maker.lane(
                "leave \(arm)", [line.points[line.points.count - 1], maker.map[exits[arm]].centerline.points[0]],
                road: ringRoad, junction: junction, turn: .right)
            maker.connect(before, throughs[arm])
            maker.connect(before, leave, exits[arm])
        }
        return (maker.map.indexed(), approaches, exits)
    }

    @Test("Exits are counted from the entry, the own arm last", arguments: 0..<4, 1...4)
    func exitNumber(arm: Int, exit: Int) throws {
        let (map, approaches, exits) = RoundaboutRouteTests.roundabout()
        let goal = exits[(arm + exit) % 4]
        let route = try RoutePlanner(map: map).route(
            from: .position(.init(lane: approaches[arm], s: 5, t: 0)), to: .position(.init(lane: goal, s: 50, t: 0)))
        #expect(route.manoeuvres.map(\.kind) == [.roundaboutExit(exit), .arrive])
        let entryStart = map[approaches[arm]].length - 5
        #expect((route.manoeuvres[0].at - entryStart).magnitude < 0.01)
        #expect((route.length - route.manoeuvres[0].end - 50).magnitude < 0.1)
    }
}
