import Fields
import Geometry

/// Parameters of the motion models as written in a catalogue file.
struct DynamicsEntry: FieldDescribed {
    var kind = DynamicSingleTrack.kind
    var mass = 1600.0
    var frontAxleLoad = 0.55
    var yawInertia: Double?
    var frontCorneringStiffness: Double?
    var rearCorneringStiffness: Double?
    var actuators = VehicleParameters()

    /// Cornering stiffness per axle load of usual tyres, 1/rad.
    private static let usualStiffness = (front: 12.0, rear: 14.0)

    static let fields = FieldTable<Self>("dynamics", "How a driven vehicle answers to pedals and steering.") {
        Field("motion", \.kind, MotionModelRegistry.format, "The motion model.")
        Field("mass", \.mass, .mass, in: 10...50_000, "With driver.")
        Field("front_axle_load", \.frontAxleLoad, .ratio, in: 0.1...0.9, "Share of the weight on the front axle.")
        Field(
            "yaw_inertia", \.yawInertia, .inertia, in: 1...1_000_000,
            "About the vertical axis; mass times both axle distances if absent.")
        Field(
            "front_cornering_stiffness", \.frontCorneringStiffness, .corneringStiffness, in: 1000...5_000_000,
            "Of the axle; 12 / rad times its load if absent.")
        Field(
            "rear_cornering_stiffness", \.rearCorneringStiffness, .corneringStiffness, in: 1000...5_000_000,
            "Of the axle; 14 / rad times its load if absent.")
        Field("steering_lock", \.actuators.maximumSteeringAngle, .angle, in: 0.05...1.4, "Largest road wheel angle.")
        Field("steering_rate", \.actuators.maximumSteeringRate, .angularRate, in: 0.05...10, "Of the road wheel.")
        Field("steering_lag", \.actuators.steeringLag, .time, in: 0...2, "First-order lag.")
        Field("pedal_lag", \.actuators.accelerationLag, .time, in: 0...2, "First-order lag of drive and brakes.")
        Field("jerk", \.actuators.maximumJerk, .jerk, in: 0.1...1000, "How fast drive and brakes build up at most.")
        Field("acceleration", \.actuators.maximumAcceleration, .acceleration, in: 0.1...15, "Strongest drive.")
        Field("deceleration", \.actuators.maximumDeceleration, .acceleration, in: 0.1...15, "Strongest brake.")
        Field("reverse_speed", \.actuators.maximumReverseSpeed, .speed, in: 0...20, "Top speed in reverse.")
    }

    var motionModel: any MotionModel.Type { MotionModelRegistry.model(kind) ?? DynamicSingleTrack.self }

    func parameters(wheelbase: Double, topSpeed: Double) -> VehicleParameters {
        var parameters = actuators
        parameters.mass = mass
        parameters.maximumSpeed = topSpeed
        // Things without axles keep the defaults: nobody drives them.
        guard wheelbase > 0 else { return parameters }
        parameters.frontAxleDistance = wheelbase * (1 - frontAxleLoad)
        parameters.rearAxleDistance = wheelbase * frontAxleLoad
        parameters.yawInertia = yawInertia ?? mass * parameters.frontAxleDistance * parameters.rearAxleDistance
        let weight = mass * DynamicSingleTrack.gravity
        parameters.frontCorneringStiffness =
            frontCorneringStiffness ?? DynamicsEntry.usualStiffness.front * weight * frontAxleLoad
        parameters.rearCorneringStiffness =
            rearCorneringStiffness ?? DynamicsEntry.usualStiffness.rear * weight * (1 - frontAxleLoad)
        return parameters
    }
}
