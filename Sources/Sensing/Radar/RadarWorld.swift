import Geometry
import Optics
import RoadNetwork
import World

/// What the full chain's radar sees: scatter centres of every road user with micro-Doppler, the standing world, ghosts.
struct RadarWorld {
    let parameters: RadarParameters
    let frame: RadarFrame
    var position: Vector3 { frame.position }
    var axis: Vector2 { frame.axis }
    /// Over ground, m/s.
    let velocity: Vector2
    let view: RadarView
    let time: Double
    let vehicle: ActorID
    private let equation: RadarEquation
    /// Of rain, dB/m.
    private let attenuation: Double
    /// What lies below this signal to noise is never detected, dB.
    let floor: Double

    init(
        _ moment: SensingMoment, parameters: RadarParameters, view: RadarView, equation: RadarEquation,
        attenuation: Double
    ) {
        self.equation = equation
        self.attenuation = attenuation
        floor = Decibel.of(equation.threshold) - RadarWorld.margin
        self.parameters = parameters
        self.view = view
        frame = RadarFrame(moment.worldFromSensor)
        let motion = moment.own.motion
        velocity = motion.velocity + (frame.position.horizontal - motion.pose.position).leftNormal * motion.yawRate
        time = moment.time
        vehicle = moment.vehicle
    }

    /// Fills `scratch.radarScatterers` with everything that may be detected.
    func gather(_ moment: SensingMoment, memory: RadarMemory) {
        view.look(moment, memory)
        let outlook = memory.outlook
        // Taken out of the memory, each is a variable of its own.
        var (scatterers, points): ([RadarScatterer], [RadarPoint]) = ([], [])
        swap(&scatterers, &memory.scatterers)
        swap(&points, &memory.points)
        scatterers.removeAll(keepingCapacity: true)
        // Taken out once: every way through the moment would count references to all columns of the world.
        let (actors, clock) = (moment.world.actors, moment.world.clock)
        let (bodies, aspects) = (moment.stage.radarBodies, moment.stage.radarAspects)
        for row in 0..<actors.count where row != vehicle.index && actors.isPresent(ActorID(row)) {
            let actor = ActorID(row)
            let body = bodies[Int(actors.model[row])]
            let rough = Vector2(actors.x[row], actors.y[row]) - position.horizontal
            let distance = rough.length
            guard distance < parameters.maximumRange + body.reach + 10 else { continue }
            let elapsed = (time - clock.time(of: actors.stamp[row])).magnitude
            let reach = body.reach + (actors.speed[row].magnitude + 10 * elapsed) * elapsed
            if distance > RadarWorld.ghostReach + reach, isHopeless(actor, body, rough, distance, reach, outlook) {
                continue
            }
            let motion = actors.motion(of: actor, atTime: time, clock: clock)
            let target = RadarTarget(
                body: body, motion: motion, key: actors.randomKey[row], actor: actor,
                isNear: distance < RadarWorld.detailReach)
            let isSeen = addTarget(target, aspects[Int(actors.model[row])], outlook, &points, &scatterers)
            if parameters.ghosts, isSeen { memory.targets.append(target) }
        }
        swap(&points, &memory.points)
        swap(&scatterers, &memory.scatterers)
        addStandingWorld(memory)
        if parameters.ghosts { addGhosts(moment, memory) }
        memory.targets.removeAll(keepingCapacity: true)
    }

    /// Whether all of a body is hidden and then too weak by far, which is what happens to most of a crowd.
    ///
    /// - Parameter reach: of the body around its rough place, metres; less than `distance`.
    @inline(__always)
    private func isHopeless(
        _ actor: ActorID, _ body: RadarBody, _ rough: Vector2, _ distance: Double, _ reach: Double,
        _ outlook: RadarOutlook
    ) -> Bool {
        let nearest = distance - reach
        // Wheels, which are seen below vehicles, are told apart near by only.
        let level = body.brightest - parameters.vehicleLoss
        guard
            !equation.mayShow(
                crossSection: level, range: nearest, azimuth: 0, attenuation: attenuation, floor: floor)
        else { return false }
        let (ahead, aside) = (axis.dot(rough), axis.cross(rough))
        guard ahead > aside.magnitude * 0.2, 3 * reach < distance else { return false }
        // A rational form of the arc tangent that is off by less than 0.005 up to 1.4 (Rajan et al., 2006); the arc sine
        // of a share below a third is at most 1.02 times the share.
        let isSteep = aside.magnitude > ahead
        let slope = isSteep ? ahead / aside : aside / ahead
        let octant = slope * (0.7853981633974483 + 0.273 * (1 - slope.magnitude))
        let azimuth = isSteep ? (aside > 0 ? 1.5707963267948966 : -1.5707963267948966) - octant : octant
        guard let columns = view.columns(around: azimuth, 1.02 * reach / distance + 0.005) else { return false }
        return outlook.hides(actor, columns, nearest)
    }

    /// Scatterers this far below the threshold are never seen, dB.
    private static let margin = 14.0

    /// Whether a level, dBsm, may be detected at a place.
    @inline(__always)
    func mayShow(_ level: Double, at bearing: RadarBearing) -> Bool {
        equation.mayShow(
            crossSection: level, range: bearing.range, azimuth: bearing.azimuth, attenuation: attenuation,
            floor: floor)
    }

    /// Metres up to which targets have ghosts.
    static let ghostReach = 80.0

    /// Metres up to which wheels, limbs and corners are told apart.
    private static let detailReach = 60.0

    /// Where the radar sees a point; nil outside range and field of view.
    @inline(__always)
    func bearing(to point: Vector2, height: Double) -> RadarBearing? {
        let away = Vector3(point.x - position.x, point.y - position.y, height - position.z)
        let range = away.length
        guard range >= parameters.minimumRange, range <= parameters.maximumRange else { return nil }
        let flat = away.horizontal
        let (place, direction) = (Vector3(point.x, point.y, height), frame.direction(flat))
        let (azimuth, elevation) = frame.measured(place, direction: direction)
        guard azimuth.magnitude <= parameters.fieldOfView / 2 else { return nil }
        return RadarBearing(
            position: place, away: flat, range: range, azimuth: azimuth, direction: direction, elevation: elevation)
    }

    /// A point of something, as the radar sees it; nil outside range and field of view.
    func scatterer(
        at point: Vector2, height: Double, velocity own: Vector2, level: Double, key: UInt64, part: Int, actor: ActorID
    ) -> RadarScatterer? {
        bearing(to: point, height: height).map {
            scatterer(at: $0, velocity: own, level: level, key: key, part: part, actor: actor)
        }
    }

    @inline(__always)
    func scatterer(
        at bearing: RadarBearing, velocity own: Vector2, level: Double, key: UInt64, part: Int, actor: ActorID
    ) -> RadarScatterer {
        RadarScatterer(
            range: bearing.range, azimuth: bearing.azimuth,
            velocity: (own - velocity).dot(bearing.away) / bearing.range,
            crossSection: level + parameters.elevationGain(bearing.elevation), key: key, part: part,
            position: bearing.position, actor: actor, direction: bearing.direction)
    }
}

/// Where a radar sees a point.
struct RadarBearing {
    /// In the world.
    var position: Vector3
    /// Over the ground from the radar, metres.
    var away: Vector2
    var range: Double
    /// Counter-clockwise from the axis, radians: as the antennas measure it, and over the ground.
    var azimuth: Double
    var direction: Double
    /// Above the antennas' plane, radians.
    var elevation: Double
}

/// A road user that may be seen.
struct RadarTarget {
    var body: RadarBody
    var motion: ActorMotion
    var key: UInt64
    var actor: ActorID
    var isNear: Bool
    /// Along its axis, and the middle of its body.
    let forward: Vector2
    let center: Vector2
    /// Of its reference point, m/s.
    private let velocity: Vector2

    init(body: RadarBody, motion: ActorMotion, key: UInt64, actor: ActorID, isNear: Bool) {
        (self.body, self.motion, self.key, self.actor, self.isNear) = (body, motion, key, actor, isNear)
        forward = motion.pose.forward
        center = motion.pose.position + forward * body.centerOffset
        velocity = motion.velocity
    }

    func velocity(at point: Vector2) -> Vector2 {
        velocity + (point - motion.pose.position).leftNormal * motion.yawRate
    }

    /// Its cross-section from where the radar is, dBsm: that of its model and the table of aspects.
    func crossSection(from position: Vector2, aspects: [Double]) -> Double {
        guard aspects.count > 1 else { return body.crossSection + (aspects.first ?? 0) }
        let away = position - center
        let aspect = DeterministicMath.atan2(forward.cross(away), forward.dot(away)).magnitude
        let step = aspect / .pi * Double(aspects.count - 1)
        let row = min(aspects.count - 2, Int(step))
        return body.crossSection + aspects[row] + (aspects[row + 1] - aspects[row]) * (step - Double(row))
    }
}

/// Memory of the full chain; never state.
final class RadarMemory {
    var scatterers: [RadarScatterer] = []
    var targets: [RadarTarget] = []
    var mirrors: [RadarMirrors.Face] = []
    /// Shares of a target's power by point.
    var points: [RadarPoint] = []
    /// Of the standing world alone, and of everything.
    var standing = LidarReturns()
    var everything = LidarReturns(keepsStrengths: false)
    let outlook = RadarOutlook()
    private var empty: (stage: StageIdentity, scene: DynamicScene)?

    /// A scene in which nothing moves.
    func emptyScene(_ stage: SensingStage) -> DynamicScene {
        if let empty, empty.stage === stage.identity { return empty.scene }
        let scene = DynamicScene(catalogue: stage.catalogue, fixed: stage.scene)
        scene.rebuild(bodies: [], signals: [], time: 0)
        empty = (stage.identity, scene)
        return scene
    }
}

/// A scatter centre of a target.
struct RadarPoint {
    var place: Vector2
    var height: Double
    /// Relative to the body that it belongs to, m/s.
    var motion: Vector2
    /// Share of the target's power, or what it has beside it.
    var share: Double
    var isWheel: Bool
}
