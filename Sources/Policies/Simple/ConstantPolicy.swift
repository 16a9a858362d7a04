import DrivingInterface
import Geometry

/// Holds the speed and heading of the first observation, whatever comes.
public struct ConstantPolicy: DrivingPolicy {
    public static let name = "constant"
    public static let summary = "Holds speed and heading, blind to everything."
    public static let subscriptions: [SensorSelector] = []

    /// What it holds on to.
    public struct Memory: ColumnState {
        var speed = -1.0
        var heading = 0.0

        public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
            visitor.visit("speed", value: &speed)
            visitor.visit("heading", value: &heading)
        }
    }

    private let wheelbase: Double

    public init(episode: EpisodeInfo) { wheelbase = episode.vehicle.wheelbase }

    public func initialMemory() -> Memory { Memory() }

    public func drive(_ observation: Observation, memory: inout Memory) -> DrivingCommand {
        let ego = observation.ego
        if memory.speed < 0 {
            memory.speed = max(0, ego.speed)
            memory.heading = ego.poseSinceStart.yaw
        }
        // A held heading, against the drift that noise in the steering would bring.
        let turn = Angle.difference(from: ego.poseSinceStart.yaw, to: memory.heading)
        let steering = wheelbase * turn / max(5, 2 * ego.speed)
        return .controls(steeringAngle: steering, acceleration: memory.speed - ego.speed)
    }
}
