/// Puts strips over the ground and the sky, and writes the picture.
struct StripComposer {
    private let stage: CameraStage
    private let ground: GroundPainter
    private let hasLabels: Bool
    /// Something stands below the highest raised surface, and may be hidden by it.
    private let hasRaised: Bool
    /// Colour of the sky by row.
    private let sky: UnsafeMutablePointer<UInt32>
    private let slopes: UnsafePointer<Float>
    private let tones: UnsafePointer<GroundTone>
    private let width: Int

    init(stage: CameraStage, ground: GroundPainter, memory: inout CameraMemory, hasLabels: Bool) {
        self.stage = stage
        self.ground = ground
        self.hasLabels = hasLabels
        hasRaised = stage.fixed.highestGround > 0
        slopes = stage.camera.rowSlopes.start
        tones = stage.fixed.tones.start
        width = stage.camera.width
        memory.skyColours.reserve(ground.firstRow + 1)
        sky = memory.skyColours.start
        let (horizon, zenith) = (stage.light.light.horizon, stage.light.light.zenith)
        for row in 0..<ground.firstRow {
            // From the horizon's colour to the zenith's with the sine of the elevation.
            let slope = slopes[row]
            let sine = -slope / (1 + slope * slope).squareRoot()
            let share = min(1, sine * 1.6)
            sky[row] = LaneColour(horizon.mixed(with: zenith, share)).bytes(stage.light.light.encoding)[0]
        }
    }

    /// Writes the columns of a strip.
    func write(_ strip: Int, from drawn: CameraStrip.Canvas, to target: CameraImage.Pointers) {
        for row in 0..<stage.camera.height { write(row, strip, drawn, row, to: target) }
    }

    /// Writes a row of neighbouring strips, which fill the slots of a block.
    func write(
        row: Int, of strips: Range<Int>, from canvas: CameraStrip.Canvas, pitch: Int, to target: CameraImage.Pointers
    ) {
        var place = row
        for strip in strips {
            write(row, strip, canvas, place, to: target)
            place += pitch
        }
    }

    /// Writes eight pixels that were drawn at a place of a canvas.
    @inline(__always)
    private func write(
        _ row: Int, _ strip: Int, _ drawn: CameraStrip.Canvas, _ place: Int, to target: CameraImage.Pointers
    ) {
        let column = strip * laneCount
        let (below, colour) = (background(row, column, strip), drawn.colours[place])
        let isSolid = isSolid(colour, drawn.depths + place, row, column)
        store(select(isSolid, colour, below), row, column, to: target)
        // Whoever writes the labels need not look again.
        if hasLabels && hasRaised { drawn.colours[place] = select(isSolid, colour, LaneBits()) }
    }

    /// Which of eight pixels show something that stands on the ground.
    @inline(__always)
    private func isSolid(_ colour: LaneBits, _ depths: UnsafePointer<Lanes>, _ row: Int, _ column: Int) -> LaneMask {
        let isDrawn = colour .>= LaneBits(repeating: CameraStrip.lowTag)
        guard hasRaised && row >= ground.firstRow else { return isDrawn }
        let isLow = isDrawn .& (colour .< LaneBits(repeating: CameraStrip.solidTag))
        guard any(isLow) else { return isDrawn }
        return both(isDrawn, isNearer(depths.pointee, row, than: tags(row, column), isLow))
    }

    /// Writes the colours of eight pixels.
    @inline(__always)
    private func store(_ pixels: LaneBits, _ row: Int, _ column: Int, to target: CameraImage.Pointers) {
        let offset = row * width + column
        if column + laneCount < width { return StripComposer.store(pixels, to: target.rgb + offset * 3) }
        for lane in 0..<(width - column) {
            let pixel = pixels[lane]
            for channel in 0..<3 {
                target.rgb[(offset + lane) * 3 + channel] = UInt8(truncatingIfNeeded: pixel >> UInt32(8 * channel))
            }
        }
    }

    /// Ground or sky behind eight pixels.
    @inline(__always)
    private func background(_ row: Int, _ column: Int, _ strip: Int) -> LaneBits {
        guard row >= ground.firstRow else { return LaneBits(repeating: sky[row]) }
        let painted = tags(row, column)
        return stage.light.beams.isEmpty ? painted : inHeadlamps(painted, row, strip)
    }

    @inline(__always)
    private func tags(_ row: Int, _ column: Int) -> LaneBits {
        UnsafeRawPointer(ground.pixels + (row - ground.firstRow) * ground.pitch + column).loadUnaligned(
            as: LaneBits.self)
    }

    /// Whether what stands below the highest raised surface is nearer than the ground in its pixel.
    private func isNearer(_ depths: Lanes, _ row: Int, than painted: LaneBits, _ isLow: LaneMask) -> LaneMask {
        var limit = Lanes()
        for lane in 0..<laneCount where isLow[lane] {
            let height = tones[Int(painted[lane] >> 24)].height
            if height > 0 { limit[lane] = slopes[row] / max(0.01, stage.view.height - height) }
        }
        return depths .>= limit
    }

    /// 8 pixels as 24 bytes; 4 bytes beyond are overwritten, which the strip to the right writes afterwards.
    @inline(__always)
    private static func store(_ pixels: LaneBits, to target: UnsafeMutablePointer<UInt8>) {
        let b = unsafeBitCast(pixels, to: SIMD32<UInt8>.self)
        let packed = SIMD32<UInt8>(
            b[0], b[1], b[2], b[4], b[5], b[6], b[8], b[9], b[10], b[12], b[13], b[14], 0, 0, 0, 0, b[16], b[17], b[18],
            b[20], b[21], b[22], b[24], b[25], b[26], b[28], b[29], b[30], 0, 0, 0, 0)
        let raw = UnsafeMutableRawPointer(target)
        raw.storeBytes(of: packed.lowHalf, as: SIMD16<UInt8>.self)
        raw.storeBytes(of: packed.highHalf, toByteOffset: 12, as: SIMD16<UInt8>.self)
    }

    /// The ground in the light of headlamps.
    private func inHeadlamps(_ painted: LaneBits, _ row: Int, _ strip: Int) -> LaneBits {
        let slope = slopes[row]
        let depth = stage.view.height / slope
        let x = Lanes(repeating: depth)
        let y = stage.camera.columns.directionY.start[strip] * depth
        var light = Lanes()
        for beam in stage.light.beams { light += beam.onGround(x, y) }
        guard any(light .> Lanes(repeating: 0.003)) else { return painted }
        var albedo = LaneColour(red: Lanes(), green: Lanes(), blue: Lanes())
        for lane in 0..<laneCount {
            let tone = tones[Int(painted[lane] >> 24)]
            albedo.red[lane] = tone.red
            albedo.green[lane] = tone.green
            albedo.blue[lane] = tone.blue
        }
        let through = stage.light.transmission(Lanes(repeating: 1 / depth))
        let lit = LaneColour(stage.light.onLevel).times(albedo).adding(albedo, light)
        return stage.light.seen(lit, through: through, tag: 0)
    }
}
