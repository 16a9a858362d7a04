import Geometry
import Optics

/// Memory of the full LiDAR chain: used again from frame to frame, written before it is read, never state.
final class LidarMemory {
    /// Per ray of a beam: ranges and strengths, layers × columns.
    var rays: [BeamColumns] = []
    /// The stronger and the weaker echo of every beam.
    var echoes = [BeamColumns(), BeamColumns()]
    /// What the receiver keeps of the beams that it works on.
    let tile = UnsafeMutablePointer<NoiseLanes>.allocate(capacity: LidarChain.tileRows)
    private var fogs: [LidarFog] = []
    /// Whether rays were dazzled, and the beams that were.
    var isDazzled = false
    var dazzled: [Int32] = []
    private var scenes: (stage: StageIdentity, a: DynamicScene, b: DynamicScene)?

    deinit { tile.deallocate() }

    func reserve(rays count: Int, beams: Int) {
        while rays.count < count { rays.append(BeamColumns()) }
        for row in 0..<count { rays[row].reserve(beams) }
        for row in 0..<2 { echoes[row].reserve(beams) }
    }

    /// The table of fog for a device, made when the weather changes.
    func fog(extinction: Double, _ device: LidarDevice) -> LidarFog {
        if let known = fogs.first(where: { $0.isMade(of: extinction, device) }) { return known }
        let fog = LidarFog(extinction: extinction, device)
        if fogs.count > 7 { fogs.removeFirst() }
        fogs.append(fog)
        return fog
    }

    /// Lists the beams whose echo is stronger than that of a white wall.
    func listDazzled(beams: Int) {
        dazzled.removeAll(keepingCapacity: true)
        guard isDazzled else { return }
        let strengths = echoes[0].strengths
        for beam in 0..<beams where strengths[beam] > 1 { dazzled.append(Int32(truncatingIfNeeded: beam)) }
    }

    /// Two scenes for the two ends of a sector.
    func movingScenes(_ stage: SensingStage) -> (DynamicScene, DynamicScene) {
        if let scenes, scenes.stage === stage.identity { return (scenes.a, scenes.b) }
        let made = (
            DynamicScene(catalogue: stage.catalogue, fixed: stage.scene),
            DynamicScene(catalogue: stage.catalogue, fixed: stage.scene)
        )
        scenes = (stage.identity, made.0, made.1)
        return made
    }
}

/// Ranges (0: nothing) and strengths of many beams.
final class BeamColumns {
    private(set) var ranges = UnsafeMutablePointer<Float>.allocate(capacity: 1)
    private(set) var strengths = UnsafeMutablePointer<Float>.allocate(capacity: 1)
    private var capacity = 1

    deinit {
        ranges.deallocate()
        strengths.deallocate()
    }

    /// Makes room; what was there is lost.
    func reserve(_ count: Int) {
        guard capacity < count else { return }
        ranges.deallocate()
        strengths.deallocate()
        ranges = .allocate(capacity: count)
        strengths = .allocate(capacity: count)
        ranges.initialize(repeating: 0, count: count)
        strengths.initialize(repeating: 0, count: count)
        capacity = count
    }
}
