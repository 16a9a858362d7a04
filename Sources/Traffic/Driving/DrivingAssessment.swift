import Geometry
import RoadNetwork
import World

/// How strongly a driver may accelerate now, and what limits it.
public struct DrivingAssessment: Sendable {
    /// m/s²; the smallest of all limits.
    public var acceleration: Double
    /// The limit that counts.
    public var reason: DrivingReason
    /// The leader, or whom the driver yields to; none if nobody.
    public var partner: ActorID
    /// Gap to the leader, or distance to the stopping place, metres; infinite if there is none.
    public var gap: Double
    /// Speed that the road allows here, m/s.
    public var desiredSpeed: Double
    /// From the front to the next line at which the driver may have to wait, metres; infinite if there is none near.
    public var lineDistance: Double
    /// Distance to the nearest place at which the driver has to come to rest now, metres; infinite if there is none.
    public var stopDistance: Double
    /// `SignalAspect.rawValue` of the next signal; dark if there is none near.
    public var aspect: UInt8

    init(acceleration: Double, desiredSpeed: Double) {
        self.acceleration = acceleration
        self.desiredSpeed = desiredSpeed
        (reason, partner, gap, lineDistance, stopDistance) = (.free, .none, .infinity, .infinity, .infinity)
        aspect = 0
    }

    /// Takes a limit into account; the first of equal ones counts.
    @inline(__always)
    mutating func limit(_ limit: Double, because reason: DrivingReason, partner: Int32 = -1, gap: Double) {
        guard limit < acceleration else { return }
        acceleration = limit
        self.reason = reason
        self.partner = ActorID(Int(partner))
        self.gap = gap
    }
}

/// Somebody who drives along known lanes: everything that the rules need to know about it.
struct DriverView {
    /// Row in `TrafficScene.actors`.
    var row: Int
    var actor: SceneActor
    var profile: DriverProfile
    var body: BodyRecord
    /// Seconds until the next decision.
    var step: Double
    /// Seconds since the start of the run, and since the driver came to rest (0 while it moves).
    var time: Double
    var waited: Double
    /// Where in its lane the driver wants to be, metres to the left of the middle.
    var restOffset: Double
    /// An offset that it keeps to on every lane; nil = the usual one of each.
    var keptOffset: Double?
    /// Strongest acceleration, m/s².
    var strongest: Double
    /// Hardest deceleration that the driver uses, m/s².
    var hardest: Double

    init(
        row: Int, scene: TrafficScene, profile: DriverProfile, body: BodyRecord, step: Double, restOffset: Double,
        keptOffset: Double? = nil
    ) {
        self.row = row
        actor = scene.actors[row]
        self.profile = profile
        self.body = body
        self.step = step
        self.restOffset = restOffset
        self.keptOffset = keptOffset
        time = scene.time
        waited = actor.standingSince < 0 ? 0 : max(0, scene.time - actor.standingSince)
        strongest = profile.acceleration * body.accelerationShare
        hardest = body.maximumDeceleration * 0.9
    }

    /// Seconds for which the driver has stood because of others at a junction; 0 while it moves.
    var blockedFor: Double { actor.yieldsSince < 0 ? 0 : max(0, time - actor.yieldsSince) }

    /// Own speed forwards, m/s.
    var speed: Double { max(0, actor.speed) }

    /// Share of the usual time gaps that the driver still demands after waiting, 0.5–1.
    var gapShare: Double { 1 - 0.5 * min(1, waited / profile.patience) }

    /// Distance from the front within which a stop may become necessary, metres.
    var concern: Double { speed * speed / (2 * profile.stopDeceleration * 0.8) + 2 * speed + 12 }
}
