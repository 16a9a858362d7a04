import Geometry
import RoadNetwork
import Scoring
import Traffic
import World

/// A concrete scenario on its road: everybody in place, the storyboard bound, nothing mounted and nobody driving yet.
public struct ScenarioStage: Sendable {
    public var traffic: TrafficModel
    public var world: WorldState
    public var trafficState: TrafficState
    public var signals: SignalState
    public var storyboard: Storyboard
    public var context: StoryboardContext
    /// The driven vehicles with their routes.
    public var vehicles: [StagedVehicle]
    public var criteria: [Criterion]
    /// Seconds.
    public var timeLimit: Double
    /// Ticks between two decisions of the traffic.
    public var trafficTicks: Int64

    public var map: StreetMap { traffic.map }
    public var catalogue: Catalogue { traffic.catalogue }
}

/// A driven vehicle in place.
public struct StagedVehicle: Sendable {
    public var actor: ActorID
    public var model: ActorModel
    public var route: Route
}
