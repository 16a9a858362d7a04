/// Paints the ground of a picture, row by row: a row of an upright camera sees every level plane at one depth, so that a
/// convex piece covers one run of pixels per row.
///
/// Pieces are painted in the order of their tones: lower ground first, then materials, then paint. Each pixel ends with
/// its colour and, in the highest byte, its tone.
struct GroundPainter {
    let camera: UprightCamera
    let view: SweepView
    let fixed: StaticContent
    /// Pixels from the first ground row down, `pitch` per row.
    let pixels: UnsafeMutablePointer<UInt32>
    let pitch: Int
    let firstRow: Int
    private let rowCount: Int
    /// Colour by tone and row.
    private let colours: UnsafeMutablePointer<UInt32>
    private let colourPitch: Int
    private let leftEnds: UnsafeMutablePointer<Float>
    private let rightEnds: UnsafeMutablePointer<Float>
    private let projection: GroundProjection

    init(camera: UprightCamera, view: SweepView, fixed: StaticContent, memory: inout CameraMemory) {
        self.camera = camera
        self.view = view
        self.fixed = fixed
        firstRow = camera.firstGroundRow
        rowCount = camera.height - firstRow
        pitch = (camera.width + 2 * laneCount - 1) / laneCount * laneCount
        colourPitch = (rowCount + laneCount - 1) / laneCount * laneCount
        memory.groundPixels.reserve(pitch * (rowCount + 1))
        memory.toneColours.reserve(fixed.tones.count * colourPitch + laneCount)
        memory.rowEnds.reserve(2 * (rowCount + 1))
        pixels = memory.groundPixels.start
        colours = memory.toneColours.start
        leftEnds = memory.rowEnds.start
        rightEnds = memory.rowEnds.start + rowCount + 1
        projection = GroundProjection(camera)
    }

    /// Fills every ground pixel.
    func paint(_ light: FrameLight, blocked: UnsafePointer<Float>, memory: inout CameraMemory) {
        guard rowCount > 0 else { return }
        shade(tone: 0, light)
        for row in 0..<rowCount {
            let colour = LaneBits(repeating: colours[row])
            let line = UnsafeMutableRawPointer(pixels + row * pitch)
            for strip in 0..<(pitch / laneCount) {
                line.storeBytes(of: colour, toByteOffset: strip * 32, as: LaneBits.self)
            }
        }
        collect(blocked: blocked, memory: &memory)
        memory.sortByTone(count: fixed.tones.count)
        var shaded = 0
        for index in 0..<memory.pieces.count {
            let piece = memory.pieces.start[Int(memory.pieceOrder.start[index])]
            // Pieces come by ascending tone.
            if Int(piece.tone) != shaded {
                shaded = Int(piece.tone)
                shade(tone: shaded, light)
            }
            fill(piece, corners: memory.pieceCorners.start + Int(piece.firstCorner))
        }
    }

    /// Colours of a tone in every row.
    private func shade(tone number: Int, _ light: FrameLight) {
        let tone = fixed.tones.start[number]
        let lit = light.onLevel
        let colour = LaneColour(
            SceneLight.LinearRGB(tone.red * lit.red, tone.green * lit.green, tone.blue * lit.blue))
        let perSlope = 1 / max(0.01, view.height - tone.height)
        let slopes = UnsafeRawPointer(camera.rowSlopes.start + firstRow)
        let target = UnsafeMutableRawPointer(colours + number * colourPitch)
        var row = 0
        while row < rowCount {
            var slope = Lanes(repeating: 1)
            if row + laneCount <= rowCount {
                slope = slopes.loadUnaligned(fromByteOffset: row * 4, as: Lanes.self)
            } else {
                for lane in 0..<(rowCount - row) { slope[lane] = camera.rowSlopes.start[firstRow + row + lane] }
            }
            let bytes = light.seen(
                colour, through: light.transmission(slope * perSlope), tag: UInt32(truncatingIfNeeded: number) << 24)
            target.storeBytes(of: bytes, toByteOffset: row * 4, as: LaneBits.self)
            row += laneCount
        }
    }

    /// Projects the pieces in view.
    private func collect(blocked: UnsafePointer<Float>, memory: inout CameraMemory) {
        memory.pieces.count = 0
        memory.pieceCorners.count = 0
        let lowest = camera.rowSlopes.start[camera.height - 1] * 1.02
        ColumnRenderer.forEachPatch(of: fixed, camera, view, window: CameraWindow(camera)) { patch, center, fall in
            project(patch, center: center, fall: fall, nearDepth: fall / lowest, blocked: blocked, memory: &memory)
        }
    }

    /// Adds the outline of a piece in picture coordinates, cut off in front of the lowest row.
    @inline(__always)
    private func project(
        _ patch: GroundPatch, center: SIMD2<Float>, fall: Float, nearDepth: Float, blocked: UnsafePointer<Float>,
        memory: inout CameraMemory
    ) {
        let count = Int(patch.cornerCount)
        let source = fixed.store.corners.start + Int(patch.firstCorner)
        memory.pieceCorners.reserve(memory.pieceCorners.count + count + 2)
        let target = memory.pieceCorners.start + memory.pieceCorners.count
        let (used, low, high) = projection.outline(
            source, count: count, center: center, view: view, fall: fall, nearDepth: nearDepth, into: target)
        guard used >= 3, high.x > 0.5, low.x < Float(camera.width) - 0.5 else { return }
        let first = max(firstRow, rowIndex(low.y))
        let last = min(camera.height, rowIndex(high.y))
        guard first < last, projection.isOpen(low, high, fall: fall, blocked: blocked) else { return }
        memory.pieces.append(
            CameraMemory.Piece(
                firstCorner: Int32(memory.pieceCorners.count), cornerCount: Int16(used), tone: Int16(patch.tone),
                firstRow: Int32(first), lastRow: Int32(last)))
        memory.pieceCorners.count += used
    }

    /// The first row whose middle lies at or below picture height `y`.
    @inline(__always)
    private func rowIndex(_ y: Float) -> Int {
        Int(max(-1, min(Float(camera.height + 1), (y - 0.5).rounded(.up))))
    }

    /// Paints the run of every row.
    @inline(__always)
    private func fill(_ piece: CameraMemory.Piece, corners: UnsafePointer<SIMD2<Float>>) {
        let (first, last) = (Int(piece.firstRow), Int(piece.lastRow))
        var start = corners[Int(piece.cornerCount) - 1]
        for index in 0..<Int(piece.cornerCount) {
            let end = corners[index]
            trace(from: start, to: end, first: first, last: last)
            start = end
        }
        let colour = colours + Int(piece.tone) * colourPitch
        for row in first..<last {
            let left = leftEnds[row - firstRow]
            let right = rightEnds[row - firstRow]
            let from = left > 0.5 ? Int(min(left, 1e6) + 0.4999999) : 0
            let to = right > 0.5 ? min(camera.width, Int(min(right, 1e6) + 0.4999999)) : 0
            if from < to { run(row - firstRow, from, to, colour[row - firstRow]) }
        }
    }

    /// Notes where an edge crosses the middles of rows. Seen in the picture, pieces run counter-clockwise: edges that go
    /// down are left ends.
    @inline(__always)
    private func trace(from start: SIMD2<Float>, to end: SIMD2<Float>, first: Int, last: Int) {
        let isLeft = start.y < end.y
        let (upper, lower) = isLeft ? (start, end) : (end, start)
        let from = max(first, rowIndex(upper.y))
        let to = min(last, rowIndex(lower.y))
        guard from < to else { return }
        let slope = (lower.x - upper.x) / (lower.y - upper.y)
        let ends = isLeft ? leftEnds : rightEnds
        let offset = upper.x + (0.5 - upper.y) * slope
        for row in from..<to { ends[row - firstRow] = offset + Float(row) * slope }
    }

    @inline(__always)
    private func run(_ row: Int, _ from: Int, _ to: Int, _ colour: UInt32) {
        let line = UnsafeMutableRawPointer(pixels + row * pitch)
        let lanes = LaneBits(repeating: colour)
        var column = from
        while column + laneCount <= to {
            line.storeBytes(of: lanes, toByteOffset: column * 4, as: LaneBits.self)
            column += laneCount
        }
        guard column < to else { return }
        let old = UnsafeRawPointer(line).loadUnaligned(fromByteOffset: column * 4, as: LaneBits.self)
        let isInside = laneNumbers .< SIMD8(repeating: Int32(truncatingIfNeeded: to - column))
        line.storeBytes(of: select(isInside, lanes, old), toByteOffset: column * 4, as: LaneBits.self)
    }
}
