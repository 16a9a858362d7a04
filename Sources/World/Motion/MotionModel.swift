import Geometry

/// How a driven vehicle answers to pedals and steering wheel.
///
/// All memory of a model is in `DrivenMotion`, whose numbers are columns of `ActorColumns`: the same motion, command and
/// duration give the same bits.
public protocol MotionModel: SendableMetatype {
    /// Name in catalogue files, for example `dynamic_single_track`.
    static var kind: String { get }
    /// One line for lists.
    static var summary: String { get }

    /// Moves a vehicle by `duration` seconds (> 0).
    ///
    /// - Parameter friction: tyre–road friction coefficient, > 0.
    static func step(
        _ motion: inout DrivenMotion, command: ActuatorCommand, parameters: VehicleParameters, friction: Double,
        duration: Double)
}

/// Every motion model there is.
public enum MotionModelRegistry {
    /// Sorted by kind.
    public static let all: [any MotionModel.Type] = [
        DynamicSingleTrack.self,
        KinematicBicycle.self,
    ]

    /// The model of a kind; nil if there is none.
    public static func model(_ kind: String) -> (any MotionModel.Type)? { all.first { $0.kind == kind } }
}

/// Pose, motion and actuators of a driven vehicle at one instant. The reference point is the middle of the rear axle.
public struct DrivenMotion: Sendable, Hashable, BitwiseCopyable {
    public var pose: Pose2
    /// Along the heading, m/s, negative backwards.
    public var speed: Double
    /// To the left at the rear axle, m/s.
    public var lateralSpeed = 0.0
    /// rad/s.
    public var yawRate = 0.0
    /// Front road wheel, radians, left positive.
    public var steeringAngle = 0.0
    /// What the pedals ask of the tyres after lag and limits, m/s²: positive drives in the direction of the gear,
    /// negative brakes whatever the direction.
    public var pedal = 0.0
    /// Change of `speed` over the last step, m/s².
    public var acceleration = 0.0
    /// Over ground at the rear axle, to the left, mean over the last step, m/s².
    public var lateralAcceleration = 0.0

    public init(pose: Pose2, speed: Double = 0) {
        self.pose = pose
        self.speed = speed
    }
}

/// What reaches the actuators of a driven vehicle.
public struct ActuatorCommand: Sendable, Hashable, BitwiseCopyable {
    public enum Gear: UInt8, Sendable, CaseIterable, BitwiseCopyable {
        case forward, reverse
    }

    /// Wanted road wheel angle, radians, left positive.
    public var steeringAngle: Double
    /// Wanted acceleration along the heading, m/s². Against the gear's direction it brakes, and holds at standstill;
    /// while the vehicle still rolls against its gear everything brakes.
    public var acceleration: Double
    public var gear: Gear

    public init(steeringAngle: Double, acceleration: Double, gear: Gear = .forward) {
        self.steeringAngle = steeringAngle
        self.acceleration = acceleration
        self.gear = gear
    }
}
