import DrivingInterface
import Fields
import Geometry
import Sensing

/// Breaks or repairs sensors of the vehicle under test, chosen by what they are.
public struct DegradeSensorAction: Action {
    /// What can be wrong.
    public enum Fault: String, Sendable, CaseIterable {
        case blank, dropout, freeze, delay, misalignment, dirt
        case noiseBurst = "noise_burst"
        case stuckPixels = "stuck_pixels"
        case none
    }

    public var kind: String?
    public var facing: Facing?
    public var fault = Fault.blank
    /// Seconds.
    public var delay = 0.1
    public var jitter = 0.0
    /// Radians; metres.
    public var yaw = 2 * Double.pi / 180
    public var pitch = 0.0
    public var roll = 0.0
    public var forward = 0.0
    public var left = 0.0
    public var up = 0.0
    public var share = 0.1

    public init() {}

    public static let fields = FieldTable<Self>(
        "degrade_sensor",
        "Breaks sensors of the ego vehicle, each fault in the place of an earlier one, or repairs them."
    ) {
        Field("kind", \.kind, "Kind of sensor, for example `camera`; all kinds if left out.")
        Field("facing", \.facing, "Main direction of view; all if left out.")
        Field("fault", \.fault, "What is wrong from now on; `none` repairs.").required()
        Field("delay", \.delay, .time, in: 0.0...10, "Of `delay`: how much later frames come.")
        Field("jitter", \.jitter, .time, in: 0.0...10, "Of `delay`: largest random addition.")
        Field(
            "yaw", \.yaw, .angle, in: -Double.pi...Double.pi,
            "Of `misalignment`: how the sensor is turned against its calibration.")
        Field(
            "pitch", \.pitch, .angle, in: -Double.pi / 4...Double.pi / 4,
            "Of `misalignment`: how it is tilted nose down (cameras, LiDARs and radars show it).")
        Field(
            "roll", \.roll, .angle, in: -Double.pi / 4...Double.pi / 4,
            "Of `misalignment`: how it is tilted to its right (cameras, LiDARs and radars show it).")
        Field("forward", \.forward, .length, in: -2.0...2, "Of `misalignment`: how it is moved along its axis.")
        Field("left", \.left, .length, in: -2.0...2, "Of `misalignment`: how it is moved to its left.")
        Field("up", \.up, .length, in: -2.0...2, "Of `misalignment`: how it is moved upwards.")
        Field(
            "share", \.share, .ratio, in: 0.0...1,
            "Of `dirt`: covered part of the view; of `noise_burst`: strength; of `stuck_pixels`: part of the pixels.")
    }

    public func apply(to situation: inout Situation, _ context: StoryboardContext, holder: Int32) {
        let selector = SensorSelector(kind: kind, facing: facing)
        for index in situation.vehicles.indices where context.rigs.indices.contains(index) {
            let rig = context.rigs[index]
            for (name, condition) in SensorConditions.names {
                rig.set(condition, name == fault.rawValue, on: selector, in: &situation.vehicles[index].senses.rig)
            }
            rig.set(sensorFault, on: selector, in: &situation.vehicles[index].senses.rig)
        }
    }

    public func mirrored() -> Self {
        var copy = self
        (copy.yaw, copy.roll, copy.left) = (-yaw, -roll, -left)
        copy.facing = facing.map { $0 == .left ? .right : $0 == .right ? .left : $0 }
        return copy
    }

    private var sensorFault: SensorFault {
        var made = SensorFault()
        func nanoseconds(_ seconds: Double) -> Int64 { Int64((seconds * 1e9).rounded()) }
        switch fault {
        case .delay: (made.delay, made.jitter) = (nanoseconds(delay), nanoseconds(jitter))
        case .misalignment:
            (made.yaw, made.pitch, made.roll) = (yaw, pitch, roll)
            (made.forward, made.left, made.up) = (forward, left, up)
        case .dirt: made.dirt = share
        case .noiseBurst: made.noise = share
        case .stuckPixels: made.stuck = share
        case .blank, .dropout, .freeze, .none: break
        }
        return made
    }
}
