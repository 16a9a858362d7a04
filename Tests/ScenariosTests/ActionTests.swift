import Fields
import Foundation
import Geometry
import Launching
import RoadNetwork
import Simulation
import TestSupport
import Testing
import Traffic
import World

@testable import Scenarios

@Suite("What actions do")
struct ActionTests {
    /// The town with two lanes in its first street.
    private static let text = TestTown.text
        .replacingOccurrences(of: "pieces:", with: "profiles: {wide: {forward: 2, backward: 1}}\n    pieces:")
        .replacingOccurrences(
            of: "first: {straight: {length: 80 m}}", with: "first: {straight: {length: 80 m, profile: wide}}")

    private static func run(_ events: String, actors: String = "", sensors: String? = nil) throws -> ReadyRun {
        let changed = text.replacingOccurrences(of: "events:\n", with: "\(actors)events:\n\(events)")
        return try TestTown.run(policy: "idle", sensors: sensors, text: changed)
    }

    private static func lights(_ ready: ReadyRun, _ actor: String, at time: Double) -> ActorLights {
        let row = ready.setting.context.actor(actor)
        return ready.loop(at: time).simulation.state.situation.world.actors.lights(of: row)
    }

    private static let still = Result { try TestTown.run(policy: "idle", sensors: "small", text: text) }

    @Test("Each changes the situation", arguments: StoryboardExamples.actions.map(\.name))
    func effect(name: String) throws {
        let ready = try Self.still.get()
        var situation = ready.loop(at: 0.5).simulation.state.situation
        let context = ready.setting.context
        let fields = try #require(StoryboardExamples.actions.first { $0.name == name }?.fields)
        var diagnostics = Diagnostics()
        // Whoever is to be released must be held.
        let held = try #require(try StoryboardExamples.action("set_speed: {actor: lead, to: 1 m/s}", &diagnostics))
        held.apply(to: &situation, context, holder: 1)
        let action = try #require(try StoryboardExamples.action("\(name): \(fields)", &diagnostics))
        action.check(context, &diagnostics)
        #expect(!diagnostics.hasErrors, "\(diagnostics.text())")
        let before = situation.stateHash()
        action.apply(to: &situation, context, holder: 2)
        #expect(situation.stateHash() != before)
    }

    @Test("Triggers tell before from after", arguments: StoryboardExamples.triggers.map(\.name))
    func triggers(name: String) throws {
        let ready = try Self.still.get()
        let fields = try #require(StoryboardExamples.triggers.first { $0.name == name }?.fields)
        var diagnostics = Diagnostics()
        let trigger = try #require(try StoryboardExamples.trigger("\(name): \(fields)", &diagnostics))
        let context = ready.setting.context
        var late = ready.loop(at: 3).simulation.state.situation
        // The ego vehicle drives at the other.
        if name == "time_to_collision" { late.world.actors.speed[context.actor("ego").index] = 20 }
        #expect(trigger.holds(in: late, context))
        var other = late
        if name == "after" {
            other = ready.loop(at: 1).simulation.state.situation
        } else {
            other.world.actors.despawn(context.actor("lead"))
        }
        #expect(trigger.holds(in: other, context) == (name == "time"))
    }

    @Test("Indicators that a file has switched stay on while the actor drives, until they are given back")
    func lights() throws {
        let ready = try Self.run(
            """
              - {name: on, when: {time: 1 s}, do: [{set_lights: {actor: lead, show: hazard}}]}
              - {name: back, when: {time: 3 s}, do: [{set_lights: {actor: lead, show: own}}]}

            """)
        #expect(Self.lights(ready, "lead", at: 0.8).isDisjoint(with: .hazard))
        #expect(Self.lights(ready, "lead", at: 1.5).isSuperset(of: .hazard))
        // It brakes from 2 s on, which its brake lamps show all the same.
        #expect(Self.lights(ready, "lead", at: 2.9).isSuperset(of: [.hazard, .brake]))
        #expect(Self.lights(ready, "lead", at: 3.5).isDisjoint(with: .hazard))
    }

    @Test("Hazard lights that flash from the start go on flashing while the actor drives")
    func hazardLights() throws {
        let ready = try Self.run(
            "", actors: "  - {name: slow, model: van, at: {relative_to: lead, gap: 12 m}, hazard_lights: true}\n")
        let world = ready.loop(at: 3).simulation.state.situation.world
        let row = ready.setting.context.actor("slow")
        #expect(world.actors.speed[row.index] > 1)
        #expect(world.actors.lights(of: row).isSuperset(of: .hazard))
    }

    @Test("Who stands follows a path that it is given")
    func standing() throws {
        let ready = try Self.run(
            "  - {name: off, when: {time: 1 s}, do: [{follow_path: {actor: van, ahead: 5 m, speed: 10 km/h}}]}\n",
            actors: "  - {name: van, model: van, at: {relative_to: lead, gap: 15 m}, behaviour: stand}\n")
        let van = ready.setting.context.actor("van")
        func x(at time: Double) -> Double {
            let world = ready.loop(at: time).simulation.state.situation.world
            return world.actors.motion(of: van, at: world.clock.tick, clock: world.clock).pose.position.x
        }
        #expect(x(at: 1) == x(at: 0))
        #expect((x(at: 9) - x(at: 0) - 5).magnitude < 0.5)
        #expect(x(at: 9) == x(at: 9.5))
    }

    @Test("A signal group shows what a file holds it at, until its programme has it back")
    func signal() throws {
        let ready = try Self.run(
            """
              - {name: hold, when: {time: 1 s}, do: [{set_signal: {group: cross.back.light, show: flashing_yellow}}]}
              - {name: free, when: {time: 2 s}, do: [{set_signal: {group: cross.back.light, show: programme}}]}

            """)
        let (before, held, after) = try (aspect(ready, 0.9), aspect(ready, 1.9), aspect(ready, 2.1))
        #expect(held == .flashingYellow)
        #expect(before == after && before != held)
    }

    @Test("A programme that is set to a place goes on from there")
    func programme() throws {
        let map = try Self.still.get().setting.map
        let controller = try #require(map.signalControllers.first { $0.name == "cross.controller" })
        let group = SignalGroupID(try #require(map.signalGroups.firstIndex { $0.name == "cross.back.light" }))
        for place in [0.0, 7.5, 14, 21] {
            let ready = try Self.run(
                "  - {name: set, when: {time: 1 s}, do: [{set_programme: {controller: cross.controller, to: \(place) s}}]}\n"
            )
            for later in [0.5, 3.0] {
                let expected = controller.aspect(of: group, at: place + later - controller.offset)
                #expect(try aspect(ready, 1 + later) == expected, "\(later) s after place \(place)")
            }
        }
    }

    private func aspect(_ ready: ReadyRun, _ time: Double) throws -> SignalAspect? {
        let row = try #require(ready.setting.map.signalGroups.firstIndex { $0.name == "cross.back.light" })
        return SignalAspect(rawValue: ready.loop(at: time).simulation.state.situation.world.signals[row])
    }

    @Test("In a mirror everybody drives on the other side, and the same happens")
    func mirror() throws {
        let calm = Self.text.replacingOccurrences(of: "traffic: {vehicles: 8, pedestrians: 4}", with: "")
        let plain = try TestTown.run(text: calm).loop(at: 6).simulation.state.situation.world
        let mirrored = try TestTown.run(text: calm + "\nmirror: true\n").loop(at: 6).simulation.state.situation.world
        #expect(plain.actors.count == 2 && mirrored.actors.count == 2)
        for row in 0..<2 {
            #expect((plain.actors.x[row] - mirrored.actors.x[row]).magnitude < 1e-3)
            #expect((plain.actors.y[row] + mirrored.actors.y[row]).magnitude < 1e-3)
            #expect((plain.actors.speed[row] - mirrored.actors.speed[row]).magnitude < 1e-3)
            #expect(plain.actors.speed[row] > 1 || row == 1)
        }
    }

    @Test("The door that a file names opens, and no other")
    func door() throws {
        let ready = try Self.run("  - {name: open, when: {time: 1 s}, do: [{set_door: {actor: lead, side: left}}]}\n")
        let (early, late) = (ready.loop(at: 0.5).simulation.state, ready.loop(at: 1.5).simulation.state)
        let lead = ready.setting.context.actor("lead").index
        #expect(early.situation.world.actors.leftDoor[lead] == 0)
        #expect(late.situation.world.actors.leftDoor[lead] == 1)
        #expect(late.situation.world.actors.rightDoor[lead] == 0)
    }

    @Test(
        "What nobody can do is refused where it stands",
        arguments: [
            ("set_speed: {actor: ego, to: 0 km/h}", "unfit-actor"), ("remove: ego", "unfit-actor"),
            ("set_lights: {actor: ego, show: hazard}", "unfit-actor"),
            ("set_door: {actor: bike, side: left}", "unfit-actor"), ("remove: leda", "unknown-actor"),
            ("set_signal: {group: cross.bakc.light, show: red}", "unknown-place"),
            ("set_programme: {controller: corss.controller, to: 1 s}", "unknown-place"),
        ])
    func refused(action: String, code: String) throws {
        let failure = #expect(throws: LaunchFailure.self) {
            try Self.run(
                "  - {name: x, when: {time: 1 s}, do: [{\(action)}]}\n",
                actors: "  - {name: bike, model: bicycle, at: {relative_to: lead, gap: 15 m}}\n")
        }
        let problem = try #require(failure?.diagnostics.problems.first)
        #expect(problem.code == code)
        #expect(problem.mark != nil)
    }

    @Test(
        "Each behaviour of the registry can be named in a file, and moves or stands soundly",
        arguments: BehaviourRegistry.all.map { $0.kind })
    func behaviours(kind: String) throws {
        let model = kind == "walk" ? "adult" : kind == "ride_cycle" ? "bicycle" : "sedan"
        let ready = try Self.run(
            "", actors: "  - {name: one, model: \(model), at: {relative_to: lead, gap: 12 m}, behaviour: \(kind)}\n")
        let world = ready.loop(at: 3).simulation.state.situation.world
        let motion = ready.setting.context.motion(
            of: ready.setting.context.actor("one"), in: ready.loop(at: 3).simulation.state.situation)
        #expect(motion.pose.position.x.isFinite && motion.speed.isFinite)
        #expect(world.actors.isPresent(ready.setting.context.actor("one")))
        let type = try #require(BehaviourRegistry.all.first { $0.kind == kind })
        #expect(type.summary.hasSuffix(".") && type.summary.count > 10)
    }

    @Test("Behaviours are sorted by kind and unique")
    func behaviourRegistry() {
        let kinds = BehaviourRegistry.all.map { $0.kind }
        #expect(zip(kinds, kinds.dropFirst()).allSatisfy { $0 < $1 })
    }
}
