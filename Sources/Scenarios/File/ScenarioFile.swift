import Fields
import Geometry
import Scoring
import World

/// A scenario file with the parameters of one variant put in.
public struct ScenarioFile: FieldDescribed {
    public var about = ""
    public var tags: [String] = []
    public var policy: Located<String>?
    public var road = RoadSpec()
    public var weather = WeatherSettings()
    public var ego = DrivenSpec()
    public var actors: [ActorSpec] = []
    public var traffic = TrafficSpec()
    public var events: [EventSpec] = []
    public var criteria: [CriterionSpec] = []
    /// Seconds of simulated time after which the run ends.
    public var timeLimit = 120.0
    /// The whole scene is seen in a mirror.
    public var isMirrored = false
    /// Metric of the criterion that a driver breaks who takes no notice of the hazard.
    public var hazardCriterion: Located<String>?
    /// Seconds per tick and per traffic decision.
    public var tick = 0.01
    public var trafficStep = 0.1

    public init() {}

    public static let fields = FieldTable<Self>(
        "scenario", "One drive: a road, a vehicle under test with a goal, others, events, and what counts as passed."
    ) {
        Field("about", \.about, "What happens, one or two sentences for people.")
        Field("tags", \.tags, in: 0...50, "Abilities and families that this scenario tests.")
        Field("policy", \.policy, "Who drives unless the command line names somebody.")
        Field("road", \.road, "Where it happens.").required()
        Field("weather", \.weather, "Weather, light and friction.")
        Field("ego", \.ego, "The vehicle under test.").required()
        Field("actors", \.actors, in: 0...500, "Others that the scenario places.")
        Field("traffic", \.traffic, "Others that nobody placed.")
        Field("events", \.events, in: 0...100, "What happens on the way.")
        Field("criteria", \.criteria, in: 0...100, "Limits that replace or add to the default ones.")
        Field("time_limit", \.timeLimit, .time, in: 1...86_400, "Simulated time after which the run ends.")
        Field("mirror", \.isMirrored, "The whole scene as in a mirror: road, places and actions.")
        Field(
            "hazard_criterion", \.hazardCriterion,
            "Metric whose limit a driver breaks who takes no notice of the hazard.")
        Field("tick", \.tick, .time, in: 0.001...0.1, "Length of a tick.")
        Field("traffic_step", \.trafficStep, .time, in: 0.01...0.5, "Between two decisions of the traffic.")
    }

    public mutating func finish(_ node: DocumentNode, _ diagnostics: inout Diagnostics) {
        let ratio = trafficStep / tick
        if (ratio - ratio.rounded()).magnitude > 1e-9 || ratio < 1 {
            diagnostics.error(
                ScenarioCode.step, "the traffic step must be a whole number of ticks",
                at: node["traffic_step"]?.place ?? node.place)
        }
        checkNames(&diagnostics)
    }

    private func checkNames(_ diagnostics: inout Diagnostics) {
        reportDuplicates([Located("ego")] + actors.map(\.name), "actor", &diagnostics)
        reportDuplicates(events.map(\.name), "event", &diagnostics)
    }

    private func reportDuplicates(_ names: [Located<String>], _ what: String, _ diagnostics: inout Diagnostics) {
        for (index, name) in names.enumerated()
        where names[..<index].contains(where: { $0.value == name.value }) {
            diagnostics.error(
                ScenarioCode.duplicateName, "there is more than one \(what) named '\(name.value)'", at: name.place)
        }
    }
}
