import Foundation
import RoadNetwork
import Testing
import World

@testable import Traffic

@Suite("debug", .enabled(if: ProcessInfo.processInfo.environment["TRAFFIC_DEBUG"] != nil))
struct DebugTests {
    @Test func walker() {
        var town = TownFixture()
        town.control = .rightBeforeLeft
        var run = TrafficRun(map: town.map())
        var request = PopulationRequest()
        (request.vehicles, request.pedestrians) = (40, 40)
        TrafficPlacement.populate(request, world: &run.world, traffic: &run.traffic, model: run.model)
        run.run(110)
        let scene = run.scratch.scene
        for row in [79, 62, 51] {
            print(run.tell(row))
            let walkway = run.model.walks.walkways[Int(scene.actors[row].lane)]
            guard walkway.crossing >= 0 else { continue }
            let crossing = run.model.crossings.crossings[Int(walkway.crossing)]
            print(crossing, run.model.map.crossings[Int(walkway.crossing)].name, scene.mayCross(row, crossing: walkway.crossing, run.model))
            let walker = scene.crosser(row, on: walkway.crossing)!
            for place in Int(crossing.laneStart)..<Int(crossing.laneStart + crossing.laneCount) {
                let lane = run.model.crossings.crossedLanes[place]
                let window = walker.window(around: lane.along, half: lane.halfWidth)
                let view = TrafficScene.CrossedView(lane: lane, window: window, hasRight: scene.mayStep(crossing))
                print(run.model.map.lanes[Int(lane.lane)].name, lane, window,
                    scene.letsCross(lane.lane, target: lane.lane, offset: lane.from, depth: 5, view, run.model))
                for e in scene.entries.range(lane.lane) { print("   ", run.tell(Int(scene.entries.elements[e].actor)), scene.entries.elements[e].rear, scene.entries.elements[e].front) }
            }
        }
        for row in [13, 19, 32, 6, 31] { print(run.tell(row)) }
    }
}
