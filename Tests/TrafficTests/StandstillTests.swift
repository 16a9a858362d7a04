import Geometry
import RoadNetwork
import Testing
import World

@testable import Traffic

@Suite("Standstills")
struct StandstillTests {
    /// Two cars nose to nose on one lane, `gap` metres between them, each taking the other for its leader.
    private func noseToNose(gap: Double) -> TrafficRun {
        var run = TrafficRun(map: StraightFixture(length: 200).map())
        let lane = run.model.map.lanes[0]
        let length = run.model.catalogue.models[Int(run.model.catalogue.model(named: "car")!)].length
        run.add("car", on: lane.name, at: 100, key: 1)
        let other = lane.centerline.pose(at: 100 + length + gap)
        run.add("car", at: Pose2(other.position, yaw: other.yaw + .pi), key: 2)
        return run
    }

    @Test("Somebody who is not in the way of a footprint is no obstruction")
    func freeWay() {
        var run = TrafficRun(map: StraightFixture(length: 200, laneCount: 2).map())
        let names = run.model.map.lanes.map(\.name)
        let first = run.add("car", on: names[0], at: 50)
        run.add("car", on: names[1], at: 58)
        run.step()
        #expect(obstruction(of: first, in: run, within: 30) == nil)
    }

    @Test("The room to a body ahead is measured to its bumper", arguments: [3.0, 7.5, 15])
    func roomAhead(gap: Double) throws {
        var run = TrafficRun(map: StraightFixture(length: 200).map())
        let lane = run.model.map.lanes[0].name
        let length = run.model.catalogue.models[Int(run.model.catalogue.model(named: "car")!)].length
        let first = run.add("car", on: lane, at: 50)
        let second = run.add("car", on: lane, at: 50 + length + gap)
        run.step()
        let found = try #require(obstruction(of: first, in: run, within: 30))
        #expect(found.actor == second.row)
        // The way is looked at in steps of less than a metre.
        #expect(found.distance <= gap && found.distance > gap - 1)
    }

    @Test("Of two who wait for each other one moves within some seconds, and nobody is touched")
    func circleOpens() {
        var run = noseToNose(gap: 1)
        let before = (0..<2).map { run.motion(ActorID($0)).pose.position }
        run.run(12)
        let moved = (0..<2).map { run.motion(ActorID($0)).pose.position.distance(to: before[$0]) }
        #expect(max(moved[0], moved[1]) > 1.5)
        #expect(run.touches.isEmpty)
    }

    private func obstruction(of actor: ActorID, in run: TrafficRun, within reach: Double) -> Obstruction? {
        let row = actor.index
        let seen = run.scratch.scene.actors[row]
        let driver = DriverView(
            row: row, scene: run.scratch.scene, profile: run.model.profiles[0],
            body: run.model.bodies[Int(seen.body)], step: 0.1, restOffset: 0)
        return run.scratch.scene.obstruction(of: driver, within: reach, margin: 0, run.model)
    }
}
