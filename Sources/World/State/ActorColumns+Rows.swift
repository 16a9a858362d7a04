import Geometry
import RoadNetwork

extension ActorColumns {
    /// Puts an actor into the lowest free row, or into a new one; everything else of the row is zero.
    ///
    /// - Parameter tick: the tick at which the placement holds.
    public mutating func spawn(_ placement: ActorPlacement, at tick: Int64 = 0) -> ActorID {
        let row = flags.firstIndex { $0 & ActorFlags.present.rawValue == 0 } ?? count
        clearRow(row)
        model[row] = placement.model
        randomKey[row] = placement.randomKey
        flags[row] = placement.flags.union(.present).rawValue
        stamp[row] = tick
        x[row] = placement.pose.position.x
        y[row] = placement.pose.position.y
        yaw[row] = placement.pose.yaw
        speed[row] = placement.speed
        return ActorID(row)
    }

    /// Takes an actor out of the world and frees its row.
    public mutating func despawn(_ actor: ActorID) {
        clearRow(actor.index)
    }

    /// Whether the row holds an actor. False for `.none` and for rows that do not exist.
    @inlinable @inline(__always)
    public func isPresent(_ actor: ActorID) -> Bool {
        actor.row >= 0 && actor.index < count && flags[actor.index] & ActorFlags.present.rawValue != 0
    }

    /// Whether the row holds a driven vehicle.
    @inlinable @inline(__always)
    public func isDriven(_ actor: ActorID) -> Bool {
        let bits = ActorFlags.present.union(.driven).rawValue
        return actor.row >= 0 && actor.index < count && flags[actor.index] & bits == bits
    }

    /// Rows in use, ascending.
    public var presentActors: [ActorID] {
        flags.indices.filter { flags[$0] & ActorFlags.present.rawValue != 0 }.map { ActorID($0) }
    }

    /// The flags of an actor.
    public func flags(of actor: ActorID) -> ActorFlags { ActorFlags(rawValue: flags[actor.index]) }

    /// The lights that an actor shows.
    public func lights(of actor: ActorID) -> ActorLights { ActorLights(rawValue: lights[actor.index]) }
}

extension ActorColumns {
    /// Pose and motion at a tick, along the closed-form arc from the actor's stamp.
    @inlinable @inline(__always)
    public func motion(of actor: ActorID, at tick: Int64, clock: Clock) -> ActorMotion {
        let row = actor.index
        return motion(ofRow: row, after: Double((tick - stamp[row]) * clock.tickMicroseconds) / 1e6)
    }

    /// Pose and motion at `time` seconds since the start of the run, which may lie between ticks or before the stamp.
    @inlinable @inline(__always)
    public func motion(of actor: ActorID, atTime time: Double, clock: Clock) -> ActorMotion {
        motion(ofRow: actor.index, after: time - clock.time(of: stamp[actor.index]))
    }

    /// Pose and motion `duration` seconds after the row's stamp.
    // Inlined always: a call would hand over, and retain, every column.
    @inlinable @inline(__always)
    public func motion(ofRow row: Int, after duration: Double) -> ActorMotion {
        let start = Pose2(x: x[row], y: y[row], yaw: yaw[row])
        let isDriven = flags[row] & ActorFlags.driven.rawValue != 0
        if duration == 0 {
            return ActorMotion(
                pose: start, speed: speed[row], lateralSpeed: lateralSpeed[row],
                yawRate: isDriven ? yawRate[row] : curvature[row] * speed[row], acceleration: acceleration[row])
        }
        let travel = ArcMotion.travel(speed: speed[row], acceleration: acceleration[row], duration: duration)
        let turn = isDriven ? yawRate[row] * duration : curvature[row] * travel.distance
        let pose = ArcMotion.pose(
            from: start, displacement: Vector2(travel.distance, lateralSpeed[row] * duration), turn: turn)
        return ActorMotion(
            pose: pose, speed: travel.speed, lateralSpeed: lateralSpeed[row],
            yawRate: isDriven ? yawRate[row] : curvature[row] * travel.speed,
            acceleration: travel.isStopped ? 0 : acceleration[row])
    }

    /// Yaw of the second body against the first `duration` seconds after the row's stamp, radians; 0 without a joint.
    @inline(__always)
    public func articulationAngle(ofRow row: Int, joint: Articulation?, after duration: Double) -> Double {
        guard let joint else { return 0 }
        guard duration != 0 else { return articulation[row] }
        let isDriven = flags[row] & ActorFlags.driven.rawValue != 0
        let distance = ArcMotion.travel(speed: speed[row], acceleration: acceleration[row], duration: duration).distance
        let turn = isDriven ? yawRate[row] * duration : curvature[row] * distance
        return joint.angle(after: distance, turn: turn, from: articulation[row])
    }

    /// Moves the actor's stamp to `tick` along its arc; its motion columns then hold there. Everything later is
    /// unchanged but for rounding.
    public mutating func restamp(_ actor: ActorID, at tick: Int64, clock: Clock, catalogue: Catalogue) {
        let row = actor.index
        guard tick != stamp[row] else { return }
        let duration = Double((tick - stamp[row]) * clock.tickMicroseconds) / 1e6
        let motion = motion(ofRow: row, after: duration)
        articulation[row] = articulationAngle(
            ofRow: row, joint: catalogue.models[Int(model[row])].articulation, after: duration)
        stamp[row] = tick
        x[row] = motion.pose.position.x
        y[row] = motion.pose.position.y
        yaw[row] = motion.pose.yaw
        speed[row] = motion.speed
    }

    /// The overall footprint at a tick (an articulated vehicle's as if it stood straight).
    @inline(__always)
    public func footprint(of actor: ActorID, catalogue: Catalogue, at tick: Int64, clock: Clock) -> OrientedBox {
        catalogue.models[Int(model[actor.index])].footprint(at: motion(of: actor, at: tick, clock: clock).pose)
    }
}
