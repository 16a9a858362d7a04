import RoadNetwork

/// Writes depth, class and owner of every pixel of neighbouring strips, row by row: rows of a block fill whole cache
/// lines.
struct StripLabeller {
    private let stage: CameraStage
    private let ground: GroundPainter
    /// `SurfaceLabel` by tone.
    private let toneLabels: UnsafePointer<UInt32>
    /// All ground lies at this height; nil if not.
    private let level: Float?
    private let depths: UnsafeMutablePointer<Float>
    private let surfaces: UnsafeMutablePointer<SurfaceLabel>

    /// For pictures with labels.
    init?(stage: CameraStage, ground: GroundPainter, memory: inout CameraMemory, target: CameraImage.Pointers) {
        guard let depths = target.depths, let surfaces = target.surfaces else { return nil }
        self.stage = stage
        self.ground = ground
        (self.depths, self.surfaces) = (depths, surfaces)
        let tones = stage.fixed.tones
        memory.toneLabels.reserve(tones.count)
        for tone in 0..<tones.count {
            memory.toneLabels.start[tone] = SurfaceLabel(.ground, tones[tone].surfaceClass).rawValue
        }
        toneLabels = UnsafePointer(memory.toneLabels.start)
        // Bare ground, the first tone, lies lowest.
        level = stage.fixed.highestGround == 0 ? 0 : nil
    }

    /// Writes a row of neighbouring strips, which fill the slots of a block.
    func write(row: Int, of strips: Range<Int>, from canvas: CameraStrip.Canvas, pitch: Int) {
        let whole = strips.clamped(to: 0..<(stage.camera.width / laneCount))
        if row < ground.firstRow {
            writeRow(row, whole, canvas, pitch) { _, _ in StripLabeller.sky }
        } else {
            writeGround(row, whole, canvas, pitch)
        }
        guard whole.upperBound < strips.upperBound else { return }
        let rest = canvas.advanced(by: (whole.upperBound - strips.lowerBound) * pitch, hasLabels: true)
        writeLast(row, strip: whole.upperBound, rest)
    }

    @inline(__always)
    private func writeGround(_ row: Int, _ strips: Range<Int>, _ canvas: CameraStrip.Canvas, _ pitch: Int) {
        let line = UnsafeRawPointer(ground.pixels + (row - ground.firstRow) * ground.pitch)
        let slope = stage.camera.rowSlopes.start[row]
        guard let level else {
            return writeRow(row, strips, canvas, pitch) { strip, _ in mixed(line, strip: strip, slope: slope) }
        }
        let depth = Lanes(repeating: (stage.view.height - level) / slope)
        writeRow(row, strips, canvas, pitch) { strip, isFull in
            isFull ? (depth, LaneBits()) : (depth, labels(line, strip: strip))
        }
    }

    /// Writes a row of whole strips.
    /// - Parameter behind: gives depths and labels of what stands behind a strip; whether something hides all of it.
    @inline(__always)
    private func writeRow(
        _ row: Int, _ strips: Range<Int>, _ canvas: CameraStrip.Canvas, _ pitch: Int,
        _ behind: (_ strip: Int, _ isFull: Bool) -> (depths: Lanes, labels: LaneBits)
    ) {
        var place = row
        var offset = row * stage.camera.width + strips.lowerBound * laneCount
        for strip in strips {
            let isSolid = canvas.colours[place] .>= LaneBits(repeating: CameraStrip.lowTag)
            let back = behind(strip, all(isSolid))
            UnsafeMutableRawPointer(depths + offset).storeBytes(
                of: select(isSolid, 1 / canvas.depths[place], back.depths), as: Lanes.self)
            UnsafeMutableRawPointer(surfaces + offset).storeBytes(
                of: select(isSolid, canvas.labels[place], back.labels), as: LaneBits.self)
            place += pitch
            offset += laneCount
        }
    }

    /// The strip at the right edge, where the picture ends within it.
    private func writeLast(_ row: Int, strip: Int, _ drawn: CameraStrip.Canvas) {
        let isSolid = drawn.colours[row] .>= LaneBits(repeating: CameraStrip.lowTag)
        var back = StripLabeller.sky
        if row >= ground.firstRow {
            let line = UnsafeRawPointer(ground.pixels + (row - ground.firstRow) * ground.pitch)
            back = mixed(line, strip: strip, slope: stage.camera.rowSlopes.start[row])
        }
        let seen = select(isSolid, 1 / drawn.depths[row], back.depths)
        let labels = select(isSolid, drawn.labels[row], back.labels)
        for lane in 0..<(stage.camera.width - strip * laneCount) {
            let offset = row * stage.camera.width + strip * laneCount + lane
            depths[offset] = seen[lane]
            surfaces[offset] = SurfaceLabel(rawValue: labels[lane])
        }
    }

    private static var sky: (depths: Lanes, labels: LaneBits) {
        (Lanes(), LaneBits(repeating: SurfaceLabel(.nothing, .sky).rawValue))
    }

    /// Labels of the ground in eight pixels, mostly one.
    @inline(__always)
    private func labels(_ line: UnsafeRawPointer, strip: Int) -> LaneBits {
        let tones = line.loadUnaligned(fromByteOffset: strip * 32, as: LaneBits.self) &>> 24
        var labels = LaneBits(repeating: toneLabels[Int(tones[0])])
        if any(tones .!= LaneBits(repeating: tones[0])) {
            for lane in 1..<laneCount { labels[lane] = toneLabels[Int(tones[lane])] }
        }
        return labels
    }

    /// Ground of several heights.
    @inline(__always)
    private func mixed(_ line: UnsafeRawPointer, strip: Int, slope: Float) -> (depths: Lanes, labels: LaneBits) {
        let tones = line.loadUnaligned(fromByteOffset: strip * 32, as: LaneBits.self) &>> 24
        let heights = stage.fixed.toneHeights.start
        var height = Lanes(repeating: heights[Int(tones[0])])
        if any(tones .!= LaneBits(repeating: tones[0])) {
            for lane in 1..<laneCount { height[lane] = heights[Int(tones[lane])] }
        }
        return ((stage.view.height - height) / slope, labels(line, strip: strip))
    }
}
