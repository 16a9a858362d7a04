import Geometry

/// What a policy is told once, before the first observation. Nothing of road, route or actors.
public struct EpisodeInfo: Sendable {
    public var vehicle: VehicleInfo
    /// Traffic keeps to the right.
    public var drivesOnRight: Bool
    /// Seconds between two decisions.
    public var decisionPeriod: Double
    public var mounts: [MountInfo]

    public init(vehicle: VehicleInfo, drivesOnRight: Bool, decisionPeriod: Double, mounts: [MountInfo]) {
        self.vehicle = vehicle
        self.drivesOnRight = drivesOnRight
        self.decisionPeriod = decisionPeriod
        self.mounts = mounts
    }

    /// Rows of the mounts that a selector matches, ascending.
    public func mounts(matching selector: SensorSelector) -> [Int] {
        mounts.indices.filter { selector.matches(mounts[$0]) }
    }
}

/// The car the policy drives; metres, radians, SI. The origin of the ego frame is the middle of the rear axle on the
/// ground, x forward, y left, z up (ISO 8855).
public struct VehicleInfo: Sendable, Hashable {
    public var length: Double
    public var width: Double
    public var height: Double
    public var wheelbase: Double
    public var frontOverhang: Double
    public var rearOverhang: Double
    public var maximumSteeringAngle: Double
    public var maximumSteeringRate: Double
    /// m/s², both positive.
    public var maximumAcceleration: Double
    public var maximumDeceleration: Double

    public init(
        length: Double, width: Double, height: Double, wheelbase: Double, frontOverhang: Double, rearOverhang: Double,
        maximumSteeringAngle: Double, maximumSteeringRate: Double, maximumAcceleration: Double,
        maximumDeceleration: Double
    ) {
        self.length = length
        self.width = width
        self.height = height
        self.wheelbase = wheelbase
        self.frontOverhang = frontOverhang
        self.rearOverhang = rearOverhang
        self.maximumSteeringAngle = maximumSteeringAngle
        self.maximumSteeringRate = maximumSteeringRate
        self.maximumAcceleration = maximumAcceleration
        self.maximumDeceleration = maximumDeceleration
    }
}

/// One mounted sensor as the policy knows it.
public struct MountInfo: Sendable {
    /// Unique within the sensor set, for example `front_wide`.
    public var name: String
    /// Registered kind, for example `camera`.
    public var kind: String
    /// Frames per second as a fraction.
    public var rateNumerator: Int
    public var rateDenominator: Int
    /// Calibrated mounting: sensor frame (x forward, y left, z up) seen from the ego frame.
    public var egoFromSensor: Pose3
    public var arrays: [ArrayDescription]
    /// Named numbers of the calibration, for example `focal_x` in pixels; see the kind's page for their meaning.
    public var calibration: [CalibrationValue]

    public init(
        name: String, kind: String, rateNumerator: Int, rateDenominator: Int, egoFromSensor: Pose3,
        arrays: [ArrayDescription], calibration: [CalibrationValue]
    ) {
        self.name = name
        self.kind = kind
        self.rateNumerator = rateNumerator
        self.rateDenominator = rateDenominator
        self.egoFromSensor = egoFromSensor
        self.arrays = arrays
        self.calibration = calibration
    }

    /// Frames per second.
    public var rate: Double { Double(rateNumerator) / Double(rateDenominator) }

    /// The numbers of a calibration entry; empty if there is none of that name.
    public func calibration(_ name: String) -> [Double] {
        calibration.first { $0.name == name }?.values ?? []
    }

    /// Which way the sensor looks.
    public var facing: Facing { Facing(yaw: egoFromSensor.yaw) }
}

/// A named part of a calibration.
public struct CalibrationValue: Sendable, Hashable {
    public var name: String
    public var values: [Double]
    public var unit: String

    public init(_ name: String, _ values: [Double], unit: String) {
        self.name = name
        self.values = values
        self.unit = unit
    }
}

/// Main direction of view, by quarters.
public enum Facing: String, Sendable, CaseIterable {
    case front, left, right, rear

    public init(yaw: Double) {
        let wrapped = Angle.wrapped(yaw)
        if wrapped.magnitude <= .pi / 4 {
            self = .front
        } else if wrapped.magnitude >= 3 * .pi / 4 {
            self = .rear
        } else {
            self = wrapped > 0 ? .left : .right
        }
    }
}

/// Chooses mounts by what they are rather than by name.
public struct SensorSelector: Sendable, Hashable {
    /// nil matches everything.
    public var name: String?
    public var kind: String?
    public var facing: Facing?

    public init(name: String? = nil, kind: String? = nil, facing: Facing? = nil) {
        self.name = name
        self.kind = kind
        self.facing = facing
    }

    public func matches(_ mount: MountInfo) -> Bool {
        (name ?? mount.name) == mount.name && (kind ?? mount.kind) == mount.kind
            && (facing ?? mount.facing) == mount.facing
    }

    /// In words, for example `kind: camera, facing: front`.
    public var text: String {
        [name.map { "name: \($0)" }, kind.map { "kind: \($0)" }, facing.map { "facing: \($0.rawValue)" }]
            .compactMap { $0 }.joined(separator: ", ")
    }
}
