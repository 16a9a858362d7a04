import DrivingInterface
import Geometry
import RoadNetwork
import Scenarios
import Scoring
import Sensing
import Traffic
import World

/// Everything of a run that never changes: the road and its tables, the storyboard, the driven vehicles' equipment.
///
/// Shared by every run on it and by every thread; what changes stands in `SimulationState`.
public final class RunSetting: Sendable {
    public let traffic: TrafficModel
    public let stage: SensingStage
    public let obstacles: StaticObstacles
    public let storyboard: Storyboard
    public let context: StoryboardContext
    public let vehicles: [VehicleSetting]
    /// Ticks between two decisions of the driven vehicles, and of the traffic.
    public let decisionTicks: Int64
    public let trafficTicks: Int64
    /// Seconds of simulated time after which the run ends.
    public let timeLimit: Double

    public var map: StreetMap { traffic.map }
    public var catalogue: Catalogue { traffic.catalogue }

    public init(
        traffic: TrafficModel, stage: SensingStage, obstacles: StaticObstacles, storyboard: Storyboard,
        context: StoryboardContext, vehicles: [VehicleSetting], decisionTicks: Int64, trafficTicks: Int64,
        timeLimit: Double
    ) {
        self.traffic = traffic
        self.stage = stage
        self.obstacles = obstacles
        self.storyboard = storyboard
        self.context = context
        self.vehicles = vehicles
        self.decisionTicks = decisionTicks
        self.trafficTicks = trafficTicks
        self.timeLimit = timeLimit
    }
}

/// What one driven vehicle is equipped with.
public struct VehicleSetting: Sendable {
    public let actor: ActorID
    public let model: ActorModel
    public let route: Route
    public let senses: VehicleSenses
    public let guide: RouteGuide
    public let judge: Judge
    /// What its driver is told at reset.
    public let episode: EpisodeInfo

    public init(
        actor: ActorID, model: ActorModel, route: Route, senses: VehicleSenses, guide: RouteGuide, judge: Judge,
        episode: EpisodeInfo
    ) {
        self.actor = actor
        self.model = model
        self.route = route
        self.senses = senses
        self.guide = guide
        self.judge = judge
        self.episode = episode
    }
}
