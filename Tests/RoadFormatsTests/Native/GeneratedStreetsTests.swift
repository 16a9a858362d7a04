import Geometry
import RoadFormats
import RoadNetwork
import Testing

@Suite("A generated town")
struct GeneratedStreetsTests {
    static func map(_ seed: Int) -> StreetMap {
        var town = GeneratedStreets()
        town.seed = seed
        return StreetMapAssembler.assemble(town.describe(name: "town"))
    }

    @Test("joins every lane with every other, for 50 seeds", arguments: 0..<50)
    func connected(seed: Int) {
        let map = GeneratedStreetsTests.map(seed)
        #expect(map.disconnectedLanes() == [])
        #expect(map.lanes.allSatisfy { !$0.type.isDrivable || $0.length > 0.5 })
        #expect(!map.notes.contains { $0.contains("ignored") || $0.contains("left out") })
    }

    @Test("has a route of at least 1 km with three junctions, a left and a right turn, for 50 seeds", arguments: 0..<50)
    func route(seed: Int) throws {
        let map = GeneratedStreetsTests.map(seed)
        let route = try #require(RoutePlanner.generated(map: map, seed: UInt64(seed)))
        #expect(route.length >= 1000)
        #expect(route.junctionCount(map) >= 3)
        #expect(route.manoeuvres.contains { $0.kind == .left })
        #expect(route.manoeuvres.contains { $0.kind == .right })
        #expect(route.manoeuvres.last?.kind == .arrive)
        // Drivable: no kink, and no bend tighter than a car can turn.
        for index in route.path.headings.indices.dropFirst() {
            let turn = (route.path.headings[index] - route.path.headings[index - 1]).magnitude
            let step = route.path.arcLengths[index] - route.path.arcLengths[index - 1]
            #expect(
                turn < max(0.02, step / 4.5),
                "on \(map[route.lanePosition(at: route.path.arcLengths[index]).lane].name)")
        }
    }

    @Test("is the same for the same seed and another for another")
    func deterministic() {
        let (first, again, other) = (map(3), map(3), map(4))
        #expect(first.lanes.map(\.centerline) == again.lanes.map(\.centerline))
        #expect(first.lanes.map(\.randomKey) == again.lanes.map(\.randomKey))
        #expect(first.lanes.map(\.centerline) != other.lanes.map(\.centerline))
    }

    @Test("A generated route depends on random keys, not on rows or names")
    func rowsDoNotMatter() throws {
        let map = map(5)
        let route = try #require(RoutePlanner.generated(map: map, seed: 1))
        var mixed = map
        for row in mixed.lanes.indices { mixed.lanes[row].name = "lane \(mixed.lanes.count - row)" }
        for row in mixed.lanes.indices { mixed.lanes[row].successors.reverse() }
        let again = try #require(RoutePlanner.generated(map: mixed, seed: 1))
        #expect(again.path == route.path)
        let other = try #require(RoutePlanner.generated(map: map, seed: 2))
        #expect(other.path != route.path)
    }

    private func map(_ seed: Int) -> StreetMap { GeneratedStreetsTests.map(seed) }

    @Test("Wishes show: all junctions signalised, or none")
    func wishes() {
        var town = GeneratedStreets()
        (town.signals, town.roundabouts, town.oneWay) = (1, 0, 0)
        let signalised = StreetMapAssembler.assemble(town.describe(name: "town"))
        #expect(signalised.junctions.allSatisfy { !$0.controller.isNone })
        (town.signals, town.roundabouts) = (0, 1)
        town.arterials = 0
        let round = StreetMapAssembler.assemble(town.describe(name: "town"))
        #expect(round.signalControllers.isEmpty)
        #expect(round.junctions.contains { $0.isRoundabout })
        #expect(round.disconnectedLanes() == [])
    }
}
