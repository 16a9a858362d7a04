import Geometry
import Launching
import Optics
import RoadNetwork
import World

/// Times the kernels of Optics on a scene, one call per pose.
struct OpticsBench {
    private let scene: SensorScene
    private let fixed: StaticScene
    private let moving: DynamicScene
    private let scratch = OpticsScratch()

    /// Of the benchmark's cameras, radians.
    static let fieldOfView = 100 * Double.pi / 180

    init(_ scene: SensorScene) {
        self.scene = scene
        fixed = StaticScene(map: scene.map)
        moving = DynamicScene(catalogue: scene.catalogue, fixed: fixed)
        moving.rebuild(scene.world, atTime: 0)
    }

    private func viewpoint(_ call: Int, height: Double) -> Viewpoint {
        let pose = scene.poses[call]
        return Viewpoint(position: Vector3(pose.position.x, pose.position.y, height), yaw: pose.yaw)
    }

    /// Microseconds of one scan: what every ray meets and where, as the reference programs tell it.
    func time(_ pattern: LidarPattern, height: Double, _ timer: BenchTimer) -> Double {
        var returns = LidarReturns(keepsStrengths: false)
        return timer.microseconds(round: scene.poses.count) { call in
            LidarKernel.measure(
                pattern, from: viewpoint(call, height: height), fixed: fixed, moving: moving, into: &returns,
                scratch: scratch)
        }
    }

    /// Microseconds of one picture of 100° in haze (MOR 750 m).
    func timePicture(width: Int, height: Int, labels: Bool, _ timer: BenchTimer) -> Double {
        let camera = UprightCamera(
            width: width, height: height, horizontalFieldOfView: OpticsBench.fieldOfView, farthestDepth: 400)
        var weather = Weather()
        weather.meteorologicalOpticalRange = 750
        let light = SceneLight(weather: weather)
        var image = CameraImage()
        return timer.microseconds(round: scene.poses.count) { call in
            ColumnRenderer.render(
                camera, from: viewpoint(call, height: 1.4), light: light, fixed: fixed, moving: moving,
                labels: labels, into: &image, scratch: scratch)
        }
    }

    /// Microseconds to place everything that moves within 400 m.
    func timeMovingScene(_ timer: BenchTimer) -> Double {
        let world = scene.world
        let scratchScene = DynamicScene(catalogue: scene.catalogue, fixed: fixed)
        return timer.microseconds(round: scene.poses.count) { call in
            scratchScene.rebuild(world, atTime: 0, around: scene.poses[call].position, radius: 400)
        }
    }
}

extension LidarPattern {
    /// 720 level rays.
    static let scan720 = LidarPattern(columns: ColumnFan(fullTurn: 720), elevations: [0], maximumRange: 100)

    /// 128 rings from −25° to 15°, 1800 columns.
    static let lidar128 = LidarPattern(
        columns: ColumnFan(fullTurn: 1800),
        elevations: LidarPattern.evenElevations(from: -25 * .pi / 180, to: 15 * .pi / 180, count: 128),
        maximumRange: 200)
}
