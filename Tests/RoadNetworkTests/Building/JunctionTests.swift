import Geometry
import RoadNetwork
import Testing

@Suite("Junctions of assembled maps")
struct JunctionTests {
    @Test("A crossroads has 16 crossing, 12 merging and 12 parting pairs of ways")
    func pairs() {
        let map = CrossroadsFixture().map()
        for (kind, count) in [(ConflictZone.Kind.crossing, 16), (.merging, 12), (.diverging, 12)] {
            #expect(map.conflicts.count { $0.kind == kind } == count)
        }
        #expect(map.notes.isEmpty)
    }

    @Test("Ways turn where they lead, and have the length of their arcs")
    func turns() {
        let map = CrossroadsFixture().map()
        #expect(map.only("s-n").turn == .straight)
        #expect(map.only("s-w").turn == .left)
        #expect(map.only("s-e").turn == .right)
        let quarter = Double.pi / 2
        #expect((map.only("s-w").length - quarter * 13.75).magnitude < 0.02)
        #expect((map.only("s-e").length - quarter * 10.25).magnitude < 0.02)
    }

    @Test("Every lane leads on: in to all three ways, each way to one lane out")
    func links() {
        let map = CrossroadsFixture().map()
        for arm in ["s", "e", "n", "w"] {
            let incoming = map.lanes[map.laneID(named: "\(arm)/-1")!.index]
            #expect(incoming.successors.count == 3 && incoming.predecessors.isEmpty)
            let outgoing = map.lanes[map.laneID(named: "\(arm)/1")!.index]
            #expect(outgoing.successors.isEmpty && outgoing.predecessors.count == 3)
            #expect(outgoing.oppositeNeighbour == map.laneID(named: "\(arm)/-1"))
        }
    }

    @Test("Two straight ways that cross may touch within the sum of half widths around the crossing point")
    func crossingRange() throws {
        let zone = try #require(CrossroadsFixture().map().view("s-n", "w-e"))
        // s-n runs along x = 1.75, w-e along y = -1.75: they meet 10.25 m (13.75 m) behind their starts.
        #expect((zone.view.mine.lowerBound - (10.25 - 2.3)).magnitude < 1e-9)
        #expect((zone.view.mine.upperBound - (10.25 + 2.3)).magnitude < 1e-9)
        #expect((zone.view.theirs.lowerBound - (13.75 - 2.3)).magnitude < 1e-9)
        #expect((zone.view.theirs.upperBound - (13.75 + 2.3)).magnitude < 1e-9)
    }

    @Test("At equal slow roads who comes from the right goes first, and a left turn lets oncoming traffic pass")
    func equalRoads() throws {
        let map = CrossroadsFixture().map()
        #expect(try #require(map.view("s-n", "e-w")).view.iYield)
        #expect(try #require(map.view("s-n", "w-e")).view.theyYield)
        #expect(try #require(map.view("s-w", "n-s")).view.iYield)
        #expect(try #require(map.view("s-w", "n-w")).view.iYield)
        #expect(map.lanes.filter { !$0.junction.isNone }.allSatisfy { $0.control == .rightBeforeLeft })
    }

    @Test("The faster road has priority; turning off it still lets oncoming traffic pass")
    func mainRoad() throws {
        var fixture = CrossroadsFixture()
        fixture.speeds = [30, 50, 30, 50].map { $0 / 3.6 }
        let map = fixture.map()
        #expect(map.only("s-n").control == .yield && map.only("n-e").control == .yield)
        #expect(map.only("w-e").control == .none && map.only("e-s").control == .none)
        #expect(try #require(map.view("s-n", "w-e")).view.iYield)
        #expect(try #require(map.view("e-s", "w-e")).view.iYield)
        #expect(try #require(map.view("n-s", "s-w")).view.theyYield)
    }

    @Test("Stated priorities go before classes of roads")
    func statedPriorities() throws {
        var fixture = CrossroadsFixture()
        fixture.priorities = [("w", "e"), ("s-n", "w-e")]
        let map = fixture.map()
        #expect(try #require(map.view("s-n", "w-e")).view.theyYield)
        #expect(try #require(map.view("w-n", "e-w")).view.theyYield)
    }

    @Test("Where everybody stops nobody has priority")
    func allWayStop() throws {
        var fixture = CrossroadsFixture()
        fixture.control = .allWayStop
        let map = fixture.map()
        #expect(map.only("s-n").control == .allWayStop)
        #expect(map.conflicts.allSatisfy { $0.priority == .equal })
        let line = try #require(map.lanes[map.laneID(named: "s/-1")!.index].stopLine)
        #expect(line > 58 && line < 60)
    }

    @Test("A road that ends at another yields to it")
    func threeArms() throws {
        var fixture = CrossroadsFixture()
        fixture.arms = ["s", "e", "w"]
        let map = fixture.map()
        #expect(map.only("s-w").control == .yield && map.only("s-e").control == .yield)
        #expect(map.only("w-e").control == .none && map.only("e-w").control == .none)
        #expect(try #require(map.view("s-w", "w-e")).view.iYield)
        #expect(try #require(map.view("e-s", "w-e")).view.iYield)
    }

    @Test("Left-hand traffic is right-hand traffic in a mirror", arguments: [nil, DescribedJunction.Control.signals])
    func mirror(control: DescribedJunction.Control?) {
        var fixture = CrossroadsFixture()
        fixture.control = control
        let map = fixture.map()
        fixture.isMirrored = true
        let other = fixture.map()
        for lane in map.lanes {
            let name = lane.name.split(separator: "/").map { Int($0).map { "\(-$0)" } ?? String($0) }
            let twin = other.lanes[other.laneID(named: name.joined(separator: "/"))!.index]
            let gap =
                zip(lane.centerline.points, twin.centerline.points)
                .map { $0.distance(to: Vector2($1.x, -$1.y)) }.max() ?? 1
            #expect(gap < 1e-9 && lane.centerline.points.count == twin.centerline.points.count)
            #expect(lane.control == twin.control && lane.stopLine == twin.stopLine)
            #expect(lane.successors.count == twin.successors.count)
        }
        #expect(map.conflicts.count == other.conflicts.count)
        for zone in map.conflicts {
            let roads = [zone.first, zone.second].map { map.roads[map[$0].road.index].name }
            let twin = other.view(roads[0], roads[1])
            #expect(twin?.kind == zone.kind)
            #expect(twin?.view.iYield == (zone.priority == .second))
            #expect(((twin?.view.mine.lowerBound ?? -9) - zone.firstFrom).magnitude < 1e-9)
        }
        #expect(
            map.signalControllers.first?.phases.map(\.duration) == other.signalControllers.first?.phases.map(\.duration)
        )
    }
}
