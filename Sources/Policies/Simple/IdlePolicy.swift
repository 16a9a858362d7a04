import DrivingInterface

/// Brakes to a standstill and stays: the floor of every score.
public struct IdlePolicy: DrivingPolicy {
    public static let name = "idle"
    public static let summary = "Brakes to a standstill and stays there."
    public static let subscriptions: [SensorSelector] = []

    public init(episode: EpisodeInfo) {}

    public func initialMemory() -> NoMemory { NoMemory() }

    public func drive(_ observation: Observation, memory: inout NoMemory) -> DrivingCommand {
        .controls(steeringAngle: 0, acceleration: -2)
    }
}
