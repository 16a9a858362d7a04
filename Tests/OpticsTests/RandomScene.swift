import Geometry
import RoadNetwork
import World

@testable import Optics

/// A random street scene, once as a map and actors for the engine and once as plain shapes for `BruteForce`.
struct RandomScene {
    var map = StreetMap(name: "random")
    var world = WorldState()
    var models: [ActorModel] = []
    var shapes: [BruteForce.Shape] = []
    private let stream: RandomStream
    private var draws = 0

    init(seed: UInt64) {
        stream = RandomStream(seed: seed, purpose: RandomPurpose("optics.randomScene"))
        for _ in 0..<4 { addSurface(height: 0) }
        for _ in 0..<3 { addSurface(height: 0.15) }
        for _ in 0..<10 { addBuilding() }
        for _ in 0..<8 { addVehicle() }
        for _ in 0..<3 { addFurniture(.pole) }
        for _ in 0..<3 { addFurniture(.tree) }
        for _ in 0..<2 { addFurniture(.bollard) }
        addCone()
        for _ in 0..<3 { addKerb() }
    }

    var fixed: StaticScene { StaticScene(map: map) }

    func moving(_ fixed: StaticScene) -> DynamicScene {
        let scene = DynamicScene(catalogue: Catalogue(models: models), fixed: fixed)
        scene.rebuild(world, atTime: 0)
        return scene
    }

    private mutating func uniform(_ low: Double, _ high: Double) -> Double {
        draws += 1
        return stream.uniform(in: low...high, draws)
    }

    /// Somewhere around the origin, at least `clear` metres away.
    private mutating func place(clear: Double) -> Vector2 {
        Vector2(yaw: uniform(-.pi, .pi)) * uniform(clear, 60)
    }

    private mutating func polygon(around center: Vector2, radius: Double) -> ConvexPolygon {
        let corners = 3 + Int(uniform(0, 5))
        let turn = uniform(0, 6)
        let points = (0..<corners).map { corner in
            center + Vector2(yaw: turn + Double(corner) * 2 * .pi / Double(corners)) * uniform(radius * 0.7, radius)
        }
        return ConvexPolygon(hullOf: points)!
    }

    private mutating func addSurface(height: Double) {
        let outline = polygon(around: place(clear: height > 0 ? 16 : 0), radius: 14)
        map.surfaces.append(
            GroundSurface(
                randomKey: key(), material: height > 0 ? .pavingStones : .asphalt, height: height, outline: outline))
        shapes.append(
            BruteForce.Shape(
                kind: .level(outline, height), owner: .ground, surfaceClass: height > 0 ? .pavement : .road))
    }

    private mutating func addBuilding() {
        let part = polygon(around: place(clear: 14), radius: uniform(3, 11))
        let height = uniform(2, 25)
        shapes.append(
            BruteForce.Shape(
                kind: .prism(part, 0, height), owner: SceneOwner(.building, row: map.buildings.count),
                surfaceClass: .building))
        map.buildings.append(
            Building(randomKey: key(), parts: [part], height: height, colour: LinearColour(0.5, 0.4, 0.3)))
    }

    private mutating func addVehicle() {
        let pose = Pose2(place(clear: 5), yaw: uniform(-3, 3))
        var model = ActorModel(name: "box \(models.count)", actorClass: .box)
        model.parts = [
            BodyPart(
                center: Vector2(1.2, 0), length: 4.5, width: 1.8, bottom: 0.25, top: uniform(0.9, 3), material: .paint)
        ]
        let part = model.parts[0]
        let box = OrientedBox(
            center: pose.toOuter(part.center), yaw: pose.yaw, length: part.length, width: part.width)
        let id = world.actors.spawn(ActorPlacement(model: Int32(models.count), randomKey: key(), pose: pose))
        models.append(model)
        shapes.append(
            BruteForce.Shape(
                kind: .prism(box.polygon, part.bottom, part.top), owner: .actor(id), surfaceClass: .object))
    }

    private mutating func addFurniture(_ kind: StreetFurniture.Kind) {
        let center = place(clear: 3)
        let (radius, height) = (uniform(0.05, 0.3), kind == .bollard ? uniform(0.5, 1) : uniform(5, 9))
        let owner = SceneOwner(.furniture, row: map.furniture.count)
        var item = StreetFurniture(
            randomKey: key(), kind: kind,
            footprint: OrientedBox(center: center, yaw: 0, length: 2 * radius, width: 2 * radius), height: height)
        if kind == .tree {
            item.crownRadius = uniform(1, 2.5)
            item.crownBase = uniform(1.5, 3)
            shapes.append(
                BruteForce.Shape(
                    kind: .ellipsoid(center, item.crownRadius, item.crownBase, height), owner: owner,
                    surfaceClass: .vegetation))
        }
        let top = kind == .tree ? item.crownBase + 0.3 : height
        shapes.append(
            BruteForce.Shape(
                kind: .cylinder(center, radius, 0, top), owner: owner,
                surfaceClass: kind == .tree ? .vegetation : .pole))
        map.furniture.append(item)
    }

    private mutating func addCone() {
        var model = ActorModel(name: "cone", actorClass: .cone)
        model.parts = [
            BodyPart(center: .zero, length: 1, width: 1, bottom: 0.05, top: 1.1, material: .paint, shape: .cone)
        ]
        let center = place(clear: 4)
        let id = world.actors.spawn(
            ActorPlacement(model: Int32(models.count), randomKey: key(), pose: Pose2(center, yaw: 0)))
        models.append(model)
        shapes.append(
            BruteForce.Shape(kind: .cone(center, 0.5, 0.05, 1.1), owner: .actor(id), surfaceClass: .cone))
    }

    private mutating func addKerb() {
        let start = place(clear: 4)
        let end = start + Vector2(yaw: uniform(-3, 3)) * uniform(5, 20)
        shapes.append(
            BruteForce.Shape(
                kind: .face(start, end, 0, 0.15), owner: SceneOwner(.kerb, row: map.kerbs.count), surfaceClass: .kerb))
        map.kerbs.append(Kerb(randomKey: key(), line: Polyline([start, end])!, height: 0.15))
    }

    private mutating func key() -> UInt64 {
        draws += 1
        return stream.bits(draws)
    }
}
