import Geometry
import Launching
import Optics
import Sensing
import World

/// Times every kind of sensor on the shared scene and on made-up cities.
struct SensorBench {
    let shared: SensorScene
    let launcher: Launcher
    /// Only figures whose names begin like this are measured.
    let prefix: String
    let timer = BenchTimer()

    init(sharedFolder: String, launcher: Launcher, prefix: String = "") throws {
        shared = try SensorScene(folder: sharedFolder + "/data/sensor-scene", hasStreets: true)
        self.launcher = launcher
        self.prefix = prefix
    }

    func figures() throws -> [BenchFigure] {
        try geometry() + pictures() + physicalChains() + crowds() + surroundings() + sensorSets()
    }

    static let pictureSizes = [(256, 128), (640, 360), (1280, 720)]

    /// A figure in microseconds, or none if it is not wanted.
    private func figure(
        _ name: String, _ scene: String, work: Double = 0, _ measure: () throws -> Double
    ) rethrows -> [BenchFigure] {
        guard name.hasPrefix(prefix) else { return [] }
        return [BenchFigure(name: name, scene: scene, value: try measure(), unit: .microseconds, work: work)]
    }

    /// Scan and LiDAR without noise.
    private func geometry() -> [BenchFigure] {
        let stage = OpticsBench(shared)
        return figure("scan_720", "shared", work: 720e-6) { stage.time(.scan720, height: 0.8, timer) }
            + figure("lidar_128x1800", "shared", work: 0.2304) { stage.time(.lidar128, height: 1.9, timer) }
    }

    private func pictures() -> [BenchFigure] {
        let stage = OpticsBench(shared)
        return SensorBench.pictureSizes.flatMap { width, height in
            let name = "rgb_\(width)x\(height)_flat"
            var figures = figure(name, "shared", work: Double(width * height) / 1e6) {
                stage.timePicture(width: width, height: height, labels: false, timer)
            }
            figures += figure(name + "_labels", "shared") {
                stage.timePicture(width: width, height: height, labels: true, timer)
            }
            guard figures.count == 2 else { return figures }
            let added = (figures[1].value / figures[0].value - 1) * 100
            return figures + [BenchFigure(name: name + "_labels_add", scene: "shared", value: added, unit: .percent)]
        }
    }

    /// Frames as a policy gets them: noise and everything, the scene of the moment built anew for each.
    private func physicalChains() throws -> [BenchFigure] {
        var figures: [BenchFigure] = []
        for (name, chain, isMoving) in [
            ("ideal", SensorChain.ideal, false), ("full", .full, false), ("motion", .full, true),
        ] {
            var lidar = LidarParameters()
            (lidar.layers, lidar.columns, lidar.maximumRange, lidar.chain) = (128, 1800, 200, chain)
            (lidar.lowestElevation, lidar.highestElevation) = (-25 * .pi / 180, 15 * .pi / 180)
            lidar.device.motionDistortion = isMoving
            figures += try figure("lidar_128x1800_" + name, "shared", work: 0.2304) {
                try FrameBench(SensorDevice(LidarSensor.self, lidar), height: 1.9, on: shared).time(timer)
            }
        }
        for chain in CameraChain.allCases where chain != .flat {
            for (width, height) in SensorBench.pictureSizes {
                var camera = CameraParameters()
                (camera.width, camera.height, camera.chain) = (width, height, chain)
                camera.fieldOfView = OpticsBench.fieldOfView
                let name = "rgb_\(width)x\(height)_\(chain.rawValue)"
                figures += try figure(name, "shared", work: Double(width * height) / 1e6) {
                    try FrameBench(SensorDevice(CameraSensor.self, camera), height: 1.4, on: shared).time(timer)
                }
            }
        }
        return try figures + radars()
    }

    private func radars() throws -> [BenchFigure] {
        try SensorChain.allCases.flatMap { chain in
            var radar = RadarParameters()
            (radar.maximumRange, radar.fieldOfView, radar.chain) = (220, 2.6, chain)
            return try figure("radar_" + chain.rawValue, "400 vehicles") {
                let vehicles = SensorScene(vehicles: 400, inSector: 2.4, from: 8, to: 200)
                return try FrameBench(SensorDevice(RadarSensor.self, radar), height: 0.5, on: vehicles, moments: 1)
                    .time(timer)
            }
        }
    }

    /// How cost grows with what is in range.
    private func crowds() -> [BenchFigure] {
        [100, 400, 1000, 2000].flatMap { count in
            figures(of: SensorScene(inner: count), scene: "\(count) boxes")
        }
    }

    private func figures(of scene: SensorScene, scene name: String) -> [BenchFigure] {
        let stage = OpticsBench(scene)
        return figure("moving_scene", name) { stage.timeMovingScene(timer) }
            + figure("scan_720", name, work: 720e-6) { stage.time(.scan720, height: 0.8, timer) }
            + figure("lidar_128x1800", name, work: 0.2304) { stage.time(.lidar128, height: 1.9, timer) }
            + figure("rgb_640x360_flat", name, work: 0.2304) {
                stage.timePicture(width: 640, height: 360, labels: false, timer)
            }
    }

    /// What a large city around costs: 9,600 boxes more, 600 of them moving, against the 400 within 200 m alone. The
    /// scene of the moment is counted to each frame.
    private func surroundings() -> [BenchFigure] {
        let city = SensorScene(inner: 400, outer: 9600, movingOuter: 600)
        let alone = figures(of: SensorScene(inner: 400), scene: "400 alone")
        let around = figures(of: city, scene: "400 + 9600")
        guard prefix.isEmpty else { return around }
        let ratios = ["scan_720", "lidar_128x1800"].map { name in
            func cost(_ figures: [BenchFigure]) -> Double {
                figures.filter { $0.name == name || $0.name == "moving_scene" }.map(\.value).reduce(0, +)
            }
            return BenchFigure(
                name: name + "_with_update", scene: "city / alone", value: cost(around) / cost(alone), unit: .ratio)
        }
        return around + ratios
    }

    /// Every set as it stands, and those with flat cameras once more with the cameras' full chain.
    private func sensorSets() throws -> [BenchFigure] {
        try launcher.assets.sensorSetNames.filter { "set_\($0)".hasPrefix(prefix) }.flatMap { name in
            let set = try launcher.assets.sensorSet(name, registry: launcher.sensors).set
            let full = set.withFullCameras
            let hasFlatCameras = full.mounts.map(\.device.parameterText) != set.mounts.map(\.device.parameterText)
            return try [figure("set_" + name, set)]
                + (hasFlatCameras ? [figure("set_" + name + "_full", full)] : [])
        }
    }

    private func figure(_ name: String, _ set: SensorSet) throws -> BenchFigure {
        BenchFigure(
            name: name, scene: "shared", value: try SetBench(set, on: shared).realTimeFactor(), unit: .realTimeFactor)
    }
}

extension SensorSet {
    /// The same set with every camera's full chain.
    fileprivate var withFullCameras: SensorSet {
        var set = self
        for row in set.mounts.indices {
            guard var camera = set.mounts[row].device.parameters as? CameraParameters else { continue }
            camera.chain = .full
            set.mounts[row].device = SensorDevice(CameraSensor.self, camera)
        }
        return set
    }
}
