import Geometry

/// Everything a policy gets at one decision.
public struct Observation: Sendable {
    /// Simulated seconds since the start.
    public var time: Double
    public var ego: EgoMotion
    public var route: RouteGuidance
    /// The newest delivered frame of each subscribed mount that has delivered one, ascending mounts.
    public var frames: [SensorFrame]

    public init(time: Double, ego: EgoMotion, route: RouteGuidance, frames: [SensorFrame]) {
        self.time = time
        self.ego = ego
        self.route = route
        self.frames = frames
    }

    /// The newest frame of a mount, or nil.
    public func frame(ofMount mount: Int) -> SensorFrame? {
        frames.first { $0.mount == mount }
    }
}

/// What the car's own instruments say: measured, so noisy.
public struct EgoMotion: Sendable, Hashable, BitwiseCopyable {
    /// m/s.
    public var speed: Double
    /// m/s².
    public var longitudinalAcceleration: Double
    public var lateralAcceleration: Double
    /// rad/s.
    public var yawRate: Double
    /// Road wheel, radians.
    public var steeringAngle: Double
    /// Dead-reckoned since the start, in the frame of the starting pose; drifts.
    public var poseSinceStart: Pose2
    /// What was last carried out of the policy's commands: steering angle, radians, and acceleration, m/s².
    public var lastSteering: Double
    public var lastAcceleration: Double

    public init(
        speed: Double = 0, longitudinalAcceleration: Double = 0, lateralAcceleration: Double = 0, yawRate: Double = 0,
        steeringAngle: Double = 0, poseSinceStart: Pose2 = .identity, lastSteering: Double = 0,
        lastAcceleration: Double = 0
    ) {
        self.speed = speed
        self.longitudinalAcceleration = longitudinalAcceleration
        self.lateralAcceleration = lateralAcceleration
        self.yawRate = yawRate
        self.steeringAngle = steeringAngle
        self.poseSinceStart = poseSinceStart
        self.lastSteering = lastSteering
        self.lastAcceleration = lastAcceleration
    }
}

/// Turn-by-turn directions, as a navigation system without lanes gives them.
public struct RouteGuidance: Sendable, Hashable, BitwiseCopyable {
    public var current: Manoeuvre
    /// Metres along the route to where the manoeuvre begins (for `arrive`: to the goal). Rounded, late, wrong or
    /// missing where the scenario says so.
    public var distance: Double
    /// The manoeuvre after the current one, and the metres to it.
    public var next: Manoeuvre
    public var nextDistance: Double
    /// Navigation speed limit, m/s; nil where unknown.
    public var speedLimit: Double?

    public init(
        current: Manoeuvre = .follow, distance: Double = .infinity, next: Manoeuvre = .follow,
        nextDistance: Double = .infinity, speedLimit: Double? = nil
    ) {
        self.current = current
        self.distance = distance
        self.next = next
        self.nextDistance = nextDistance
        self.speedLimit = speedLimit
    }
}

/// A direction of the navigation system.
public enum Manoeuvre: Sendable, Hashable, BitwiseCopyable {
    case follow, left, right, straight, keepLeft, keepRight, uTurn, arrive
    /// Leave the roundabout at the n-th exit, counted from the entry, 1 = first.
    case roundaboutExit(UInt8)
}
