import DrivingInterface
import Geometry
import RoadNetwork
import World

/// Judges one driven vehicle tick by tick: gathers the facts of the tick, hands them to every metric.
public struct Judge: Sendable {
    public let setting: JudgeSetting
    private let metrics: [MetricRunner]
    private let outputs: [MetricOutput]

    public init(setting: JudgeSetting, registry: MetricRegistry) {
        self.setting = setting
        metrics = registry.metrics.map { MetricRunner($0) }
        outputs = registry.outputs
    }

    /// The state before the first tick, the vehicle standing at `pose`.
    public func initialState(at pose: Pose2) -> JudgeState {
        var state = JudgeState(metrics: metrics.map { $0.initialState(setting) })
        state.progress.advance(to: pose.position, on: setting.route.path)
        return state
    }

    /// Takes in one tick.
    ///
    /// - Parameters:
    ///   - before: the vehicle's motion at the beginning of the tick; `world` is the truth at its end.
    ///   - contacts: contacts of the vehicle at the end.
    public func update(
        _ state: inout JudgeState, before: ActorMotion, world: WorldState, contacts: [JudgedContact],
        mode: DrivingMode
    ) {
        let moment = gather(&state, before: before, world: world, contacts: contacts, mode: mode)
        for index in metrics.indices {
            metrics[index].update(&state.metrics[index], moment, world, setting, &state.events)
        }
    }

    /// The kind of event that explains a metric's value; nil if none does.
    public func event(of metric: String) -> EventKind? { outputs.first { $0.name == metric }?.event }

    /// Every value so far, in the order of the registry's outputs.
    public func values(_ state: JudgeState) -> [MetricValue] {
        zip(metrics, state.metrics).flatMap { runner, metric in runner.values(metric, setting) }
    }

    private func gather(
        _ state: inout JudgeState, before: ActorMotion, world: WorldState, contacts: [JudgedContact],
        mode: DrivingMode
    ) -> JudgedMoment {
        let clock = world.clock
        let after = world.actors.motion(of: setting.vehicle, at: clock.tick, clock: clock)
        state.progress.advance(to: after.pose.position, on: setting.route.path)
        let to = clock.time
        let isSample = to - state.sampledAt >= setting.samplingPeriod - 1e-9
        let span = isSample ? to - state.sampledAt : 0
        let footprint = setting.model.footprint(at: after.pose)
        if isSample { sampleLanes(&state, pose: after.pose, footprint: footprint, time: to) }
        return JudgedMoment(
            from: clock.time(of: clock.tick - 1), to: to, before: before, after: after, footprint: footprint,
            progress: state.progress, isSample: isSample, sampleSpan: span, lane: state.lane,
            outsideCarriageway: state.outsideCarriageway,
            crossedStopLines: crossings(before: before, after: after, world: world, progress: state.progress),
            contacts: contacts, mode: mode)
    }

    private func sampleLanes(_ state: inout JudgeState, pose: Pose2, footprint: OrientedBox, time: Double) {
        state.sampledAt = time
        let position = setting.routeLane(under: pose, at: state.progress.s) ?? setting.map.lane(for: pose)
        state.laneRow = position?.lane.row ?? -1
        (state.laneS, state.laneT) = (position?.s ?? 0, position?.t ?? 0)
        state.outsideCarriageway = setting.carriageway.distanceOutside(footprint)
    }

    private func crossings(before: ActorMotion, after: ActorMotion, world: WorldState, progress: RouteProgress)
        -> [StopLineCrossing]
    {
        let overhang = setting.frontOverhang
        let from = before.pose.position + before.pose.forward * overhang
        let to = after.pose.position + after.pose.forward * overhang
        var found: [StopLineCrossing] = []
        let clock = world.clock
        setting.stopLines.forEachCrossing(from: from, to: to) { line, fraction in
            let (control, aspect) = rule(at: line, world: world, progress: progress)
            let start = clock.time(of: clock.tick - 1)
            found.append(
                StopLineCrossing(
                    lane: line.lane, key: line.key, time: start + (clock.time - start) * fraction,
                    place: from.interpolated(to: to, fraction), control: control, aspect: aspect))
        }
        return found
    }

    /// What ruled the crossing of a line: the entry that the route takes, or, off the route, the mildest of all.
    private func rule(at line: StopLineIndex.Line, world: WorldState, progress: RouteProgress)
        -> (EntryControl, SignalAspect)
    {
        let map = setting.map
        let successors = map[line.lane].successors
        let chosen = successors.first { successor in
            setting.route.legs.contains { $0.lane == successor }
        }
        let considered = chosen.map { [$0] } ?? successors
        var mildest: (EntryControl, SignalAspect)?
        for lane in considered.map({ map[$0] }) {
            guard lane.control == .signal, !lane.signalGroup.isNone else {
                if mildest == nil { mildest = (lane.control, .dark) }
                continue
            }
            let aspect = SignalAspect(rawValue: world.signals[lane.signalGroup.index]) ?? .dark
            let isMilder = mildest.map { $0.1 == .red || $0.1 == .redYellow } ?? true
            if isMilder { mildest = (.signal, aspect) }
        }
        return mildest ?? (.none, .dark)
    }
}

/// What the judge of one vehicle remembers.
public struct JudgeState: ColumnState {
    public internal(set) var progress = RouteProgress()
    var sampledAt = 0.0
    var laneRow: Int32 = -1
    var laneS = 0.0
    var laneT = 0.0
    var outsideCarriageway = 0.0
    public internal(set) var events = EventLog()
    var metrics: [AnyColumnState]

    init(metrics: [AnyColumnState]) { self.metrics = metrics }

    /// The lane of the last sample, nil off every lane.
    public var lane: StreetMap.LanePosition? {
        laneRow < 0 ? nil : StreetMap.LanePosition(lane: LaneID(Int(laneRow)), s: laneS, t: laneT)
    }

    /// Whether a collision was this vehicle's fault.
    public var hasCausedCollision: Bool { events.hasFault(of: .collision) }

    /// Logs something that the simulation itself found (the end of the run).
    public mutating func log(_ event: LoggedEvent) { events.append(event) }

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("progress", value: &progress)
        visitor.visit("sampledAt", value: &sampledAt)
        visitor.visit("laneRow", value: &laneRow)
        visitor.visit("laneS", value: &laneS)
        visitor.visit("laneT", value: &laneT)
        visitor.visit("outsideCarriageway", value: &outsideCarriageway)
        events.visitColumns(&visitor)
        for index in metrics.indices { metrics[index].visitColumns(&visitor) }
    }
}

/// A named number of a result.
public struct MetricValue: Sendable, Hashable {
    public var name: String
    public var value: Double

    public init(name: String, value: Double) {
        self.name = name
        self.value = value
    }
}

/// A metric with its type erased.
struct MetricRunner: Sendable {
    let initialState: @Sendable (JudgeSetting) -> AnyColumnState
    let update: @Sendable (inout AnyColumnState, JudgedMoment, WorldState, JudgeSetting, inout EventLog) -> Void
    let values: @Sendable (AnyColumnState, JudgeSetting) -> [MetricValue]

    init(_ type: any Metric.Type) { self = MetricRunner.make(type) }

    private init<M: Metric>(of metric: M.Type) {
        initialState = { AnyColumnState(M.initialState($0)) }
        update = { box, moment, world, setting, events in
            box.modify(as: M.State.self) {
                M.update(&$0, moment, world: world, setting: setting, events: &events)
            }
        }
        values = { box, setting in
            var copy = box
            let numbers = copy.modify(as: M.State.self) { M.values($0, setting: setting) }
            return zip(M.outputs, numbers).map { MetricValue(name: $0.name, value: $1) }
        }
    }

    private static func make(_ type: any Metric.Type) -> MetricRunner {
        func open<M: Metric>(_ metric: M.Type) -> MetricRunner { MetricRunner(of: metric) }
        return open(type)
    }
}
