/// Puts what stands on the ground over ground and sky, and writes a picture in linear light.
struct LinearComposer {
    let ground: LinearGround
    let sky: LinearSky
    let light: FrameLight
    /// Of wet streets.
    private let mirror: WetMirror?
    private let veil: SunVeil?
    /// By row.
    private let slopes: UnsafePointer<Float>
    private let placeSlopes: SIMD4<Float>
    private let hasRaised: Bool
    private let height: Int
    private let stripCount: Int
    /// Albedo of bare ground.
    private let bareAlbedo: SIMD4<Float>

    init(
        camera: LinearCamera, ground: LinearGround, sky: LinearSky, light: FrameLight, mirror: WetMirror?,
        veil: SunVeil?
    ) {
        self.ground = ground
        self.sky = sky
        self.light = light
        self.mirror = mirror
        self.veil = veil
        slopes = camera.upright.rowSlopes.start
        let focal = Float(camera.upright.focalLength)
        placeSlopes = SIMD4(
            Float(LinearCamera.pattern[0].down) / focal, Float(LinearCamera.pattern[1].down) / focal,
            Float(LinearCamera.pattern[2].down) / focal, Float(LinearCamera.pattern[3].down) / focal)
        hasRaised = ground.fixed.highestGround > 0
        height = camera.upright.height
        stripCount = camera.upright.columns.stripCount
        bareAlbedo = ground.look.albedo(ground.fixed.tones.start[0])
    }

    /// Writes the columns of a strip, which the four places of its pixels have been drawn for.
    /// - Parameter drawn: the first place; the others follow `pitch` rows of lanes after each other.
    func write(
        _ strip: Int, from drawn: CameraStrip.Canvas, pitch: Int, to target: UnsafeMutablePointer<SIMD8<Float>>
    ) {
        // What stands next above, for what a wet street mirrors.
        var above = Lanes()
        for row in 0..<height {
            let cell = target + (row * stripCount + strip) * 3
            var colour = pixel(row, strip, drawn, pitch, above: above)
            if let mirror { above = mirror.above(row, drawn.depths[row], before: above) }
            if let veil { colour = veil.over(colour, row, strip) }
            (cell[0], cell[1], cell[2]) = (colour.red, colour.green, colour.blue)
        }
    }

    /// Writes 1 / depth of the columns of a strip: of the nearest thing in each pixel.
    func write(
        _ depths: UnsafeMutablePointer<SIMD8<Float>>, _ strip: Int, from drawn: CameraStrip.Canvas, pitch: Int
    ) {
        for row in 0..<height {
            let seen = drawn.depths + row
            let nearest = lanesMax(lanesMax(seen[0], seen[pitch]), lanesMax(seen[2 * pitch], seen[3 * pitch]))
            let ground = row >= ground.firstRow ? max(0, slopes[row]) / ground.view.height : 0
            depths[row * stripCount + strip] = select(nearest .> Lanes(), nearest, Lanes(repeating: ground))
        }
    }

    /// Eight pixels.
    @inline(__always)
    private func pixel(
        _ row: Int, _ strip: Int, _ drawn: CameraStrip.Canvas, _ pitch: Int, above: Lanes
    ) -> LaneColour {
        let none = Lanes()
        let depths = drawn.depths + row
        let (a, b, c, d) = (depths[0], depths[pitch], depths[2 * pitch], depths[3 * pitch])
        let nearest = lanesMax(lanesMax(a, b), lanesMax(c, d))
        guard any(nearest .> none) else { return behind(row, strip, drawn, above) }
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
        return sum + behind(row, strip, drawn, above) * (1 - share)
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
    private func behind(_ row: Int, _ strip: Int, _ drawn: CameraStrip.Canvas, _ above: Lanes) -> LaneColour {
        guard row >= ground.firstRow else { return sky.seen(rise: max(0, -slopes[row]), strip) }
        let lit = groundLight(row, strip, drawn, above)
        let part = ground.projection.principalRow - Float(row)
        guard part > 0 else { return lit }
        // The horizon lies within this row.
        return lit * Lanes(repeating: 1 - part) + sky.seen(rise: max(0, -slopes[row]), strip) * Lanes(repeating: part)
    }

    /// The ground in its light, through the air.
    @inline(__always)
    private func groundLight(_ row: Int, _ strip: Int, _ drawn: CameraStrip.Canvas, _ above: Lanes) -> LaneColour {
        let cell = ground.cells + ((row - ground.firstRow) * stripCount + strip)
        let covered = cell.pointee.covered
        let bare = 1 - covered
        let albedo = LaneColour(
            red: cell.pointee.red + bare * bareAlbedo.x, green: cell.pointee.green + bare * bareAlbedo.y,
            blue: cell.pointee.blue + bare * bareAlbedo.z)
        let slope = max(slopes[row], 0.25 / ground.projection.focal)
        let depth = ground.view.height / slope
        var received = LaneColour(light.light.skyOnLevel)
        if light.sunZ > 0 {
            let sunny = light.light.sun * light.sunZ
            let share = lanesMax(cell.pointee.sunlit, Lanes())
            received = LaneColour(
                red: received.red + share * sunny.red, green: received.green + share * sunny.green,
                blue: received.blue + share * sunny.blue)
        }
        if !light.lamps.isEmpty { received = received.adding(LaneColour(LampGlow.tint), cell.pointee.lamps) }
        if !light.beams.isEmpty {
            let x = Lanes(repeating: depth)
            let y = ground.camera.columns.directionY.start[strip] * depth
            var beams = Lanes()
            for beam in light.beams { beams += beam.onGround(x, y) }
            beams *= light.beamScale
            received = received + LaneColour(red: beams, green: beams, blue: beams)
        }
        var colour = received.times(albedo)
        if let mirror {
            let share = covered * mirror.share(row)
            colour = colour + mirror.seen(row, strip, above: above, drawn: drawn) * share
        }
        return light.inAir(colour, through: light.transmission(Lanes(repeating: 1 / depth)))
    }
}
