import Documents
import Fields
import Geometry
import RoadNetwork
import Sensing
import World

/// Things to sense: a straight street along x with buildings, paint, a pole, and a few road users.
enum TestStreet {
    /// The repository's own catalogue of actors.
    static let catalogue: Catalogue = {
        var diagnostics = Diagnostics()
        let path = repository + "assets/catalogue.yaml"
        guard let node = YAMLDocument.read(path: path, &diagnostics),
            let catalogue = Catalogue.read(node, &diagnostics)
        else { fatalError(diagnostics.text()) }
        return catalogue
    }()

    static let repository = #filePath.split(separator: "/").dropLast(3).reduce("/") { $0 + $1 + "/" }

    /// Row of a model of the catalogue.
    static func model(_ name: String) -> Int32 { catalogue.model(named: name)! }

    /// Road users around the origin, in the given order of rows.
    static func placements(isReversed: Bool = false) -> [ActorPlacement] {
        func place(_ model: String, _ key: UInt64, _ x: Double, _ y: Double, _ yaw: Double, _ speed: Double)
            -> ActorPlacement
        {
            ActorPlacement(
                model: self.model(model), randomKey: key, pose: Pose2(x: x, y: y, yaw: yaw), speed: speed)
        }
        let all = [
            place("sedan", 11, 22, 0.2, 0.05, 6), place("van", 12, 40, -3.5, 0, 0), place("bus", 13, 55, 3.5, .pi, 9),
            place("adult", 14, 15, -4, 1.5, 1.2), place("bicycle", 15, -12, -2, 0, 5), place("cone", 16, 9, 2.5, 0, 0),
            place("sedan", 17, -25, 3.6, .pi, 12),
        ]
        return isReversed ? all.reversed() : all
    }

    /// Puts the road users into a world.
    static func populate(_ world: inout WorldState, isReversed: Bool = false) {
        for placement in placements(isReversed: isReversed) { _ = world.actors.spawn(placement) }
    }
}
