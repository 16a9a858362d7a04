import Geometry
import World

/// Drivers who wait for each other in a circle, by rule or for want of room, and who of them gets them out of it.
///
/// Everybody's last decision names whom it waits for, so circles are found by walking along those names. In each circle
/// one goes, as people do who wave each other through: who has most room, then whose turn it is, then who has stood
/// longest. Where nobody has room somebody backs up, or the last of those who stand close behind it.
struct WaitingCircles {
    /// Seconds of standing after which a driver looks whether it waits for itself.
    private static let patience = 4.0
    /// Seconds of standing after which somebody whose way is not known is taken to wait for whoever waits for it.
    private static let strangerPatience = 8.0
    /// Links of a chain of waiting drivers at most.
    private static let longest = 64
    /// Seconds for which a way out may be used.
    private static let goingTime = 5.0
    private static let backingTime = BackingUp.movingTime + BackingUp.restingTime
    /// Metres of free way that make it worth going, and that are as good as any; less would only move the knot on.
    private static let worthwhile = 4.0
    private static let plenty = 8.0
    /// Metres behind somebody that make it worth backing up.
    private static let backingRoom = 2.0

    /// Who waits in which circle.
    struct Member: Sendable {
        var row: Int32
        /// Row of the circle's member with the smallest random key, or of the stranger whom all wait for.
        var circle: Int32
    }

    let model: TrafficModel
    let scene: TrafficScene

    /// Gives one member of each circle a way out.
    ///
    /// - Parameter members: memory to work in.
    func open(_ members: inout [Member], _ traffic: inout TrafficState) {
        members.removeAll(keepingCapacity: true)
        for row in 0..<scene.actors.count where stands(row, traffic) {
            let circle = circle(of: Int32(row), traffic)
            if circle >= 0 { members.append(Member(row: Int32(row), circle: circle)) }
        }
        guard !members.isEmpty else { return }
        members.sort { (key($0.circle), key($0.row)) < (key($1.circle), key($1.row)) }
        var start = 0
        for index in members.indices
        where index + 1 == members.count || members[index + 1].circle != members[start].circle {
            openCircle(members[start...index], &traffic)
            start = index + 1
        }
    }

    private func key(_ row: Int32) -> UInt64 { scene.actors[Int(row)].key }

    private func stands(_ row: Int, _ traffic: TrafficState) -> Bool {
        let actor = scene.actors[row]
        return actor.role == .keepsLane && actor.standingSince >= 0 && scene.time - actor.standingSince > Self.patience
            && actor.reason != .signal && traffic.wait.wayOut(row, at: scene.time) == .none
    }

    /// Whether a driver whose way is not known has stood for so long that others may be the reason.
    private func waitsForOthers(_ row: Int) -> Bool {
        let actor = scene.actors[row]
        return actor.role == .free && actor.actorClass.isVehicle && !actor.isAtRed && actor.standingSince >= 0
            && scene.time - actor.standingSince > Self.strangerPatience
    }

    /// The circle that somebody is part of, or the stranger that it waits for in the end; -1 if there is none.
    private func circle(of row: Int32, _ traffic: TrafficState) -> Int32 {
        var smallest = row
        var next = traffic.why.partner[Int(row)]
        for _ in 0..<Self.longest {
            guard next >= 0, Int(next) < scene.actors.count else { return -1 }
            if next == row { return smallest }
            guard stands(Int(next), traffic) else { return waitsForOthers(Int(next)) ? next : -1 }
            if key(next) < key(smallest) { smallest = next }
            next = traffic.why.partner[Int(next)]
        }
        return -1
    }

    private func openCircle(_ members: ArraySlice<Member>, _ traffic: inout TrafficState) {
        var best: (order: (Double, Double, Double), row: Int32)?
        for member in members {
            let room = room(ahead: Int(member.row), traffic)
            let since = scene.actors[Int(member.row)].standingSince
            let order = (-room, traffic.wait.wayOutUntil[Int(member.row)], since)
            if room >= Self.worthwhile, best.map({ order < $0.order }) ?? true { best = (order, member.row) }
        }
        guard let best else { return backUp(members, &traffic) }
        traffic.wait.give(.goes, to: best.row, until: scene.time + Self.goingTime)
    }

    private func backUp(_ members: ArraySlice<Member>, _ traffic: inout TrafficState) {
        var best: (order: (Double, Double), row: Int32)?
        for member in members {
            guard let last = lastOfQueue(behind: member.row) else { continue }
            let order = (traffic.wait.wayOutUntil[Int(last)], -scene.actors[Int(member.row)].standingSince)
            if best.map({ order < $0.order }) ?? true { best = (order, last) }
        }
        if let best { traffic.wait.give(.backs, to: best.row, until: scene.time + Self.backingTime) }
    }

    /// Whoever can back up so that an actor gets room: itself, or the last of those who stand close behind it; nil if
    /// somebody there is not moved by traffic.
    private func lastOfQueue(behind row: Int32) -> Int32? {
        var last = row
        for _ in 0..<Self.longest {
            let actor = scene.actors[Int(last)]
            guard actor.role == .keepsLane, !model.bodies[Int(actor.body)].isArticulated else { return nil }
            guard let next = scene.body(behind: Int(last), metres: Self.backingRoom) else { return last }
            guard scene.actors[Int(next)].speed.magnitude < 0.1, next != row else { return nil }
            last = next
        }
        return nil
    }

    /// Metres of free way ahead, in three classes only: none, worth going, and plenty.
    private func room(ahead row: Int, _ traffic: TrafficState) -> Double {
        let actor = scene.actors[row]
        let body = model.bodies[Int(actor.body)]
        let driver = DriverView(
            row: row, scene: scene, profile: model.profiles[Int(traffic.profile[row])], body: body, step: 0,
            restOffset: model.restOffset(on: actor.lane, at: actor.s, body: body))
        let found = scene.obstruction(of: driver, within: Self.plenty, margin: TrafficScene.creepMargin, model)
        guard let found else { return Self.plenty }
        return found.distance >= Self.worthwhile ? Self.worthwhile : 0
    }
}
