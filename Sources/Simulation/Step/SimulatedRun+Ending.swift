import Geometry
import RoadNetwork
import Scenarios
import Scoring
import World

extension SimulatedRun {
    /// Contacts of a driven vehicle, seen from it.
    func contacts(of actor: ActorID) -> [JudgedContact] {
        scratch.contacts.contacts.compactMap { contact in
            let isFirst = contact.first == actor
            guard isFirst || contact.second == actor else { return nil }
            let other = isFirst ? contact.second : contact.first
            let key =
                other.isNone
                ? setting.obstacles[contact.obstacle].randomKey
                : state.situation.world.actors.randomKey[other.index]
            return JudgedContact(
                other: other, partnerKey: key, point: contact.point,
                normal: isFirst ? contact.normal : -contact.normal, impactSpeed: contact.impactSpeed)
        }
    }

    /// Why the run is over after this tick; nil if it goes on. It is over when a driven vehicle caused a collision, when
    /// all of them have arrived, or when time is up.
    func end() -> RunEnd? {
        if state.vehicles.contains(where: { $0.judge.hasCausedCollision }) { return .collision }
        let isDone = state.vehicles.indices.allSatisfy { index in
            RouteMetric.isAtGoal(
                state.vehicles[index].judge.progress, routeLength: setting.vehicles[index].route.length)
        }
        if isDone { return .goal }
        return state.clock.time >= setting.timeLimit - 1e-9 ? .timeLimit : nil
    }

    /// Logs the end as an event where it is one of its own.
    mutating func logEnd(_ end: RunEnd) {
        guard end == .goal || end == .timeLimit else { return }
        for index in setting.vehicles.indices {
            let actor = setting.vehicles[index].actor
            let place = Vector2(
                state.situation.world.actors.x[actor.index], state.situation.world.actors.y[actor.index])
            state.vehicles[index].judge.log(
                LoggedEvent(end == .goal ? .goalReached : .timeOut, time: state.clock.time, place: place))
        }
    }

    /// Ends the run where a motion column of somebody is no longer a finite number, and names it.
    mutating func checkFinite() {
        var sums = 0.0
        for row in 0..<state.situation.world.actors.count {
            sums += (state.situation.world.actors.x[row] + state.situation.world.actors.y[row]) * 0
            sums += (state.situation.world.actors.yaw[row] + state.situation.world.actors.speed[row]) * 0
        }
        // Not a number (rather than 0) as soon as one of them is not finite.
        guard sums != 0 else { return }
        let actors = state.situation.world.actors
        let columns = [("x", actors.x), ("y", actors.y), ("yaw", actors.yaw), ("speed", actors.speed)]
        for (name, column) in columns {
            if let row = column.firstIndex(where: { !$0.isFinite }) {
                let who = setting.context.name(of: ActorID(row)) ?? "actor \(row)"
                brokenColumn = "\(name) of \(who)"
            }
        }
        fail(.brokenState)
    }
}
