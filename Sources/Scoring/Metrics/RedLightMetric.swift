import Geometry
import RoadNetwork
import World

/// Stop lines crossed at red.
public enum RedLightMetric: Metric {
    public static let name = "red_light"
    public static let summary = "Stop lines crossed while the signal showed red."
    public static let page = """
        The middle of the front bumper crosses a stop line whose signal shows red or red-yellow at the instant of the \
        crossing, interpolated inside the tick. Where several directions start from the lane, the one that the route \
        takes counts; off the route all of them must be red.
        """
    public static let outputs = [
        MetricOutput("red_lights", "Stop lines crossed at red.", criterion: .atMost(0), event: .redLight)
    ]

    public struct State: ColumnState {
        var count: Int64 = 0

        public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
            visitor.visit("count", value: &count)
        }
    }

    public static func initialState(_ setting: JudgeSetting) -> State { State() }

    public static func update(
        _ state: inout State, _ moment: JudgedMoment, world: WorldState, setting: JudgeSetting, events: inout EventLog
    ) {
        for crossing in moment.crossedStopLines
        where crossing.control == .signal && (crossing.aspect == .red || crossing.aspect == .redYellow) {
            state.count += 1
            events.append(
                LoggedEvent(
                    .redLight, time: crossing.time, isAtFault: true, place: crossing.place, value: moment.after.speed))
        }
    }

    public static func values(_ state: State, setting: JudgeSetting) -> [Double] { [Double(state.count)] }
}
