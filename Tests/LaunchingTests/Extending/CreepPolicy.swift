import DrivingInterface

/// Creeps along at walking speed and stops after a while; looks at nothing.
struct CreepPolicy: DrivingPolicy {
    static let name = "creep"
    static let summary = "Creeps straight on at walking speed, then stops."
    static let subscriptions: [SensorSelector] = []

    init(episode: EpisodeInfo) {}

    func initialMemory() -> NoMemory { NoMemory() }

    func drive(_ observation: Observation, memory: inout NoMemory) -> DrivingCommand {
        let target = observation.time < 5 ? 1.5 : 0
        return .controls(steeringAngle: 0, acceleration: 2 * (target - observation.ego.speed))
    }
}
