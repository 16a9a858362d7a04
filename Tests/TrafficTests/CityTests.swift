import RoadNetwork
import Testing
import World

@testable import Traffic

@Suite("Traffic in third-party cities", .enabled(if: SharedCities.folder != nil, "the shared data are not there"))
struct CityTests {
    @Test(
        "Nobody touches anybody in a city",
        arguments: ["grid4/grid4", "osm/neukolln", "osm/seattle_slip_lane", "osm/kingsway_junction", "spider7/spider7"])
    func nobodyTouches(name: String) throws {
        var run = TrafficRun(map: try #require(SharedCities.map(name)))
        var request = PopulationRequest()
        (request.vehicles, request.pedestrians, request.cycleShare) = (45, 15, 0.15)
        TrafficPlacement.populate(request, world: &run.world, traffic: &run.traffic, model: run.model)
        run.run(120)
        #expect(run.touches.isEmpty, "\(run.touches.count): \(run.touches.prefix(8).map(\.text))")
    }
}
