import Fields
import Geometry

/// The vehicle under test.
public struct DrivenSpec: FieldDescribed {
    public var model = Located("ego")
    public var at = PlacementSpec()
    /// m/s.
    public var speed = 0.0
    public var route = RouteSpec()
    /// Name of a sensor set; nil: the policy's own, else `urban-lite`.
    public var sensors: Located<String>?

    public init() {}

    public static let fields = FieldTable<Self>("ego", "The vehicle that the policy drives, and where it shall go.") {
        Field("model", \.model, "Model of the catalogue.")
        Field("at", \.at, "Where it stands at the start; may be left out where the route is generated.")
        Field("speed", \.speed, .speed, in: 0...70, "Speed at the start.")
        Field("route", \.route, "Where to go.").required()
        Field("sensors", \.sensors, "Sensor set, unless the command line or the policy names another.")
    }
}

/// Where the driven vehicle shall go: to a place on a lane, through others, or a generated way.
public struct RouteSpec: FieldDescribed {
    public var to: PlacementSpec?
    public var via: [PlacementSpec] = []
    public var generate: GeneratedRouteSpec?

    public init() {}

    public static let fields = FieldTable<Self>("route", "The goal, or the wish for a generated route.") {
        Field("to", \.to, "The goal, on a lane.")
        Field("via", \.via, in: 0...100, "Places to pass on the way, on lanes.")
        Field("generate", \.generate, "Start and way chosen at random by the seed.")
    }
}

/// A route chosen at random.
public struct GeneratedRouteSpec: FieldDescribed {
    /// Metres.
    public var length = 1000.0
    public var junctions = 3
    public var leftTurns = 1
    public var rightTurns = 1

    public init() {}

    public static let fields = FieldTable<Self>("generated_route", "What a generated route must contain.") {
        Field("length", \.length, .length, in: 50...50_000, "Shortest length.")
        Field("junctions", \.junctions, in: 0...200, "Fewest junctions.")
        Field("left_turns", \.leftTurns, in: 0...50, "Fewest left turns.")
        Field("right_turns", \.rightTurns, in: 0...50, "Fewest right turns.")
    }
}
