import DrivingInterface
import Geometry
import Launching
import TestSupport
import Testing
import World

@testable import Simulation

@Suite("Recordings")
struct RecordingTests {
    @Test("A recorded run is small, reads back, and makes the same run again")
    func roundTrip() throws {
        let ready = try TestTown.run()
        let finished = try #require(ready.finish(isRecording: true))
        let recording = try #require(finished.recording)
        let bytes = recording.bytes
        #expect(bytes.count < 120_000)
        let again = try Recording(bytes: bytes)
        #expect(again.identity == recording.identity)
        #expect(again.hashes == recording.hashes)
        #expect(again.answers.count == recording.answers.count)
        var loop = ready.driven(by: [ReplayDriver(again, vehicle: 0)]).loop()
        loop.hashEveryTick()
        loop.run()
        #expect(loop.simulation.tickHashes == recording.hashes)
        #expect(loop.simulation.state.clock.tick == finished.result.ticks)
    }

    @Test("Trajectories and rates survive the way to the file and back")
    func commands() throws {
        let identity = try TestTown.run().identity
        var recording = Recording(identity: identity, tickMicroseconds: 10_000, decisionTicks: 10)
        let points = (1...4).map {
            TrajectoryPoint(time: Double($0) / 2, pose: Pose2(x: Double($0), y: 0.25, yaw: 0.1), speed: 5)
        }
        let commands = [
            DrivingCommand(.trajectory(points), indicator: .left, horn: true, mode: .minimalRisk),
            DrivingCommand(.controls(steering: .rate(-0.25), acceleration: 1.5), indicator: .hazard),
        ]
        for (index, command) in commands.enumerated() {
            recording.answers.append(.init(tick: Int64(index * 10), vehicle: 0, command: command))
        }
        let again = try Recording(bytes: recording.bytes)
        for (one, other) in zip(again.answers, commands) {
            #expect(one.command.motion == other.motion)
            #expect(one.command.indicator == other.indicator)
            #expect(one.command.horn == other.horn)
            #expect(one.command.mode == other.mode)
        }
    }

    @Test("Cut off, damaged and foreign files are refused with a sentence, wherever they break")
    func damaged() throws {
        let recording = Recording(
            identity: try TestTown.run().identity, tickMicroseconds: 10_000, decisionTicks: 10)
        let bytes = recording.bytes
        for length in stride(from: 0, to: bytes.count, by: 7) {
            #expect(throws: RecordingProblem.self) { try Recording(bytes: Array(bytes[..<length])) }
        }
        for index in stride(from: 0, to: bytes.count, by: 11) {
            var changed = bytes
            changed[index] ^= 0x55
            #expect(throws: RecordingProblem.self) { try Recording(bytes: changed) }
        }
    }
}
