import Geometry
import RoadNetwork
import World

/// One decision of somebody on foot.
enum Walking {
    /// Distance ahead on the walkway that a walker aims at, metres.
    private static let aim = 1.3
    /// Waiting places lie this far before the kerb, metres.
    private static let kerbRoom = 0.5
    /// People cross a little faster than they walk.
    private static let crossingHaste = 1.12
    /// Seconds of standing in somebody's way after which a walker turns round.
    private static let patience = 6.0

    static func decide(
        _ row: Int, model: TrafficModel, scratch: inout TrafficScratch, world: inout WorldState,
        traffic: inout TrafficState
    ) {
        let actor = scratch.scene.actors[row]
        guard actor.role == .walks else {
            let profile = model.profiles[Int(traffic.profile[row])]
            PathDriving.decide(row, profile: profile, model: model, scratch: scratch, world: &world, traffic: &traffic)
            return
        }
        let step = model.step(world.clock)
        let commanded = traffic.control.acceleration(row, speed: actor.speed, time: scratch.scene.time, step)
            .map { max(0, actor.speed + $0 * step) }
        var reason = commanded == nil ? DrivingReason.free : .scripted
        var wish = wishedVelocity(row, actor, commanded: commanded, step, &reason, scratch.scene, model)
        if commanded == nil, reason == .waitingToCross || !isCrossing(actor, model),
            let way = scratch.scene.retreat(of: actor)
        {
            wish = way * 0.9
            reason = .avoiding
        } else if commanded == nil, !isCrossing(actor, model),
            scratch.scene.retreat(of: actor, moved: wish * 0.7) != nil
        {
            wish = .zero
            reason = .avoiding
        }
        let velocity = Avoidance.velocity(
            of: row, wish: wish, step: step, scratch: &scratch, model: model, reason: &reason)
        note(row, actor, velocity, reason, scratch.scene.time, &traffic)
        ActorWriting.write(walker: actor, row, velocity: velocity, &world)
    }

    /// On a crossing, or not quite off it yet.
    static func isCrossing(_ actor: SceneActor, _ model: TrafficModel) -> Bool {
        let walkway = model.walks.walkways[Int(actor.lane)]
        if walkway.crossing >= 0 { return true }
        let slack = 0.1
        if actor.s < -slack { return isOnCrossing(at: walkway.startNode, actor, model, slack) }
        if actor.s > walkway.length + slack { return isOnCrossing(at: walkway.endNode, actor, model, slack) }
        return false
    }

    /// Whether somebody is on a crossing that meets a node: who has stepped back from the kerb is not.
    private static func isOnCrossing(at node: Int32, _ actor: SceneActor, _ model: TrafficModel, _ slack: Double)
        -> Bool
    {
        model.walks.ends(at: node).contains { end in
            let walkway = model.walks.walkways[Int(end.walkway)]
            guard walkway.crossing >= 0 else { return false }
            let s = model.walks.lines.project(actor.position, on: end.walkway).s
            return s > slack && s < walkway.length - slack
        }
    }

    /// The velocity that a walker would have if nobody were near, m/s.
    private static func wishedVelocity(
        _ row: Int, _ actor: SceneActor, commanded: Double?, _ step: Double, _ reason: inout DrivingReason,
        _ scene: TrafficScene, _ model: TrafficModel
    ) -> Vector2 {
        let walkway = model.walks.walkways[Int(actor.lane)]
        var pace = commanded ?? model.bodies[Int(actor.body)].walkingSpeed * actor.speedShare
        let sign = Double(actor.direction)
        let offset = -sign * side(actor, halfWidth: walkway.halfWidth)
        if walkway.crossing >= 0 {
            let progress = actor.direction > 0 ? actor.s : walkway.length - actor.s
            if commanded == nil { pace *= crossingHaste }
            let isWaiting = progress <= TrafficScene.kerbTolerance && commanded == nil
            if isWaiting, !scene.mayCross(row, crossing: walkway.crossing, model) {
                reason = .waitingToCross
                let kerb = actor.direction > 0 ? -kerbRoom : walkway.length + kerbRoom
                let place = model.walks.lines.pose(actor.lane, at: kerb, offset: offset).position
                return towards(place, actor, pace: pace, step: step)
            }
        }
        let target = model.walks.lines.pose(actor.lane, at: actor.s + sign * aim, offset: offset).position
        let way = target - actor.position
        return way.length > 1e-6 ? way * (pace / way.length) : .zero
    }

    private static func towards(_ place: Vector2, _ actor: SceneActor, pace: Double, step: Double) -> Vector2 {
        let way = place - actor.position
        let distance = way.length
        guard distance > 0.15 else { return .zero }
        return way * (min(pace, distance / step) / distance)
    }

    /// How far to the right of the walkway's middle somebody walks, metres: oncoming people pass on the left.
    private static func side(_ actor: SceneActor, halfWidth: Double) -> Double {
        let room = max(0, halfWidth - 0.35)
        let habit = Double(StableHash.mix(actor.key) >> 11) * 0x1p-53
        return room * (0.15 + 0.8 * habit)
    }

    private static func note(
        _ row: Int, _ actor: SceneActor, _ velocity: Vector2, _ reason: DrivingReason, _ time: Double,
        _ traffic: inout TrafficState
    ) {
        let stands = velocity.lengthSquared < 0.01
        traffic.why.reason[row] = reason.rawValue
        traffic.wait.standingSince[row] =
            !stands
            ? -1
            : traffic.wait.standingSince[row] < 0 ? time : traffic.wait.standingSince[row]
        guard stands, reason == .avoiding, time - traffic.wait.standingSince[row] > patience else { return }
        traffic.place.direction[row] = -actor.direction
        traffic.wait.standingSince[row] = time
    }
}
