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
    /// Overall, metres.
    public var length: Double
    public var width: Double
    public var height: Double
    /// Distance from the reference point forward to the middle of the overall box, metres (0 if the middle is it).
    public var centerOffset: Double
    /// Metres; 0 for things without axles.
    public var wheelbase: Double
    /// Gap between ground and body, metres.
    public var groundClearance: Double
    /// Bodies stacked and chained: the first is what contacts use.
    public var parts: [BodyPart]
    public var dynamics: VehicleParameters
    /// Paint colours to choose from by random key, linear 0–1.
    public var colours: [LinearColour]
    /// Near-infrared reflectivity of the body, 0–1.
    public var reflectivity: Float
    /// Radar cross-section seen from the rear, dBsm.
    public var radarCrossSection: Float
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
        colours = [LinearColour(0.5, 0.5, 0.5)]
        (reflectivity, radarCrossSection) = (0.3, 10)
        (maximumSpeed, comfortableAcceleration, comfortableDeceleration, maximumDeceleration) = (50, 2, 2.5, 8)
        usualSpeed = 0
    }

    /// The overall footprint of an actor of this model.
    public func footprint(at pose: Pose2) -> OrientedBox {
        let axis = pose.forward
        return OrientedBox(
            center: pose.position + axis * centerOffset, axis: axis, halfLength: length / 2, halfWidth: width / 2)
    }
}

/// A convex prism of an actor's body, in the model's frame (x forward from the reference point).
public struct BodyPart: Sendable {
    public enum Material: UInt8, Sendable, CaseIterable, BitwiseCopyable {
        case paint, glass, rubber, skin, clothes, metal, plastic
    }

    /// Middle of the footprint in the model's frame, metres.
    public var center: Vector2
    public var length: Double
    public var width: Double
    /// Bottom and top above ground, metres.
    public var bottom: Double
    public var top: Double
    public var material: Material
    /// Turns with the second body of an articulated vehicle.
    public var isTrailing: Bool

    public init(
        center: Vector2, length: Double, width: Double, bottom: Double, top: Double, material: Material,
        isTrailing: Bool = false
    ) {
        self.center = center
        self.length = length
        self.width = width
        self.bottom = bottom
        self.top = top
        self.material = material
        self.isTrailing = isTrailing
    }
}

/// Parameters of the dynamic single-track model and its actuators.
public struct VehicleParameters: Sendable, Hashable {
    /// kg
    public var mass = 1600.0
    /// About the vertical axis, kg·m².
    public var yawInertia = 2500.0
    /// Metres from the centre of mass to the front and rear axle.
    public var frontAxleDistance = 1.2
    public var rearAxleDistance = 1.5
    /// Cornering stiffness per axle, N/rad.
    public var frontCorneringStiffness = 110_000.0
    public var rearCorneringStiffness = 130_000.0
    /// Road wheel, radians and rad/s.
    public var maximumSteeringAngle = 0.6
    public var maximumSteeringRate = 0.6
    /// First-order lag of drive and brakes and of steering, seconds.
    public var accelerationLag = 0.15
    public var steeringLag = 0.08
    /// m/s³
    public var maximumJerk = 30.0
    /// m/s², both positive, on dry road.
    public var maximumAcceleration = 4.0
    public var maximumDeceleration = 9.0
    /// m/s
    public var maximumSpeed = 50.0

    public init() {}

    public var wheelbase: Double { frontAxleDistance + rearAxleDistance }
}

/// Every model by row.
public struct Catalogue: Sendable {
    public var models: [ActorModel]

    public init(models: [ActorModel]) { self.models = models }

    /// Row of a model by name; nil if unknown.
    public func model(named name: String) -> Int32? {
        models.firstIndex { $0.name == name }.map { Int32($0) }
    }
}
