import DrivingInterface
import Geometry
import RoadNetwork
import Sensing
import Testing

@Suite("Turn-by-turn directions")
struct RouteGuideTests {
    /// 1000 m straight on two lanes of 500 m (50 and 30 km/h): left at 400–420, exit 2 at 800–850, arrive at 1000.
    static let guide: RouteGuide = {
        var map = StreetMap(name: "line")
        for row in 0..<2 {
            let line = Polyline([Vector2(Double(row) * 500, 0), Vector2(Double(row) * 500 + 500, 0)])!
            map.lanes.append(
                Lane(
                    name: "\(row)", randomKey: UInt64(row), road: .none, number: -1, type: .driving, centerline: line,
                    halfWidths: [1.75, 1.75], speedLimit: row == 0 ? 50 / 3.6 : 30 / 3.6))
        }
        let route = Route(
            legs: [RouteLeg(lane: LaneID(0), from: 0, to: 500), RouteLeg(lane: LaneID(1), from: 0, to: 500)],
            path: Polyline([.zero, Vector2(1000, 0)])!, legStarts: [0, 500],
            manoeuvres: [
                RouteManoeuvre(kind: .left, at: 400, end: 420),
                RouteManoeuvre(kind: .roundaboutExit(2), at: 800, end: 850),
                RouteManoeuvre(kind: .arrive, at: 1000, end: 1000),
            ])
        return RouteGuide(route: route, map: map)
    }()

    @Test("Far off it says follow, near it announces, within the junction the direction stays")
    func stages() {
        let far = RouteGuideTests.guide.guidance(at: 50, speed: 10)
        #expect(far.current == .follow && far.distance == 350 && far.next == .left && far.nextDistance == 350)
        let near = RouteGuideTests.guide.guidance(at: 354.6, speed: 10)
        #expect(near.current == .left && near.distance == 45 && near.next == .roundaboutExit(2))
        #expect(near.nextDistance == 450)
        let inside = RouteGuideTests.guide.guidance(at: 410, speed: 10)
        #expect(inside.current == .left && inside.distance == 0)
        #expect(RouteGuideTests.guide.guidance(at: 421, speed: 10).next == .roundaboutExit(2))
        let last = RouteGuideTests.guide.guidance(at: 990, speed: 10)
        #expect(last.current == .arrive && last.distance == 10)
        #expect(RouteGuideTests.guide.guidance(at: 1005, speed: 10).current == .arrive)
    }

    @Test("The speed limit is that of the road")
    func limits() {
        #expect(RouteGuideTests.guide.guidance(at: 100, speed: 0).speedLimit == 50 / 3.6)
        #expect(RouteGuideTests.guide.guidance(at: 600, speed: 0).speedLimit == 30 / 3.6)
    }

    @Test("Guidance may be late, wrong or missing")
    func faults() {
        var conditions = GuidanceConditions()
        conditions.delay = 2
        let late = RouteGuideTests.guide.guidance(at: 370, speed: 10, conditions: conditions)
        #expect(late.distance == 50)
        conditions = GuidanceConditions()
        conditions.isWrong = true
        #expect(RouteGuideTests.guide.guidance(at: 370, speed: 10, conditions: conditions).current == .right)
        conditions = GuidanceConditions()
        conditions.isMissing = true
        let missing = RouteGuideTests.guide.guidance(at: 370, speed: 10, conditions: conditions)
        #expect(missing == RouteGuidance())
    }
}
