import Geometry
import Optics
import RoadNetwork
import World

/// A street of random houses, trees and cars, and what a LiDAR sees of it.
struct OpticsCase {
    let fixed: StaticScene
    let catalogue = Catalogue(models: [OpticsCase.car()])
    let world: WorldState
    private let moving: DynamicScene
    private let scratch = OpticsScratch()

    init() {
        fixed = StaticScene(map: OpticsCase.street())
        var world = WorldState()
        let stream = RandomStream(seed: 2, purpose: RandomPurpose("kernelCase.actors"))
        for row in 0..<40 {
            let pose = Pose2(
                x: stream.uniform(in: -60...60, 3 * row), y: stream.uniform(in: -12...12, 3 * row + 1),
                yaw: stream.uniform(in: -4...4, 3 * row + 2))
            _ = world.actors.spawn(ActorPlacement(model: 0, randomKey: stream.bits(row), pose: pose, speed: 8))
        }
        self.world = world
        moving = DynamicScene(catalogue: catalogue, fixed: fixed)
        moving.rebuild(world, atTime: 0.37)
    }

    private static func street() -> StreetMap {
        let stream = RandomStream(seed: 1, purpose: RandomPurpose("kernelCase.map"))
        var map = StreetMap(name: "kernel case")
        for row in 0..<60 {
            let center = Vector2(
                stream.uniform(in: -90...90, 4 * row),
                stream.uniform(in: 16...40, 4 * row + 1) * (row % 2 == 0 ? 1 : -1))
            let box = OrientedBox(
                center: center, yaw: stream.uniform(in: 0...3, 4 * row + 2), length: 9, width: 7)
            map.buildings.append(
                Building(
                    randomKey: stream.bits(row), parts: [box.polygon], height: stream.uniform(in: 4...20, 4 * row + 3),
                    colour: LinearColour(0.4, 0.3, 0.2)))
            map.furniture.append(
                StreetFurniture(
                    randomKey: stream.bits(row + 100), kind: .tree,
                    footprint: OrientedBox(center: center * 0.4, yaw: 0, length: 0.4, width: 0.4), height: 7,
                    crownRadius: 2, crownBase: 2.5))
        }
        let road = OrientedBox(center: .zero, yaw: 0, length: 240, width: 12)
        map.surfaces = [GroundSurface(randomKey: 1, material: .asphalt, outline: road.polygon)]
        return map.indexed()
    }

    private static func car() -> ActorModel {
        var car = ActorModel(name: "car", actorClass: .car)
        car.parts = [
            BodyPart(center: Vector2(0, 0), length: 4.6, width: 1.85, bottom: 0.2, top: 0.9, material: .paint),
            BodyPart(center: Vector2(-0.2, 0), length: 2.6, width: 1.6, bottom: 0.9, top: 1.45, material: .glass),
        ]
        return car
    }

    private let eye = Viewpoint(position: Vector3(1, 0.5, 1.8), yaw: 0.3)

    /// Ranges of a 32 × 600 LiDAR.
    func lidar() -> [Double] {
        ranges(
            LidarPattern(
                columns: ColumnFan(fullTurn: 600),
                elevations: LidarPattern.evenElevations(from: -0.4, to: 0.2, count: 32), maximumRange: 120))
    }

    /// Ranges of 700 rays a little below the horizon.
    func scan() -> [Double] {
        ranges(LidarPattern(columns: ColumnFan(fullTurn: 700), elevations: [-0.01], maximumRange: 120))
    }

    private func ranges(_ pattern: LidarPattern) -> [Double] {
        var returns = LidarReturns()
        LidarKernel.measure(pattern, from: eye, fixed: fixed, moving: moving, into: &returns, scratch: scratch)
        return returns.ranges.map(Double.init)
    }

    /// Colours and depths of a picture whose width is no multiple of a strip.
    func picture() -> [Double] {
        var image = CameraImage()
        ColumnRenderer.render(
            UprightCamera(width: 205, height: 110, horizontalFieldOfView: 1.5), from: eye,
            light: SceneLight(weather: Weather()), fixed: fixed, moving: moving, labels: true, into: &image,
            scratch: scratch)
        return image.rgb.map(Double.init) + image.depths.map(Double.init)
    }
}
