import Geometry
import Testing

@testable import RoadNetwork

@Suite("Following a route")
struct RouteTrackingTests {
    @Test("Every place of the path leads back to its arc length, leg and lane")
    func roundTrip() throws {
        let (map, _, _, _, right) = HandmadeMap.crossroads()
        let route = try RoutePlanner(map: map).route(
            from: .pose(Pose2(x: 0, y: -100, yaw: .pi / 2)), to: .point(Vector2(100, 0)))
        var s = 0.0
        var walked = 0.0
        while s < route.length {
            let pose = route.path.pose(at: s)
            let aside = pose.position + pose.forward.leftNormal * 0.5
            walked = route.arcLength(of: aside, after: walked)
            #expect((walked - s).magnitude < 0.1)
            #expect((route.lateralOffset(of: aside, at: walked) - 0.5).magnitude < 0.05)
            let position = route.lanePosition(at: s)
            let place = map[position.lane].centerline.point(at: position.s)
            #expect(place.distance(to: pose.position) < 0.05)
            let back = try #require(route.arcLength(ofLane: position.lane, s: position.s, after: s - 0.01))
            #expect((back - s).magnitude < 1e-6)
            s += 1.7
        }
        #expect(route.lanePosition(at: route.length).lane == right)
    }

    @Test("The manoeuvre to announce changes where the junction ends")
    func announcement() throws {
        let (map, _, _, _, _) = HandmadeMap.crossroads()
        let route = try RoutePlanner(map: map).route(
            from: .pose(Pose2(x: 0, y: -100, yaw: .pi / 2)), to: .point(Vector2(100, 0)))
        let turn = route.manoeuvres[0]
        #expect(turn.kind == .right)
        #expect(route.manoeuvre(at: 0) == 0)
        #expect(route.manoeuvre(at: turn.end - 0.01) == 0)
        #expect(route.manoeuvre(at: turn.end + 0.01) == 1)
        #expect(route.manoeuvre(at: route.length + 5) == 1)
    }
}
