import Geometry
import RoadNetwork

/// Kinds of road users and things, as traffic rules, fault rules and metrics tell them apart.
public enum ActorClass: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    case car, van, truck, bus, articulatedBus, motorcycle, bicycle, eScooter, cargoTricycle, wheelchair, adult, child
    case dog, cone, barrier, box

    /// Moves on its own feet or wheels along pavements and crossings.
    public var isPedestrian: Bool { self == .adult || self == .child || self == .wheelchair || self == .dog }
    /// Two- or three-wheeled, without a body around the rider.
    public var isCycle: Bool {
        self == .bicycle || self == .eScooter || self == .cargoTricycle || self == .motorcycle
    }
    /// A vehicle that uses driving lanes.
    public var isVehicle: Bool { rawValue <= ActorClass.cargoTricycle.rawValue }
    /// Person-like: what scoring calls a vulnerable road user.
    public var isVulnerable: Bool { isPedestrian || isCycle }
    /// A thing without will.
    public var isStatic: Bool { self == .cone || self == .barrier || self == .box }
}

/// A kind of actor out of `assets/catalogue.yaml`: size, shape, dynamics.
public struct ActorModel: Sendable {
    public var name: String
    public var actorClass: ActorClass
    /// Overall, metres; an articulated vehicle's when it stands straight.
    public var length: Double
    public var width: Double
    public var height: Double
    /// Distance from the reference point forward to the middle of the overall box, metres (0 if the middle is it).
    public var centerOffset: Double
    /// Metres; 0 for things without axles.
    public var wheelbase: Double
    /// Gap between ground and body, metres.
    public var groundClearance: Double
    /// Bodies stacked and chained, for sensors; contacts use the overall boxes.
    public var parts: [BodyPart]
    /// The joint of an articulated vehicle.
    public var articulation: Articulation?
    /// Hinge of the front doors ahead of the reference point, metres; nil without doors.
    public var doorHinge: Double?
    public var dynamics: VehicleParameters
    /// How it moves when a policy drives it.
    public var motionModel: any MotionModel.Type
    /// Paint colours to choose from by random key, linear 0–1.
    public var colours: [LinearColour]
    /// Near-infrared reflectivity of the body, 0–1.
    public var reflectivity: Float
    /// Radar cross-section seen from the rear, dBsm.
    public var radarCrossSection: Float
    /// What the cross-section has more than `radarCrossSection`, dB, at equal steps of aspect from the front (0) to the
    /// rear (π); both sides alike. Empty: the same all around.
    public var radarAspects: [Double] = []
    /// Top speed, m/s; comfortable acceleration and deceleration, hardest deceleration, m/s² (all positive).
    public var maximumSpeed: Double
    public var comfortableAcceleration: Double
    public var comfortableDeceleration: Double
    public var maximumDeceleration: Double
    /// Usual speed where nothing limits it, m/s (people, cycles); 0 = the road's limit.
    public var usualSpeed: Double

    public init(name: String, actorClass: ActorClass) {
        self.name = name
        self.actorClass = actorClass
        (length, width, height) = (4.6, 1.85, 1.5)
        (centerOffset, wheelbase, groundClearance) = (0, 0, 0)
        parts = []
        dynamics = VehicleParameters()
        motionModel = DynamicSingleTrack.self
        colours = [LinearColour(0.5, 0.5, 0.5)]
        (reflectivity, radarCrossSection) = (0.3, 10)
        (maximumSpeed, comfortableAcceleration, comfortableDeceleration, maximumDeceleration) = (50, 2, 2.5, 8)
        usualSpeed = 0
    }
}
