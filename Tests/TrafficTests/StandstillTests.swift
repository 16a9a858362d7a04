import Geometry
import RoadNetwork
import Testing
import World

@testable import Traffic

@Suite("Standstills")
struct StandstillTests {
    /// Two cars on two lanes that have stood for some time, each because of the other; with `wall`, something stands right
    /// before both.
    private func knot(wall: Bool = false, swapped: Bool = false) -> TrafficRun {
        var run = TrafficRun(map: StraightFixture(length: 200, laneCount: 2).map())
        run.world.clock.tick = 6000
        let names = run.model.map.lanes.map(\.name)
        for lane in swapped ? [1, 0] : [0, 1] { run.add("sedan", on: names[lane], at: 100, key: UInt64(lane + 1)) }
        if wall { for lane in [0, 1] { run.add("sedan", on: names[lane], at: 106.5, kind: "stand") } }
        run.step()
        for row in 0..<2 {
            let waited = run.world.actors.randomKey[row] == 1 ? 10.0 : 20.0
            run.scratch.scene.actors[row].standingSince = run.scratch.scene.time - waited
            run.traffic.why.partner[row] = Int32(1 - row)
        }
        WaitingCircles(model: run.model, scene: run.scratch.scene).open(&run.scratch.waiting, &run.traffic)
        return run
    }

    private func wayOut(_ key: UInt64, _ run: TrafficRun) -> WayOut {
        let row = run.world.actors.randomKey.firstIndex(of: key)!
        return run.traffic.wait.wayOut(row, at: run.scratch.scene.time)
    }

    @Test(
        "Of two who wait for each other the one who has stood longer goes, whatever their rows",
        arguments: [false, true])
    func circleOpens(swapped: Bool) {
        let run = knot(swapped: swapped)
        #expect(wayOut(2, run) == .goes && wayOut(1, run) == .none)
    }

    @Test("Where neither has room ahead one backs up, and makes room without touching anybody")
    func backsUp() {
        var run = knot(wall: true)
        #expect([wayOut(1, run), wayOut(2, run)].filter { $0 == .backs }.count == 1)
        let before = (0..<2).map { run.motion(ActorID($0)).pose.position.x }
        run.run(4)
        let moved = (0..<2).map { run.motion(ActorID($0)).pose.position.x - before[$0] }
        #expect(moved.min()! < -1.5 && moved.max()! > -0.1)
        #expect(run.touches.isEmpty)
    }

    @Test("Somebody who is not in the way of a footprint is no obstruction")
    func freeWay() {
        var run = TrafficRun(map: StraightFixture(length: 200, laneCount: 2).map())
        let names = run.model.map.lanes.map(\.name)
        let first = run.add("sedan", on: names[0], at: 50)
        run.add("sedan", on: names[1], at: 58)
        run.step()
        #expect(obstruction(of: first, in: run, within: 30) == nil)
    }

    @Test("The room to a body ahead is measured to its bumper", arguments: [3.0, 7.5, 15])
    func roomAhead(gap: Double) throws {
        var run = TrafficRun(map: StraightFixture(length: 200).map())
        let lane = run.model.map.lanes[0].name
        let length = run.model.catalogue.models[Int(run.model.catalogue.model(named: "sedan")!)].length
        let first = run.add("sedan", on: lane, at: 50)
        let second = run.add("sedan", on: lane, at: 50 + length + gap)
        run.step()
        let found = try #require(obstruction(of: first, in: run, within: 30))
        #expect(found.actor == second.row)
        // The way is looked at in steps of less than a metre.
        #expect(found.distance <= gap && found.distance > gap - 1)
    }

    @Test("A full list of bodies keeps the nearest, whatever the order in which they come")
    func nearestBodies() {
        let distances = (0..<100).map { Double(($0 * 37) % 100) }
        func rows(_ order: [Int]) -> Set<Int32> {
            var list = BodyList()
            for row in order { list.add(Int32(row), distance: distances[row], key: UInt64(row)) }
            return Set((0..<list.count).map { list.rows[$0] })
        }
        let nearest = Set((0..<100).filter { distances[$0] < 64 }.map { Int32($0) })
        #expect(rows(Array(0..<100)) == nearest)
        #expect(rows((0..<100).reversed()) == nearest)
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
