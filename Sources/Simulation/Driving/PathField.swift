import Geometry
import RoadNetwork
import World

/// Everybody near a route, seen from its path: how far along, how far beside, how fast along and across.
struct PathField {
    /// Somebody in the path's coordinates.
    struct Neighbour {
        var actor: ActorID
        var actorClass: ActorClass
        /// Extent along the path, metres of arc length.
        var rear: Double
        var front: Double
        /// Extent beside it, metres, left positive.
        var right: Double
        var left: Double
        /// Along and to the left, m/s.
        var speed: Double
        var sideways: Double
        var isParked: Bool
    }

    let truth: PrivilegedView
    /// Within sight of the vehicle, nearest part of the path first.
    let neighbours: [Neighbour]

    /// How far along the path others are looked for, metres.
    static let reach = 220.0

    init(_ truth: PrivilegedView) {
        self.truth = truth
        let here = truth.motion.pose.position
        var found: [Neighbour] = []
        for row in 0..<truth.world.actors.count {
            let actor = ActorID(row)
            guard actor != truth.vehicle, truth.world.actors.isPresent(actor) else { continue }
            let place = Vector2(truth.world.actors.x[row], truth.world.actors.y[row])
            guard place.distance(to: here) < Self.reach else { continue }
            if let neighbour = Self.neighbour(actor, truth) { found.append(neighbour) }
        }
        let keys = truth.world.actors.randomKey
        neighbours = found.sorted { ($0.rear, keys[$0.actor.index]) < ($1.rear, keys[$1.actor.index]) }
    }

    private static func neighbour(_ actor: ActorID, _ truth: PrivilegedView) -> Neighbour? {
        let motion = truth.world.actors.motion(of: actor, at: truth.world.clock.tick, clock: truth.world.clock)
        let model = truth.catalogue.models[Int(truth.world.actors.model[actor.index])]
        let box = model.footprint(at: motion.pose)
        let path = truth.route.path
        let s = truth.routePosition
        let middle = path.project(box.center, near: s + 95, reach: 125)
        guard middle.distance < 25 else { return nil }
        let foot = path.pose(at: middle.s)
        let along = foot.forward
        // Beyond the goal the path goes on straight: who stands there is not at the goal.
        let isBeyond = middle.s >= path.length - 1e-6
        let beyond = isBeyond ? max(0, (box.center - foot.position).dot(along)) : 0
        let place = (s: middle.s + beyond, t: (box.center - foot.position).dot(along.leftNormal))
        let (halfAlong, halfAcross) = (box.halfExtent(along: along), box.halfExtent(along: along.leftNormal))
        let velocity = motion.velocity
        return Neighbour(
            actor: actor, actorClass: model.actorClass, rear: place.s - halfAlong, front: place.s + halfAlong,
            right: place.t - halfAcross, left: place.t + halfAcross, speed: velocity.dot(along),
            sideways: velocity.dot(along.leftNormal),
            isParked: truth.world.actors.flags(of: actor).contains(.parked))
    }
}
