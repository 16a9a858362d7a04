import Geometry
import Scoring
import World

/// The highest speed of a drive.
enum TopSpeedMetric: Metric {
    static let name = "top_speed"
    static let summary = "The highest speed of the drive."
    static let page = "The largest speed along the heading at the end of any tick."
    static let outputs = [MetricOutput("top_speed_mps", unit: "m/s", "Highest speed.")]

    struct State: ColumnState {
        var fastest = 0.0

        mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
            visitor.visit("fastest", value: &fastest)
        }
    }

    static func initialState(_ setting: JudgeSetting) -> State { State() }

    static func update(
        _ state: inout State, _ moment: JudgedMoment, world: WorldState, setting: JudgeSetting, events: inout EventLog
    ) {
        state.fastest = max(state.fastest, moment.after.speed)
    }

    static func values(_ state: State, setting: JudgeSetting) -> [Double] { [state.fastest] }
}
