import Geometry
import World

/// Drives so that people beside the road who may step out, the blind edges of standing vehicles, and drivers beside who
/// mean to come over leave time to stop.
enum CarefulApproach {
    /// Deceleration that a stop for somebody who steps out may take, m/s², and the time to react, s.
    private static let braking = 6.0
    private static let reaction = 0.25

    /// m/s at which a standing vehicle is passed with little room.
    static var closeSpeed: Double { speed(beside: 0.5) }

    /// Speed at which somebody who steps out behind a standing vehicle leaves time to stop, m/s.
    ///
    /// - Parameter gap: room between the two vehicles, metres.
    private static func speed(beside gap: Double) -> Double {
        let time = max(0.4, (gap + 0.3) / 2.5)
        return braking * max(0.2, time - reaction) + 2.6
    }

    /// The strongest acceleration that is careful now, m/s².
    static func limit(_ field: PathField, motion: ActorMotion, offset pass: ObstaclePass) -> Double {
        let s = field.truth.routePosition
        var limit = Double.infinity
        for other in field.neighbours where other.front > s && other.rear - s < 60 {
            let distance = other.rear - s - field.frontOverhang
            if other.actorClass.isPedestrian || other.actorClass.isCycle {
                limit = min(limit, aroundPerson(other, distance: distance, field, motion: motion, pass))
            } else if other.speed.magnitude < 0.3 {
                limit = min(limit, besideStanding(other, distance: distance, field, motion: motion, pass))
            } else if other.actorClass.isVehicle, other.speed > 0.5, distance > 0 {
                limit = min(limit, lettingIn(other, distance: distance, field, motion: motion, pass))
            }
        }
        return limit
    }

    /// People who walk towards the way, or are on it.
    private static func aroundPerson(
        _ person: PathField.Neighbour, distance: Double, _ field: PathField, motion: ActorMotion, _ pass: ObstaclePass
    ) -> Double {
        let center = pass.offset(at: person.rear)
        let low = center - field.halfWidth - 0.8
        let high = center + field.halfWidth + 0.8
        let arrival = max(0, distance) / max(1, motion.speed)
        let drift = person.sideways * min(4, arrival + 1)
        let sweptRight = min(person.right, person.right + drift)
        let sweptLeft = max(person.left, person.left + drift)
        guard sweptLeft > low, sweptRight < high else { return .infinity }
        // Somebody who has passed and goes away is no reason to wait.
        let isLeaving =
            (person.sideways > 0.3 && person.right > high - 0.5)
            || (person.sideways < -0.3 && person.left < low + 0.5)
        guard !isLeaving else { return .infinity }
        let isAlong = person.speed > 1 && person.sideways.magnitude < 0.4
        guard !isAlong else { return .infinity }
        let room = max(0, distance - 2)
        return room < 0.3 ? -9 : -(motion.speed * motion.speed) / (2 * room) + (motion.speed < 1 ? 0.3 : 0)
    }

    /// Standing vehicles close to the way may hide somebody: no faster than what can be stopped from at their edge.
    private static func besideStanding(
        _ vehicle: PathField.Neighbour, distance: Double, _ field: PathField, motion: ActorMotion,
        _ pass: ObstaclePass
    ) -> Double {
        let center = pass.offset(at: vehicle.rear)
        let gap = max(vehicle.right - (center + field.halfWidth), (center - field.halfWidth) - vehicle.left)
        guard gap < 2.2, gap > -0.2, vehicle.front - vehicle.rear > 2 else { return .infinity }
        // A child steps out at 3 m/s from behind the far edge: time until it is in the way, way to stop in.
        let allowed = speed(beside: gap)
        let toEdge = max(0, vehicle.front - field.truth.routePosition - field.frontOverhang)
        let limit = (allowed * allowed + 2 * 1.5 * max(0, min(distance, toEdge))).squareRoot()
        return max(-3, (limit - motion.speed) / 0.8)
    }

    /// A driver beside this far off may come over, metres; and whoever moves sideways as fast as this does, m/s.
    private static let besideReach = 2.6
    private static let comingOver = 0.25
    /// Room kept to somebody who comes over: metres, and seconds of its speed.
    private static let room = 2.0
    private static let headway = 0.5
    /// Deceleration spent on somebody who only indicates, m/s².
    private static let courtesy = 3.0

    /// Somebody ahead in the lane beside who indicates towards the way, or moves into it, is followed already: it may be
    /// in the way before there is room to brake.
    private static func lettingIn(
        _ other: PathField.Neighbour, distance: Double, _ field: PathField, motion: ActorMotion, _ pass: ObstaclePass
    ) -> Double {
        let center = pass.offset(at: other.rear)
        let (onLeft, onRight) = (other.right - center - field.halfWidth, center - field.halfWidth - other.left)
        let isLeft = onLeft > onRight
        guard max(onLeft, onRight) > 0, max(onLeft, onRight) < besideReach else { return .infinity }
        let shown = field.truth.world.actors.lights(of: other.actor).intersection(.hazard)
        let comes = (isLeft ? -other.sideways : other.sideways) > comingOver
        guard comes || shown == (isLeft ? .indicatorRight : .indicatorLeft) else { return .infinity }
        let closing = motion.speed - other.speed
        guard closing > 0 else { return .infinity }
        let needed = closing * closing / (2 * max(0.5, distance - room - headway * other.speed))
        return -min(needed, comes ? 9 : courtesy)
    }
}
