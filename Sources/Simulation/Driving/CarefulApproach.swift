import Geometry
import World

/// Drives so that people beside the road who may step out, and the blind edges of standing vehicles, leave time to stop.
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
}
