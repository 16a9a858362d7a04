import Geometry
import RoadNetwork
import World

/// A point that sends radar waves back.
struct RadarScatterer {
    /// Metres.
    var range: Double
    /// Counter-clockwise from the sensor's axis, radians.
    var azimuth: Double
    /// Rate of change of the range, m/s.
    var velocity: Double
    /// dBsm.
    var crossSection: Double
    /// Random key of the thing it belongs to, and which of its points it is.
    var key: UInt64
    var part: Int
    /// Where it is in the world.
    var position: Vector3
    /// Row of the actor.
    var actor: ActorID
    /// Over the ground against the upright axis, radians: the azimuth of a radar that does not lean.
    var direction = 0.0
}

/// What radar sees of a model of the catalogue.
struct RadarBody: Sendable, BitwiseCopyable {
    /// Metres: middle of the body ahead of the reference point, half sizes, heights, and the farthest point from the
    /// reference point.
    var centerOffset: Double
    var halfLength: Double
    var halfWidth: Double
    var bottom: Double
    var top: Double
    var reach: Double
    /// From the rear, dBsm.
    var crossSection: Double
    /// From where it reflects most, dBsm.
    var brightest: Double
    /// A body with flat sides, each with its own reflection; else one point.
    var hasSides: Bool
    /// Metres; 0 without axles.
    var wheelbase: Double
    var isWalking: Bool

    init(_ model: ActorModel) {
        centerOffset = model.centerOffset
        (halfLength, halfWidth) = (model.length / 2, model.width / 2)
        (bottom, top) = (model.groundClearance, model.height)
        reach = model.centerOffset.magnitude + DeterministicMath.hypotenuse(model.length, model.width) / 2
        crossSection = Double(model.radarCrossSection)
        brightest = crossSection + (model.radarAspects.max() ?? 0)
        hasSides = model.actorClass.isVehicle && !model.actorClass.isCycle
        wheelbase = model.actorClass.isVehicle ? model.wheelbase : 0
        isWalking = model.actorClass == .adult || model.actorClass == .child || model.actorClass == .dog
    }
}

/// What a radar sees of the actors around it.
struct RadarGathering {
    let parameters: RadarParameters
    let frame: RadarFrame
    var position: Vector3 { frame.position }
    /// Over ground, m/s.
    let velocity: Vector2

    init(_ moment: SensingMoment, parameters: RadarParameters) {
        self.parameters = parameters
        frame = RadarFrame(moment.worldFromSensor)
        let motion = moment.own.motion
        velocity = motion.velocity + (frame.position.horizontal - motion.pose.position).leftNormal * motion.yawRate
    }

    /// Adds the scatterers of every actor within range and field of view, hidden or not.
    func gather(_ moment: SensingMoment, into scatterers: inout [RadarScatterer]) {
        let actors = moment.world.actors
        let clock = moment.world.clock
        for row in 0..<actors.count where row != moment.vehicle.index {
            let actor = ActorID(row)
            guard actors.isPresent(actor) else { continue }
            let body = moment.stage.radarBodies[Int(actors.model[row])]
            let motion = actors.motion(of: actor, atTime: moment.time, clock: clock)
            let away = motion.pose.position - position.horizontal
            guard away.length < parameters.maximumRange + body.reach else { continue }
            add(body, motion, key: actors.randomKey[row], actor, into: &scatterers)
        }
    }

    private func add(
        _ body: RadarBody, _ motion: ActorMotion, key: UInt64, _ actor: ActorID,
        into scatterers: inout [RadarScatterer]
    ) {
        let forward = motion.pose.forward
        let center = motion.pose.position + forward * body.centerOffset
        func scatter(_ point: Vector2, _ level: Double, _ part: Int) {
            // The nearest height that the body has.
            let there = Vector3(point.x, point.y, min(max(position.z, body.bottom), body.top))
            guard let found = scatterer(there, motion, level, key, part, actor) else { return }
            scatterers.append(found)
        }
        guard body.hasSides else { return scatter(center, body.crossSection, 0) }
        for side in 0..<4 {
            let isEnd = side % 2 == 0
            let normal = (isEnd ? forward : forward.leftNormal) * (side < 2 ? 1 : -1)
            let middle = center + normal * (isEnd ? body.halfLength : body.halfWidth)
            let away = position.horizontal - middle
            guard away.dot(normal) > 1e-6 else { continue }
            // The specular point of a side: the foot of the perpendicular, or the nearer corner.
            let (along, half) = (normal.leftNormal, isEnd ? body.halfWidth : body.halfLength)
            let point = middle + along * min(half, max(-half, away.dot(along)))
            let cosine = (position.horizontal - point).normalized.dot(normal)
            // Broadside is 2 dB above head-on; quartering, where two sides share cos⁴, is 3 dB below.
            scatter(point, body.crossSection + (isEnd ? 0 : 2) + 4 * Decibel.of(max(cosine, 0.03)), side)
        }
    }

    private func scatterer(
        _ point: Vector3, _ motion: ActorMotion, _ level: Double, _ key: UInt64, _ part: Int, _ actor: ActorID
    ) -> RadarScatterer? {
        let away = point - position
        let range = away.length
        guard range >= parameters.minimumRange, range <= parameters.maximumRange else { return nil }
        let flat = away.horizontal
        let direction = frame.direction(flat)
        let (azimuth, elevation) = frame.measured(point, direction: direction)
        guard azimuth.magnitude <= parameters.fieldOfView / 2 else { return nil }
        let turning = (point.horizontal - motion.pose.position).leftNormal * motion.yawRate
        let relative = motion.velocity + turning - velocity
        return RadarScatterer(
            range: range, azimuth: azimuth, velocity: relative.dot(flat) / range,
            crossSection: level + parameters.elevationGain(elevation), key: key, part: part, position: point,
            actor: actor, direction: direction)
    }
}
