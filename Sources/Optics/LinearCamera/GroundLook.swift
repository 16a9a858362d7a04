/// How the weather changes the look of the ground.
struct GroundLook {
    /// Water in the pores, 0 dry – 1.
    let wetness: Float
    /// Share of a carriageway under snow, and of other ground.
    let snowOnRoad: Float
    let snowBeside: Float

    static let snow = SIMD4<Float>(0.78, 0.80, 0.84, 0)

    init(_ light: OutdoorLight) {
        wetness = Float(light.wetness)
        (snowOnRoad, snowBeside) = (Float(light.snowCover) * 0.55, Float(light.snowCover))
    }

    /// Albedo of a tone. Wet ground is darker because light is caught in the water film (about half for porous ground;
    /// Twomey and others 1986); paint is closed and loses little. Snow lies on paint as on the road around it.
    func albedo(_ tone: GroundTone) -> SIMD4<Float> {
        let isDriven = tone.surfaceClass == .road || tone.surfaceClass == .roadPaint
        let darkening: Float = tone.surfaceClass == .roadPaint ? 0.2 : tone.surfaceClass == .water ? 0 : 0.5
        let dry = SIMD4(tone.red, tone.green, tone.blue, 0)
        let bare = dry * (1 - darkening * wetness)
        let cover = tone.surfaceClass == .water ? 0 : isDriven ? snowOnRoad : snowBeside
        return bare + (GroundLook.snow - bare) * cover
    }
}
