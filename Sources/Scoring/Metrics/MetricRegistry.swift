import Geometry
import World

/// The metrics that a run computes.
public struct MetricRegistry: Sendable {
    public let metrics: [any Metric.Type]

    /// - Parameter metrics: sorted by name.
    public init(_ metrics: [any Metric.Type]) { self.metrics = metrics }

    /// What ships.
    public static let standard = MetricRegistry([
        CollisionMetric.self, ComfortMetric.self, OffRoadMetric.self, ProximityMetric.self, RedLightMetric.self,
        RouteMetric.self, SpeedingMetric.self, StandstillMetric.self, StopLineMetric.self, WrongWayMetric.self,
    ])

    /// Every output of every metric, in order.
    public var outputs: [MetricOutput] { metrics.flatMap { $0.outputs } }

    /// The output of a name; nil if there is none.
    public func output(named name: String) -> MetricOutput? { outputs.first { $0.name == name } }

    /// The limits that hold for every scenario unless its file names others.
    public var defaultCriteria: [Criterion] {
        outputs.compactMap { output in output.criterion.map { Criterion(metric: output.name, limit: $0) } }
    }
}

/// A limit that decides on pass or fail.
public struct Criterion: Sendable, Hashable {
    /// Name of a `MetricOutput`.
    public var metric: String
    public var limit: CriterionLimit

    public init(metric: String, limit: CriterionLimit) {
        self.metric = metric
        self.limit = limit
    }
}
