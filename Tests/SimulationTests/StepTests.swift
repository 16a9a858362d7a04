import Foundation
import Geometry
import Launching
import Scenarios
import TestSupport
import Testing
import World

@testable import Simulation

/// Traffic every 70 ms, drivers every 100 ms: they decide at the same tick once in 0.7 s only.
@Suite("Traffic and drivers that decide at different ticks")
struct StepTests {
    /// The test town, whose lead keeps its speed until it brakes.
    private func run(_ policy: String, trafficStep: String, seconds: Int) throws -> ReadyRun {
        let steady = "  - {name: steady, when: {time: 0 s}, do: [{set_speed: {actor: lead, to: 20 km/h}}]}"
        let text = TestTown.text.replacingOccurrences(of: "time_limit: 12 s", with: "time_limit: \(seconds) s")
            .replacingOccurrences(of: "events:\n", with: "events:\n\(steady)\n")
        return try TestTown.run(
            policy: policy, sensors: policy == "oracle" ? nil : "small",
            text: text + "\ntraffic_step: \(trafficStep)\n")
    }

    @Test(
        "A run restored at any decision goes on as if nothing had happened",
        arguments: [("oracle", 12), ("baseline", 3)])
    func snapshots(policy: String, seconds: Int) throws {
        let ready = try run(policy, trafficStep: "70 ms", seconds: seconds)
        #expect(ready.setting.trafficTicks == 7 && ready.setting.decisionTicks == 10)
        var whole = ready.loop()
        whole.hashEveryTick()
        whole.run()
        let expected = whole.simulation.tickHashes
        var loop = ready.loop()
        var phases: Set<Int64> = []
        while loop.advance() {
            let tick = loop.simulation.state.clock.tick
            var other = ready.loop()
            other.hashEveryTick()
            other.restore(loop.simulation.state)
            for _ in 0..<3 where !other.advance() { break }
            let part = other.simulation.tickHashes
            #expect(part == Array(expected[Int(tick)..<(Int(tick) + part.count)]), "restored after tick \(tick)")
            phases.insert((tick - 1) % ready.setting.trafficTicks)
        }
        #expect(phases.count == 7)
        #expect(loop.simulation.state.stateHash() == whole.simulation.state.stateHash())
    }

    @Test(
        "Whatever the traffic's step, a car that brakes does it on time",
        arguments: ["20 ms", "70 ms", "100 ms", "130 ms"])
    func brakes(step: String) throws {
        let ready = try run("oracle", trafficStep: step, seconds: 12)
        let lead = ready.setting.context.actor("lead")
        var loop = ready.loop()
        func x() -> Double {
            let world = loop.simulation.state.situation.world
            return world.actors.motion(of: lead, at: world.clock.tick, clock: world.clock).pose.position.x
        }
        let start = x()
        while loop.simulation.state.clock.time < 3.4 - 1e-9, loop.advance() {}
        // From 20 km/h with 4 m/s² from 2 s on, begun at most one step late, which costs 5.6 m for every second.
        let speed = 20 / 3.6
        let rest = x() - start - (speed * 2 + speed * speed / 8)
        let latest = speed * Double(ready.setting.trafficTicks) / 100
        #expect(rest > -0.05 && rest < latest + 0.05)
    }
}
