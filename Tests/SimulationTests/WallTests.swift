import DrivingInterface
import Foundation
import RoadNetwork
import Scenarios
import Simulation
import TestSupport
import Testing
import Traffic
import World

@Suite("Behind the wall")
struct WallTests {
    /// With places to park and a zebra crossing.
    private static let town = TestTown.text
        .replacingOccurrences(
            of: "first: {straight: {length: 80 m}}",
            with: """
                first:
                        straight:
                          length: 80 m
                          crossings: [{at: 40 m, zebra: true}]
                          parking_bays: [{side: right, from: 10 m, to: 34 m}]
                """
        )
        .replacingOccurrences(of: "pedestrians: 4", with: "pedestrians: 6, parked: 50 %")

    private static let scenes: [WallScene] = {
        var scenes = [
            try? WallScene("town", text: town),
            try? WallScene("first_drive", text: Checkout.text("scenarios/first_drive.yaml")),
        ]
        if Nightly.isOn { scenes.append(try? WallScene("generated", text: Checkout.text("scenarios/any_city.yaml"))) }
        if let shared = SharedFolder.path {
            for city in Nightly.isOn ? ["kingsway_junction", "neukolln", "seattle_slip_lane"] : ["kingsway_junction"] {
                let road = (name: "road", value: "\(shared)/data/cities/osm/\(city).xodr")
                scenes.append(
                    try? WallScene(city, text: Checkout.text("scenarios/any_city.yaml"), overrides: [road]))
            }
        }
        return scenes.compactMap { $0 }
    }()

    @Test("The disguise knows every stored property of a map, and moves the rows of every table")
    func complete() throws {
        // A scene that cannot be staged would be missed in silence.
        #expect(Self.scenes.count >= (SharedFolder.path == nil ? 2 : 3))
        let map = try #require(Self.scenes.first).plain.map
        #expect(MapDisguise.forgotten(in: map) == [])
        #expect(MapDisguise(of: map).unmoved(in: map) == [])
        let names = map.lanes.map(\.name)
        #expect(MapDisguise(of: map).applied(to: map).lanes.allSatisfy { !names.contains($0.name) })
    }

    @Test("No two elements of a table share a random key", arguments: scenes)
    func uniqueKeys(scene: WallScene) {
        #expect(MapDisguise.ambiguous(in: scene.plain.map) == [])
        let keys = scene.plain.world.actors.randomKey.sorted()
        #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 != $1 })
    }

    @Test(
        "Other names and another order of everything change no byte that a driver gets, and nobody's decision",
        arguments: scenes)
    func disguise(scene: WallScene) throws {
        let disguise = MapDisguise(of: scene.plain.map)
        let (plain, disguised) = (try WallRun(scene.plain), try WallRun(scene.stage(in: disguise)))
        let decisions = Nightly.isOn ? 600 : 110
        let answers = try plain.withoutSensors().answers(of: "oracle", decisions: decisions)
        let (one, other) = (plain.film(answers), disguised.film(answers))
        #expect(one.sights.count > 105)
        #expect(Self.difference(one.sights, other.sights) == nil)
        #expect(one.crowd == other.crowd)
        let others = try disguised.withoutSensors().answers(of: "oracle", decisions: decisions)
        #expect(answers.map(\.motion) == others.map(\.motion))
        #expect(answers.map(\.indicator) == others.map(\.indicator))
    }

    @Test("Nor can any other driver tell", arguments: ["cruise", "baseline"])
    func drivers(policy: String) throws {
        let scene = try #require(Self.scenes.first)
        let disguised = try WallRun(scene.stage(in: MapDisguise(of: scene.plain.map, seed: 2)))
        let answers = try WallRun(scene.plain).answers(of: policy, decisions: 80)
        let others = try disguised.answers(of: policy, decisions: 80)
        #expect(answers.count > 40)
        #expect(answers.map(\.motion) == others.map(\.motion))
        #expect(answers.map(\.indicator) == others.map(\.indicator))
    }

    @Test("Were ties to go by anything but random keys, the bytes would tell")
    func keys() throws {
        let scene = try #require(Self.scenes.first)
        let plain = try WallRun(scene.plain)
        let answers = try plain.answers(of: "oracle", decisions: 110)
        let swapped = try WallRun(scene.stage(in: MapDisguise(of: scene.plain.map, swapsKeys: true)))
        #expect(Self.difference(plain.film(answers).sights, swapped.film(answers).sights) != nil)
    }

    /// Everybody follows a path of the file, so that nothing but what is seen is left to matter.
    private static let paths =
        town
        .replacingOccurrences(of: "traffic: {vehicles: 8, pedestrians: 6, parked: 50 %}", with: "")
        .replacingOccurrences(of: "speed: 20 km/h}\nevents", with: "speed: 20 km/h, behaviour: follow_path}\nevents")
        .replacingOccurrences(
            of: "events:\n",
            with: """
                  - {name: truck, model: truck, at: {relative_to: lead, gap: 12 m}, behaviour: stand}
                  - {name: walker, model: adult, at: {crossing: first.crossing1, s: -0.5 m}, behaviour: follow_path}
                events:
                  - {name: off, when: {time: 0 s}, do: [{follow_path: {actor: lead, ahead: 40 m, speed: 18 km/h}}]}
                  - {name: walk, when: {time: 1 s}, do: [{follow_path: {actor: walker, ahead: 9 m, speed: 1.4 m/s}}]}

                """)

    @Test("What no sensor can see can be taken away, and no byte changes")
    func stripped() throws {
        let scene = try WallScene("paths", text: Self.paths)
        let plain = try WallRun(scene.plain)
        let answers = try plain.answers(of: "oracle", decisions: 110)
        let sights = plain.film(answers).sights
        #expect(sights.count > 105)
        #expect(Self.difference(sights, try WallRun(scene.strippedStage()).film(answers).sights) == nil)
    }

    private static func difference(_ one: [Sight], _ other: [Sight]) -> String? {
        if let index = zip(one, other).enumerated().first(where: { $0.element.0 != $0.element.1 })?.offset {
            let parts = zip(one[index].parts, other[index].parts).first { $0 != $1 }
            return "sight \(index): \(parts.map { "\($0.0) | \($0.1)" } ?? "number of parts")"
        }
        return one.count == other.count ? nil : "\(one.count) sights and \(other.count)"
    }
}
