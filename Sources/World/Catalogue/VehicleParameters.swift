/// Parameters of the motion models and their actuators.
public struct VehicleParameters: Sendable, Hashable {
    /// kg
    public var mass = 1600.0
    /// About the vertical axis, kg·m².
    public var yawInertia = 2900.0
    /// Metres from the centre of mass to the front and rear axle.
    public var frontAxleDistance = 1.2
    public var rearAxleDistance = 1.5
    /// Cornering stiffness per axle, N/rad.
    public var frontCorneringStiffness = 110_000.0
    public var rearCorneringStiffness = 130_000.0
    /// Road wheel, radians and rad/s.
    public var maximumSteeringAngle = 0.6
    public var maximumSteeringRate = 0.6
    /// First-order lag of drive and brakes and of steering, seconds.
    public var accelerationLag = 0.15
    public var steeringLag = 0.08
    /// How fast drive and brakes build up at most, m/s³.
    public var maximumJerk = 100.0
    /// m/s², both positive, on dry road.
    public var maximumAcceleration = 4.0
    public var maximumDeceleration = 9.0
    /// Forward and in reverse, m/s, both positive.
    public var maximumSpeed = 50.0
    public var maximumReverseSpeed = 8.0

    public init() {}

    /// Between the axles, metres.
    public var wheelbase: Double { frontAxleDistance + rearAxleDistance }
}
