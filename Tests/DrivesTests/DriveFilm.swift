import Geometry
import Launching
import RoadNetwork
import Scenarios
import Simulation
import TestSupport
import World

/// A drive of a shipped scenario as it really happens: one picture per decision, from the true state.
struct DriveFilm {
    /// The truth at one decision.
    struct Picture {
        let time: Double
        let situation: Situation
        /// Metres that the ego vehicle has come along its route (its rear axle).
        let progress: Double
    }

    let ready: ReadyRun
    let values: [(name: String, value: String)]
    private(set) var pictures: [Picture] = []
    private var loop: DriveLoop
    private static let launcher = Result { try Launcher() }

    var map: StreetMap { ready.setting.map }
    var route: Route { ready.setting.vehicles[0].route }
    var ego: ActorID { ready.setting.vehicles[0].actor }
    /// From the rear axle to the front bumper, metres.
    var front: Double { ready.setting.vehicles[0].model.centerOffset + ready.setting.vehicles[0].model.length / 2 }

    init(_ name: String, variant: Variant, policy: String = "oracle") throws {
        let launcher = try Self.launcher.get()
        let scenario = try launcher.load(Checkout.path + "scenarios/\(name).yaml")
        values = try scenario.source.values(of: variant)
        ready = try launcher.prepare(scenario, RunOptions(policy: policy, variant: variant))
        loop = ready.loop()
    }

    /// Drives on to the next decision; false when the drive is over.
    mutating func advance() -> Bool {
        guard loop.advance() else { return false }
        let state = loop.simulation.state
        let position = state.situation.world.actors.motion(of: ego, at: state.clock.tick, clock: state.clock).pose
        let before = pictures.last?.progress
        pictures.append(
            Picture(
                time: state.clock.time, situation: state.situation,
                progress: route.arcLength(of: position.position, after: before)))
        return true
    }

    /// A parameter's value of a dimension.
    func number(_ name: String) -> Double {
        let text = values.first { $0.name == name }?.value.filter { $0 != " " } ?? ""
        return Double(text.prefix { "-.0123456789".contains($0) }) ?? .nan
    }

    /// Seconds at which an event fired; nil while it has not.
    func firing(_ event: String) -> Double? {
        guard let index = ready.setting.context.event(event), let last = pictures.last else { return nil }
        let time = last.situation.storyboard.firedAt[index]
        return time < .infinity ? time : nil
    }

    func motion(_ actor: String, in picture: Picture) -> ActorMotion {
        ready.setting.context.motion(of: ready.setting.context.actor(actor), in: picture.situation)
    }

    func box(_ actor: String, in picture: Picture) -> OrientedBox {
        ready.setting.context.footprint(of: ready.setting.context.actor(actor), in: picture.situation)
    }

    /// Where an actor is against the ego vehicle's route: metres ahead of its front bumper, and to the left of its path.
    func place(_ actor: String, in picture: Picture) -> (ahead: Double, left: Double) {
        let position = box(actor, in: picture).center
        let s = route.arcLength(of: position)
        return (s - picture.progress - front, route.lateralOffset(of: position, at: s))
    }

    /// The lane that an actor drives on.
    func lane(_ actor: String, in picture: Picture) -> LaneID {
        map.lane(for: motion(actor, in: picture).pose)?.lane ?? .none
    }

    func aspect(of lane: LaneID, in picture: Picture) -> SignalAspect? {
        let group = map[lane].signalGroup
        return group.isNone ? nil : SignalAspect(rawValue: picture.situation.world.signals[group.index])
    }

    /// The first lane of the route that leads through a junction, and the metres from the ego vehicle's front to it.
    func junction(from picture: Picture) -> (lane: LaneID, ahead: Double)? {
        let index = route.legs.firstIndex { !map[$0.lane].junction.isNone }
        return index.map { (route.legs[$0].lane, route.legStarts[$0] - picture.progress - front) }
    }

    /// Whether traffic on one lane must let that on another go first.
    func yields(_ lane: LaneID, to other: LaneID) -> Bool {
        map[lane].conflicts.contains { row in
            let view = map.conflicts[Int(row)].view(from: lane)
            return view.other == other && view.iYield
        }
    }
}
