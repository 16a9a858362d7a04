import Geometry
import RoadNetwork
import Testing
import World

@testable import Traffic

@Suite("The edge of the map")
struct LeavingTests {
    /// Whether somebody who has come to the end of its road is still there after some seconds, with a driven vehicle at
    /// some distance behind.
    private func isThere(after seconds: Double, drivenBehind distance: Double) -> Bool {
        var run = TrafficRun(map: StraightFixture(length: 200).map())
        let lane = run.model.map.lanes[0].name
        let leaver = run.add("sedan", on: lane, at: 197)
        run.add("sedan", on: lane, at: 197 - distance, flags: [.driven])
        run.traffic.population.vehicles = 1
        // Nobody new appears.
        run.traffic.population.sight = 1000
        run.run(seconds)
        return run.world.actors.isPresent(leaver)
    }

    @Test("Who has come to the end of its road leaves at once, and before a driven vehicle's eyes after some seconds")
    func leaves() {
        #expect(!isThere(after: 3, drivenBehind: 60))
        #expect(isThere(after: 3, drivenBehind: 15))
        #expect(!isThere(after: 8, drivenBehind: 15))
    }
}
