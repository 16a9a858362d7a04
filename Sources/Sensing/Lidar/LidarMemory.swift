import Geometry
import Optics

/// Memory of the full LiDAR chain: used again from frame to frame, written before it is read, never state.
final class LidarMemory {
    /// What a sector of the scan met at its beginning and at its end.
    var first = LidarReturns()
    var last = LidarReturns()
    /// By row of the surface table of each of the two.
    var firstGains: [SurfaceGain] = []
    var lastGains: [SurfaceGain] = []
    /// Per ray of a beam: ranges and strengths, layers × columns.
    var rays: [BeamColumns] = []
    /// The stronger and the weaker echo of every beam.
    var echoes = [BeamColumns(), BeamColumns()]
    private var fogs: [LidarFog] = []
    /// Whether something was there that dazzles, and the beams that it dazzled.
    var hasRetroreflectors = false
    var dazzled: [Int32] = []
    private var scenes: (stage: StageIdentity, a: DynamicScene, b: DynamicScene)?

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
        guard hasRetroreflectors else { return }
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

/// What a surface makes of a strength ρ · cos θ: `high` times it from `least` on, `low` times it below.
struct SurfaceGain: BitwiseCopyable {
    var least: Float
    var high: Float
    var low: Float

    static let none = SurfaceGain(least: 0, high: 1, low: 1)

    /// cos 30°: up to here retro-reflectors work. cos 5°: within this glass mirrors the beam back.
    private static let retroCosine: Float = 0.8660254
    private static let mirrorCosine: Float = 0.9961947

    /// - Parameters:
    ///   - wetGround: what is left of the reflectivity of ground.
    init(_ surface: LidarSurface, retroGain: Float, wetGround: Float) {
        switch surface.coat {
        case .matt:
            let share = surface.owner.kind == .ground ? wetGround : 1
            (least, high, low) = (0, share, share)
        case .retroreflective:
            (least, high, low) = (surface.reflectivity * SurfaceGain.retroCosine, retroGain, 1)
        case .glass: (least, high, low) = (surface.reflectivity * SurfaceGain.mirrorCosine, 1, 0)
        }
    }

    private init(least: Float, high: Float, low: Float) { (self.least, self.high, self.low) = (least, high, low) }
}
