import Geometry
import RoadNetwork

extension ActorColumns {
    /// Motion and actuators of a driven vehicle at its stamp.
    // Inlined always: a call would hand over, and retain, every column.
    @inline(__always)
    public func drivenMotion(of actor: ActorID) -> DrivenMotion {
        let row = actor.index
        var motion = DrivenMotion(pose: Pose2(x: x[row], y: y[row], yaw: yaw[row]), speed: speed[row])
        motion.lateralSpeed = lateralSpeed[row]
        motion.yawRate = yawRate[row]
        motion.steeringAngle = steeringAngle[row]
        motion.pedal = pedal[row]
        motion.acceleration = acceleration[row]
        motion.lateralAcceleration = lateralAcceleration[row]
        return motion
    }

    /// Writes motion and actuators of a driven vehicle; they hold at `tick`.
    public mutating func setDrivenMotion(_ motion: DrivenMotion, of actor: ActorID, at tick: Int64) {
        let row = actor.index
        stamp[row] = tick
        x[row] = motion.pose.position.x
        y[row] = motion.pose.position.y
        yaw[row] = motion.pose.yaw
        speed[row] = motion.speed
        lateralSpeed[row] = motion.lateralSpeed
        yawRate[row] = motion.yawRate
        steeringAngle[row] = motion.steeringAngle
        pedal[row] = motion.pedal
        acceleration[row] = motion.acceleration
        lateralAcceleration[row] = motion.lateralAcceleration
    }
}

extension WorldState {
    /// Moves a driven vehicle by one tick with its model's motion; the stamp becomes the next tick. The clock stays.
    public mutating func stepDriven(_ actor: ActorID, command: ActuatorCommand, catalogue: Catalogue) {
        let model = catalogue.models[Int(actors.model[actor.index])]
        var motion = actors.drivenMotion(of: actor)
        let before = motion.pose
        model.motionModel.step(
            &motion, command: command, parameters: model.dynamics, friction: friction, duration: clock.tickDuration)
        if let joint = model.articulation {
            let moved = motion.pose.position - before.position
            actors.articulation[actor.index] = joint.angle(
                after: moved.dot(before.forward), turn: motion.pose.yaw - before.yaw,
                from: actors.articulation[actor.index])
        }
        actors.setDrivenMotion(motion, of: actor, at: clock.tick + 1)
    }
}
