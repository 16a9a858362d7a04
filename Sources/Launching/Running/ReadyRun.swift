import DrivingInterface
import Geometry
import Scenarios
import Scoring
import Simulation
import World

/// A run that is ready to go: everything is checked, nothing has moved.
public struct ReadyRun: Sendable {
    public let setting: RunSetting
    public let start: SimulationState
    public let drivers: [any Driver]
    public let criteria: [Criterion]
    public var identity: RunIdentity
    public let warnings: [String]

    /// A drive loop at tick 0; any number of them are independent of each other.
    public func loop() -> DriveLoop {
        DriveLoop(simulation: SimulatedRun(setting: setting, state: start), drivers: drivers)
    }

    /// The same run driven by somebody else.
    public func driven(by drivers: [any Driver]) -> ReadyRun {
        ReadyRun(
            setting: setting, start: start, drivers: drivers, criteria: criteria, identity: identity,
            warnings: warnings)
    }

    /// Drives to the end.
    ///
    /// - Parameters:
    ///   - isRecording: keep answers and the state hash of every tick.
    ///   - isInterrupted: asked after every decision; true gives the run up.
    /// - Returns: the result, and the recording where one was wanted; nil if it was given up.
    public func finish(isRecording: Bool = false, isInterrupted: () -> Bool = { false }) -> Finished? {
        let timer = CPUTimer()
        var loop = loop()
        if isRecording { loop.hashEveryTick() }
        while loop.advance() {
            if isInterrupted() { return nil }
        }
        let seconds = timer.seconds
        var result = report(loop)
        result.realTimeFactor = seconds.cpu > 0 ? result.duration / seconds.cpu : 0
        result.wall = [("run", seconds.wall), ("cpu", seconds.cpu)]
        return Finished(result: result, recording: isRecording ? recording(of: loop) : nil)
    }

    /// The result of a loop of this run that is over.
    public func report(_ loop: DriveLoop) -> RunResult {
        var result = RunReport(loop, criteria: criteria, identity: identity).result
        result.warnings = warnings
        return result
    }

    /// The recording of a loop of this run that hashed every tick.
    public func recording(of loop: DriveLoop) -> Recording {
        var recording = Recording(
            identity: identity, tickMicroseconds: start.clock.tickMicroseconds, decisionTicks: setting.decisionTicks)
        recording.answers = loop.answers
        recording.hashes = loop.simulation.tickHashes
        return recording
    }

    /// What came out.
    public struct Finished: Sendable {
        public var result: RunResult
        public var recording: Recording?
    }
}

extension ReadyRun {
    /// A drive loop that has driven to the first decision at or after `time` seconds, or to its end.
    public func loop(at time: Double) -> DriveLoop {
        var loop = loop()
        loop.settle()
        while loop.simulation.state.clock.time < time - 1e-9, loop.advance() { loop.settle() }
        return loop
    }
}
