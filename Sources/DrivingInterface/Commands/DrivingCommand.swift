import Geometry

/// A policy's answer.
public struct DrivingCommand: Sendable {
    public var motion: MotionCommand
    public var indicator: Indicator
    public var horn: Bool
    public var mode: DrivingMode
    /// What the policy believes of the world; drawn and graded, never required.
    public var belief: Belief?

    public init(
        _ motion: MotionCommand, indicator: Indicator = .off, horn: Bool = false, mode: DrivingMode = .driving,
        belief: Belief? = nil
    ) {
        self.motion = motion
        self.indicator = indicator
        self.horn = horn
        self.mode = mode
        self.belief = belief
    }

    /// Controls: road wheel angle (radians, left positive) and acceleration (m/s², negative brakes).
    public static func controls(steeringAngle: Double, acceleration: Double, indicator: Indicator = .off)
        -> DrivingCommand
    {
        DrivingCommand(.controls(steering: .angle(steeringAngle), acceleration: acceleration), indicator: indicator)
    }
}

/// How to move.
public enum MotionCommand: Sendable, Hashable {
    /// Acceleration in m/s² along the heading; negative brakes, and holds at standstill.
    case controls(steering: SteeringCommand, acceleration: Double)
    /// Points to follow in the ego frame at the observation's time, at least two, times increasing; the shared tracker
    /// turns them into controls.
    case trajectory([TrajectoryPoint])
}

/// Steering, road wheel.
public enum SteeringCommand: Sendable, Hashable {
    /// Radians, left positive.
    case angle(Double)
    /// rad/s, left positive.
    case rate(Double)
}

/// Where to be when.
public struct TrajectoryPoint: Sendable, Hashable, BitwiseCopyable {
    /// Seconds after the observation, > 0.
    public var time: Double
    /// Rear axle in the ego frame of the observation.
    public var pose: Pose2
    /// m/s.
    public var speed: Double

    public init(time: Double, pose: Pose2, speed: Double) {
        self.time = time
        self.pose = pose
        self.speed = speed
    }
}

/// Direction indicators.
public enum Indicator: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    case off, left, right, hazard
}

/// Who is responsible (SAE J3016).
public enum DrivingMode: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    case driving
    /// Asks the fallback-ready user to take over.
    case transitionDemand
    /// Bringing the car to a minimal risk condition.
    case minimalRisk
}

/// What a policy believes, in the ego frame at the observation's time.
public struct Belief: Sendable {
    /// Lines such as lane borders and kerbs.
    public var roadLines: [[Vector2]]
    /// Seen obstacles.
    public var objects: [BelievedObject]
    /// The path it intends to drive.
    public var plan: [Vector2]

    public init(roadLines: [[Vector2]] = [], objects: [BelievedObject] = [], plan: [Vector2] = []) {
        self.roadLines = roadLines
        self.objects = objects
        self.plan = plan
    }
}

/// An obstacle that a policy believes in.
public struct BelievedObject: Sendable, Hashable {
    public var box: OrientedBox
    /// m/s in the ego frame's axes, over ground.
    public var velocity: Vector2

    public init(box: OrientedBox, velocity: Vector2) {
        self.box = box
        self.velocity = velocity
    }
}
