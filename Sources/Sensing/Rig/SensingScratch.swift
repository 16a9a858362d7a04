import DrivingInterface

/// Memory that sensing uses again and again. Belongs to a worker, is written before it is read, and is never state:
/// a fresh one gives the same frames.
public final class SensingScratch {
    /// Arrays of frames that nobody needs any more, per mount.
    private var spares: [[[FrameArray]]] = []

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
}
