import Geometry
import World

/// Accelerations and jerk as a passenger feels them.
public enum ComfortMetric: Metric {
    public static let name = "comfort"
    public static let summary = "Longitudinal and lateral acceleration, jerk, and the share of uncomfortable time."
    public static let page = """
        Samples every 0.1 s. Longitudinal acceleration is the change of speed over the sample, lateral acceleration \
        speed times yaw rate, jerk the change of longitudinal acceleration per second. A sample is uncomfortable \
        outside the bounds of nuPlan's comfort metric: longitudinal −4.05 to 2.40 m/s², lateral 4.89 m/s², jerk \
        8.37 m/s³ (unfiltered here, where nuPlan smooths over 1.5 s).
        """
    public static let outputs = [
        MetricOutput("hardest_braking_mps2", unit: "m/s²", "Strongest deceleration."),
        MetricOutput("hardest_acceleration_mps2", unit: "m/s²", "Strongest acceleration."),
        MetricOutput("lateral_acceleration_mps2", unit: "m/s²", "Strongest lateral acceleration."),
        MetricOutput("jerk_mps3", unit: "m/s³", "Strongest longitudinal jerk."),
        MetricOutput("uncomfortable_share", "Share of the time outside the comfort bounds, 0–1."),
    ]

    public struct State: ColumnState {
        var speed = 0.0
        var acceleration = 0.0
        var samples: Int64 = 0
        var uncomfortable: Int64 = 0
        var braking = 0.0
        var accelerating = 0.0
        var lateral = 0.0
        var jerk = 0.0

        public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
            visitor.visit("speed", value: &speed)
            visitor.visit("acceleration", value: &acceleration)
            visitor.visit("samples", value: &samples)
            visitor.visit("uncomfortable", value: &uncomfortable)
            visitor.visit("braking", value: &braking)
            visitor.visit("accelerating", value: &accelerating)
            visitor.visit("lateral", value: &lateral)
            visitor.visit("jerk", value: &jerk)
        }
    }

    public static func initialState(_ setting: JudgeSetting) -> State { State() }

    public static func update(
        _ state: inout State, _ moment: JudgedMoment, world: WorldState, setting: JudgeSetting, events: inout EventLog
    ) {
        guard moment.isSample else { return }
        defer {
            state.speed = moment.after.speed
            state.samples += 1
        }
        guard state.samples > 0 else { return }
        let acceleration = (moment.after.speed - state.speed) / moment.sampleSpan
        let lateral = (moment.after.speed * moment.after.yawRate).magnitude
        let jerk = state.samples > 1 ? ((acceleration - state.acceleration) / moment.sampleSpan).magnitude : 0
        state.acceleration = acceleration
        state.braking = max(state.braking, -acceleration)
        state.accelerating = max(state.accelerating, acceleration)
        state.lateral = max(state.lateral, lateral)
        state.jerk = max(state.jerk, jerk)
        if acceleration <= -4.05 || acceleration >= 2.40 || lateral >= 4.89 || jerk >= 8.37 {
            state.uncomfortable += 1
        }
    }

    public static func values(_ state: State, setting: JudgeSetting) -> [Double] {
        let share = state.samples > 0 ? Double(state.uncomfortable) / Double(state.samples) : 0
        return [state.braking, state.accelerating, state.lateral, state.jerk, share]
    }
}
