import Geometry
import RoadNetwork
import World

/// Travel against the direction of traffic.
public enum WrongWayMetric: Metric {
    public static let name = "wrong_way"
    public static let summary = "Distance driven against the direction of traffic."
    public static let page = """
        Every 0.1 s: the lane that fits the pose best (of all drivable lanes under the reference point) runs more than \
        120° off the heading, outside junctions. Passing an obstacle over the centre line is not wrong way while the \
        vehicle comes back within 60 m; what counts is travel beyond that allowance in one piece.
        """
    public static let outputs = [
        MetricOutput(
            "wrong_way_m", unit: "m", "Distance against traffic beyond 60 m in one piece.", criterion: .atMost(0),
            event: .wrongWay),
        MetricOutput("opposite_lane_m", unit: "m", "Distance on lanes of the other direction, passing included."),
    ]
    static let allowance = 60.0

    public struct State: ColumnState {
        /// Metres against traffic in the present piece.
        var piece = 0.0
        var total = 0.0
        var beyond = 0.0

        public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
            visitor.visit("piece", value: &piece)
            visitor.visit("total", value: &total)
            visitor.visit("beyond", value: &beyond)
        }
    }

    public static func initialState(_ setting: JudgeSetting) -> State { State() }

    public static func update(
        _ state: inout State, _ moment: JudgedMoment, world: WorldState, setting: JudgeSetting, events: inout EventLog
    ) {
        guard moment.isSample else { return }
        guard isAgainst(moment, setting: setting) else {
            state.piece = 0
            return
        }
        let step = moment.after.speed.magnitude * moment.sampleSpan
        let before = state.piece
        state.piece += step
        state.total += step
        state.beyond += max(0, state.piece - max(allowance, before))
        if before <= allowance, state.piece > allowance {
            events.append(
                LoggedEvent(
                    .wrongWay, time: moment.to, isAtFault: true, place: moment.after.pose.position, value: state.piece))
        }
    }

    private static func isAgainst(_ moment: JudgedMoment, setting: JudgeSetting) -> Bool {
        guard let position = moment.lane else { return false }
        let lane = setting.map[position.lane]
        guard lane.junction.isNone, lane.type != .bidirectional else { return false }
        let direction = lane.centerline.pose(at: position.s).yaw
        return Angle.difference(from: direction, to: moment.after.pose.yaw).magnitude > 2 * .pi / 3
    }

    public static func values(_ state: State, setting: JudgeSetting) -> [Double] { [state.beyond, state.total] }
}
