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

    private static func square(_ middle: Vector2, _ size: Double) -> ConvexPolygon {
        OrientedBox(center: middle, yaw: 0, length: size, width: size).polygon
    }

    /// Dark asphalt, with a white mark if there is a place for it.
    static func field(mark: Vector2? = nil, size: Double = 0.5) -> StreetMap {
        var map = StreetMap(name: "field")
        map.surfaces = [GroundSurface(randomKey: 1, material: .asphalt, outline: square(.zero, 600))]
        if let mark {
            map.paint = [PaintPatch(randomKey: 2, kind: .arrow, colour: .white, outline: square(mark, size))]
        }
        return map
    }

    /// A field with a house whose wall stands across the x axis, 60 m wide and 30 m high.
    static func wall(at x: Double) -> StreetMap {
        var map = field()
        let outline = OrientedBox(center: Vector2(x + 5, 0), yaw: 0, length: 10, width: 60).polygon
        map.buildings = [
            Building(randomKey: 3, parts: [outline], height: 30, colour: LinearColour(0.4, 0.4, 0.4))
        ]
        return map
    }

    /// Houses on both sides, dashed paint, lamp posts.
    static let map: StreetMap = {
        var map = field()
        for row in -3...3 {
            let x = Double(row) * 30
            for side in [-1.0, 1] {
                let outline = OrientedBox(center: Vector2(x, side * 16), yaw: 0, length: 22, width: 12).polygon
                map.buildings.append(
                    Building(
                        randomKey: StableHash.mix(UInt64(100 + row * 2) &+ (side > 0 ? 1 : 0)), parts: [outline],
                        height: 12, colour: LinearColour(0.5, 0.4, 0.3)))
            }
            map.paint.append(
                PaintPatch(
                    randomKey: UInt64(50 + row), kind: .laneLine, colour: .white,
                    outline: OrientedBox(center: Vector2(x, 1.75), yaw: 0, length: 6, width: 0.12).polygon))
            map.furniture.append(
                StreetFurniture(
                    randomKey: UInt64(70 + row), kind: .streetLamp,
                    footprint: OrientedBox(center: Vector2(x + 10, 7), yaw: 0, length: 0.2, width: 0.2), height: 7))
        }
        return map
    }()
}
