import DrivingInterface
import Foundation
import Geometry
import Scenarios
import Scoring
import Sensing
import Simulation
import TestSupport
import Testing
import Traffic
import World

@testable import Launching

/// The worked examples of CONTRIBUTING.md, used as a newcomer would.
@Suite("One new thing is one new file and one line")
struct ExtendingTests {
    private let set = """
        summary: A clock.
        sensors:
          - {name: watch, clock: {resolution: 10 ms}, at: {x: 1 m}, rate: 10 Hz}
        """

    private func launcher() throws -> Launcher {
        try Launcher(
            policies: PolicyCatalogue(policies: [CreepPolicy.self], privileged: PrivilegedRegistry.all),
            sensors: SensorRegistry.standard.adding([ClockSensor.self]),
            metrics: MetricRegistry(MetricRegistry.standard.metrics + [TopSpeedMetric.self]),
            behaviours: [StopAndGo.self] + BehaviourRegistry.all)
    }

    @Test("A new sensor is mounted from a file, observed, listed, explained and in the schema")
    func sensor() throws {
        let launcher = try launcher()
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("clock-\(UUID().uuidString).yaml")
        try set.write(to: file, atomically: true, encoding: .utf8)
        let ready = try launcher.prepare(
            try TestTown.scenario(launcher), RunOptions(policy: "cruise", sensors: file.path))
        var simulation = ready.loop(at: 1).simulation
        let frame = try #require(simulation.advanceToDecision().first?.frames.first)
        #expect(frame.arrays[0].float64 == [1])
        #expect(simulation.glance(vehicle: 0, mount: 0).arrays[0].float64 == [1])
        let handbook = Handbook(launcher)
        #expect(try handbook.chapter("sensors").entries.contains { $0.name == "clock" })
        #expect(try handbook.pages("clock").first?.entry.page.contains("resolution") == true)
        let schema = try #require(Schemas.document("sensor-set", sensors: launcher.sensors))
        #expect("\(schema)".contains("What the time is rounded to."))
    }

    @Test("A new policy drives by its name")
    func policy() throws {
        let launcher = try launcher()
        let ready = try launcher.prepare(try TestTown.scenario(launcher), RunOptions(policy: "creep"))
        let loop = ready.loop(at: 4)
        #expect((loop.simulation.state.situation.world.actors.speed[0] - 1.5).magnitude < 0.3)
        #expect(try Handbook(launcher).pages("creep").count == 1)
    }

    @Test("A new metric stands in every result and can be a criterion")
    func metric() throws {
        let launcher = try launcher()
        let text = TestTown.text + "\ncriteria: [{metric: top_speed_mps, at_most: 1 km/h}]\n"
        let ready = try launcher.prepare(
            try TestTown.scenario(launcher, text: text), RunOptions(policy: "cruise"))
        let result = try #require(ready.finish()).result
        let value = try #require(result.metrics.first { $0.name == "top_speed_mps" }?.value)
        #expect(value > 5)
        #expect(result.criteria.contains { $0.criterion.metric == "top_speed_mps" && !$0.passed })
    }

    @Test("A new action happens where a file says so")
    func action() throws {
        let types = ActionRegistry.standard.types + [FlashBeaconAction.self]
        try ActionRegistry.$current.withValue(ActionRegistry(types)) {
            let launcher = try launcher()
            let text = TestTown.text.replacingOccurrences(
                of: "events:", with: "events:\n  - {name: flash, when: {time: 1 s}, do: [{flash_beacon: lead}]}")
            let ready = try launcher.prepare(
                try TestTown.scenario(launcher, text: text), RunOptions(policy: "cruise"))
            let row = ready.setting.context.actor("lead")
            let before = ready.loop(at: 0.9).simulation.state.situation.world.actors.lights(of: row)
            let after = ready.loop(at: 1.05).simulation.state.situation.world.actors.lights(of: row)
            #expect(!before.contains(.beacon))
            #expect(after.contains(.beacon))
        }
    }

    @Test("A new behaviour decides for the actors that name it")
    func behaviour() throws {
        let launcher = try launcher()
        let text = TestTown.text.replacingOccurrences(
            of: "gap: 20 m}, speed: 20 km/h}", with: "gap: 20 m}, speed: 0 km/h, behaviour: stop_and_go}")
        let ready = try launcher.prepare(
            try TestTown.scenario(launcher, text: text), RunOptions(policy: "creep"))
        let row = ready.setting.context.actor("lead")
        func speed(at time: Double) -> Double {
            let world = ready.loop(at: time).simulation.state.situation.world
            return world.actors.motion(of: row, at: world.clock.tick, clock: world.clock).speed
        }
        #expect((speed(at: 1.8) - 1.8).magnitude < 0.15)
    }

    @Test("The pages of CONTRIBUTING.md quote these files to the letter")
    func pages() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let root = folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appendingPathComponent("CONTRIBUTING.md"), encoding: .utf8)
        for name in ["ClockSensor", "CreepPolicy", "TopSpeedMetric", "FlashBeaconAction", "StopAndGo"] {
            let code = try String(contentsOf: folder.appendingPathComponent("\(name).swift"), encoding: .utf8)
            #expect(page.contains("```swift\n\(code)```"), "\(name).swift is not what the page says")
        }
    }
}
