import Geometry
import RoadNetwork

/// The row of an actor. Rows stay with their actor while it is present and are used again afterwards.
public typealias ActorID = ElementID<ActorColumns>

/// Every road user and movable thing, one column per property.
///
/// The motion columns hold at the actor's `stamp` tick; between stamps an actor moves along the closed-form arc given
/// by speed, acceleration and curvature (`motion(of:at:clock:)`). Driven vehicles are stamped every tick, traffic at its
/// decision steps. The reference point is the model's: rear axle for vehicles and cycles, middle for everybody else.
public struct ActorColumns: ColumnState {
    /// Row of `Catalogue.models`.
    public var model: [Int32] = []
    /// Never changes while the actor lives; the only identity that random numbers and tie-breaks may use.
    public var randomKey: [UInt64] = []
    public var flags: [UInt8] = []
    /// Tick at which the motion columns hold.
    public var stamp: [Int64] = []
    /// Reference point in the world, metres.
    public var x: [Double] = []
    public var y: [Double] = []
    /// Heading, radians (not wrapped).
    public var yaw: [Double] = []
    /// Along the heading, m/s; negative backwards.
    public var speed: [Double] = []
    /// Along the heading, m/s²; leads to a standstill, never through it.
    public var acceleration: [Double] = []
    /// Path curvature, 1/m, left positive (traffic; driven vehicles use `yawRate`).
    public var curvature: [Double] = []
    /// Sideways at the reference point, m/s, left positive (driven vehicles and walkers; 0 else).
    public var lateralSpeed: [Double] = []
    /// rad/s (driven vehicles; for others curvature · speed).
    public var yawRate: [Double] = []
    /// Front road wheel, radians, left positive.
    public var steeringAngle: [Double] = []
    /// Sideways over ground at the reference point, m/s², left positive (driven vehicles).
    public var lateralAcceleration: [Double] = []
    /// What the pedals ask of the tyres after lag and limits, m/s²: positive drives, negative brakes (driven vehicles).
    public var pedal: [Double] = []
    /// `ActorLights` bits.
    public var lights: [UInt16] = []
    /// Yaw of the second body of an articulated vehicle against the first, radians.
    public var articulation: [Double] = []
    /// Opening of the left and right front doors, 0 closed – 1 open, in one number each.
    public var leftDoor: [Float] = []
    public var rightDoor: [Float] = []
    /// Direction of view against the heading, radians (people).
    public var gaze: [Float] = []

    public init() {}

    /// Rows, used and free.
    public var count: Int { model.count }

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("model", &model)
        visitor.visit("randomKey", &randomKey)
        visitor.visit("flags", &flags)
        visitor.visit("stamp", &stamp)
        visitor.visit("x", &x)
        visitor.visit("y", &y)
        visitor.visit("yaw", &yaw)
        visitor.visit("speed", &speed)
        visitor.visit("acceleration", &acceleration)
        visitor.visit("curvature", &curvature)
        visitor.visit("lateralSpeed", &lateralSpeed)
        visitor.visit("yawRate", &yawRate)
        visitor.visit("steeringAngle", &steeringAngle)
        visitor.visit("lateralAcceleration", &lateralAcceleration)
        visitor.visit("pedal", &pedal)
        visitor.visit("lights", &lights)
        visitor.visit("articulation", &articulation)
        visitor.visit("leftDoor", &leftDoor)
        visitor.visit("rightDoor", &rightDoor)
        visitor.visit("gaze", &gaze)
    }
}

/// Bits of `ActorColumns.flags`.
public struct ActorFlags: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// The row is in use.
    public static let present = ActorFlags(rawValue: 1)
    /// A policy under test drives it.
    public static let driven = ActorFlags(rawValue: 2)
    /// Never moves by itself (parked cars, cones, debris).
    public static let parked = ActorFlags(rawValue: 4)
    /// Placed by the scenario (not by background traffic).
    public static let scripted = ActorFlags(rawValue: 8)
}

/// Bits of `ActorColumns.lights`.
public struct ActorLights: OptionSet, Sendable, Hashable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let brake = ActorLights(rawValue: 1)
    public static let indicatorLeft = ActorLights(rawValue: 2)
    public static let indicatorRight = ActorLights(rawValue: 4)
    public static let hazard: ActorLights = [.indicatorLeft, .indicatorRight]
    public static let reversing = ActorLights(rawValue: 8)
    public static let headlamps = ActorLights(rawValue: 16)
    public static let beacon = ActorLights(rawValue: 32)
    /// No lamp: a scenario has switched the indicators, and whoever drives leaves them alone.
    public static let held = ActorLights(rawValue: 64)
}

/// Where an actor is and how it moves at one instant.
public struct ActorMotion: Sendable, BitwiseCopyable {
    /// Of the reference point.
    public var pose: Pose2
    /// Along the heading, m/s.
    public var speed: Double
    /// Sideways at the reference point, m/s.
    public var lateralSpeed: Double
    /// rad/s.
    public var yawRate: Double
    /// Along the heading, m/s².
    public var acceleration: Double

    public init(pose: Pose2, speed: Double, lateralSpeed: Double = 0, yawRate: Double = 0, acceleration: Double = 0) {
        self.pose = pose
        self.speed = speed
        self.lateralSpeed = lateralSpeed
        self.yawRate = yawRate
        self.acceleration = acceleration
    }

    /// Velocity of the reference point in the world, m/s.
    public var velocity: Vector2 {
        let forward = pose.forward
        return forward * speed + forward.leftNormal * lateralSpeed
    }
}

/// What a new actor starts with.
public struct ActorPlacement: Sendable {
    public var model: Int32
    public var randomKey: UInt64
    public var flags: ActorFlags
    public var pose: Pose2
    public var speed: Double

    public init(model: Int32, randomKey: UInt64, flags: ActorFlags = [], pose: Pose2, speed: Double = 0) {
        self.model = model
        self.randomKey = randomKey
        self.flags = flags
        self.pose = pose
        self.speed = speed
    }
}
