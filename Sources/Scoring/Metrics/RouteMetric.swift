import Geometry
import RoadNetwork
import World

/// How much of the route was driven.
public enum RouteMetric: Metric {
    public static let name = "route"
    public static let summary = "Share of the route that was driven, and the distance."
    public static let page = """
        The furthest arc length of the route's path that the reference point reached while within 4 m of it, divided \
        by the path's length. Within 2 m of the end counts as all of it.
        """
    public static let outputs = [
        MetricOutput("route_completion", "Share of the route that was driven, 0–1.", criterion: .atLeast(1)),
        MetricOutput("distance_m", unit: "m", "Distance driven."),
    ]
    static let goalRadius = 2.0

    public struct State: ColumnState {
        var furthest = 0.0
        var distance = 0.0

        public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
            visitor.visit("furthest", value: &furthest)
            visitor.visit("distance", value: &distance)
        }
    }

    public static func initialState(_ setting: JudgeSetting) -> State { State() }

    public static func update(
        _ state: inout State, _ moment: JudgedMoment, world: WorldState, setting: JudgeSetting, events: inout EventLog
    ) {
        state.furthest = moment.progress.furthest
        state.distance += moment.after.pose.position.distance(to: moment.before.pose.position)
    }

    /// Whether the goal counts as reached.
    public static func isAtGoal(_ progress: RouteProgress, routeLength: Double) -> Bool {
        progress.furthest >= routeLength - goalRadius
    }

    public static func values(_ state: State, setting: JudgeSetting) -> [Double] {
        let length = setting.route.length
        let isDone = state.furthest >= length - goalRadius
        return [isDone ? 1 : max(0, state.furthest / length), state.distance]
    }
}
