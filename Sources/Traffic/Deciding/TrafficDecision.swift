import Geometry
import RoadNetwork
import World

/// Memory that a decision works in: owned by the caller, used again, never part of the state.
public struct TrafficScratch: Sendable {
    /// The world at the last decision, as everybody saw it.
    public internal(set) var scene = TrafficScene()
    /// Everybody near one walker.
    var neighbours: [Avoidance.Neighbour] = []
    /// Who waits in which circle.
    var waiting: [WaitingCircles.Member] = []

    public init() {}
}

extension TrafficModel {
    /// Decides for every actor that is not driven: first looks at everybody as they are at the clock's tick, then lets
    /// each decide from that alone, so that the order of rows does not matter. Each decided actor is stamped with its
    /// place at this tick and the speed, acceleration and curvature that it keeps until the next decision.
    ///
    /// Complexity: linear in actors; no allocation once the scratch memory has grown.
    public func decide(
        world: inout WorldState, traffic: inout TrafficState, scratch: inout TrafficScratch
    ) {
        traffic.grow(to: world.actors.count)
        scratch.scene.observe(world, traffic: traffic, model: self)
        remember(scratch.scene, world, &traffic)
        WaitingCircles(model: self, scene: scratch.scene).open(&scratch.waiting, &traffic)
        for (index, behaviour) in behaviours.enumerated() {
            behaviour.decideAll(
                code: UInt8(index + 1), model: self, scratch: &scratch, world: &world, traffic: &traffic)
        }
        keepUp(world: &world, traffic: &traffic)
    }

    /// Seconds between two decisions.
    func step(_ clock: Clock) -> Double { Double(parameters.decisionTicks) * clock.tickDuration }

    /// Writes down where everybody has been found, and since when those stand that nobody decides for.
    private func remember(_ scene: TrafficScene, _ world: WorldState, _ traffic: inout TrafficState) {
        for row in 0..<world.actors.count {
            let actor = scene.actors[row]
            guard actor.role != .absent, actor.role != .still else { continue }
            traffic.place.lane[row] = actor.lane
            (traffic.place.s[row], traffic.place.t[row]) = (actor.s, actor.t)
            traffic.place.trail[row] = actor.trail
            traffic.place.direction[row] = actor.direction
            traffic.route.index[row] = actor.routeIndex
            traffic.route.forks[row] = actor.forks
            if actor.role == .free { rememberStanding(row, actor, scene.time, &traffic) }
        }
    }

    private func rememberStanding(_ row: Int, _ actor: SceneActor, _ time: Double, _ traffic: inout TrafficState) {
        let stands = actor.speed.magnitude < 0.1
        if !stands {
            (traffic.wait.standingSince[row], traffic.wait.yieldsSince[row]) = (-1, -1)
            return
        }
        if traffic.wait.standingSince[row] < 0 { traffic.wait.standingSince[row] = time }
        if actor.isAtRed {
            traffic.wait.yieldsSince[row] = -1
        } else if traffic.wait.yieldsSince[row] < 0 {
            traffic.wait.yieldsSince[row] = time
        }
    }
}
