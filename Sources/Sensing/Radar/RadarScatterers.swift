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
}

/// What a radar sees of the actors around it.
struct RadarGathering {
    let parameters: RadarParameters
    let position: Vector3
    let yaw: Double
    /// Over ground, m/s.
    let velocity: Vector2
    private let axis: Vector2

    init(_ moment: SensingMoment, parameters: RadarParameters) {
        self.parameters = parameters
        let pose = moment.worldFromSensor
        (position, yaw) = (pose.position, pose.yaw)
        axis = Vector2(yaw: pose.yaw)
        let motion = moment.own.motion
        velocity = motion.velocity + (position.horizontal - motion.pose.position).leftNormal * motion.yawRate
    }

    /// Adds the scatterers of every actor within range and field of view, hidden or not.
    func gather(_ moment: SensingMoment, into scatterers: inout [RadarScatterer]) {
        let actors = moment.world.actors
        for row in 0..<actors.count where row != moment.vehicle.index {
            let actor = ActorID(row)
            guard actors.isPresent(actor) else { continue }
            let model = moment.stage.catalogue.models[Int(actors.model[row])]
            let motion = moment.motion(of: actor)
            let away = motion.pose.position - position.horizontal
            guard away.length < parameters.maximumRange + model.length else { continue }
            add(model, motion, key: actors.randomKey[row], actor, into: &scatterers)
        }
    }

    private func add(
        _ model: ActorModel, _ motion: ActorMotion, key: UInt64, _ actor: ActorID,
        into scatterers: inout [RadarScatterer]
    ) {
        let box = model.footprint(at: motion.pose)
        let level = Double(model.radarCrossSection)
        func scatter(_ point: Vector2, _ level: Double, _ part: Int) {
            // The nearest height that the body has.
            let height = min(max(position.z, model.groundClearance), model.height)
            let there = Vector3(point.x, point.y, height)
            guard let found = scatterer(there, motion, level, key, part, actor) else { return }
            scatterers.append(found)
        }
        guard model.actorClass.isVehicle, !model.actorClass.isCycle else {
            return scatter(box.center, level, 0)
        }
        for side in 0..<4 {
            // The specular point of a side: the foot of the perpendicular, or the nearer corner.
            let normal = side % 2 == 0 ? box.axis * (side == 0 ? 1 : -1) : box.axis.leftNormal * (side == 1 ? 1 : -1)
            let (depth, half) =
                side % 2 == 0 ? (box.halfLength, box.halfWidth) : (box.halfWidth, box.halfLength)
            let middle = box.center + normal * depth
            let away = position.horizontal - middle
            guard away.dot(normal) > 1e-6 else { continue }
            let along = normal.leftNormal
            let point = middle + along * min(half, max(-half, away.dot(along)))
            let cosine = (position.horizontal - point).normalized.dot(normal)
            // Broadside is 2 dB above head-on; quartering, where two sides share cos⁴, is 3 dB below.
            scatter(point, level + (side % 2 == 0 ? 0 : 2) + 4 * Decibel.of(max(cosine, 0.03)), side)
        }
    }

    private func scatterer(
        _ point: Vector3, _ motion: ActorMotion, _ level: Double, _ key: UInt64, _ part: Int, _ actor: ActorID
    ) -> RadarScatterer? {
        let away = point - position
        let range = away.length
        guard range >= parameters.minimumRange, range <= parameters.maximumRange else { return nil }
        let flat = away.horizontal
        let azimuth = DeterministicMath.atan2(axis.cross(flat), axis.dot(flat))
        guard azimuth.magnitude <= parameters.fieldOfView / 2 else { return nil }
        let turning = (point.horizontal - motion.pose.position).leftNormal * motion.yawRate
        let relative = motion.velocity + turning - velocity
        return RadarScatterer(
            range: range, azimuth: azimuth, velocity: relative.dot(flat) / range, crossSection: level, key: key,
            part: part, position: point, actor: actor)
    }
}
