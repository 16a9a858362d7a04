/// What a laser's receiver gets of surfaces beyond what evenly scattering ones send back.
public struct SurfaceResponse: Sendable, BitwiseCopyable {
    /// What retro-reflectors send back against a white wall.
    let retroGain: Float
    /// What is left of the reflectivity of ground.
    let groundShare: Float
    /// Whether glass and retro-reflectors do more than scatter.
    let hasCoats: Bool

    /// Every surface scatters evenly.
    static let even = SurfaceResponse(retroGain: 1, groundShare: 1, hasCoats: false)

    /// - Parameters:
    ///   - retroGain: what retro-reflectors send back against a white wall.
    ///   - groundShare: what is left of the reflectivity of ground, 0–1: standing water mirrors beams away.
    public init(retroGain: Float, groundShare: Float) {
        self.init(retroGain: retroGain, groundShare: groundShare, hasCoats: true)
    }

    private init(retroGain: Float, groundShare: Float, hasCoats: Bool) {
        (self.retroGain, self.groundShare, self.hasCoats) = (retroGain, groundShare, hasCoats)
    }

    /// cos 30°: up to here retro-reflectors work. cos 5°: within this glass mirrors the beam back.
    private static let retroCosine: Float = 0.8660254
    private static let mirrorCosine: Float = 0.9961947

    /// What a coated surface makes of a strength ρ · cos θ.
    func strength(_ strength: Float, of finish: Finish) -> Float {
        switch finish.coat {
        case .matt: return strength
        case .retroreflective:
            return strength >= finish.reflectivity * SurfaceResponse.retroCosine ? strength * retroGain : strength
        case .glass: return strength >= finish.reflectivity * SurfaceResponse.mirrorCosine ? strength : 0
        }
    }
}
