import Geometry
import World

/// How people on foot keep clear of each other and of vehicles.
///
/// A walker picks, from a fixed fan of velocities around the one it wishes for, the cheapest that cannot lead to a touch
/// before the next decision. Towards another walker each may use half of the gap, whatever the other does (reciprocal
/// velocity obstacles; van den Berg, Guy, Lin, Manocha 2011), so nobody ever overlaps.
enum Avoidance {
    /// Seconds ahead for which a meeting is seen coming.
    private static let horizon = 2.0
    /// Kept free in any case, metres.
    private static let skin = 0.04
    /// Cost of a meeting at once, against a deviation of 1 m/s.
    private static let meetingCost = 1.6
    /// Cost of a metre off the walkway.
    private static let edgeCost = 3.0

    /// Turn (cosine, sine) and share of the wished speed of each candidate; left turns after right ones of the same
    /// size.
    private static let fan: [SIMD3<Double>] = {
        var fan: [SIMD3<Double>] = []
        for share in [1.0, 0.55, 0.25] {
            for degrees in [0.0, -20, 20, -45, 45, -75, 75] {
                let (sine, cosine) = DeterministicMath.sinCos(Angle.radians(degrees: degrees))
                fan.append(SIMD3(cosine, sine, share))
            }
        }
        return fan
    }()

    /// Somebody near, as the walker sees it: direction to it, free gap, velocity, what part of the gap is the walker's.
    struct Neighbour: Sendable {
        var direction: Vector2
        var gap: Double
        var offset: Vector2
        var velocity: Vector2
        var reach: Double
        /// Metres that the walker may come closer before the next decision.
        var allowance: Double
        var isPerson: Bool
    }

    /// The velocity that a walker takes, m/s.
    static func velocity(
        of row: Int, wish: Vector2, step: Double, scratch: inout TrafficScratch, model: TrafficModel,
        reason: inout DrivingReason
    ) -> Vector2 {
        collect(row, step: step, &scratch)
        guard !scratch.neighbours.isEmpty, wish.lengthSquared > 0 else { return wish }
        let actor = scratch.scene.actors[row]
        var best = Vector2.zero
        var bestCost = wish.length + meetingCost * meeting(.zero, scratch.neighbours) * 0.5 + 0.6
        for candidate in fan {
            let turned = Vector2(
                wish.x * candidate.x - wish.y * candidate.y, wish.x * candidate.y + wish.y * candidate.x)
            let velocity = turned * candidate.z
            guard isSafe(velocity, step: step, scratch.neighbours) else { continue }
            let deviation = (velocity - wish).length
            guard deviation < bestCost else { continue }
            let cost =
                deviation + meetingCost * meeting(velocity, scratch.neighbours)
                + edgeCost * excess(actor, velocity, model)
            if cost < bestCost { (bestCost, best) = (cost, velocity) }
        }
        if best.lengthSquared < 0.01, reason == .free { reason = .avoiding }
        return best
    }

    /// Lists everybody close enough to matter.
    private static func collect(_ row: Int, step: Double, _ scratch: inout TrafficScratch) {
        var list = scratch.neighbours
        scratch.neighbours = []
        list.removeAll(keepingCapacity: true)
        let me = scratch.scene.actors[row]
        let radius = DeterministicMath.hypotenuse(me.halfLength, me.halfWidth)
        scratch.scene.near.forEach(around: me.position) { other in
            guard other != row else { return }
            if let neighbour = neighbour(me, radius, scratch.scene.actors[other], step) { list.append(neighbour) }
        }
        scratch.neighbours = list
    }

    private static func neighbour(_ me: SceneActor, _ radius: Double, _ other: SceneActor, _ step: Double)
        -> Neighbour?
    {
        let isPerson = other.actorClass.isPedestrian
        let offset = other.position - me.position
        if isPerson {
            let distance = offset.length
            let reach = radius + DeterministicMath.hypotenuse(other.halfLength, other.halfWidth)
            guard distance < 4 + reach, distance > 0 else { return nil }
            let gap = distance - reach
            return Neighbour(
                direction: offset / distance, gap: gap, offset: offset, velocity: other.velocity, reach: reach,
                allowance: other.role == .walks ? (gap - skin) / 2 : gap - skin - other.speed.magnitude * step,
                isPerson: true)
        }
        return vehicle(me, radius, other, step)
    }

    /// A vehicle or thing: the closest point of its footprint now or at the next decision.
    private static func vehicle(_ me: SceneActor, _ radius: Double, _ other: SceneActor, _ step: Double)
        -> Neighbour?
    {
        let travel = max(0, other.speed) * step
        let local = me.position - other.position
        let along = local.dot(other.forward)
        let across = other.forward.cross(local)
        let nearAlong = min(other.halfLength + travel, max(-other.halfLength, along))
        let nearAcross = min(other.halfWidth, max(-other.halfWidth, across))
        let toMe = Vector2(along - nearAlong, across - nearAcross)
        let distance = toMe.length
        guard distance < 2 + radius else { return nil }
        let inWorld = other.forward * toMe.x + other.forward.leftNormal * toMe.y
        let direction = distance > 1e-6 ? inWorld * (-1 / distance) : other.forward
        let gap = distance - radius
        return Neighbour(
            direction: direction, gap: gap, offset: direction * distance, velocity: other.velocity, reach: radius,
            allowance: gap - 0.15, isPerson: false)
    }

    private static func isSafe(_ velocity: Vector2, step: Double, _ neighbours: [Neighbour]) -> Bool {
        for neighbour in neighbours {
            if velocity.dot(neighbour.direction) * step > max(0, neighbour.allowance) { return false }
        }
        return true
    }

    /// How bad the worst meeting ahead is, 0 none within the horizon – 1 now.
    private static func meeting(_ velocity: Vector2, _ neighbours: [Neighbour]) -> Double {
        var worst = 0.0
        for neighbour in neighbours where neighbour.isPerson {
            let relative = velocity - neighbour.velocity
            let closing = relative.dot(neighbour.offset)
            guard closing > 0 else { continue }
            let reach = neighbour.reach + 0.1
            let squared = relative.lengthSquared
            let distanceSquared = neighbour.offset.lengthSquared - reach * reach
            guard distanceSquared > 0 else {
                worst = 1
                continue
            }
            let root = closing * closing - squared * distanceSquared
            guard root > 0 else { continue }
            let time = (closing - root.squareRoot()) / squared
            worst = max(worst, 1 - time / horizon)
        }
        return worst
    }

    /// Metres by which a velocity leads off the walkway within half a second.
    private static func excess(_ actor: SceneActor, _ velocity: Vector2, _ model: TrafficModel) -> Double {
        let walkway = model.walks.walkways[Int(actor.lane)]
        let place = model.walks.lines.project(actor.position + velocity * 0.5, on: actor.lane, near: actor.s)
        return max(0, place.t.magnitude - max(0.3, walkway.halfWidth - 0.25))
    }
}
