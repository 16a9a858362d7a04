import Fields
import Geometry

/// An actor that a scenario file places.
public struct ActorSpec: FieldDescribed {
    public var name = Located("")
    public var model = Located("")
    public var at = PlacementSpec()
    /// m/s; nil: the speed of the surrounding traffic for vehicles that drive, 0 for everybody else.
    public var speed: Double?
    /// Name of a behaviour; nil: by the actor's class.
    public var behaviour: Located<String>?
    /// Lanes to drive along, by name; the rest of the way is chosen at random.
    public var route: [Located<String>] = []
    /// Driver profile of the traffic model.
    public var profile: Located<String>?
    /// Part of the hazard: left out with `--set hazard=off`.
    public var isHazard = false
    /// Present only where this is true (a parameter, usually).
    public var isPresent = true
    /// Lights at the start.
    public var hazardLights = false

    public init() {}

    public static let fields = FieldTable<Self>("actor", "Somebody or something that the scenario places.") {
        Field("name", \.name, "Unique name, used by triggers and actions.").required()
        Field("model", \.model, "Name of a model of the catalogue; `list models` prints them.").required()
        Field("at", \.at, "Where it stands at the start.").required()
        Field("speed", \.speed, .speed, in: -20...70, "Speed at the start.")
        Field("behaviour", \.behaviour, "Who decides for it; by default what its class does.")
        Field("route", \.route, in: 0...500, "Names of the lanes to drive along.")
        Field("profile", \.profile, "Driver profile; `list profiles` prints them.")
        Field("hazard", \.isHazard, "Belongs to the hazard, which `--set hazard=off` removes.")
        Field("present", \.isPresent, "Whether it is there at all.")
        Field("hazard_lights", \.hazardLights, "Hazard lights flash from the start.")
    }
}
