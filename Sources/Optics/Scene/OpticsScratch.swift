/// Memory of the kernels. Belongs to one worker thread, is written before it is read, and is never state: a fresh one
/// gives the same results. After a few frames nothing is allocated any more.
public final class OpticsScratch {
    var sweep = SweepMemory()
    var camera = CameraMemory()
    var linear = LinearMemory()
    /// An upright picture of a panorama.
    var face = LinearPicture()
    var lidarRings = ScratchBuffer<LidarBlock.Ring>()

    public init() {}

    deinit {
        sweep.free()
        camera.free()
        linear.free()
        lidarRings.free()
    }
}
