import Foundation
import Geometry
import Launching
import RoadNetwork
import TestSupport
import World

@testable import Optics

/// The reference scene of the shared data, ready for kernels.
struct SharedScene {
    let fixed: StaticScene
    let moving: DynamicScene
    let poses: [Pose2]
    let boxCount: Int

    static let folder = (SharedFolder.path ?? "/nowhere") + "/data/sensor-scene"

    static var isThere: Bool { FileManager.default.fileExists(atPath: folder) }

    init(hasStreets: Bool = false) throws {
        let scene = try SensorScene(folder: SharedScene.folder, hasStreets: hasStreets)
        boxCount = scene.map.buildings.count + scene.actors.count
        fixed = StaticScene(map: scene.map)
        moving = DynamicScene(catalogue: scene.catalogue, fixed: fixed)
        moving.rebuild(scene.world, atTime: 0)
        poses = scene.poses
    }

    func viewpoint(_ pose: Pose2, height: Double) -> Viewpoint {
        Viewpoint(position: Vector3(pose.position.x, pose.position.y, height), yaw: pose.yaw)
    }
}
