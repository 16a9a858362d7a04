import Geometry
import RoadNetwork
import World

/// Speed above the limit.
public enum SpeedingMetric: Metric {
    public static let name = "speeding"
    public static let summary = "Time and amount above the speed limit."
    public static let page = """
        Every 0.1 s the speed against the limit of the lane under the vehicle. More than 1.39 m/s (5 km/h) above it \
        counts as speeding; the time of it is what a scenario judges, the largest excess is reported.
        """
    public static let outputs = [
        MetricOutput(
            "speeding_s", unit: "s", "Time more than 5 km/h above the limit.", criterion: .atMost(2),
            event: .speeding),
        MetricOutput("speed_excess_mps", unit: "m/s", "Largest speed above the limit.", event: .speeding),
    ]
    static let tolerance = 5 / 3.6

    public struct State: ColumnState {
        var duration = 0.0
        var excess = 0.0
        var isSpeeding: UInt8 = 0

        public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
            visitor.visit("duration", value: &duration)
            visitor.visit("excess", value: &excess)
            visitor.visit("isSpeeding", value: &isSpeeding)
        }
    }

    public static func initialState(_ setting: JudgeSetting) -> State { State() }

    public static func update(
        _ state: inout State, _ moment: JudgedMoment, world: WorldState, setting: JudgeSetting, events: inout EventLog
    ) {
        guard moment.isSample, let position = moment.lane else { return }
        let excess = moment.after.speed - setting.map[position.lane].speedLimit
        state.excess = max(state.excess, excess)
        if excess <= 0 { state.isSpeeding = 0 }
        guard excess > tolerance else { return }
        state.duration += moment.sampleSpan
        guard state.isSpeeding == 0 else { return }
        state.isSpeeding = 1
        events.append(
            LoggedEvent(
                .speeding, time: moment.to, isAtFault: true, place: moment.after.pose.position, value: excess))
    }

    public static func values(_ state: State, setting: JudgeSetting) -> [Double] { [state.duration, state.excess] }
}
