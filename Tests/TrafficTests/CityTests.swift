import RoadNetwork
import Testing
import World

@testable import Traffic

@Suite("Traffic in third-party cities", .enabled(if: SharedCities.folder != nil, "the shared data are not there"))
struct CityTests {
    static let cities = [
        "grid4/grid4", "osm/neukolln", "osm/kingsway_junction", "osm/seattle_slip_lane",
    ]

    @Test("Nobody touches anybody and nobody is stuck without a cause", arguments: cities)
    func city(name: String) throws {
        var run = TrafficRun(map: try #require(SharedCities.map(name)))
        var request = PopulationRequest()
        (request.vehicles, request.pedestrians, request.cycleShare) = (100, 60, 0.15)
        TrafficPlacement.populate(request, world: &run.world, traffic: &run.traffic, model: run.model)
        run.run(120)
        #expect(run.touches.isEmpty, "\(run.touches.count): \(run.touches.prefix(8).map(\.text))")
        let stuck = run.stuck(60)
        #expect(stuck.isEmpty, "\(stuck.count): \(stuck.prefix(12))")
    }
}
