import RoadNetwork
import Testing
import World

@testable import Traffic

@Suite("Traffic in towns")
struct TownTests {
    static let controls: [DescribedJunction.Control] = [
        .priority, .priorityStop, .allWayStop, .rightBeforeLeft, .signals,
    ]

    @Test("Nobody touches anybody in small towns, however junctions are ruled", arguments: controls)
    func smallTown(control: DescribedJunction.Control) {
        var town = TownFixture()
        town.control = control
        var run = TrafficRun(map: town.map())
        var request = PopulationRequest()
        (request.vehicles, request.pedestrians) = (40, 40)
        let report = TrafficPlacement.populate(request, world: &run.world, traffic: &run.traffic, model: run.model)
        #expect(report.vehicles == 40)
        #expect(report.pedestrians == 40)
        run.run(120)
        #expect(run.touches.isEmpty, "\(run.touches.count): \(run.touches.prefix(5).map(\.text))")
        let stuck = run.stuck(60)
        #expect(stuck.isEmpty, "\(stuck.prefix(8))")
    }
}
