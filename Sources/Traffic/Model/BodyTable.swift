import Geometry
import RoadNetwork
import World

/// What inner loops read of a model of the catalogue.
struct BodyRecord: Sendable {
    var actorClass: ActorClass
    var users: LaneUsers
    var keepsToEdge: Bool
    /// Half of length and width, metres.
    var halfLength: Double
    var halfWidth: Double
    /// From the reference point forward to the middle, metres.
    var centerOffset: Double
    var wheelbase: Double
    /// Sharpest curvature that the vehicle can drive, 1/m.
    var sharpestCurvature: Double
    /// m/s
    var maximumSpeed: Double
    /// Usual speed where it is not the road's limit, m/s; else infinite.
    var usualSpeed: Double
    /// Usual speed on foot, m/s.
    var walkingSpeed: Double
    /// Ability to accelerate against a usual car's, and hardest deceleration, m/s².
    var accelerationShare: Double
    var maximumDeceleration: Double
    var isArticulated: Bool
    /// The point led along the line when steering: its distance ahead of the reference point, metres.
    var lead: Double
    /// The same when turning across a junction; larger for long vehicles.
    var farLead: Double
}

extension BodyRecord {
    /// Comfortable acceleration of the car that driver profiles are written for, m/s².
    private static let usualAcceleration = 2.0

    init(_ model: ActorModel) {
        actorClass = model.actorClass
        users = model.actorClass.laneUsers
        keepsToEdge = model.actorClass.keepsToEdge
        (halfLength, halfWidth, centerOffset) = (model.length / 2, model.width / 2, model.centerOffset)
        wheelbase = model.wheelbase
        sharpestCurvature =
            wheelbase > 0.1 ? DeterministicMath.tan(model.dynamics.maximumSteeringAngle) / wheelbase : 2
        maximumSpeed = model.maximumSpeed
        usualSpeed = model.usualSpeed > 0 ? model.usualSpeed : .infinity
        walkingSpeed = model.usualSpeed > 0 ? min(3, model.usualSpeed) : 1.34
        accelerationShare = min(1.2, max(0.2, model.comfortableAcceleration / Self.usualAcceleration))
        maximumDeceleration = max(2, model.maximumDeceleration)
        isArticulated = model.articulation != nil
        let front = model.centerOffset + model.length / 2
        farLead = model.length > 7 && model.wheelbase > 0 ? max(0, front * 0.76) : max(0, model.centerOffset)
        lead = model.articulation.map { max(0, ($0.jointOffset + front) / 2) } ?? max(0, model.centerOffset)
    }
}
