/// Puts what stands on the ground over ground and sky, and writes a picture in linear light.
struct LinearComposer {
    let ground: LinearGround
    let sky: LinearSky
    let light: FrameLight
    /// By row.
    private let slopes: UnsafePointer<Float>
    private let placeSlopes: SIMD4<Float>
    private let hasRaised: Bool
    private let height: Int
    private let stripCount: Int

    init(camera: LinearCamera, ground: LinearGround, sky: LinearSky, light: FrameLight) {
        self.ground = ground
        self.sky = sky
        self.light = light
        slopes = camera.upright.rowSlopes.start
        let focal = Float(camera.upright.focalLength)
        placeSlopes = SIMD4(
            Float(LinearCamera.pattern[0].down) / focal, Float(LinearCamera.pattern[1].down) / focal,
            Float(LinearCamera.pattern[2].down) / focal, Float(LinearCamera.pattern[3].down) / focal)
        hasRaised = ground.fixed.highestGround > 0
        height = camera.upright.height
        stripCount = camera.upright.columns.stripCount
    }

    /// Writes the columns of a strip, which the four places of its pixels have been drawn for.
    /// - Parameter drawn: the first place; the others follow `pitch` rows of lanes after each other.
    func write(
        _ strip: Int, from drawn: CameraStrip.Canvas, pitch: Int, to target: UnsafeMutablePointer<SIMD8<Float>>
    ) {
        for row in 0..<height {
            let cell = target + (row * stripCount + strip) * 3
            let colour = pixel(row, strip, drawn, pitch)
            (cell[0], cell[1], cell[2]) = (colour.red, colour.green, colour.blue)
        }
    }

    /// Eight pixels.
    @inline(__always)
    private func pixel(_ row: Int, _ strip: Int, _ drawn: CameraStrip.Canvas, _ pitch: Int) -> LaneColour {
        let none = Lanes()
        let depths = drawn.depths + row
        let (a, b, c, d) = (depths[0], depths[pitch], depths[2 * pitch], depths[3 * pitch])
        let nearest = lanesMax(lanesMax(a, b), lanesMax(c, d))
        guard any(nearest .> none) else { return behind(row, strip) }
        let limit = raisedLimit(row, strip)
        var sum = LaneColour(red: none, green: none, blue: none)
        var share = none
        for place in 0..<4 {
            let depth = depths[place * pitch]
            var isSeen = depth .> none
            if let limit { isSeen = both(isSeen, depth .>= limit * (slopes[row] + placeSlopes[place])) }
            let part = select(isSeen, Lanes(repeating: 0.25), none)
            sum = sum + LaneColour(packed: drawn.colours[row + place * pitch]) * part
            share += part
        }
        guard any(share .< Lanes(repeating: 1)) else { return sum }
        return sum + behind(row, strip) * (1 - share)
    }

    /// 1 / height of the camera above raised ground of eight pixels; nil where all of it is low.
    @inline(__always)
    private func raisedLimit(_ row: Int, _ strip: Int) -> Lanes? {
        guard hasRaised && row >= ground.firstRow else { return nil }
        let heights = ground.cells[(row - ground.firstRow) * stripCount + strip].height
        let isRaised = heights .> Lanes()
        guard any(isRaised) else { return nil }
        return select(isRaised, 1 / lanesMax(ground.view.height - heights, Lanes(repeating: 0.01)), Lanes())
    }

    /// Ground or sky.
    @inline(__always)
    private func behind(_ row: Int, _ strip: Int) -> LaneColour {
        guard row >= ground.firstRow else { return sky.seen(row, strip) }
        let lit = groundLight(row, strip)
        let above = ground.projection.principalRow - Float(row)
        guard above > 0 else { return lit }
        // The horizon lies within this row.
        return lit * Lanes(repeating: 1 - above) + sky.seen(row, strip) * Lanes(repeating: above)
    }

    /// The ground in its light, through the air.
    @inline(__always)
    private func groundLight(_ row: Int, _ strip: Int) -> LaneColour {
        let cell = ground.cells[(row - ground.firstRow) * stripCount + strip]
        let bare = 1 - cell.covered
        let tone = ground.fixed.tones.start[0]
        let albedo = LaneColour(
            red: cell.red + bare * tone.red, green: cell.green + bare * tone.green, blue: cell.blue + bare * tone.blue)
        let slope = max(slopes[row], 0.25 / ground.projection.focal)
        let depth = ground.view.height / slope
        let sunny = light.light.sun * max(0, light.sunZ)
        var received = LaneColour(light.light.skyOnLevel) + LaneColour(sunny)
        if !light.beams.isEmpty {
            let x = Lanes(repeating: depth)
            let y = ground.camera.columns.directionY.start[strip] * depth
            var beams = Lanes()
            for beam in light.beams { beams += beam.onGround(x, y) }
            beams *= light.beamScale
            received = received + LaneColour(red: beams, green: beams, blue: beams)
        }
        return light.inAir(received.times(albedo), through: light.transmission(Lanes(repeating: 1 / depth)))
    }
}
