import Geometry
import RoadNetwork
import World

/// Writes decided motions into the world.
enum ActorWriting {
    /// Stamps a vehicle at this tick and gives it acceleration and curvature until the next decision.
    @inline(__always)
    static func write(
        _ actor: SceneActor, _ row: Int, body: BodyRecord, acceleration: Double, curvature: Double,
        lights: ActorLights, catalogue: Catalogue, _ world: inout WorldState
    ) {
        if body.isArticulated {
            world.actors.restamp(ActorID(row), at: world.clock.tick, clock: world.clock, catalogue: catalogue)
        }
        let reference = actor.position - actor.forward * body.centerOffset
        world.actors.stamp[row] = world.clock.tick
        world.actors.x[row] = reference.x
        world.actors.y[row] = reference.y
        world.actors.yaw[row] = actor.yaw
        world.actors.speed[row] = actor.speed
        world.actors.acceleration[row] = acceleration
        world.actors.curvature[row] = curvature
        world.actors.yawRate[row] = curvature * actor.speed
        world.actors.lateralSpeed[row] = 0
        // What scenarios switch stays: a beacon always, the indicators while they hold them.
        let before = ActorLights(rawValue: world.actors.lights[row])
        let kept = before.contains(.held) ? ActorLights([.beacon, .hazard, .held]) : .beacon
        world.actors.lights[row] = lights.subtracting(kept).union(before.intersection(kept)).rawValue
        if body.wheelbase > 0 {
            world.actors.steeringAngle[row] = DeterministicMath.atan(curvature * body.wheelbase)
        }
    }

    /// Stamps somebody on foot, who may turn on the spot: heading and speed hold until the next decision.
    @inline(__always)
    static func write(walker actor: SceneActor, _ row: Int, velocity: Vector2, _ world: inout WorldState) {
        let speed = velocity.length
        world.actors.stamp[row] = world.clock.tick
        world.actors.x[row] = actor.position.x
        world.actors.y[row] = actor.position.y
        if speed > 0.05 { world.actors.yaw[row] = velocity.yaw }
        world.actors.speed[row] = speed > 0.05 ? speed : 0
        world.actors.acceleration[row] = 0
        world.actors.curvature[row] = 0
        world.actors.yawRate[row] = 0
        world.actors.lateralSpeed[row] = 0
    }
}
