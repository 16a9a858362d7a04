import Geometry
import RoadNetwork
import Scenarios
import Scoring
import Sensing
import World

/// Makes the result of a run that is over.
public struct RunReport {
    private let loop: DriveLoop
    private let criteria: [Criterion]
    private let identity: RunIdentity

    /// - Parameter criteria: what the first driven vehicle is judged by.
    public init(_ loop: DriveLoop, criteria: [Criterion], identity: RunIdentity) {
        self.loop = loop
        self.criteria = criteria
        self.identity = identity
    }

    /// The result of the first driven vehicle.
    public var result: RunResult {
        let state = loop.simulation.state
        let vehicle = loop.simulation.setting.vehicles[0]
        let metrics = vehicle.judge.values(state.vehicles[0].judge)
        var result = RunResult(
            identity: identity, status: .passed, reason: "", tickDuration: state.clock.tickDuration)
        result.ticks = state.clock.tick
        result.stateHash = state.stateHash()
        result.sensorHash = state.situation.vehicles[0].senses.rig.deliveredHash
        result.metrics = metrics
        result.criteria = criteria.map { criterion in
            JudgedCriterion(
                criterion: criterion, value: metrics.first { $0.name == criterion.metric }?.value ?? .nan)
        }
        result.events = state.vehicles[0].judge.events.events.map(reported)
        result.scores = [("native", NativeScore.score(metrics))]
        judge(&result, end: state.end)
        return result
    }

    private func judge(_ result: inout RunResult, end: RunEnd?) {
        switch end {
        case .driverFailure:
            (result.status, result.reason, result.isPolicyFailure) = (
                .failed, loop.failure ?? "the driver failed", true
            )
        case .brokenState:
            let column = loop.simulation.brokenColumn ?? "the state"
            (result.status, result.reason) = (.invalid, "\(column) is no longer a finite number")
        default:
            guard let failed = result.criteria.first(where: { !$0.passed }) else { return }
            (result.status, result.reason) = (.failed, sentence(failed, result))
        }
    }

    /// What failed, when, where and with whom.
    private func sentence(_ failed: JudgedCriterion, _ result: RunResult) -> String {
        let about = failed.criterion.metric
        let kind = loop.simulation.setting.vehicles[0].judge.event(of: about)?.name
        if let event = result.events.first(where: { $0.isAtFault == true && $0.kind == kind }) { return event.detail }
        if about == "route_completion" {
            let share = (failed.value * 1000).rounded() / 10
            let end = result.events.last { $0.kind == EventKind.timeOut.name }?.detail
            return "\(share) % of the route was driven" + (end.map { ": \($0)" } ?? "")
        }
        let rounded = (failed.value * 1000).rounded() / 1000
        switch failed.criterion.limit {
        case .atMost(let limit): return "\(about) is \(rounded), at most \(limit) is allowed"
        case .atLeast(let limit): return "\(about) is \(rounded), at least \(limit) is wanted"
        }
    }

    private func reported(_ event: LoggedEvent) -> ReportedEvent {
        let actor = event.actor.isNone ? nil : name(of: event.actor)
        return ReportedEvent(
            time: event.time, kind: event.kind.name, actor: actor, isAtFault: event.isAtFault,
            detail: EventSentence.text(event, actor: actor, lane: laneName(at: event.place)))
    }

    private func name(of actor: ActorID) -> String {
        let setting = loop.simulation.setting
        if let name = setting.context.name(of: actor) { return name }
        let row = Int(loop.simulation.state.situation.world.actors.model[actor.index])
        return "\(setting.catalogue.models[row].name) \(actor.row)"
    }

    private func laneName(at place: Vector2) -> String? {
        let map = loop.simulation.setting.map
        return map.lanes(at: place, margin: 1).first.map { map[$0.lane].name }
    }
}

/// Events in one sentence each.
enum EventSentence {
    static func text(_ event: LoggedEvent, actor: String?, lane: String?) -> String {
        let place = lane.map { " on \($0)" } ?? ""
        let time = "t = \(rounded(event.time)) s"
        switch event.kind {
        case .collision:
            let partner = actor ?? "a static obstacle"
            let fault = FaultRule(rawValue: event.rule) ?? .none
            let blame = fault.isAtFault ? "at fault because" : "not at fault because"
            return "touched \(partner) at \(rounded(event.value)) m/s\(place), \(time); \(blame) \(fault.reason)"
        case .redLight: return "crossed the stop line\(place) at red at \(rounded(event.value)) m/s, \(time)"
        case .stopLine: return "passed the stop line\(place) without stopping, \(time)"
        case .offRoad: return "a corner was \(rounded(event.value)) m off the carriageway\(place), \(time)"
        case .speeding: return "drove \(rounded(event.value)) m/s above the limit\(place), \(time)"
        case .wrongWay: return "drove against the traffic\(place), \(time)"
        case .goalReached: return "reached the goal, \(time)"
        case .timeOut: return "simulated time ran out, \(time)"
        default: return "\(event.kind.name)\(place), \(time)"
        }
    }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
