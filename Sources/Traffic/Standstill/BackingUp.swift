import Geometry
import World

/// Backing up to make room for others, in the track that the vehicle came in.
enum BackingUp {
    /// m/s and m/s²
    private static let speed = -1.0
    private static let strongest = 1.5
    private static let push = -0.05
    /// Seconds of driving backwards, and then of leaving the room to the others.
    static let movingTime = 3.5
    static let restingTime = 6.0

    /// - Parameter rest: seconds for which the vehicle has still to make room.
    static func decide(
        _ driver: DriverView, rest: Double, model: TrafficModel, scene: TrafficScene, world: inout WorldState
    ) {
        let way = driver.actor.speed * driver.actor.speed / (2 * strongest) + 0.6
        let curvature = world.actors.curvature[driver.row]
        let goesBack =
            rest > restingTime && scene.body(behind: driver.row, metres: way) == nil
            && !scene.sweeps(driver.row, back: way, curvature: curvature)
        let target = goesBack ? speed : 0
        var actor = driver.actor
        // Braking never turns a standstill into driving backwards; that takes a first push.
        if actor.speed == 0, target < 0 { actor.speed = push }
        let wanted = (target - actor.speed) / driver.step
        ActorWriting.write(
            actor, driver.row, body: driver.body, acceleration: min(strongest, max(-strongest, wanted)),
            curvature: curvature,
            lights: LaneDriving.otherLights(acceleration: 0, speed: goesBack ? 1 : 0, world)
                .union(goesBack ? .reversing : []),
            catalogue: model.catalogue, &world)
    }
}

extension TrafficScene {
    /// Somebody close behind a vehicle; nil if some metres there are free.
    func body(behind row: Int, metres: Double) -> Int32? {
        let actor = actors[row]
        var found: Int32?
        var back = 0.4
        while found == nil, back < metres + 0.4 {
            var box = actor.box
            box.center -= actor.forward * back
            (box.halfLength, box.halfWidth) = (box.halfLength + 0.1, box.halfWidth + 0.1)
            near.forEach(around: box.center - box.axis * box.halfLength) { other in
                let offset = actors[other].position - actor.position
                guard other != row, offset.dot(actor.forward) < 0, box.overlaps(actors[other].box) else { return }
                if found.map({ actors[other].key < actors[Int($0)].key }) ?? true { found = Int32(other) }
            }
            back += 0.4
        }
        return found
    }

    /// Whether a vehicle that backs up some metres with turned wheels swings a corner into somebody beside it.
    func sweeps(_ row: Int, back metres: Double, curvature: Double) -> Bool {
        let actor = actors[row]
        let reach = actor.box.halfLength
        func swept(_ back: Double) -> OrientedBox {
            let turn = -curvature * back
            var box = actor.box
            box.axis = box.axis.rotated(by: turn)
            box.center =
                actor.position - actor.forward.rotated(by: turn / 2) * back
                + (actor.box.center - actor.position).rotated(by: turn)
            (box.halfLength, box.halfWidth) = (box.halfLength + 0.02, box.halfWidth + 0.02)
            return box
        }
        let boxes = stride(from: 0.2, through: metres, by: 0.2).map(swept)
        var isMet = false
        for end in [-reach, 0, reach] {
            near.forEach(around: actor.box.center + actor.box.axis * end) { other in
                guard other != row, !isMet, !actor.box.overlaps(actors[other].box) else { return }
                isMet = boxes.contains { $0.overlaps(actors[other].box) }
            }
        }
        return isMet
    }
}
