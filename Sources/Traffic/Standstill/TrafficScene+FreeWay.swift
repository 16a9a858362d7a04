import Geometry
import World

/// What a vehicle would touch if it drove on along its way.
struct Obstruction {
    var actor: Int32
    /// Metres that it can drive before they touch.
    var distance: Double
}

/// The rows of some actors, each once; where they are more than it holds, the nearest, so that the order in which they
/// are added does not matter.
struct BodyList {
    private(set) var rows = SIMD64<Int32>()
    private var distances = SIMD64<Double>()
    private var keys = SIMD64<UInt64>()
    private(set) var count = 0

    mutating func add(_ row: Int32, distance: Double, key: UInt64) {
        for place in 0..<count where rows[place] == row { return }
        guard count < rows.scalarCount else { return replaceFarthest(row, distance, key) }
        (rows[count], distances[count], keys[count]) = (row, distance, key)
        count += 1
    }

    private mutating func replaceFarthest(_ row: Int32, _ distance: Double, _ key: UInt64) {
        let last = (0..<count).max { (distances[$0], keys[$0]) < (distances[$1], keys[$1]) } ?? 0
        guard (distance, key) < (distances[last], keys[last]) else { return }
        (rows[last], distances[last], keys[last]) = (row, distance, key)
    }
}

extension TrafficScene {
    /// Step along the way and the distance over which a vehicle comes back to its line, metres.
    private static let wayStep = 0.8
    private static let settlingLength = 12.0
    /// Seconds for which others are taken to go on as they do.
    private static let foresight = 2.5
    /// Who is slower than this is taken to stay, m/s.
    private static let crawl = 0.5

    /// Stops short of bodies on the way itself, whatever lane they are on and whoever goes first: networks hold lanes
    /// that overlap without anything that says so.
    @inline(__always)
    func limitByBodies(_ driver: DriverView, _ result: inout DrivingAssessment, _ model: TrafficModel) {
        let stopping = SafeSpeed.stoppingDistance(speed: driver.speed, deceleration: driver.profile.stopDeceleration)
        let reach = stopping + driver.speed * driver.step + 1
        guard let found = obstruction(of: driver, within: reach, margin: 0.1, model) else { return }
        stop(driver, &result, distance: max(0, found.distance - 0.5), because: .leader, partner: found.actor)
    }

    /// The first body that a vehicle would touch within some metres of its way, by steering along it in thought.
    ///
    /// - Parameter margin: room kept to all sides, metres.
    func obstruction(of driver: DriverView, within reach: Double, margin: Double, _ model: TrafficModel) -> Obstruction?
    {
        guard driver.actor.chainCount > 0 else { return nil }
        let bodies = bodies(near: driver.row, reach: reach + margin)
        guard bodies.count > 0 else { return nil }
        let actor = driver.actor
        let away = actor.t - driver.restOffset
        var yaw = actor.yaw
        var axle = actor.position - actor.forward * driver.body.centerOffset
        var travelled = 0.0
        while travelled < reach {
            let place = Placement(axle: axle, forward: Vector2(yaw: yaw), travelled: travelled)
            let curvature = curvature(
                driver.row, place, speed: driver.speed, body: driver.body, model: model,
                offset: { away * max(0, 1 - $0 / Self.settlingLength) }, keeps: driver.keptOffset)
            axle += Vector2(yaw: yaw + curvature * Self.wayStep / 2) * Self.wayStep
            yaw += curvature * Self.wayStep
            travelled += Self.wayStep
            let forward = Vector2(yaw: yaw)
            let box = OrientedBox(
                center: axle + forward * driver.body.centerOffset, axis: forward,
                halfLength: actor.halfLength + margin, halfWidth: actor.halfWidth + margin)
            if let other = body(under: box, of: driver.row, speed: driver.speed, after: travelled, among: bodies) {
                return Obstruction(actor: other, distance: travelled - Self.wayStep)
            }
        }
        return nil
    }

    /// Everybody around a vehicle and the next metres of its way, each once.
    func bodies(near driver: Int, reach: Double) -> BodyList {
        let me = actors[driver]
        let middle = me.position + me.forward * (reach / 2)
        let radius = reach / 2 + me.halfLength + me.halfWidth
        var list = BodyList()
        near.forEach(around: middle, reach: radius + 2) { row in
            let most = radius + actors[row].halfLength + actors[row].halfWidth
            let squared = (actors[row].position - middle).lengthSquared
            guard row != driver, squared < most * most else { return }
            list.add(Int32(row), distance: squared, key: actors[row].key)
        }
        return list
    }

    /// Somebody who is under a footprint that a vehicle comes to after some metres; of several the one with the smallest
    /// random key.
    func body(
        under box: OrientedBox, of driver: Int, speed: Double, after travelled: Double,
        among bodies: BodyList
    ) -> Int32? {
        var found: Int32?
        let seconds = travelled / max(1.5, speed)
        for place in 0..<bodies.count {
            let row = bodies.rows[place]
            guard isInWay(Int(row), box, of: driver, after: seconds) else { continue }
            if found.map({ actors[Int(row)].key < actors[Int($0)].key }) ?? true { found = row }
        }
        return found
    }

    @inline(__always)
    private func isInWay(_ row: Int, _ box: OrientedBox, of driver: Int, after seconds: Double) -> Bool {
        let other = actors[row].box
        let moves = actors[row].speed.magnitude > Self.crawl
        let place = moves ? other.center + actors[row].velocity * seconds : other.center
        let near = box.halfLength + box.halfWidth + other.halfLength + other.halfWidth
        guard (place - box.center).lengthSquared < near * near else { return false }
        let me = actors[driver]
        let isAhead = (other.center - me.position).dot(me.forward) > 0
        guard moves else {
            guard box.overlaps(other) else { return false }
            // Beside the rear half it is hit by a rear that cuts the corner; who is as close already was there before.
            let here = OrientedBox(
                center: me.position, axis: me.forward, halfLength: box.halfLength, halfWidth: box.halfWidth)
            return isAhead || !here.overlaps(other)
        }
        // Who comes from behind looks after itself.
        guard isAhead, seconds < Self.foresight else { return false }
        var ahead = other
        ahead.center = place
        return box.overlaps(ahead)
    }
}
