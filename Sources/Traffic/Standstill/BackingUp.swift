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
        let goesBack = rest > restingTime && scene.body(behind: driver.row, metres: way) == nil
        let target = goesBack ? speed : 0
        var actor = driver.actor
        // Braking never turns a standstill into driving backwards; that takes a first push.
        if actor.speed == 0, target < 0 { actor.speed = push }
        let wanted = (target - actor.speed) / driver.step
        ActorWriting.write(
            actor, driver.row, body: driver.body, acceleration: min(strongest, max(-strongest, wanted)),
            curvature: world.actors.curvature[driver.row],
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
}
