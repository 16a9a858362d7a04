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

    @Test("No wheel turns further than its lock, though some come near it")
    func steering() {
        var run = TrafficRun(map: TownFixture().map())
        var request = PopulationRequest()
        (request.vehicles, request.heavyShare, request.cycleShare) = (30, 0.3, 0.1)
        TrafficPlacement.populate(request, world: &run.world, traffic: &run.traffic, model: run.model)
        var widest = 0.0
        for _ in 0..<900 {
            run.step()
            for actor in run.world.actors.presentActors {
                let model = run.model.catalogue.models[Int(run.world.actors.model[actor.index])]
                guard model.wheelbase > 0 else { continue }
                let share =
                    run.world.actors.steeringAngle[actor.index].magnitude / model.dynamics.maximumSteeringAngle
                widest = max(widest, share)
            }
        }
        #expect(widest > 0.5 && widest < 1 + 1e-9)
    }
}
