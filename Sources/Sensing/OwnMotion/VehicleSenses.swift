import DrivingInterface
import Geometry
import RoadNetwork
import World

/// Everything that one driven vehicle senses: its rig and its instruments. Immutable; what changes stands in
/// `VehicleSensesState`.
public struct VehicleSenses: Sendable {
    public let rig: SensorRig
    public let odometry: Odometry

    public init(rig: SensorRig, odometry: Odometry) {
        self.rig = rig
        self.odometry = odometry
    }

    /// The state before the first tick.
    public func initialState(clock: Clock) -> VehicleSensesState {
        VehicleSensesState(
            history: MotionHistory(
                reach: max(rig.reach, odometry.reach) + clock.tickDuration, tickDuration: clock.tickDuration),
            odometry: OdometryState(), rig: rig.initialState(clock: clock))
    }

    /// Senses the world at its tick; to be called at every tick, the first one included.
    public func advance(
        _ state: inout VehicleSensesState, stage: SensingStage, world: WorldState, vehicle: ActorID,
        scratch: SensingScratch
    ) {
        state.history.record(vehicle, of: world)
        odometry.advance(&state.odometry, history: state.history, clock: world.clock)
        guard state.rig.isBusy(at: world.clock.tick) else { return }
        rig.advance(
            &state.rig,
            view: SensingView(
                stage: stage, world: world, vehicle: vehicle, history: state.history, scratch: scratch))
    }

    /// What the policy gets now.
    /// - Parameters:
    ///   - route: directions from a `RouteGuide`.
    ///   - lastSteering: steering angle that was last carried out, radians; `lastAcceleration`, m/s².
    public func observation(
        _ state: VehicleSensesState, clock: Clock, route: RouteGuidance, lastSteering: Double, lastAcceleration: Double
    ) -> Observation {
        var ego = state.odometry.measured
        (ego.lastSteering, ego.lastAcceleration) = (lastSteering, lastAcceleration)
        return Observation(time: clock.time, ego: ego, route: route, frames: rig.frames(state.rig))
    }
}

/// What the senses of one driven vehicle remember.
public struct VehicleSensesState: ColumnState {
    public var history: MotionHistory
    public var odometry: OdometryState
    public var rig: RigState
    /// What is wrong with the directions; handed to `RouteGuide.guidance`.
    public var guidance = GuidanceConditions()

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        history.visitColumns(&visitor)
        odometry.visitColumns(&visitor)
        rig.visitColumns(&visitor)
        guidance.visitColumns(&visitor)
    }
}
