import DrivingInterface
import Geometry

/// One sensor of a rig: its model, its instants, its delays, its random key.
struct MountedSensor: Sendable {
    let info: MountInfo
    let model: any SensorModel
    let schedule: FrameSchedule
    /// Nanoseconds from measurement to delivery: fixed part, and the largest random addition.
    let latency: Int64
    let jitter: Int64
    /// Made of kind, pose and parameters and of the vehicle's key; never of the name, the row or the other mounts.
    let key: UInt64
    let egoFromSensor: Pose3
    /// A frame that shows nothing.
    let emptyArrays: [FrameArray]

    init(_ mount: SensorMount, vehicle: VehicleInfo, vehicleKey: UInt64) throws(SensorRefusal) {
        let geometry = MountGeometry(egoFromSensor: mount.egoFromSensor, rate: mount.rate, vehicle: vehicle)
        do {
            model = try mount.device.make(geometry)
        } catch let refusal as SensorRefusal {
            throw SensorRefusal("sensor '\(mount.name)': \(refusal.reason)")
        } catch {
            throw SensorRefusal("sensor '\(mount.name)': \(error)")
        }
        info = MountInfo(
            name: mount.name, kind: mount.device.kind, rateNumerator: Int(mount.rate.numerator),
            rateDenominator: Int(mount.rate.denominator), egoFromSensor: mount.egoFromSensor, arrays: model.arrays,
            calibration: model.calibration)
        schedule = FrameSchedule(rate: mount.rate, offset: mount.offset)
        (latency, jitter) = (mount.latency, mount.jitter)
        key = StableHash.combine(mount.randomKey, vehicleKey)
        egoFromSensor = mount.egoFromSensor
        emptyArrays = model.arrays.map { FrameArray(zerosFor: $0) }
    }
}
