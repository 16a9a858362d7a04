import DrivingInterface
import Geometry
import World

/// Commands in flight and the command that the actuators follow now.
public struct ActuationState: ColumnState {
    private var queue: [StoredCommand] = []
    private var points: [TrackedPoint] = []
    /// Command in force; none before the first answer (the vehicle holds speed and heading).
    private var current: [StoredCommand] = []
    /// Steering angle that an integrated steering rate has reached, radians.
    private var integratedSteering = 0.0
    /// What was last carried out: target angle, radians, and acceleration, m/s².
    public private(set) var steeringTarget = 0.0
    public private(set) var accelerationTarget = 0.0

    public init() {}

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("queue", &queue)
        visitor.visit("points", &points)
        visitor.visit("current", &current)
        visitor.visit("integratedSteering", value: &integratedSteering)
        visitor.visit("steeringTarget", value: &steeringTarget)
        visitor.visit("accelerationTarget", value: &accelerationTarget)
    }

    /// Responsibility as the driver last declared it.
    var mode: DrivingMode { current.first.flatMap { DrivingMode(rawValue: UInt8($0.mode)) } ?? .driving }

    /// Whether the horn sounds.
    var isHornOn: Bool { (current.first?.horn ?? 0) != 0 }

    /// Puts an answer on its way.
    ///
    /// - Parameters:
    ///   - pose: of the vehicle at the observation's time; a trajectory is given in its frame.
    ///   - time: the observation's time, seconds.
    mutating func enqueue(_ command: DrivingCommand, dueTick: Int64, pose: Pose2, time: Double) {
        var stored = StoredCommand(
            dueTick: dueTick, kind: 0, steering: 0, acceleration: 0, indicator: Int64(command.indicator.rawValue),
            horn: command.horn ? 1 : 0, mode: Int64(command.mode.rawValue), firstPoint: 0, pointCount: 0)
        switch command.motion {
        case .controls(.angle(let angle), let acceleration):
            (stored.steering, stored.acceleration) = (angle, acceleration)
        case .controls(.rate(let rate), let acceleration):
            stored.kind = StoredCommand.Kind.steeringRate.rawValue
            (stored.steering, stored.acceleration) = (rate, acceleration)
        case .trajectory(let trajectory):
            stored.kind = StoredCommand.Kind.trajectory.rawValue
            stored.firstPoint = Int64(points.count)
            stored.pointCount = Int64(trajectory.count)
            points += trajectory.map { point in
                let place = pose.toOuter(point.pose.position)
                return TrackedPoint(time: time + point.time, x: place.x, y: place.y, speed: point.speed)
            }
        }
        queue.append(stored)
    }

    /// The targets of the actuators in this tick.
    mutating func targets(tick: Int64, clock: Clock, motion: ActorMotion, steeringAngle: Double, wheelbase: Double)
        -> ActuatorCommand
    {
        while let first = queue.first, first.dueTick <= tick {
            adopt(first, steeringAngle: steeringAngle)
            queue.removeFirst()
        }
        guard let command = current.first else {
            return ActuatorCommand(steeringAngle: steeringAngle, acceleration: 0)
        }
        switch StoredCommand.Kind(rawValue: command.kind) {
        case .trajectory:
            let target = TrajectoryTracker.targets(
                points: points[...], motion: motion, time: clock.time, wheelbase: wheelbase)
            (steeringTarget, accelerationTarget) = (target.steeringAngle, target.acceleration)
        case .steeringRate:
            integratedSteering += command.steering * clock.tickDuration
            (steeringTarget, accelerationTarget) = (integratedSteering, command.acceleration)
        default:
            (steeringTarget, accelerationTarget) = (command.steering, command.acceleration)
        }
        return ActuatorCommand(steeringAngle: steeringTarget, acceleration: accelerationTarget)
    }

    /// Lights that the command in force asks for, and headlamps, which turn themselves on.
    func lights(braking: Bool, reversing: Bool, _ weather: Weather) -> ActorLights {
        var lights: ActorLights = weather.needsHeadlamps ? .headlamps : []
        switch current.first.flatMap({ Indicator(rawValue: UInt8($0.indicator)) }) ?? .off {
        case .left: lights.insert(.indicatorLeft)
        case .right: lights.insert(.indicatorRight)
        case .hazard: lights.formUnion(.hazard)
        case .off: break
        }
        if braking { lights.insert(.brake) }
        if reversing { lights.insert(.reversing) }
        return lights
    }

    private mutating func adopt(_ command: StoredCommand, steeringAngle: Double) {
        let isTrajectory = command.kind == StoredCommand.Kind.trajectory.rawValue
        // Points of older trajectories are no longer needed; later ones in the queue keep theirs.
        let keepFrom = isTrajectory ? Int(command.firstPoint) : 0
        if keepFrom > 0 { dropPoints(before: keepFrom) }
        var adopted = command
        adopted.firstPoint = 0
        current = [adopted]
        if command.kind == StoredCommand.Kind.steeringRate.rawValue { integratedSteering = steeringAngle }
    }

    private mutating func dropPoints(before count: Int) {
        points.removeFirst(count)
        for index in queue.indices where queue[index].kind == StoredCommand.Kind.trajectory.rawValue {
            queue[index].firstPoint -= Int64(count)
        }
    }
}
