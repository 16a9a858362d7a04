import DrivingInterface
import Geometry
import Launching
import RoadNetwork
import Scenarios
import Scoring
import Sensing
import Simulation
import World

/// A staged scenario with every kind of sensor mounted: what its driver gets to see, byte for byte.
public struct WallRun {
    public let stage: ScenarioStage
    private let seed: UInt64
    private let assembled: RunAssembly.Assembled

    public init(_ stage: ScenarioStage, seed: UInt64 = 0, mounts: [SensorMount] = WallRun.mounts) throws {
        self.stage = stage
        self.seed = seed
        assembled = try RunAssembly(
            stage: stage, sensors: SensorSet(name: "wall", mounts: mounts), subscriptions: nil, seed: seed
        ).assemble()
    }

    /// One small sensor of every kind; some late and some with random lateness.
    public static let mounts: [SensorMount] = {
        var camera = CameraParameters()
        (camera.width, camera.height) = (160, 90)
        var lidar = LidarParameters()
        (lidar.layers, lidar.columns) = (8, 180)
        let devices = [
            SensorDevice(CameraSensor.self, camera), SensorDevice(InertialSensor.self),
            SensorDevice(LidarSensor.self, lidar), SensorDevice(RadarSensor.self),
            SensorDevice(SatelliteReceiver.self), SensorDevice(WheelOdometrySensor.self),
        ]
        return devices.enumerated().map { index, device in
            SensorMount(
                name: device.kind, device: device, egoFromSensor: Pose3(Vector3(1.4, 0, 1.6)),
                latency: Int64(index) * 10_000_000, jitter: 5_000_000)
        }
    }()

    /// The run at its start.
    public func simulation() -> SimulatedRun {
        let memories = stage.vehicles.map { _ in AnyColumnState(EmptyColumnState()) }
        return SimulatedRun(setting: assembled.setting, state: assembled.start(memories: memories))
    }

    /// What a driver answers, decision by decision.
    public func answers(of policy: String, decisions: Int) throws -> [DrivingCommand] {
        let driver = try PolicyCatalogue().entry(policy).make(assembled.setting.vehicles[0].episode)
        let state = assembled.start(memories: [driver.initialMemory()])
        var loop = DriveLoop(
            simulation: SimulatedRun(setting: assembled.setting, state: state), drivers: [driver])
        for _ in 0..<decisions where loop.advance() {}
        return loop.answers.map(\.command)
    }

    /// Hash of everything that moves, sensors left out, at each decision.
    public func stateHashes(_ answers: [DrivingCommand]) -> [UInt64] {
        var simulation = simulation()
        return answers.map { answer in
            guard !simulation.advanceToDecision().isEmpty else { return 0 }
            simulation.answer([answer])
            let situation = simulation.state.situation
            let parts = [
                situation.world.stateHash(), situation.traffic.stateHash(), situation.signals.stateHash(),
                situation.storyboard.stateHash(), simulation.state.vehicles[0].stateHash(),
            ]
            return parts.reduce(0) { StableHash.combine($0, $1) }
        }
    }

    /// The same run with nothing mounted: for drivers that see the truth.
    public func withoutSensors() throws -> WallRun { try WallRun(stage, seed: seed, mounts: []) }

    /// What comes of a driver's answers.
    public struct Film {
        /// Everything that the driver is told and observes.
        public var sights: [Sight]
        /// Where everybody is at last, by random key, and how the driver is judged.
        public var crowd: [String]
    }

    /// The run of a driver who gives these answers.
    public func film(_ answers: [DrivingCommand]) -> Film {
        let vehicle = assembled.setting.vehicles[0]
        var simulation = simulation()
        var sights = [Sight(vehicle.episode)]
        for answer in answers {
            guard let observation = simulation.advanceToDecision().first else { break }
            sights.append(Sight(observation, mounts: vehicle.episode.mounts))
            simulation.answer([answer])
        }
        let (actors, clock) = (simulation.state.situation.world.actors, simulation.state.clock)
        let crowd = actors.presentActors.map { actor in
            (actors.randomKey[actor.index], actors.motion(of: actor, at: clock.tick, clock: clock))
        }
        let judged = vehicle.judge.values(simulation.state.vehicles[0].judge)
        return Film(
            sights: sights,
            crowd: crowd.sorted { $0.0 < $1.0 }.map { "\($0.0) \($0.1)" } + judged.map { "\($0)" })
    }
}

/// The bytes of one observation, part by part.
public struct Sight: Equatable, CustomStringConvertible {
    /// Name and bytes (or their hash) of each part.
    public var parts: [String]
    public var description: String { parts.joined(separator: "; ") }

    init(_ episode: EpisodeInfo) { parts = ["episode \(episode)"] }

    init(_ observation: Observation, mounts: [MountInfo]) {
        parts = ["t \(observation.time.bitPattern)", "route \(observation.route)"]
        parts.append("ego \(withUnsafeBytes(of: observation.ego) { Array($0) })")
        for frame in observation.frames {
            parts.append("\(mounts[frame.mount].name) \(String(frame.contentHash, radix: 16))")
        }
    }
}
