import DrivingInterface
import Geometry
import World

/// A sensor set mounted on one driven vehicle: makes every frame at its exact time, delivers it with its latency, and
/// hands out the newest delivered frame per mount.
///
/// Immutable; what changes stands in `RigState`. No mount knows of another: adding, removing or renaming one changes
/// no bit of the others' frames.
public struct SensorRig: Sendable {
    /// What a policy is told of each mount; a frame's `mount` is a row of it.
    public let mounts: [MountInfo]
    /// Rows of the mounts whose frames are made, ascending.
    public let subscribed: [Int]
    /// Seconds that the vehicle's motion history must reach back.
    public let reach: Double
    let sensors: [MountedSensor]
    private let seed: UInt64

    /// - Parameters:
    ///   - seed: the run's seed.
    ///   - vehicleKey: random key of the driven vehicle.
    ///   - subscribed: rows of the mounts that are wanted; nobody makes frames of the others. nil: all.
    /// - Throws: `SensorRefusal`, naming the mount, where a sensor cannot be mounted like this.
    public init(
        set: SensorSet, vehicle: VehicleInfo, seed: UInt64, vehicleKey: UInt64, subscribed: [Int]? = nil
    ) throws(SensorRefusal) {
        var sensors: [MountedSensor] = []
        for mount in set.mounts {
            sensors.append(try MountedSensor(mount, vehicle: vehicle, vehicleKey: vehicleKey))
        }
        self.sensors = sensors
        self.seed = seed
        self.subscribed = subscribed.map { $0.sorted() } ?? Array(sensors.indices)
        mounts = sensors.map(\.info)
        reach = sensors.map(\.model.sweep).max() ?? 0
    }

    /// The state before the first tick.
    public func initialState(clock: Clock) -> RigState {
        var ticks = Array(repeating: Int64.max, count: sensors.count)
        for row in subscribed {
            ticks[row] = sensors[row].schedule.tick(ofFrame: 0, tickMicroseconds: clock.tickMicroseconds)
        }
        return RigState(
            nextFrame: Array(repeating: 0, count: sensors.count), nextTick: ticks,
            earliestTick: ticks.min() ?? .max, conditions: Array(repeating: 0, count: sensors.count),
            faults: Array(repeating: SensorFault(), count: sensors.count),
            models: sensors.map { $0.model.erasedInitialState(noise: noise($0, frame: -1)) }, inFlight: [],
            newest: sensors.indices.map { HeldFrame.none(mount: $0) }, deliveredHash: 0)
    }

    /// Makes the frames that are due and delivers those that have arrived; to be called at every tick.
    /// - Parameter view: the truth at the world's tick, with the vehicle's history including it.
    public func advance(_ state: inout RigState, view: SensingView) {
        let tick = view.world.clock.tick
        if state.earliestTick <= tick { makeDueFrames(&state, view: view) }
        if !state.inFlight.isEmpty { deliver(&state, clock: view.world.clock, scratch: view.scratch) }
    }

    /// The newest delivered frame of each mount that has delivered one, ascending mounts.
    public func frames(_ state: RigState) -> [SensorFrame] {
        state.newest.compactMap { $0.sequence >= 0 ? $0.frame : nil }
    }

    /// What a mount would measure right now, without latency and without touching the state: for `sense` and viewers.
    public func glance(mount row: Int, state: RigState, view: SensingView) -> SensorFrame {
        let time = view.world.clock.time
        view.scratch.begin()
        var arrays = sensors[row].emptyArrays
        var state = state
        measure(mount: row, state: &state, view: view, into: &arrays)
        return SensorFrame(
            mount: row, sequence: Int(state.nextFrame[row]), measuredAt: time, deliveredAt: time, arrays: arrays)
    }

    /// The same into memory of the caller, which is used again: what `advance` does for one due frame. The sensor
    /// remembers it, such as the exposure that a camera found.
    /// - Parameter arrays: of an earlier frame of the mount, or empty.
    public func measure(mount row: Int, state: inout RigState, view: SensingView, into arrays: inout [FrameArray]) {
        let sensor = sensors[row]
        if arrays.count != sensor.emptyArrays.count { arrays = sensor.emptyArrays }
        sensor.model.measure(
            view.moment(at: view.world.clock.time, sensor: sensor), erased: &state.models[row],
            noise: noise(sensor, frame: state.nextFrame[row]), into: &arrays)
    }

    func noise(_ sensor: MountedSensor, frame: Int64) -> SensorNoise {
        SensorNoise(seed: seed, key: sensor.key, frame: frame)
    }
}

extension SensorRig {
    private static let jitter = RandomPurpose("sensor.jitter")

    private func makeDueFrames(_ state: inout RigState, view: SensingView) {
        let clock = view.world.clock
        view.scratch.begin()
        var earliest = Int64.max
        for row in subscribed {
            while state.nextTick[row] <= clock.tick {
                makeFrame(row, &state, view: view)
                state.nextFrame[row] += 1
                state.nextTick[row] = sensors[row].schedule.tick(
                    ofFrame: state.nextFrame[row], tickMicroseconds: clock.tickMicroseconds)
            }
            earliest = min(earliest, state.nextTick[row])
        }
        state.earliestTick = earliest
    }

    private func makeFrame(_ row: Int, _ state: inout RigState, view: SensingView) {
        let sensor = sensors[row]
        let number = state.nextFrame[row]
        let conditions = SensorConditions(rawValue: state.conditions[row])
        if conditions.contains(.dropout) { return }
        let noise = noise(sensor, frame: number)
        let time = sensor.schedule.time(ofFrame: number)
        var held = HeldFrame.none(mount: row)
        held.sequence = number
        held.measuredAt = time
        let fault = state.faults[row]
        let jitter = Double(sensor.jitter) * noise.stream(SensorRig.jitter).uniform()
        let worse = fault.jitter > 0 ? Double(fault.jitter) * noise.stream(SensorRig.jitter).uniform(1) : 0
        held.deliveryNanoseconds =
            sensor.schedule.nanoseconds(ofFrame: number) + sensor.latency + fault.delay + Int64(jitter.rounded())
            + Int64(worse.rounded())
        held.arrays = arrays(row, conditions, &state, time: time, noise: noise, view: view)
        held.contentHash = held.frame.contentHash
        state.inFlight.append(held)
    }

    private func arrays(
        _ row: Int, _ conditions: SensorConditions, _ state: inout RigState, time: Double, noise: SensorNoise,
        view: SensingView
    ) -> [FrameArray] {
        let sensor = sensors[row]
        if conditions.contains(.freeze), let frozen = lastMade(row, state) { return frozen }
        if conditions.contains(.blank) { return sensor.emptyArrays }
        var arrays = view.scratch.takeArrays(mount: row, like: sensor)
        let fault = state.faults[row]
        var moment = view.moment(at: time, sensor: sensor)
        moment.egoFromSensor = fault.displaced(sensor.egoFromSensor)
        sensor.model.measure(moment, erased: &state.models[row], noise: noise, into: &arrays)
        if fault.changesFrames {
            FrameDamage(fault: fault, noise: noise).apply(to: &arrays, like: sensor.info.arrays)
        }
        return arrays
    }

    private func lastMade(_ row: Int, _ state: RigState) -> [FrameArray]? {
        if let last = state.inFlight.last(where: { $0.mount == Int64(row) }) { return last.arrays }
        return state.newest[row].sequence >= 0 ? state.newest[row].arrays : nil
    }

    /// Frames that jitter lets arrive after a newer one of their mount are thrown away.
    private func deliver(_ state: inout RigState, clock: Clock, scratch: SensingScratch) {
        let now = clock.tick * clock.tickMicroseconds * 1000
        guard state.inFlight.contains(where: { $0.deliveryNanoseconds <= now }) else { return }
        for held in state.inFlight where held.deliveryNanoseconds <= now {
            let row = Int(held.mount)
            guard held.sequence > state.newest[row].sequence else { continue }
            scratch.giveBack(state.newest[row].arrays, mount: row)
            state.newest[row] = held
            state.deliveredHash = StableHash.combine(
                state.deliveredHash, StableHash.combine(sensors[row].key, held.contentHash))
        }
        state.inFlight.removeAll { $0.deliveryNanoseconds <= now }
    }
}
