/// The sky of a picture: from the horizon's colour to the zenith's, brighter around the sun.
struct LinearSky {
    private let light: FrameLight
    private let directionY: UnsafePointer<Lanes>
    private let hasSun: Bool

    init(camera: UprightCamera, light: FrameLight) {
        self.light = light
        directionY = camera.columns.directionY.start
        hasSun = light.light.sun.green > 0
    }

    /// Of eight pixels.
    /// - Parameter rise: of the lines of sight per unit of depth, not negative.
    @inline(__always)
    func seen(rise: Float, _ strip: Int) -> LaneColour {
        let y = directionY[strip]
        // 1 / length of the line of sight.
        let square = y * y + (1 + rise * rise)
        let inverse = 1 / lanesSquareRoot(square)
        let sine = inverse * rise
        let share = lanesMin(sine * 1.6, Lanes(repeating: 1))
        let (low, high) = (light.light.horizon, light.light.zenith)
        var colour = LaneColour(
            red: low.red + (high.red - low.red) * share, green: low.green + (high.green - low.green) * share,
            blue: low.blue + (high.blue - low.blue) * share)
        guard hasSun else { return colour }
        let cosine = lanesMax((y * light.sunY + (light.sunX + rise * light.sunZ)) * inverse, Lanes())
        // cos¹⁶ is a wide glow, cos²⁵⁶ an aureole, and the disc is half a degree wide.
        let c4 = (cosine * cosine) * (cosine * cosine)
        let c16 = (c4 * c4) * (c4 * c4)
        let c64 = (c16 * c16) * (c16 * c16)
        let c256 = (c64 * c64) * (c64 * c64)
        let disc = lanesMin(lanesMax((cosine - 0.999_984) * 150_000, Lanes()), Lanes(repeating: 1))
        let glow = c16 * 0.25 + c256 * 0.6 + disc * 40
        colour = colour.adding(LaneColour(light.light.sun), glow)
        return colour
    }
}
