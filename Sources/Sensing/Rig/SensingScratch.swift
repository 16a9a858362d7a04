import DrivingInterface
import Geometry
import Optics
import RoadNetwork

/// Memory that sensing uses again and again. Belongs to a worker, is written before it is read, and is never state:
/// a fresh one gives the same frames.
public final class SensingScratch {
    /// Arrays of frames that nobody needs any more, per mount.
    private var spares: [[[FrameArray]]] = []
    let optics = OpticsScratch()
    /// One per size of scan.
    var lidarReturns: [LidarReturns] = []
    let lidar = LidarMemory()
    let radar = RadarMemory()
    /// One per size of picture, with and without labels.
    var images: [CameraImage] = []
    /// One per size of picture.
    var linearPictures: [LinearPicture] = []
    var lampGlare = LampGlare()
    var lensDrops = LensDrops()
    /// Pictures put together of `images`, one per size.
    var remapped: [CameraImage] = []
    /// Of cameras that have been knocked out of their place: the last few that were needed.
    private var misaligned: [CameraOptics] = []
    var radarScatterers: [RadarScatterer] = []
    var radarReturns: [RadarReturn] = []
    private var moving: MovingScene?

    /// Metres around a vehicle within which its sensors may see something that moves.
    static let visibleRadius = 400.0

    /// Everything that moves as it was last shown.
    private struct MovingScene {
        let stage: StageIdentity
        let scene: DynamicScene
        /// Seconds; negative: nothing is shown.
        var time = -1.0
    }

    public init() {}

    /// Arrays to write a frame into.
    func takeArrays(mount: Int, like sensor: MountedSensor) -> [FrameArray] {
        guard mount < spares.count, let arrays = spares[mount].popLast(),
            arrays.count == sensor.emptyArrays.count
        else { return sensor.emptyArrays }
        return arrays
    }

    /// Keeps the arrays of a frame that has been replaced.
    func giveBack(_ arrays: [FrameArray], mount: Int) {
        while spares.count <= mount { spares.append([]) }
        if !arrays.isEmpty, spares[mount].count < 4 { spares[mount].append(arrays) }
    }

    /// Forgets what was shown: the same time of another run, or of this one after a step back, is another world.
    func begin() { moving?.time = -1 }

    /// Everything that moves around a vehicle at a time; built once for all its sensors of that time.
    func movingScene(_ view: SensingView, at time: Double, around center: Vector2) -> DynamicScene {
        var shown =
            moving.flatMap { $0.stage === view.stage.identity ? $0 : nil }
            ?? MovingScene(
                stage: view.stage.identity,
                scene: DynamicScene(catalogue: view.stage.catalogue, fixed: view.stage.scene))
        if shown.time != time {
            shown.scene.rebuild(view.world, atTime: time, around: center, radius: SensingScratch.visibleRadius)
            shown.time = time
        }
        moving = shown
        return shown.scene
    }

    func lidarSlot(rings: Int, columns: Int) -> Int {
        if let slot = lidarReturns.firstIndex(where: { $0.ringCount == rings && $0.columnCount == columns }) {
            return slot
        }
        lidarReturns.append(LidarReturns())
        return lidarReturns.count - 1
    }

    func imageSlot(width: Int, height: Int, labels: Bool) -> Int {
        SensingScratch.slot(in: &images, width: width, height: height, labels: labels)
    }

    func remappedSlot(width: Int, height: Int, labels: Bool) -> Int {
        SensingScratch.slot(in: &remapped, width: width, height: height, labels: labels)
    }

    private static func slot(in images: inout [CameraImage], width: Int, height: Int, labels: Bool) -> Int {
        if let slot = images.firstIndex(where: {
            $0.width == width && $0.height == height && $0.depths.isEmpty != labels
        }) {
            return slot
        }
        images.append(CameraImage())
        return images.count - 1
    }

    /// Optics of a camera that has been tilted; made anew for every tilt.
    func optics(_ lens: Lens, width: Int, height: Int, like pose: Pose3, chain: CameraChain) -> CameraOptics {
        if let known = misaligned.first(where: { $0.fits(lens, width: width, height: height, pose, chain) }) {
            return known
        }
        if misaligned.count >= 16 { misaligned.removeFirst() }
        let made = CameraOptics(lens, width: width, height: height, like: pose, chain: chain)
        misaligned.append(made)
        return made
    }

    func linearSlot(width: Int, height: Int) -> Int {
        if let slot = linearPictures.firstIndex(where: { $0.width == width && $0.height == height }) { return slot }
        linearPictures.append(LinearPicture())
        return linearPictures.count - 1
    }
}
