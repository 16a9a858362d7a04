import Geometry
import World

/// One decision of an actor on a path: towards a point ahead on it, at the speed that an action, the path's times or the
/// actor's own habit give.
enum PathDriving {
    static func decide(
        _ row: Int, profile: DriverProfile, model: TrafficModel, scratch: TrafficScratch, world: inout WorldState,
        traffic: inout TrafficState
    ) {
        let actor = scratch.scene.actors[row]
        guard actor.role != .absent else { return }
        let body = model.bodies[Int(actor.body)]
        let step = model.step(world.clock)
        let time = scratch.scene.time
        traffic.why.reason[row] = DrivingReason.scripted.rawValue
        let speed = wantedSpeed(row, actor, body, time: time, step, &traffic)
        if actor.actorClass.isPedestrian {
            let target = point(row, from: actor.position, ahead: max(0.05, speed * step), &traffic)
            let way = target - actor.position
            let velocity = way.length > 1e-6 ? way * (min(speed, way.length / step) / way.length) : .zero
            ActorWriting.write(walker: actor, row, velocity: velocity, &world)
            return
        }
        let hardest = body.maximumDeceleration
        let strongest = profile.acceleration * body.accelerationShare
        let isFree = traffic.control.longitudinalHolder[row] < 0 && !traffic.control.isTimed(row)
        let wanted = max(-hardest, min(isFree ? strongest : .infinity, (speed - actor.speed) / step))
        let ahead = max(1.5, actor.speed * 0.5)
        let target = point(row, from: actor.position, ahead: ahead, &traffic)
        let axle = actor.position - actor.forward * body.centerOffset
        let toTarget = target - axle
        let local = Vector2(toTarget.dot(actor.forward), actor.forward.cross(toTarget))
        let curvature =
            local.x > body.lead
            ? Steering.curvature(towards: local, lead: body.lead, sharpest: body.sharpestCurvature) : 0
        let lights = ActorLights(rawValue: world.actors.lights[row]).intersection([.hazard, .beacon])
            .union(LaneDriving.otherLights(acceleration: wanted, speed: actor.speed, world))
        ActorWriting.write(
            actor, row, body: body, acceleration: wanted, curvature: curvature, lights: lights,
            catalogue: model.catalogue, &world)
    }

    /// The speed wanted until the next decision, m/s; 0 at the end of the path and without a path.
    private static func wantedSpeed(
        _ row: Int, _ actor: SceneActor, _ body: BodyRecord, time: Double, _ step: Double, _ traffic: inout TrafficState
    ) -> Double {
        guard traffic.control.pathLength[row] >= 2 else { return 0 }
        if traffic.control.isTimed(row) {
            let due = scheduledPoint(row, time: time + step, traffic.control)
            return due.distance(to: actor.position) / step
        }
        let usual =
            actor.actorClass.isPedestrian
            ? body.walkingSpeed * actor.speedShare : min(body.usualSpeed, 8) * actor.speedShare
        let commanded = traffic.control.acceleration(row, speed: actor.speed, time: time, step)
        let wished = commanded.map { max(0, actor.speed + $0 * step) } ?? usual
        let rest = restOfPath(row, from: actor.position, &traffic)
        let halting = actor.actorClass.isPedestrian ? rest / step : (2 * 2 * max(0, rest - 0.2)).squareRoot()
        return min(wished, halting)
    }

    /// Where a timed path wants its actor at a time.
    private static func scheduledPoint(_ row: Int, time: Double, _ control: ControlColumns) -> Vector2 {
        let start = Int(control.pathStart[row])
        let count = Int(control.pathLength[row])
        var index = 0
        while index < count - 2, control.pathTime[start + index + 1] <= time { index += 1 }
        let (from, to) = (control.pathTime[start + index], control.pathTime[start + index + 1])
        let share = to > from ? min(1, max(0, (time - from) / (to - from))) : 1
        return control.pathPoint(row, index).interpolated(to: control.pathPoint(row, index + 1), share)
    }

    /// The point `ahead` metres further along the path than the point closest to `position`; moves the actor's segment
    /// on.
    private static func point(
        _ row: Int, from position: Vector2, ahead: Double, _ traffic: inout TrafficState
    ) -> Vector2 {
        let count = Int(traffic.control.pathLength[row])
        guard count >= 2 else { return position }
        var along = advance(row, position, &traffic) + ahead
        var segment = Int(traffic.control.pathSegment[row])
        while true {
            let from = traffic.control.pathPoint(row, segment)
            let to = traffic.control.pathPoint(row, segment + 1)
            let length = from.distance(to: to)
            if along <= length || segment >= count - 2 {
                return from.interpolated(to: to, length > 0 ? min(1, along / length) : 1)
            }
            along -= length
            segment += 1
        }
    }

    /// Moves the actor's segment on to the closest of the next ones; returns the metres along it.
    private static func advance(_ row: Int, _ position: Vector2, _ traffic: inout TrafficState) -> Double {
        let last = Int(traffic.control.pathLength[row]) - 2
        var segment = min(last, Int(traffic.control.pathSegment[row]))
        while true {
            let from = traffic.control.pathPoint(row, segment)
            let to = traffic.control.pathPoint(row, segment + 1)
            let length = from.distance(to: to)
            let along = length > 0 ? (position - from).dot(to - from) / length : length
            if along >= length - 0.02, segment < last {
                segment += 1
                continue
            }
            traffic.control.pathSegment[row] = Int32(segment)
            return min(length, max(0, along))
        }
    }

    /// Metres left to the path's end.
    private static func restOfPath(_ row: Int, from position: Vector2, _ traffic: inout TrafficState) -> Double {
        let along = advance(row, position, &traffic)
        var rest = -along
        for segment in Int(traffic.control.pathSegment[row])..<(Int(traffic.control.pathLength[row]) - 1) {
            rest += traffic.control.pathPoint(row, segment).distance(to: traffic.control.pathPoint(row, segment + 1))
        }
        return max(0, rest)
    }
}
