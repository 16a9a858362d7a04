/// Depth and colour of eight columns: everything that stands on the ground.
///
/// A row of lanes holds one picture row of the strip: 1 / depth (0 = nothing), and colour bytes whose highest byte is a
/// tag: 0 nothing, `solidTag`, or `lowTag` for what lies below the highest raised surface and may be hidden by it.
struct CameraStrip {
    static let solidTag: UInt32 = 0xFF00_0000
    static let lowTag: UInt32 = 0xFE00_0000

    /// Strips that are drawn before they are written: with labels so many that what is written fills whole cache lines,
    /// else one, which stays in the first-level cache.
    static func blockCount(hasLabels: Bool) -> Int { hasLabels ? 16 : 1 }

    /// The memory of one strip, a row of lanes per picture row.
    struct Canvas {
        var depths: UnsafeMutablePointer<Lanes>
        var colours: UnsafeMutablePointer<LaneBits>
        /// `SurfaceLabel`s.
        var labels: UnsafeMutablePointer<LaneBits>

        /// Further on by some rows.
        @inline(__always)
        func advanced(by rows: Int, hasLabels: Bool) -> Canvas {
            Canvas(depths: depths + rows, colours: colours + rows, labels: hasLabels ? labels + rows : labels)
        }
    }

    let stage: CameraStage
    /// Of the first strip of a block, and rows of lanes from one to the next: two more than there are, so that strips do
    /// not share cache sets.
    let canvas: Canvas
    let pitch: Int
    private(set) var depths: UnsafeMutablePointer<Lanes>
    private(set) var colours: UnsafeMutablePointer<LaneBits>
    private var labels: UnsafeMutablePointer<LaneBits>
    let hasLabels: Bool
    let faces: UnsafePointer<LitFace>
    private let firstFaces: UnsafePointer<Int32>
    private let blocked: UnsafePointer<Lanes>
    private let lowestBlocked: UnsafePointer<Float>
    let focal: Float
    let principalRow: Float
    let rowCount: Int
    let slopes: UnsafePointer<Float>
    /// Of the highest raised surface above the camera (negative); nothing below may skip the test against it.
    let raised: Float
    let hasRaised: Bool

    /// - Parameters:
    ///   - slots: strips that are drawn before they are written; nil: `blockCount`.
    ///   - firstBlocked: row of `CameraMemory.blocked` for the first strip.
    init(
        stage: CameraStage, memory: inout CameraMemory, hasLabels: Bool, slots: Int? = nil, firstBlocked: Int = 0
    ) {
        self.stage = stage
        self.hasLabels = hasLabels
        let rows = stage.camera.height
        pitch = rows + 2
        let needed = pitch * (slots ?? CameraStrip.blockCount(hasLabels: hasLabels))
        memory.stripDepths.reserve(needed)
        memory.stripColours.reserve(needed)
        if hasLabels { memory.stripLabels.reserve(needed) }
        canvas = Canvas(
            depths: memory.stripDepths.start, colours: memory.stripColours.start, labels: memory.stripLabels.start)
        (depths, colours, labels) = (canvas.depths, canvas.colours, canvas.labels)
        faces = UnsafePointer(memory.faces.start)
        firstFaces = UnsafePointer(memory.firstFaces.start)
        blocked = UnsafePointer(memory.blocked.start + firstBlocked)
        lowestBlocked = UnsafePointer(memory.lowestBlocked.start + firstBlocked)
        focal = Float(stage.camera.focalLength)
        principalRow = Float(stage.camera.principalRow)
        rowCount = rows
        slopes = stage.camera.rowSlopes.start
        raised = stage.fixed.highestGround - stage.view.height
        hasRaised = stage.fixed.highestGround > 0
    }

    /// The same with the memory of a strip of the block.
    func slot(_ number: Int) -> CameraStrip {
        var strip = self
        let own = canvas.advanced(by: number * pitch, hasLabels: hasLabels)
        (strip.depths, strip.colours, strip.labels) = (own.depths, own.colours, own.labels)
        return strip
    }

    /// The memory of this strip.
    var own: Canvas { Canvas(depths: depths, colours: colours, labels: labels) }

    /// What a face leaves on the pixels that it covers.
    struct Brush {
        var colour: LaneBits
        /// A `SurfaceLabel`.
        var label: UInt32

        @inline(__always)
        init(colour: LaneBits, owner: UInt32, surfaceClass: UInt8) {
            self.colour = colour
            label = SurfaceLabel(owner: owner, surfaceClass: surfaceClass).rawValue
        }
    }

    /// Eight columns' directions, and where they are blocked.
    struct Columns {
        var x: Lanes
        var y: Lanes
        var blocked: Lanes
    }

    /// Draws one strip.
    func draw(_ strip: Int) {
        for row in 0..<rowCount {
            depths[row] = Lanes()
            colours[row] = LaneBits()
        }
        let columns = Columns(
            x: stage.camera.columns.directionX.start[strip], y: stage.camera.columns.directionY.start[strip],
            blocked: blocked[strip])
        let hidden = lowestBlocked[strip]
        for row in stage.sweep.solidBins[strip] {
            let swept = stage.sweep.solids.start[Int(row)]
            guard swept.nearest >= hidden else { continue }
            let firstFace = faces + Int(firstFaces[Int(row)])
            switch swept.form {
            case .prism: drawPrism(swept, firstFace, columns)
            case .panel: drawPanel(swept, firstFace, columns)
            case .round: drawRound(swept, firstFace, columns)
            }
        }
    }

    /// Picture rows whose middles lie below a height (above the camera), as the first of them, 0 … rowCount.
    @inline(__always)
    func rows(of height: Lanes, _ inverseDepth: Lanes) -> SIMD8<Int32> {
        let row = principalRow - height * focal * inverseDepth
        return lanesRounded(lanesMin(lanesMax(row, Lanes()), Lanes(repeating: Float(rowCount))))
    }

    @inline(__always)
    func rows(of height: Float, _ inverseDepth: Lanes) -> SIMD8<Int32> {
        rows(of: Lanes(repeating: height), inverseDepth)
    }

    /// Fills an upright face between two rows per column; lanes with `entry` 0 are left alone.
    @inline(__always)
    func fillUpright(top: SIMD8<Int32>, bottom: SIMD8<Int32>, entry: Lanes, _ brush: Brush) {
        let isHit = entry .> Lanes()
        let (none, all) = (SIMD8<Int32>(repeating: 0), SIMD8(repeating: Int32(truncatingIfNeeded: rowCount)))
        let first = Int(select(isHit, top, all).min())
        let last = Int(select(isHit, bottom, none).max())
        guard first < last else { return }
        let innerFirst = min(last, Int(select(isHit, top, none).max()))
        let innerLast = max(innerFirst, Int(select(isHit, bottom, all).min()))
        var row = first
        while row < innerFirst {
            fillPart(row, top: top, bottom: bottom, entry, brush)
            row += 1
        }
        while row < min(innerLast, last) {
            put(row, entry .> depths[row], entry, brush)
            row += 1
        }
        while row < last {
            fillPart(row, top: top, bottom: bottom, entry, brush)
            row += 1
        }
    }

    @inline(__always)
    private func fillPart(_ row: Int, top: SIMD8<Int32>, bottom: SIMD8<Int32>, _ entry: Lanes, _ brush: Brush) {
        let number = SIMD8(repeating: Int32(truncatingIfNeeded: row))
        put(row, (number .>= top) .& (number .< bottom) .& (entry .> depths[row]), entry, brush)
    }

    /// Fills a figure on a face that has been drawn at the same depth.
    @inline(__always)
    func fillFigure(top: SIMD8<Int32>, bottom: SIMD8<Int32>, entry: Lanes, _ brush: Brush) {
        let isHit = entry .> Lanes()
        let first = Int(select(isHit, top, SIMD8(repeating: Int32(truncatingIfNeeded: rowCount))).min())
        let last = Int(select(isHit, bottom, SIMD8(repeating: 0)).max())
        var row = first
        while row < last {
            let number = SIMD8(repeating: Int32(truncatingIfNeeded: row))
            put(row, isHit .& (number .>= top) .& (number .< bottom) .& (entry .>= depths[row]), entry, brush)
            row += 1
        }
    }

    /// Fills a level face between entry and exit.
    @inline(__always)
    func fillLevel(_ level: Float, entry: Lanes, exit: Lanes, _ brush: Brush) {
        let isHit = entry .> Lanes()
        let (near, far) = (rows(of: level, entry), rows(of: level, exit))
        let top = level < 0 ? far : near
        let bottom = level < 0 ? near : far
        let first = Int(select(isHit, top, SIMD8(repeating: Int32(truncatingIfNeeded: rowCount))).min())
        let last = Int(select(isHit, bottom, SIMD8(repeating: 0)).max())
        let scale = -1 / level
        var row = first
        while row < last {
            let number = SIMD8(repeating: Int32(truncatingIfNeeded: row))
            let depth = Lanes(repeating: slopes[row] * scale)
            let isSeen = isHit .& (number .>= top) .& (number .< bottom) .& (depth .> depths[row])
            put(row, isSeen, depth, brush)
            row += 1
        }
    }

    @inline(__always)
    func put(_ row: Int, _ mask: LaneMask, _ inverseDepth: Lanes, _ brush: Brush) {
        depths[row] = select(mask, inverseDepth, depths[row])
        colours[row] = select(mask, brush.colour, colours[row])
        if hasLabels { labels[row] = select(mask, LaneBits(repeating: brush.label), labels[row]) }
    }
}
