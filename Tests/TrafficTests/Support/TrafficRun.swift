import Documents
import Fields
import Foundation
import Geometry
import RoadNetwork
import World

@testable import Traffic

/// A world with traffic alone, for tests: signals, decisions and contacts, no sensors and no driven vehicle's dynamics.
struct TrafficRun {
    var model: TrafficModel
    var world: WorldState
    var traffic = TrafficState()
    var signals: SignalState
    var scratch = TrafficScratch()
    var finder = ContactFinder()
    /// Pairs that touched, with the time of the first touch.
    var touches: [Touch] = []
    /// Called before every decision.
    var script: ((inout TrafficRun) -> Void)?

    struct Touch {
        var time: Double
        var first: Int
        var second: Int
        var text: String
    }

    init(map: StreetMap, seed: UInt64 = 1, decisionTicks: Int = 10, catalogue: Catalogue = .shipped) {
        model = TrafficModel(
            map: map, catalogue: catalogue, seed: seed, parameters: TrafficParameters(decisionTicks: decisionTicks))
        world = WorldState()
        signals = SignalState(map: map)
        model.advanceSignals(&signals, world: &world)
    }

    var time: Double { world.clock.time }
    var stepSeconds: Double { Double(model.parameters.decisionTicks) * world.clock.tickDuration }

    /// One decision and the motion until the next.
    mutating func step() {
        model.advanceSignals(&signals, world: &world)
        script?(&self)
        model.decide(world: &world, traffic: &traffic, scratch: &scratch)
        world.clock.tick += Int64(model.parameters.decisionTicks)
    }

    mutating func run(_ seconds: Double, checksContacts: Bool = true) {
        let end = time + seconds
        while time < end - 1e-9 {
            step()
            if checksContacts { noteContacts() }
        }
    }

    mutating func noteContacts() {
        finder.findAll(in: world, catalogue: model.catalogue, at: world.clock.tick)
        for contact in finder.contacts {
            let pair = (contact.first.index, contact.second.index)
            if touches.contains(where: { $0.first == pair.0 && $0.second == pair.1 && time - $0.time < 10 }) {
                continue
            }
            touches.append(Touch(time: time, first: pair.0, second: pair.1, text: describe(contact)))
        }
    }

    private func describe(_ contact: Contact) -> String {
        let parts = [contact.first, contact.second].map { actor in tell(actor.index) }
        return "t=\(time) depth \(contact.depth) at \(contact.point): " + parts.joined(separator: " | ")
    }

    /// An actor in words.
    func tell(_ row: Int) -> String {
        let actor = scratch.scene.actors[row]
        let why = traffic.why(ActorID(row), time: time)
        let isWalker = actor.role == .walks
        let lane = actor.lane < 0 ? "none" : isWalker ? "walkway \(actor.lane)" : model.map.lanes[Int(actor.lane)].name
        func short(_ value: Double) -> String { String(format: "%.1f", value) }
        return "#\(row) \(actor.actorClass) on \(lane) s \(short(actor.s)) t \(short(actor.t)) v "
            + "\(short(actor.speed)) a \(short(world.actors.acceleration[row])) \(why.reason) of \(why.partner.row) gap "
            + "\(short(why.gap)) stands \(short(why.standingFor ?? -1))"
    }

    /// Puts a vehicle on a lane; `s` is where its middle stands.
    @discardableResult
    mutating func add(
        _ name: String, on lane: String, at s: Double, speed: Double = 0, offset: Double = 0, key: UInt64? = nil,
        kind: String? = nil, profile: String? = "normal", route: [String] = [], flags: ActorFlags = []
    ) -> ActorID {
        let row = model.map.laneID(named: lane)!
        let body = model.catalogue.models[Int(model.catalogue.model(named: name)!)]
        let pose = model.map[row].centerline.pose(at: s)
        let middle = pose.position + pose.forward.leftNormal * offset
        return add(
            name, at: Pose2(middle - pose.forward * body.centerOffset, yaw: pose.yaw), speed: speed, key: key,
            kind: kind, profile: profile, route: route.map { model.map.laneID(named: $0)! }, flags: flags)
    }

    @discardableResult
    mutating func add(
        _ name: String, at pose: Pose2, speed: Double = 0, key: UInt64? = nil, kind: String? = nil,
        profile: String? = "normal", route: [LaneID] = [], flags: ActorFlags = []
    ) -> ActorID {
        let actor = world.actors.spawn(
            ActorPlacement(
                model: model.catalogue.model(named: name)!,
                randomKey: key ?? StableHash.mix(UInt64(world.actors.count)),
                flags: flags, pose: pose, speed: speed), at: world.clock.tick)
        if !flags.contains(.driven) {
            traffic.admit(actor, kind: kind, profile: profile, route: route, world: world, model: model)
            traffic.speedShare[actor.index] = 1
        }
        return actor
    }

    func motion(_ actor: ActorID) -> ActorMotion {
        world.actors.motion(of: actor, at: world.clock.tick, clock: world.clock)
    }

    private func isQueued(_ row: Int) -> Bool { traffic.why.reason[row] == DrivingReason.leader.rawValue }

    /// Actors that have stood for more than `seconds`, in words.
    func stuck(_ seconds: Double) -> [String] {
        (0..<world.actors.count).filter { row in
            world.actors.isPresent(ActorID(row)) && traffic.behaviour[row] > 0
                && (traffic.why(ActorID(row), time: time).standingFor ?? 0) > seconds
        }.sorted { isQueued($0) != isQueued($1) ? !isQueued($0) : $0 < $1 }.map { row in
            let partner = Int(traffic.why.partner[row])
            return isQueued(row) || partner < 0 ? tell(row) : tell(row) + " BECAUSE OF " + tell(partner)
        }
    }
}

extension Catalogue {
    /// The catalogue that ships.
    static let shipped: Catalogue = {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../assets/catalogue.yaml").standardizedFileURL
        var diagnostics = Diagnostics()
        let node = YAMLDocument.read(path: path.path(), &diagnostics)
        return node.flatMap { Catalogue.read($0, &diagnostics) } ?? Catalogue(models: [])
    }()
}
