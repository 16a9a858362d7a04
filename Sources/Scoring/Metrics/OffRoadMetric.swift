import Geometry
import World

/// Time and depth off the carriageway.
public enum OffRoadMetric: Metric {
    public static let name = "off_road"
    public static let summary = "How long and how far the vehicle's corners were off the carriageway."
    public static let page = """
        Every 0.1 s the distance of each corner of the footprint from the nearest carriageway surface (lanes for \
        driving, cycling and parking, shoulders, junction areas). More than 0.3 m counts as off the road (tolerance of \
        nuPlan's drivable area compliance).
        """
    public static let outputs = [
        MetricOutput(
            "off_road_s", unit: "s", "Time with a corner off the road.", criterion: .atMost(0), event: .offRoad),
        MetricOutput("off_road_m", unit: "m", "Largest distance of a corner from the carriageway.", event: .offRoad),
    ]
    static let tolerance = 0.3

    public struct State: ColumnState {
        var duration = 0.0
        var depth = 0.0
        var isOutside: UInt8 = 0

        public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
            visitor.visit("duration", value: &duration)
            visitor.visit("depth", value: &depth)
            visitor.visit("isOutside", value: &isOutside)
        }
    }

    public static func initialState(_ setting: JudgeSetting) -> State { State() }

    public static func update(
        _ state: inout State, _ moment: JudgedMoment, world: WorldState, setting: JudgeSetting, events: inout EventLog
    ) {
        guard moment.isSample else { return }
        state.depth = max(state.depth, moment.outsideCarriageway)
        guard moment.outsideCarriageway > tolerance else {
            state.isOutside = 0
            return
        }
        state.duration += moment.sampleSpan
        guard state.isOutside == 0 else { return }
        state.isOutside = 1
        events.append(
            LoggedEvent(
                .offRoad, time: moment.to, isAtFault: true, place: moment.after.pose.position,
                value: moment.outsideCarriageway))
    }

    public static func values(_ state: State, setting: JudgeSetting) -> [Double] { [state.duration, state.depth] }
}
