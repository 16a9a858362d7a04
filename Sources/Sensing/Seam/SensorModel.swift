import DrivingInterface
import Fields
import Geometry

/// A kind of sensor: from the truth at an instant to the arrays of a frame.
///
/// To add one, write one file with its parameters and a conforming type, and add one line to `SensorRegistry.standard`.
/// Reader, schema, reference page, `list`, `explain`, `sense`, observations and the contract tests follow from what is
/// declared here. A model is an immutable value; what it must remember between frames stands in `State`.
///
/// The contract: the same moment, state and noise give the same bits; every element of every array is written (the
/// storage is used again and holds an older frame); shapes are as declared; all numbers are finite; nothing depends on
/// names or on the row order of actors and map elements.
public protocol SensorModel: Sendable, SendableMetatype {
    /// What a sensor set may say of the sensor; `init()` gives the defaults. The name of its table is the kind.
    associatedtype Parameters: FieldDescribed
    /// What it remembers from frame to frame; `EmptyColumnState` if nothing.
    associatedtype State: ColumnState

    /// What `explain KIND` says: what is modelled and by which formulas, arrays, calibration (Markdown).
    static var page: String { get }

    /// Prepares a mounted sensor.
    /// - Throws: `SensorRefusal` where parameters and mounting cannot go together.
    init(parameters: Parameters, mount: MountGeometry) throws

    /// The arrays of every frame, in order.
    var arrays: [ArrayDescription] { get }
    /// The numbers that a policy needs to understand the arrays.
    var calibration: [CalibrationValue] { get }
    /// Seconds that a frame takes: it covers [time − sweep, time].
    var sweep: Double { get }

    /// The state before the first frame.
    func initialState(noise: SensorNoise) -> State

    /// Makes one frame.
    /// - Parameters:
    ///   - arrays: one per description, to be written with `FrameArray.write`; holds anything before.
    func measure(
        _ moment: SensingMoment, state: inout State, noise: SensorNoise, into arrays: inout [FrameArray])
}

extension SensorModel {
    /// Name in sensor sets, selectors and `list sensors`, for example `radar`: the name of the parameters' table.
    public static var kind: String { Parameters.tableName }
    /// One sentence for `list sensors`.
    public static var summary: String { Parameters.tableSummary }

    public var sweep: Double { 0 }
}

extension SensorModel where State == EmptyColumnState {
    public func initialState(noise: SensorNoise) -> EmptyColumnState { EmptyColumnState() }
}

extension SensorModel {
    func erasedInitialState(noise: SensorNoise) -> AnyColumnState {
        AnyColumnState(initialState(noise: noise))
    }

    func measure(
        _ moment: SensingMoment, erased state: inout AnyColumnState, noise: SensorNoise,
        into arrays: inout [FrameArray]
    ) {
        state.modify(as: State.self) { measure(moment, state: &$0, noise: noise, into: &arrays) }
    }
}

/// How and on what a sensor is mounted.
public struct MountGeometry: Sendable {
    /// Sensor frame (x forward, y left, z up) seen from the ego frame.
    public var egoFromSensor: Pose3
    public var rate: FrameRate
    /// The vehicle that carries it.
    public var vehicle: VehicleInfo

    public init(egoFromSensor: Pose3, rate: FrameRate, vehicle: VehicleInfo) {
        self.egoFromSensor = egoFromSensor
        self.rate = rate
        self.vehicle = vehicle
    }
}

/// Why a sensor cannot be mounted like this, in words for the author of the set.
public struct SensorRefusal: Error, Sendable {
    public var reason: String

    public init(_ reason: String) { self.reason = reason }
}

extension VehicleInfo {
    /// A car of the usual size, to try mountings on before a vehicle is known.
    static let exampleCar = VehicleInfo(
        length: 4.6, width: 1.85, height: 1.5, wheelbase: 2.7, frontOverhang: 0.95, rearOverhang: 0.95,
        maximumSteeringAngle: 0.6, maximumSteeringRate: 0.6, maximumAcceleration: 4, maximumDeceleration: 9)
}
