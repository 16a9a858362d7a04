/// Light of a low sun that a lens scatters over the whole picture.
///
/// After the CIE's glare equation (Stiles and Holladay): a source that throws the illuminance E on the lens veils what
/// lies θ degrees beside it with a luminance of 10·E/θ²; a good lens scatters about an eighth of what an eye does.
struct SunVeil {
    private let light: FrameLight
    private let slopes: UnsafePointer<Float>
    private let directionY: UnsafePointer<Lanes>

    /// 10·π (a white surface under E has the luminance E/π) times a lens' share.
    private static let strength: Float = 31.4 / 8

    /// Nil where the sun does not shine on a lens that looks to within 70° of it.
    init?(camera: UprightCamera, light: FrameLight, shadows: SunShadows, own: SceneOwner) {
        guard light.hasShadows, light.sunX > 0.34,
            shadows.shadedHeight(x: 0, y: 0, height: shadows.cameraHeight, excluding: own.rawValue)
                < shadows.cameraHeight
        else { return nil }
        self.light = light
        slopes = camera.rowSlopes.start
        directionY = camera.columns.directionY.start
    }

    /// Eight pixels with the veil over them.
    @inline(__always)
    func over(_ colour: LaneColour, _ row: Int, _ strip: Int) -> LaneColour {
        let (y, z) = (directionY[strip], -slopes[row])
        let square = y * y + (1 + z * z)
        let cosine = (y * light.sunY + (light.sunX + z * light.sunZ)) / lanesSquareRoot(square)
        // θ² in degrees² near 2 · (1 − cos θ); a degree and a half keeps the middle finite.
        let apart = lanesMax(1 - cosine, Lanes()) * (2 * 3282.8) + 2.25
        return colour.adding(LaneColour(light.light.sun), Lanes(repeating: SunVeil.strength) / apart)
    }
}
