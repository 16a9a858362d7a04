import Geometry
import World

/// Standing still.
public enum StandstillMetric: Metric {
    public static let name = "standstill"
    public static let summary = "Longest time without moving."
    public static let page = "The longest uninterrupted time with a speed below 0.1 m/s, whatever the reason."
    public static let outputs = [
        MetricOutput("standstill_s", unit: "s", "Longest time below 0.1 m/s.")
    ]

    public struct State: ColumnState {
        var present = 0.0
        var longest = 0.0

        public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
            visitor.visit("present", value: &present)
            visitor.visit("longest", value: &longest)
        }
    }

    public static func initialState(_ setting: JudgeSetting) -> State { State() }

    public static func update(
        _ state: inout State, _ moment: JudgedMoment, world: WorldState, setting: JudgeSetting, events: inout EventLog
    ) {
        state.present = moment.after.speed.magnitude < 0.1 ? state.present + (moment.to - moment.from) : 0
        state.longest = max(state.longest, state.present)
    }

    public static func values(_ state: State, setting: JudgeSetting) -> [Double] { [state.longest] }
}
