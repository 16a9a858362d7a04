import Geometry

/// How a sensor leans against an upright one of the same yaw.
public struct SensorTilt: Sendable, Hashable {
    /// Radians, as in `Pose3`: pitch about y (positive: looks down), then roll about x.
    public let pitch: Double
    public let roll: Double

    public static let none = SensorTilt(pitch: 0, roll: 0)

    public init(pitch: Double, roll: Double) { (self.pitch, self.roll) = (pitch, roll) }

    /// That of a mounting.
    public init(_ egoFromSensor: Pose3) { self.init(pitch: egoFromSensor.pitch, roll: egoFromSensor.roll) }

    var isNone: Bool { pitch == 0 && roll == 0 }
}
