import DrivingInterface
import Geometry
import Launching
import Simulation
import Testing

@testable import Policies

@Suite("The baseline decides by what it observed, and by nothing else")
struct BaselineMemoryTests {
    @Test("The same observations give the same commands and the same memory, from a copy of the memory too")
    func repeats() throws {
        var drive = try StreetDrive(StreetDrive.crossing, sensors: "urban-lite")
        let observations = drive.observations(60)
        var (first, second) = (drive.policy.initialMemory(), drive.policy.initialMemory())
        let timer = CPUTimer()
        for observation in observations { _ = drive.policy.drive(observation, memory: &first) }
        print("baseline: \(Int(timer.seconds.cpu / Double(observations.count) * 1e6)) µs of CPU per decision")
        for observation in observations[..<30] { _ = drive.policy.drive(observation, memory: &second) }
        var copy = second
        for observation in observations[30...] {
            let command = drive.policy.drive(observation, memory: &second).controls
            #expect(drive.policy.drive(observation, memory: &copy).controls == command)
        }
        #expect(first.firstDifference(from: second) == nil)
        #expect(copy.firstDifference(from: second) == nil)
        #expect(first.firstDifference(from: drive.memory) == nil)
    }

    @Test("Everything mirrored, it steers the other way and as fast")
    func mirrors() throws {
        let more = """
            actors:
              - {name: lead, model: sedan, at: {relative_to: ego, gap: 25 m}, speed: 20 km/h}
            traffic: {vehicles: 0, pedestrians: 0}
            """
        var drive = try StreetDrive(StreetDrive.street(more: more))
        let episode = drive.ready.setting.vehicles[0].episode
        let mirrored = try BaselinePolicy(episode: MirroredStreet.episode(episode))
        var memory = mirrored.initialMemory()
        var turned = 0.0
        for _ in 0..<30 {
            let decided = drive.decide()
            let (observation, command) = try #require(decided)
            let other = mirrored.drive(MirroredStreet.observation(observation, episode.mounts), memory: &memory)
            let (a, b) = (command.controls, other.controls)
            turned = max(turned, a.steering.magnitude)
            #expect((a.steering + b.steering).magnitude < 0.02, "\(a) and \(b)")
            #expect((a.acceleration - b.acceleration).magnitude < 0.25, "\(a) and \(b)")
        }
        #expect(turned > 0.04, "it began beside the middle of its lane")
    }
}

extension DrivingCommand {
    /// Steering angle, radians, and acceleration, m/s²; not a number for other commands.
    var controls: (steering: Double, acceleration: Double) {
        guard case .controls(.angle(let steering), let acceleration) = motion else { return (.nan, .nan) }
        return (steering, acceleration)
    }
}
