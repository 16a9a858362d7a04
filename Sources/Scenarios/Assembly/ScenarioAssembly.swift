import Fields
import Geometry
import RoadNetwork
import Scoring
import Traffic
import World

/// Puts a concrete scenario on its road.
public struct ScenarioAssembly {
    let file: ScenarioFile
    let map: StreetMap
    let catalogue: Catalogue
    let metrics: MetricRegistry
    let behaviours: [any Behaviour.Type]
    let seed: UInt64

    public init(
        file: ScenarioFile, map: StreetMap, catalogue: Catalogue, metrics: MetricRegistry,
        behaviours: [any Behaviour.Type] = BehaviourRegistry.all, seed: UInt64
    ) {
        self.file = file
        self.map = map
        self.catalogue = catalogue
        self.metrics = metrics
        self.behaviours = behaviours
        self.seed = seed
    }

    /// Random keys of placed actors depend on their place in the file's order, never on names.
    static let purpose = RandomPurpose("scenario.actor")

    /// The stage; nil if the file has errors that only the road shows (reported).
    public func stage(_ diagnostics: inout Diagnostics) -> ScenarioStage? {
        let errors = diagnostics.errorCount
        guard let ego = placeEgo(&diagnostics) else { return nil }
        var cast = Cast(map: map, catalogue: catalogue, seed: seed)
        cast.addEgo(ego, file: file, &diagnostics)
        for (index, actor) in file.actors.enumerated() { cast.add(actor, number: index, &diagnostics) }
        cast.checkOverlaps(&diagnostics)
        let criteria = CriteriaReader(metrics: metrics).criteria(file.criteria, &diagnostics)
        if let metric = file.hazardCriterion, !criteria.contains(where: { $0.metric == metric.value }) {
            let hint = NearestName.hint(for: metric.value, among: criteria.map(\.metric))
            diagnostics.error(
                ScenarioCode.unknownMetric, "no criterion judges '\(metric.value)'\(hint)", at: metric.place,
                help: "criteria are \(criteria.map(\.metric).joined(separator: ", "))")
        }
        guard diagnostics.errorCount == errors else { return nil }
        return build(cast, ego: ego, criteria: criteria, &diagnostics)
    }

    private func build(_ cast: Cast, ego: PlacedEgo, criteria: [Criterion], _ diagnostics: inout Diagnostics)
        -> ScenarioStage?
    {
        let tickMicroseconds = Int64((file.tick * 1e6).rounded())
        let trafficTicks = Int64((file.trafficStep / file.tick).rounded())
        let model = TrafficModel(
            map: map, catalogue: catalogue, seed: seed,
            parameters: TrafficParameters(decisionTicks: Int(trafficTicks)), behaviours: behaviours)
        var world = WorldState(
            clock: Clock(tick: 0, tickMicroseconds: tickMicroseconds), friction: file.weather.roadFriction,
            weather: file.weather.weather)
        var state = TrafficState()
        let rows = cast.enter(&world, &state, model: model, &diagnostics)
        let context = StoryboardContext(
            traffic: model, names: cast.members.map(\.name), rows: rows, models: cast.members.map(\.model),
            events: file.events.map(\.name.value))
        let storyboard = StoryboardBinder(context: context).bind(file.events, &diagnostics)
        populate(&world, &state, model: model)
        guard !diagnostics.hasErrors else { return nil }
        return ScenarioStage(
            traffic: model, world: world, trafficState: state, signals: SignalState(map: map),
            storyboard: storyboard, context: context,
            vehicles: [StagedVehicle(actor: rows[0], model: cast.members[0].model, route: ego.route)],
            criteria: criteria, timeLimit: file.timeLimit, trafficTicks: trafficTicks)
    }
}
