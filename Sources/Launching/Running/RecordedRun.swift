import Foundation
import Geometry
import Scenarios
import Simulation
import World

/// A recorded run with everything ready to make it again.
public struct RecordedRun: Sendable {
    public let recording: Recording
    /// The run, driven by the recorded answers.
    public let ready: ReadyRun

    /// - Throws: `LaunchFailure` if the file is no recording, or its scenario is missing or has changed since.
    public init(path: String, launcher: Launcher) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw LaunchFailure(.usage, "the recording '\(path)' cannot be read")
        }
        do { recording = try Recording(bytes: Array(data)) } catch let problem as RecordingProblem {
            throw LaunchFailure(.file, "\(path): \(problem.message)")
        }
        let identity = recording.identity
        let scenario = try launcher.load(identity.path)
        let options = RunOptions(
            policy: identity.isPrivileged || launcher.policies.entries.contains { $0.name == identity.policy }
                ? identity.policy : "idle",
            seed: identity.seed, variant: identity.variant, sensors: identity.sensorsPath ?? identity.sensors)
        let original = try launcher.prepare(scenario, options)
        guard original.identity.scenarioHash == identity.scenarioHash else {
            throw LaunchFailure(
                .file, "\(path): the scenario '\(identity.path)' or its road has changed since it was recorded")
        }
        guard original.identity.sensorsHash == identity.sensorsHash else {
            let set = identity.sensorsPath ?? identity.sensors
            throw LaunchFailure(.file, "\(path): the sensor set '\(set)' has changed since it was recorded")
        }
        ready = original.driven(by: [ReplayDriver(recording, vehicle: 0)])
    }

    /// Makes the run again and compares the state hash of every tick.
    public func verdict() throws -> Verification.Verdict {
        let again = ready.finishHashed()
        let hash = again.hashes.last ?? 0
        guard again.hashes != recording.hashes else {
            return .init(
                isEqual: true, sentence: "\(again.hashes.count) ticks; state hash \(HashText.hex(hash))",
                stateHash: hash)
        }
        let index = zip(again.hashes, recording.hashes).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let tick = (index ?? min(again.hashes.count, recording.hashes.count)) + 1
        return .init(
            isEqual: false,
            sentence: "leaves the recording at tick \(tick) (t = \(Double(tick) * ready.start.clock.tickDuration) s)",
            stateHash: hash)
    }
}
