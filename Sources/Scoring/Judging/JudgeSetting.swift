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

    /// The lane that the route takes at an arc length, if it holds a pose and runs its way: where lanes overlap, as in
    /// junctions, the vehicle is on the one that it was told to take.
    func routeLane(under pose: Pose2, at routePosition: Double) -> StreetMap.LanePosition? {
        guard !route.legs.isEmpty else { return nil }
        let id = route.legs[min(route.leg(at: routePosition), route.legs.count - 1)].lane
        let place = map[id].centerline.project(pose.position)
        guard place.distance <= map[id].halfWidth(at: place.s) + 0.3 else { return nil }
        let turn = Angle.difference(from: map[id].centerline.pose(at: place.s).yaw, to: pose.yaw)
        return turn.magnitude < .pi / 3 ? StreetMap.LanePosition(lane: id, s: place.s, t: place.t) : nil
    }

    /// Distance from the reference point to the front bumper, metres.
    public var frontOverhang: Double { model.centerOffset + model.length / 2 }
}
