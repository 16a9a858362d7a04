import DrivingInterface
import Fields
import Geometry

/// Sensors to mount on a vehicle: data, read from `assets/sensor-sets/*.yaml`.
public struct SensorSet: Sendable {
    /// As on the command line, for example `urban-lite`.
    public var name: String
    /// One sentence for `list sensor-sets`.
    public var summary: String
    public var mounts: [SensorMount]

    public init(name: String, summary: String = "", mounts: [SensorMount]) {
        self.name = name
        self.summary = summary
        self.mounts = mounts
    }

    /// No sensor at all: what privileged drivers get.
    public static let none = SensorSet(name: "none", summary: "No sensors.", mounts: [])
}

/// One sensor of a set: which, where, how often and how late.
public struct SensorMount: Sendable {
    /// Unique within the set, for example `front_wide`.
    public var name: String
    public var device: SensorDevice
    /// Sensor frame (x forward, y left, z up) seen from the ego frame (middle of the rear axle on the ground), metres
    /// and radians.
    public var egoFromSensor: Pose3
    public var rate: FrameRate
    /// Nanoseconds after the start at which the first frame is measured, ≥ 0.
    public var offset: Int64
    /// Nanoseconds from measurement to delivery: fixed part, and the largest random addition, ≥ 0.
    public var latency: Int64
    public var jitter: Int64

    public init(
        name: String, device: SensorDevice, egoFromSensor: Pose3, rate: FrameRate = FrameRate(10), offset: Int64 = 0,
        latency: Int64 = 0, jitter: Int64 = 0
    ) {
        self.name = name
        self.device = device
        self.egoFromSensor = egoFromSensor
        self.rate = rate
        self.offset = offset
        self.latency = latency
        self.jitter = jitter
    }

    /// Key of the mount's random numbers: kind, pose and parameters, not the name and not the row.
    public var randomKey: UInt64 {
        var hasher = BitHasher()
        hasher.combine(device.kind)
        let pose = egoFromSensor
        for number in [pose.position.x, pose.position.y, pose.position.z, pose.yaw, pose.pitch, pose.roll] {
            hasher.combine(number)
        }
        hasher.combine(device.parameterText)
        return hasher.value
    }
}

/// A kind of sensor with its parameters, ready to be mounted.
public struct SensorDevice: Sendable {
    public let kind: String
    /// Every parameter that is not as usual, in a fixed order and form: a parameter that is added later changes nobody's
    /// random numbers.
    public let parameterText: String
    /// As the set states them.
    public let parameters: any FieldDescribed & Sendable
    private let maker: @Sendable (MountGeometry) throws -> any SensorModel

    public init<Model: SensorModel>(_ model: Model.Type, _ parameters: Model.Parameters = Model.Parameters()) {
        kind = model.kind
        parameterText = Model.Parameters.fields.changes(of: parameters, from: Model.Parameters())
        self.parameters = parameters
        maker = { try Model(parameters: parameters, mount: $0) }
    }

    /// The mounted sensor.
    /// - Throws: `SensorRefusal` where parameters and mounting cannot go together.
    public func make(_ mount: MountGeometry) throws -> any SensorModel { try maker(mount) }
}
