import DrivingInterface
import Geometry

/// Everything that a rig remembers: what comes next, the sensors' own states, frames on their way and the newest ones.
public struct RigState: ColumnState {
    /// Per mount: number of the next frame, and the tick at which it is measured.
    var nextFrame: [Int64]
    var nextTick: [Int64]
    /// The earliest of `nextTick`.
    var earliestTick: Int64
    /// `SensorConditions` per mount.
    public internal(set) var conditions: [UInt8]
    /// Per mount.
    public internal(set) var faults: [SensorFault]
    /// Per mount, of the type that its model wants.
    var models: [AnyColumnState]
    /// Measured but not delivered, in order of measurement.
    var inFlight: [HeldFrame]
    /// The newest delivered frame per mount; sequence -1: none yet.
    var newest: [HeldFrame]
    /// Hash of every frame delivered so far, with the key of its mount.
    public internal(set) var deliveredHash: UInt64

    /// Whether a frame is due or on its way.
    public func isBusy(at tick: Int64) -> Bool { earliestTick <= tick || !inFlight.isEmpty }

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("nextFrame", &nextFrame)
        visitor.visit("nextTick", &nextTick)
        visitor.visit("earliestTick", value: &earliestTick)
        visitor.visit("conditions", &conditions)
        visitor.visit("faults", &faults)
        for row in models.indices { models[row].visitColumns(&visitor) }
        for row in inFlight.indices { inFlight[row].visitColumns(&visitor) }
        for row in newest.indices { newest[row].visitColumns(&visitor) }
        visitor.visit("deliveredHash", value: &deliveredHash)
    }
}

/// A frame in the state of a rig. Its arrays never change once made, so that their hash stands for them wherever states
/// are hashed or compared: a picture is read once, not at every tick.
struct HeldFrame: ColumnState {
    /// Row of the mount.
    var mount: Int64
    var sequence: Int64
    /// Nanoseconds since the start; the measurement rounded up.
    var deliveryNanoseconds: Int64
    var measuredAt: Double
    /// `SensorFrame.contentHash` of the arrays.
    var contentHash: UInt64
    var arrays: [FrameArray]

    static func none(mount: Int) -> HeldFrame {
        HeldFrame(
            mount: Int64(mount), sequence: -1, deliveryNanoseconds: 0, measuredAt: 0, contentHash: 0, arrays: [])
    }

    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("frame.mount", value: &mount)
        visitor.visit("frame.sequence", value: &sequence)
        visitor.visit("frame.deliveryNanoseconds", value: &deliveryNanoseconds)
        visitor.visit("frame.measuredAt", value: &measuredAt)
        visitor.visit("frame.contentHash", value: &contentHash)
    }

    /// The frame as a policy gets it.
    var frame: SensorFrame {
        SensorFrame(
            mount: Int(mount), sequence: Int(sequence), measuredAt: measuredAt,
            deliveredAt: Double(deliveryNanoseconds) / 1e9, arrays: arrays)
    }
}
