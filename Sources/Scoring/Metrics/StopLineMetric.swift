import Geometry
import RoadNetwork
import World

/// Stop signs passed without a stop.
public enum StopLineMetric: Metric {
    public static let name = "stop_line"
    public static let summary = "Stop signs passed without a full stop before the line."
    public static let page = """
        The middle of the front bumper crosses the line of a stop sign or all-way stop without the speed having been \
        below 0.1 m/s within the last 4 m of travel (threshold of the CARLA stop sign test).
        """
    public static let outputs = [
        MetricOutput("stop_lines_run", "Stop lines passed without stopping.", criterion: .atMost(0), event: .stopLine)
    ]

    public struct State: ColumnState {
        var count: Int64 = 0
        /// Metres driven since the vehicle last stood.
        var sinceStop = Double.infinity

        public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
            visitor.visit("count", value: &count)
            visitor.visit("sinceStop", value: &sinceStop)
        }
    }

    public static func initialState(_ setting: JudgeSetting) -> State { State() }

    public static func update(
        _ state: inout State, _ moment: JudgedMoment, world: WorldState, setting: JudgeSetting, events: inout EventLog
    ) {
        if moment.after.speed.magnitude < 0.1 {
            state.sinceStop = 0
        } else {
            state.sinceStop += moment.after.pose.position.distance(to: moment.before.pose.position)
        }
        for crossing in moment.crossedStopLines
        where (crossing.control == .stop || crossing.control == .allWayStop) && state.sinceStop > 4 {
            state.count += 1
            events.append(
                LoggedEvent(
                    .stopLine, time: crossing.time, isAtFault: true, place: crossing.place, value: moment.after.speed))
        }
    }

    public static func values(_ state: State, setting: JudgeSetting) -> [Double] { [Double(state.count)] }
}
