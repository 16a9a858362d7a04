import DrivingInterface
import Geometry
import Launching
import Simulation
import Testing

@testable import Policies

@Suite("The baseline drives by its sensors alone")
struct BlankSensorTests {
    /// How far the car gets in `seconds`, x in metres; the stop line lies before 90 m.
    private func farthest(isBlind: Bool, seconds: Double) throws -> Double {
        var drive = try StreetDrive(StreetDrive.crossing)
        let mounts = drive.ready.setting.vehicles[0].episode.mounts
        for _ in 0..<Int(seconds * 10) {
            guard drive.decide({ if isBlind { $0.blank("camera", mounts) } }) != nil else { break }
        }
        return drive.pose.position.x
    }

    @Test("With black pictures it never crosses the green that it crosses with its eyes open")
    func blindness() throws {
        #expect(try farthest(isBlind: false, seconds: 45) > 110)
        #expect(try farthest(isBlind: true, seconds: 45) < 86)
    }

    @Test("Without LiDAR or radar it drives differently behind somebody", arguments: ["lidar", "radar"])
    func blank(kind: String) throws {
        let more = """
            actors:
              - {name: lead, model: sedan, at: {relative_to: ego, gap: 18 m}, speed: 30 km/h}
            events:
              - {name: brake, when: {time: 1 s}, do: [{set_speed: {actor: lead, to: 0 km/h, by: 3 m/s2}}]}
            traffic: {vehicles: 0, pedestrians: 0}
            """
        var drive = try StreetDrive(StreetDrive.street(more: more))
        let mounts = drive.ready.setting.vehicles[0].episode.mounts
        var memory = drive.memory
        var change = 0.0
        for _ in 0..<40 {
            let decided = drive.decide()
            var (observation, command) = try #require(decided)
            observation.blank(kind, mounts)
            let other = drive.policy.drive(observation, memory: &memory)
            change = max(change, (command.controls.acceleration - other.controls.acceleration).magnitude)
        }
        #expect(change > 0.05, "\(change) m/s²")
    }
}
