import Foundation
import Launching
import Scenarios
import Simulation

/// A short street with a signalised crossing, some traffic and a lead vehicle that brakes: the town of these tests.
public enum TestTown {
    public static let text = """
        road:
          native:
            pieces:
              first: {straight: {length: 80 m}}
              cross: {four_way: {control: signals, signals: {green: 10 s}}}
              second: {straight: {length: 80 m, from: cross.ahead}}
        ego: {at: {lane: first/-1, s: 10 m}, speed: 20 km/h, route: {to: {lane: second/-1, s: 60 m}}}
        actors:
          - {name: lead, model: sedan, at: {relative_to: ego, gap: 20 m}, speed: 20 km/h}
        events:
          - {name: brake, when: {time: 2 s}, do: [{set_speed: {actor: lead, to: 0 km/h, by: 4 m/s2}}]}
          - {name: go, when: {after: brake}, delay: 4 s, do: [{release: lead}]}
        traffic: {vehicles: 8, pedestrians: 4}
        time_limit: 12 s
        """

    /// A launcher over the assets of the checkout.
    public static func launcher() throws -> Launcher { try Launcher() }

    /// The scenario in a file of its own.
    public static func scenario(_ launcher: Launcher, text: String = text) throws -> LoadedScenario {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mapless-tests")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("town-\(UUID().uuidString).yaml")
        try text.write(to: file, atomically: true, encoding: .utf8)
        return try launcher.load(file.path)
    }

    /// The town's run.
    public static func run(
        policy: String = "oracle", seed: UInt64 = 0, sensors: String? = nil, text: String = text
    ) throws -> ReadyRun {
        let launcher = try launcher()
        return try launcher.prepare(
            try scenario(launcher, text: text), RunOptions(policy: policy, seed: seed, sensors: sensors))
    }
}
