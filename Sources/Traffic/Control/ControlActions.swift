import Geometry
import RoadNetwork
import World

/// How fast a speed changes.
public enum SpeedPace: Sendable, Hashable {
    /// With this acceleration or deceleration, m/s², > 0.
    case rate(Double)
    /// Linearly within this time, s, > 0.
    case time(Double)
    /// Smoothly (cubic ease in and out) within this time, s, > 0.
    case smoothTime(Double)
    /// As hard as the vehicle can.
    case atOnce
}

/// What a scenario action can do to an actor that is not driven. Each call takes one or both control slots of the actor
/// for the action `holder` (≥ 0) and returns the action that lost a slot by it, or nil.
///
/// An actor whose slot is held does what the action says, rules or not; everybody else goes on reacting to it. Calls for
/// rows that do not exist do nothing.
extension TrafficState {
    /// Changes to a speed (m/s, ≥ 0) and holds it.
    @discardableResult
    public mutating func setSpeed(
        of actor: ActorID, to speed: Double, _ pace: SpeedPace, holder: Int32, world: WorldState
    ) -> Int32? {
        guard owns(actor) else { return nil }
        let (mode, value): (LongitudinalControl, Double) =
            switch pace {
            case .rate(let rate): (.speedByRate, max(0.01, rate))
            case .atOnce: (.speedByRate, 1e3)
            case .time(let seconds): (.speedByTime, max(1e-3, seconds))
            case .smoothTime(let seconds): (.speedSmoothly, max(1e-3, seconds))
            }
        return takeLongitudinal(actor, mode, target: max(0, speed), pace: value, holder: holder, world)
    }

    /// Holds an acceleration (m/s²); a negative one ends in a standstill.
    @discardableResult
    public mutating func setAcceleration(
        of actor: ActorID, to acceleration: Double, holder: Int32, world: WorldState
    ) -> Int32? {
        guard owns(actor) else { return nil }
        return takeLongitudinal(actor, .acceleration, target: acceleration, pace: 0, holder: holder, world)
    }

    /// Brakes to a standstill with a deceleration (m/s², > 0) and stays.
    @discardableResult
    public mutating func stop(_ actor: ActorID, deceleration: Double, holder: Int32, world: WorldState) -> Int32? {
        setSpeed(of: actor, to: 0, .rate(deceleration), holder: holder, world: world)
    }

    /// Changes to a lane beside the present one and stays on it, with or without a gap.
    ///
    /// - Parameters:
    ///   - lane: a lane in the same direction beside the actor's; others are ignored until it is beside one of them.
    ///   - duration: seconds of the movement; 0 = the usual.
    @discardableResult
    public mutating func changeLane(of actor: ActorID, to lane: LaneID, duration: Double, holder: Int32) -> Int32? {
        guard owns(actor) else { return nil }
        let loser = takeLateral(actor, .lane, holder: holder)
        control.lateralLane[actor.index] = lane.row
        control.lateralDuration[actor.index] = max(0, duration)
        return loser
    }

    /// Changes by a number of lanes, to the left if positive. Does nothing if there are not so many.
    @discardableResult
    public mutating func changeLane(
        of actor: ActorID, by count: Int, duration: Double, holder: Int32, model: TrafficModel
    ) -> Int32? {
        guard owns(actor), place.lane[actor.index] >= 0 else { return nil }
        var lane = place.lane[actor.index]
        for _ in 0..<count.magnitude {
            let record = model.lanes.records[Int(lane)]
            let next = count > 0 ? record.left : record.right
            guard next >= 0 else { return nil }
            lane = next
        }
        return changeLane(of: actor, to: LaneID(Int(lane)), duration: duration, holder: holder)
    }

    /// Keeps an offset to the left of the lane's middle, metres, reached within `duration` seconds.
    @discardableResult
    public mutating func setLaneOffset(
        of actor: ActorID, to offset: Double, duration: Double, holder: Int32, world: WorldState
    ) -> Int32? {
        guard owns(actor) else { return nil }
        let loser = takeLateral(actor, .offset, holder: holder)
        let row = actor.index
        control.lateralOffset[row] = offset
        change.phase[row] = LaneChangePhase.moving.rawValue
        change.side[row] = 0
        change.motive[row] = LaneChangeMotive.scripted.rawValue
        change.offset[row] = place.t[row] - offset
        change.length[row] = max(3, world.actors.speed[row].magnitude * max(0.5, duration))
        change.travelled[row] = 0
        return loser
    }

    /// Follows a path from its first point to its last, with a speed (m/s) if given, else as fast as the actor likes.
    @discardableResult
    public mutating func followPath(
        _ points: [Vector2], of actor: ActorID, speed: Double? = nil, holder: Int32, world: WorldState
    ) -> [Int32] {
        guard owns(actor), points.count >= 2 else { return [] }
        var losers = [takeLateral(actor, .path, holder: holder)].compactMap { $0 }
        control.setPath(actor.index, points: points, times: nil)
        if let speed {
            let loser = setSpeed(of: actor, to: speed, .rate(4), holder: holder, world: world)
            losers += [loser].compactMap { $0 }
        }
        return losers
    }

    /// Follows a path so that each point is reached at its time (seconds since the start of the run, ascending).
    @discardableResult
    public mutating func followTrajectory(
        _ points: [(time: Double, position: Vector2)], of actor: ActorID, holder: Int32, world: WorldState
    ) -> [Int32] {
        guard owns(actor), points.count >= 2 else { return [] }
        var losers = [takeLateral(actor, .path, holder: holder)].compactMap { $0 }
        losers += [takeLongitudinal(actor, .model, target: 0, pace: 0, holder: holder, world)].compactMap { $0 }
        control.setPath(actor.index, points: points.map(\.position), times: points.map(\.time))
        return losers
    }

    /// Gives the slots that an action still holds back to the traffic model.
    public mutating func release(_ actor: ActorID, holder: Int32) {
        guard owns(actor) else { return }
        let row = actor.index
        if control.longitudinalHolder[row] == holder { control.clearLongitudinal(row) }
        if control.lateralHolder[row] == holder { releaseLateral(row) }
    }

    /// Gives both slots back to the traffic model, whoever holds them.
    public mutating func release(_ actor: ActorID) {
        guard owns(actor) else { return }
        control.clearLongitudinal(actor.index)
        releaseLateral(actor.index)
    }

    /// The actions that hold the slots of an actor now; nil = the traffic model.
    public func holders(of actor: ActorID) -> (longitudinal: Int32?, lateral: Int32?) {
        guard owns(actor) else { return (nil, nil) }
        let (longitudinal, lateral) = (control.longitudinalHolder[actor.index], control.lateralHolder[actor.index])
        return (longitudinal < 0 ? nil : longitudinal, lateral < 0 ? nil : lateral)
    }

    private func owns(_ actor: ActorID) -> Bool { actor.row >= 0 && actor.index < count }

    /// A path leaves the actor anywhere: its lane or walkway is looked for again.
    private mutating func releaseLateral(_ row: Int) {
        if control.lateralMode[row] == LateralControl.path.rawValue {
            place.clear(row)
            change.clear(row)
        }
        control.clearLateral(row)
    }

    private mutating func takeLongitudinal(
        _ actor: ActorID, _ mode: LongitudinalControl, target: Double, pace: Double, holder: Int32, _ world: WorldState
    ) -> Int32? {
        let row = actor.index
        let old = control.longitudinalHolder[row]
        control.longitudinalHolder[row] = holder
        control.longitudinalMode[row] = mode.rawValue
        (control.longitudinalTarget[row], control.longitudinalPace[row]) = (target, pace)
        control.longitudinalFrom[row] = world.actors.motion(of: actor, at: world.clock.tick, clock: world.clock).speed
        control.longitudinalSince[row] = world.clock.time
        return old >= 0 && old != holder ? old : nil
    }

    private mutating func takeLateral(_ actor: ActorID, _ mode: LateralControl, holder: Int32) -> Int32? {
        let row = actor.index
        let old = control.lateralHolder[row]
        releaseLateral(row)
        control.lateralHolder[row] = holder
        control.lateralMode[row] = mode.rawValue
        return old >= 0 && old != holder ? old : nil
    }
}
