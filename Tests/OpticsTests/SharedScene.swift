import Foundation
import Geometry
import RoadNetwork
import TestSupport
import Testing
import World

@testable import Optics

/// The reference scene of the shared data: 200 buildings, 200 vehicles, paint, 16 poses.
struct SharedScene {
    let fixed: StaticScene
    let moving: DynamicScene
    let poses: [Pose2]
    let boxCount: Int

    static let folder = URL(fileURLWithPath: (SharedFolder.path ?? "/nowhere") + "/data/sensor-scene")

    static var isThere: Bool { FileManager.default.fileExists(atPath: folder.path) }

    init(hasStreets: Bool = false) throws {
        var map = StreetMap(name: "shared sensor scene")
        var models: [ActorModel] = []
        var actors = ActorColumns()
        for (row, n) in try SharedScene.table("boxes.csv").enumerated() {
            let box = OrientedBox(center: Vector2(n[2], n[3]), yaw: n[8], length: n[6], width: n[7])
            let colour = LinearColour(Float(n[12] / 255), Float(n[13] / 255), Float(n[14] / 255))
            if n[1] == 0 {
                map.buildings.append(
                    Building(
                        randomKey: UInt64(row), parts: [box.polygon], height: n[5], colour: colour,
                        reflectivity: Float(n[11])))
            } else {
                var model = ActorModel(name: "box \(row)", actorClass: .box)
                model.parts = [
                    BodyPart(center: .zero, length: n[6], width: n[7], bottom: n[4], top: n[5], material: .paint)
                ]
                model.colours = [colour]
                model.reflectivity = Float(n[11])
                _ = actors.spawn(
                    ActorPlacement(
                        model: Int32(models.count), randomKey: UInt64(1000 + row),
                        pose: Pose2(x: n[2], y: n[3], yaw: n[8])))
                models.append(model)
            }
        }
        boxCount = map.buildings.count + models.count
        for (row, n) in try SharedScene.table("paint.csv").enumerated() {
            let box = OrientedBox(center: Vector2(n[0], n[1]), yaw: n[4], length: n[2], width: n[3])
            map.paint.append(
                PaintPatch(randomKey: UInt64(row), kind: .laneLine, colour: .white, outline: box.polygon))
        }
        if hasStreets { SharedScene.addStreets(to: &map) }
        fixed = StaticScene(map: map)
        moving = DynamicScene(catalogue: Catalogue(models: models), fixed: fixed)
        moving.rebuild(WorldState(actors: actors), atTime: 0)
        poses = try SharedScene.table("poses.csv").map { Pose2(x: $0[0], y: $0[1], yaw: $0[2]) }
    }

    /// The asphalt of the scene's twelve roads.
    private static func addStreets(to map: inout StreetMap) {
        for (row, center) in [-300.0, -180, -60, 60, 180, 300].enumerated() {
            for isUpright in [true, false] {
                let box = OrientedBox(
                    center: isUpright ? Vector2(center, 0) : Vector2(0, center), yaw: isUpright ? .pi / 2 : 0,
                    length: 620,
                    width: 20)
                map.surfaces.append(
                    GroundSurface(
                        randomKey: UInt64(row * 2 + (isUpright ? 1 : 0)), material: .asphalt, outline: box.polygon))
            }
        }
    }

    /// Numbers of a CSV file without its heading.
    static func table(_ name: String) throws -> [[Double]] {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            .split(separator: "\n").dropFirst().map { line in line.split(separator: ",").map { Double($0)! } }
    }

    func viewpoint(_ pose: Pose2, height: Double) -> Viewpoint {
        Viewpoint(position: Vector3(pose.position.x, pose.position.y, height), yaw: pose.yaw)
    }
}
