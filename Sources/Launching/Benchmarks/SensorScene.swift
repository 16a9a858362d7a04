import Foundation
import Geometry
import RoadNetwork
import World

/// A scene of plain boxes to measure sensors on: buildings, vehicles, paint, and poses to look from.
public struct SensorScene: Sendable {
    public var map: StreetMap
    /// One model per vehicle.
    public var catalogue: Catalogue
    public var actors: ActorColumns
    /// Of the vehicle that carries the sensors.
    public var poses: [Pose2]

    /// A box of the scene.
    struct Box {
        /// nil for buildings.
        var actorClass: ActorClass?
        var center: Vector2
        var yaw: Double
        var length: Double
        var width: Double
        var bottom: Double
        var top: Double
        /// Along its heading, m/s.
        var speed = 0.0
        var reflectivity: Double
        var colour: LinearColour
    }

    init(name: String, boxes: [Box], paint: [OrientedBox], poses: [Pose2]) {
        map = StreetMap(name: name)
        var models: [ActorModel] = []
        actors = ActorColumns()
        for (row, box) in boxes.enumerated() {
            guard let actorClass = box.actorClass else {
                let shape = OrientedBox(center: box.center, yaw: box.yaw, length: box.length, width: box.width)
                map.buildings.append(
                    Building(
                        randomKey: UInt64(row), parts: [shape.polygon], height: box.top, colour: box.colour,
                        reflectivity: Float(box.reflectivity)))
                continue
            }
            _ = actors.spawn(
                ActorPlacement(
                    model: Int32(models.count), randomKey: UInt64(row + 1),
                    pose: Pose2(box.center, yaw: box.yaw), speed: box.speed))
            models.append(SensorScene.model(box, actorClass, number: row))
        }
        catalogue = Catalogue(models: models)
        for (row, outline) in paint.enumerated() {
            map.paint.append(
                PaintPatch(randomKey: UInt64(row), kind: .laneLine, colour: .white, outline: outline.polygon))
        }
        self.poses = poses
    }

    private static func model(_ box: Box, _ actorClass: ActorClass, number: Int) -> ActorModel {
        var model = ActorModel(name: "box \(number)", actorClass: actorClass)
        model.parts = [
            BodyPart(
                center: .zero, length: box.length, width: box.width, bottom: box.bottom, top: box.top,
                material: .paint)
        ]
        (model.length, model.width, model.height) = (box.length, box.width, box.top)
        model.colours = [box.colour]
        model.reflectivity = Float(box.reflectivity)
        return model
    }

    /// The world at tick 0.
    public var world: WorldState { WorldState(actors: actors) }
}

extension SensorScene {
    /// The scene of the shared data: 200 buildings, 200 vehicles, 3,480 pieces of paint, 16 poses.
    /// - Parameters:
    ///   - folder: holds `boxes.csv`, `paint.csv` and `poses.csv`.
    ///   - hasStreets: whether the twelve roads are covered with asphalt.
    /// - Throws: `LaunchFailure` naming the file, and the line that is no row of numbers.
    public init(folder: String, hasStreets: Bool = false) throws {
        let boxes = try SensorScene.table(folder, "boxes.csv", columns: 15).map { n in
            Box(
                actorClass: n[1] == 1 ? .box : nil, center: Vector2(n[2], n[3]), yaw: n[8], length: n[6], width: n[7],
                bottom: n[4], top: n[5], speed: DeterministicMath.hypotenuse(n[9], n[10]), reflectivity: n[11],
                colour: LinearColour(Float(n[12] / 255), Float(n[13] / 255), Float(n[14] / 255)))
        }
        let paint = try SensorScene.table(folder, "paint.csv", columns: 5).map { n in
            OrientedBox(center: Vector2(n[0], n[1]), yaw: n[4], length: n[2], width: n[3])
        }
        let poses = try SensorScene.table(folder, "poses.csv", columns: 3).map { Pose2(x: $0[0], y: $0[1], yaw: $0[2]) }
        self.init(name: "shared sensor scene", boxes: boxes, paint: paint, poses: poses)
        if hasStreets { addStreets() }
    }

    /// The asphalt of the scene's twelve roads.
    private mutating func addStreets() {
        for (row, center) in [-300.0, -180, -60, 60, 180, 300].enumerated() {
            for isUpright in [true, false] {
                let box = OrientedBox(
                    center: isUpright ? Vector2(center, 0) : Vector2(0, center), yaw: isUpright ? .pi / 2 : 0,
                    length: 620, width: 20)
                map.surfaces.append(
                    GroundSurface(
                        randomKey: UInt64(row * 2 + (isUpright ? 1 : 0)), material: .asphalt, outline: box.polygon))
            }
        }
    }

    /// Numbers of a CSV file without its heading.
    private static func table(_ folder: String, _ name: String, columns: Int) throws -> [[Double]] {
        let path = folder + "/" + name
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw LaunchFailure(
                .usage,
                "'\(path)' cannot be read: the sensor scene is part of the shared data; set MAPLESS_SHARED to their folder"
            )
        }
        return try text.split(separator: "\n").enumerated().dropFirst().map { row, line in
            let numbers = line.split(separator: ",").compactMap { Double($0) }
            guard numbers.count >= columns else {
                throw LaunchFailure(.usage, "\(path):\(row + 1): expected \(columns) numbers separated by commas")
            }
            return numbers
        }
    }
}
