import Geometry
import RoadNetwork

/// Finds which bodies share ground at a tick.
///
/// Shapes are exact: the overall box, two boxes of an articulated vehicle, open doors. Results are ordered by random
/// keys, never by rows. A finder is scratch memory that a caller keeps between calls (no heap memory is taken once its
/// arrays have grown); it is not state.
public struct ContactFinder: Sendable {
    /// What the last call found: one contact, the deepest, per pair of things.
    public private(set) var contacts: [Contact] = []
    private var bodies: [PlacedBody] = []
    private var order: [Int32] = []

    public init() {}

    /// Contacts of every driven vehicle with all actors and, if given, with what stands along the street.
    ///
    /// Complexity: O(driven · actors) distance checks, exact tests only for those in reach.
    public mutating func findDriven(
        in world: WorldState, catalogue: Catalogue, obstacles: StaticObstacles? = nil, at tick: Int64
    ) {
        contacts.removeAll(keepingCapacity: true)
        let view = WorldView(world: world, catalogue: catalogue, tick: tick)
        for row in 0..<world.actors.count where world.actors.isDriven(ActorID(row)) {
            bodies.removeAll(keepingCapacity: true)
            view.appendBodies(of: row, to: &bodies)
            let own = bodies.count
            for other in 0..<world.actors.count where view.mayTouch(driven: row, other) {
                view.appendBodies(of: other, to: &bodies)
            }
            for mine in 0..<own {
                for theirs in own..<bodies.count { test(mine, theirs, view) }
                if let obstacles { test(mine, against: obstacles, view) }
            }
        }
        arrange(view, obstacles)
    }

    /// Contacts among all actors, except between two that never move by themselves. Sort and sweep along x.
    ///
    /// Complexity: O(n) for the sort while actors move little between calls, plus one exact test per pair whose bounds
    /// overlap.
    public mutating func findAll(in world: WorldState, catalogue: Catalogue, at tick: Int64) {
        contacts.removeAll(keepingCapacity: true)
        bodies.removeAll(keepingCapacity: true)
        let view = WorldView(world: world, catalogue: catalogue, tick: tick)
        for row in 0..<world.actors.count where world.actors.isPresent(ActorID(row)) {
            view.appendBodies(of: row, to: &bodies)
        }
        sortByLowX()
        for (place, index) in order.enumerated() {
            let body = bodies[Int(index)]
            for other in order[(place + 1)...] {
                let candidate = bodies[Int(other)]
                if candidate.lowX > body.highX { break }
                if candidate.row != body.row, !(candidate.isStill && body.isStill) {
                    test(Int(index), Int(other), view)
                }
            }
        }
        arrange(view, nil)
    }

    /// Insertion sort: nearly sorted from the call before, and free of heap memory.
    private mutating func sortByLowX() {
        if order.count != bodies.count {
            order.removeAll(keepingCapacity: true)
            order.append(contentsOf: (0..<bodies.count).lazy.map { Int32($0) })
        }
        for place in 1..<max(1, order.count) {
            let moving = order[place]
            let low = bodies[Int(moving)].lowX
            var hole = place
            while hole > 0, bodies[Int(order[hole - 1])].lowX > low {
                order[hole] = order[hole - 1]
                hole -= 1
            }
            order[hole] = moving
        }
    }

    private mutating func test(_ one: Int, _ other: Int, _ view: WorldView) {
        var (first, second) = (bodies[one], bodies[other])
        if view.comesFirst(second.row, first.row) { swap(&first, &second) }
        guard let overlap = first.box.overlap(with: second.box) else { return }
        let velocity = second.motion.velocity(at: overlap.point) - first.motion.velocity(at: overlap.point)
        contacts.append(
            Contact(
                first: ActorID(first.row), second: ActorID(second.row), obstacle: .none, firstBody: first.body,
                secondBody: second.body, point: overlap.point, normal: overlap.normal, depth: overlap.depth,
                relativeVelocity: velocity))
    }

    private mutating func test(_ index: Int, against obstacles: StaticObstacles, _ view: WorldView) {
        let body = bodies[index]
        obstacles.forEachOverlap(with: body.box) { obstacle, overlap in
            contacts.append(
                Contact(
                    first: ActorID(body.row), second: .none, obstacle: obstacle, firstBody: body.body,
                    secondBody: .main, point: overlap.point, normal: overlap.normal, depth: overlap.depth,
                    relativeVelocity: -body.motion.velocity(at: overlap.point)))
        }
    }

    /// Orders by random keys and keeps the deepest contact of each pair. Contacts are few: insertion sort.
    private mutating func arrange(_ view: WorldView, _ obstacles: StaticObstacles?) {
        for place in 1..<max(1, contacts.count) {
            let moving = contacts[place]
            let key = view.sortKey(moving, obstacles)
            var hole = place
            while hole > 0, view.sortKey(contacts[hole - 1], obstacles) > key {
                contacts[hole] = contacts[hole - 1]
                hole -= 1
            }
            contacts[hole] = moving
        }
        var kept = 0
        for contact in contacts {
            if kept > 0, view.sortKey(contacts[kept - 1], obstacles).isSamePair(as: view.sortKey(contact, obstacles)) {
                continue
            }
            contacts[kept] = contact
            kept += 1
        }
        contacts.removeLast(contacts.count - kept)
    }
}

/// A box of an actor where it stands at the tick.
private struct PlacedBody: Sendable {
    var row: Int
    var body: Contact.Body
    var isStill: Bool
    var box: OrientedBox
    var lowX: Double
    var highX: Double
    var motion: ActorMotion
}

/// The world at one tick, as the finder reads it.
private struct WorldView {
    let world: WorldState
    let catalogue: Catalogue
    let tick: Int64

    func appendBodies(of row: Int, to bodies: inout [PlacedBody]) {
        // Models are used in place: copying one costs more than the rest.
        let kind = Int(world.actors.model[row])
        let duration = seconds(since: world.actors.stamp[row])
        let motion = world.actors.motion(ofRow: row, after: duration)
        let isStill =
            world.actors.flags[row] & ActorFlags.parked.rawValue != 0 || catalogue.models[kind].actorClass.isStatic
        func append(_ box: OrientedBox, _ body: Contact.Body) {
            let reach = box.halfExtent(along: Vector2(1, 0))
            bodies.append(
                PlacedBody(
                    row: row, body: body, isStill: isStill, box: box, lowX: box.center.x - reach,
                    highX: box.center.x + reach, motion: motion))
        }
        let angle = world.actors.articulationAngle(
            ofRow: row, joint: catalogue.models[kind].articulation, after: duration)
        let placed = catalogue.models[kind].bodies(at: motion.pose, articulationAngle: angle)
        append(placed.first, .main)
        if let second = placed.second { append(second, .trailing) }
        let (left, right) = (world.actors.leftDoor[row], world.actors.rightDoor[row])
        if let door = catalogue.models[kind].door(.left, opening: left, at: motion.pose) { append(door, .leftDoor) }
        if let door = catalogue.models[kind].door(.right, opening: right, at: motion.pose) { append(door, .rightDoor) }
    }

    private func seconds(since stamp: Int64) -> Double {
        Double((tick - stamp) * world.clock.tickMicroseconds) / 1e6
    }

    /// Cheap and safe: centres within both reaches and what both can have moved since their stamps.
    func mayTouch(driven: Int, _ other: Int) -> Bool {
        guard other != driven, world.actors.isPresent(ActorID(other)) else { return false }
        // A pair of driven vehicles is tested once.
        if world.actors.isDriven(ActorID(other)), comesFirst(other, driven) { return false }
        let aside = world.actors.x[other] - world.actors.x[driven]
        let ahead = world.actors.y[other] - world.actors.y[driven]
        let reach = reach(of: driven) + reach(of: other)
        return aside * aside + ahead * ahead <= reach * reach
    }

    private func reach(of row: Int) -> Double {
        let time = seconds(since: world.actors.stamp[row]).magnitude
        let moved = (world.actors.speed[row].magnitude + world.actors.acceleration[row].magnitude * time) * time
        let aside = world.actors.lateralSpeed[row].magnitude * time
        return catalogue.models[Int(world.actors.model[row])].contactReach + moved + aside
    }

    /// Whether `one` stands first in a contact with `other`.
    func comesFirst(_ one: Int, _ other: Int) -> Bool {
        let (mine, theirs) = (world.actors.isDriven(ActorID(one)), world.actors.isDriven(ActorID(other)))
        if mine != theirs { return mine }
        return world.actors.randomKey[one] < world.actors.randomKey[other]
    }

    /// Key of the first, whether the second is an obstacle, key of the second, shallowness, body numbers.
    func sortKey(_ contact: Contact, _ obstacles: StaticObstacles?) -> SortKey {
        let isObstacle = contact.second.isNone
        let second =
            isObstacle
            ? obstacles?[contact.obstacle].randomKey ?? 0 : world.actors.randomKey[contact.second.index]
        return SortKey(
            first: world.actors.randomKey[contact.first.index], isObstacle: isObstacle ? 1 : 0, second: second,
            shallowness: -contact.depth, bodies: contact.firstBody.rawValue * 4 + contact.secondBody.rawValue)
    }
}

private struct SortKey {
    var first: UInt64
    var isObstacle: Int
    var second: UInt64
    var shallowness: Double
    var bodies: UInt16

    func isSamePair(as other: SortKey) -> Bool {
        (first, isObstacle, second) == (other.first, other.isObstacle, other.second)
    }

    static func > (a: SortKey, b: SortKey) -> Bool {
        (a.first, a.isObstacle, a.second, a.shallowness, a.bodies)
            > (b.first, b.isObstacle, b.second, b.shallowness, b.bodies)
    }
}
