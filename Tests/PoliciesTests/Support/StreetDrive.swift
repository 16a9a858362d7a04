import DrivingInterface
import Geometry
import Launching
import Scenarios
import Simulation
import TestSupport
import World

@testable import Policies

/// A drive of the baseline along a small street, decision by decision, with everything in sight of the test.
struct StreetDrive {
    let ready: ReadyRun
    var run: SimulatedRun
    let policy: BaselinePolicy
    var memory: BaselineMemory

    /// - Parameter text: of the scenario.
    init(_ text: String, sensors: String = "trio") throws {
        ready = try TestTown.run(policy: "baseline", sensors: sensors, text: text)
        run = ready.loop().simulation
        policy = try BaselinePolicy(episode: ready.setting.vehicles[0].episode)
        memory = policy.initialMemory()
    }

    /// A straight street with a lane of `width` metres each way.
    static func street(width: Double = 3.4, more: String = "traffic: {vehicles: 0, pedestrians: 0}") -> String {
        """
        road:
          native:
            profiles:
              street: {forward: 1, backward: 1, lane_width: \(width) m, speed: 50 km/h, edge_line: solid}
            pieces:
              main: {straight: {length: 200 m, profile: street, at: [0 m, 0 m, 0 deg]}}
        ego: {at: {lane: main/-1, s: 20 m, t: 0.5 m}, speed: 30 km/h, route: {to: {lane: main/-1, s: 190 m}}}
        \(more)
        time_limit: 60 s
        """
    }

    /// A street that ends at a crossroads with signals, 60 m ahead, with nobody else about.
    static let crossing = """
        road:
          native:
            pieces:
              first: {straight: {length: 90 m, at: [0 m, 0 m, 0 deg]}}
              cross: {four_way: {control: signals, signals: {green: 12 s}}}
              second: {straight: {length: 90 m, from: cross.ahead}}
        ego: {at: {lane: first/-1, s: 30 m}, speed: 20 km/h, route: {to: {lane: second/-1, s: 60 m}}}
        traffic: {vehicles: 0, pedestrians: 0}
        time_limit: 90 s
        """

    /// Where the car really is.
    var pose: Pose2 {
        let (actor, world) = (run.setting.vehicles[0].actor, run.state.situation.world)
        return world.actors.motion(of: actor, at: world.clock.tick, clock: world.clock).pose
    }

    /// Takes one decision.
    /// - Parameter change: what the driver gets instead of what the sensors deliver.
    /// - Returns: what was observed and answered; nil when the run is over.
    mutating func decide(_ change: (inout Observation) -> Void = { _ in }) -> (Observation, DrivingCommand)? {
        guard var observation = run.advanceToDecision().first else { return nil }
        change(&observation)
        let command = policy.drive(observation, memory: &memory)
        run.answer([command])
        return (observation, command)
    }

    /// The first `count` observations of the drive.
    mutating func observations(_ count: Int) -> [Observation] {
        (0..<count).compactMap { _ in decide()?.0 }
    }
}

extension SensorFrame {
    /// The same frame with nothing in it: a black picture, a scan without returns, no detections.
    var blank: SensorFrame {
        var frame = self
        frame.arrays = arrays.map { array in
            switch array.elements {
            case .uint8(let values):
                return FrameArray(shape: array.shape, elements: .uint8(Array(repeating: 0, count: values.count)))
            case .float32(let values) where array.shape.count == 2:
                return FrameArray(shape: array.shape, elements: .float32(Array(repeating: 0, count: values.count)))
            default: return FrameArray(shape: [0], elements: .float32([]))
            }
        }
        return frame
    }
}

extension Observation {
    /// Blanks every frame of a kind of sensor.
    mutating func blank(_ kind: String, _ mounts: [MountInfo]) {
        for index in frames.indices where mounts[frames[index].mount].kind == kind {
            frames[index] = frames[index].blank
        }
    }
}
