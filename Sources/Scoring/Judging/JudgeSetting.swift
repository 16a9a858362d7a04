import Geometry
import RoadNetwork
import World

/// What stays the same while one vehicle is judged: map, catalogue, route, rules.
public final class JudgeSetting: Sendable {
    public let map: StreetMap
    public let catalogue: Catalogue
    /// Where a vehicle may be.
    public let carriageway: Carriageway
    /// The way the vehicle was told to go.
    public let route: Route
    /// Row of the judged vehicle and its model.
    public let vehicle: ActorID
    public let model: ActorModel
    /// Seconds between two looks at the lanes (tyres against borders, direction, limits); contacts and stop lines are
    /// judged at every tick.
    public let samplingPeriod: Double
    /// Stop lines by place.
    public let stopLines: StopLineIndex

    public init(
        map: StreetMap, catalogue: Catalogue, carriageway: Carriageway, route: Route, vehicle: ActorID,
        model: ActorModel,
        samplingPeriod: Double = 0.1
    ) {
        self.map = map
        self.catalogue = catalogue
        self.carriageway = carriageway
        self.route = route
        self.vehicle = vehicle
        self.model = model
        self.samplingPeriod = samplingPeriod
        stopLines = StopLineIndex(map: map)
    }

    /// Distance from the reference point to the front bumper, metres.
    public var frontOverhang: Double { model.centerOffset + model.length / 2 }
}
