import Documents
import Fields
import Foundation
import Geometry
import RoadNetwork
import Testing
import World

@Suite("Catalogue of actors")
struct CatalogueTests {
    /// The catalogue that ships.
    private func shipped() throws -> Catalogue {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../assets/catalogue.yaml")
        var diagnostics = Diagnostics()
        let node = try #require(YAMLDocument.read(path: path.path(), &diagnostics))
        let catalogue = Catalogue.read(node, &diagnostics)
        #expect(diagnostics.isEmpty, "\(diagnostics.problems.map(\.message))")
        return try #require(catalogue)
    }

    private func problems(_ yaml: String) -> [(code: String, line: Int?)] {
        var diagnostics = Diagnostics()
        let node = YAMLDocument.parse(text: yaml, file: "c.yaml", &diagnostics)
        if let node { #expect(Catalogue.read(node, &diagnostics) == nil) }
        return diagnostics.problems.map { ($0.code, $0.mark?.line) }
    }

    @Test("Every class of actor has a model, and names are unique")
    func classes() throws {
        let catalogue = try shipped()
        for actorClass in ActorClass.allCases {
            #expect(catalogue.models.contains { $0.actorClass == actorClass }, "\(actorClass.word)")
        }
        let names = catalogue.models.map(\.name).sorted()
        #expect(zip(names, names.dropFirst()).allSatisfy { $0 != $1 })
        #expect(catalogue.model(named: "ego") != nil && catalogue.model(named: "unicorn") == nil)
    }

    @Test("The ego is a mid-size electric car that understeers a little")
    func ego() throws {
        let catalogue = try shipped()
        let ego = catalogue.models[Int(try #require(catalogue.model(named: "ego")))]
        #expect((ego.length, ego.width, ego.wheelbase) == (4.7, 1.9, 2.85))
        #expect((ego.frontReach - 3.7).magnitude < 1e-12 && (ego.rearReach - 1).magnitude < 1e-12)
        let gradient = DynamicSingleTrack.understeerGradient(ego.dynamics)
        #expect(gradient > 0.0005 && gradient < 0.005)
        #expect(ego.motionModel.kind == "dynamic_single_track")
        #expect((ego.dynamics.wheelbase - 2.85).magnitude < 1e-12)
        #expect((ego.dynamics.maximumSteeringAngle - 35 * .pi / 180).magnitude < 1e-12)
    }

    @Test("Every model is sound: sizes, speeds, parts inside the box and up to its top")
    func soundness() throws {
        for model in try shipped().models {
            #expect(model.maximumDeceleration >= model.comfortableDeceleration, "\(model.name)")
            #expect(model.usualSpeed <= model.maximumSpeed, "\(model.name)")
            let top = model.parts.map(\.top).max() ?? 0
            #expect((top - model.height).magnitude < 0.051, "\(model.name)")
            let front = model.parts.map { $0.center.x + $0.length / 2 }.max() ?? 0
            let rear = model.parts.map { $0.center.x - $0.length / 2 }.min() ?? 0
            #expect((front - model.frontReach).magnitude < 0.11, "\(model.name) front")
            #expect((rear + model.rearReach).magnitude < 0.11, "\(model.name) rear")
            #expect(model.actorClass.isVehicle == (model.wheelbase > 0), "\(model.name)")
            #expect(model.actorClass.isStatic == (model.maximumSpeed == 0), "\(model.name)")
            #expect((model.articulation != nil) == (model.actorClass == .articulatedBus))
        }
    }

    @Test("Every vehicle of the catalogue can be driven: it stops, turns and stays on its tyres")
    func drivable() throws {
        for model in try shipped().models where model.actorClass.isVehicle {
            var vehicle = DrivenVehicle(speed: min(8, model.maximumSpeed), parameters: model.dynamics)
            vehicle.model = model.motionModel
            vehicle.drive(for: 4) { _, _ in ActuatorCommand(steeringAngle: 0.2, acceleration: 0) }
            #expect(vehicle.motion.pose.yaw > 0.5, "\(model.name)")
            vehicle.drive(for: 6) { _, _ in ActuatorCommand(steeringAngle: 0, acceleration: -4) }
            #expect(vehicle.motion.speed == 0, "\(model.name)")
        }
    }

    @Test("Wheels stand at the axles, and those behind the joint trail")
    func wheels() throws {
        let catalogue = try shipped()
        let bus = catalogue.models[Int(try #require(catalogue.model(named: "articulated_bus")))]
        let wheels = bus.parts.filter { $0.material == .rubber && $0.shape == .box }
        #expect(wheels.count == 6)
        #expect(wheels.filter(\.isTrailing).allSatisfy { $0.center.x < -1.6 })
        #expect(wheels.filter(\.isTrailing).count == 2)
        let bicycle = catalogue.models[Int(try #require(catalogue.model(named: "bicycle")))]
        #expect(bicycle.parts.filter { $0.material == .rubber }.map(\.center.y) == [0, 0])
    }

    @Test("Paint is chosen by random key, and every paint is chosen")
    func paint() throws {
        let catalogue = try shipped()
        let row = try #require(catalogue.model(named: "sedan"))
        let rows = (0..<200).map { catalogue.colourRow(of: row, randomKey: StableHash.mix($0)) }
        #expect(Set(rows) == Set(0..<catalogue.models[Int(row)].colours.count))
    }

    @Test("Colours of screens and linear light are each other's inverse")
    func colours() throws {
        for text in ["#000000", "#ffffff", "#c8102e", "#01fe80"] {
            #expect(try #require(LinearColour(screen: text)).screenText == text)
        }
        #expect(try #require(LinearColour(screen: "#808080")).red < 0.22)
        for text in ["c8102e", "#c8102", "#c8102g", "", "#c8102e0", "#ä8102"] {
            #expect(LinearColour(screen: text) == nil)
        }
    }

    @Test("Contradictions and slips are located errors, all at once")
    func errors() {
        let yaml = """
            models:
              broken:
                class: sedann
                length: 4.5
                width: 1.8 m
                height: 1.5 m
                colours: [red]
                parts: [{along: [0 m, 1 m], width: 1 m, heights: [0 m, 1 m], materiel: paint}]
              outside:
                class: car
                length: 4 m
                width: 1.8 m
                height: 1.5 m
                wheelbase: 5 m
                parts:
                  - {along: [0 m, 9 m], width: 1 m, heights: [0 m, 1 m]}
                  - {along: [2 m, 3 m], width: 2 m, heights: [0 m, 1 m]}
                  - {along: [2 m, 3 m], width: 1 m, heights: [1 m, 2 m]}
                dynamics: {motion: flying}
            """
        let found = problems(yaml)
        for (code, line) in [
            ("unknown-value", 3), ("missing-unit", 4), ("out-of-range", 7), ("unknown-key", 8), ("unknown-value", 19),
        ] {
            #expect(found.contains { $0.code == code && $0.line == line }, "\(code) in line \(line): \(found)")
        }
        let sized = problems(yaml.replacingOccurrences(of: "    dynamics: {motion: flying}", with: ""))
        #expect(sized.filter { $0.code == "unsound-model" }.map(\.line) == [14, 16, 17, 18])
        #expect(!problems("models: {}").isEmpty && !problems("").isEmpty)
    }

    @Test("An unknown model in a scenario gets the nearest known name")
    func unknownModel() throws {
        var diagnostics = Diagnostics()
        #expect(try shipped().model(named: Located("sedann"), &diagnostics) == nil)
        #expect(diagnostics.problems.first?.message.contains("sedan") == true)
    }
}
