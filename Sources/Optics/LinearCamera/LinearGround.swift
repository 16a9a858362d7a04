/// Albedo of the ground in a picture, every pixel a mixture by area.
///
/// Tones are laid on in their order. A tone first takes the place of what no tone has covered yet, then of the others:
/// pieces that meet in a pixel share it without letting through what lies below both.
struct LinearGround {
    /// The ground of eight pixels.
    struct Cell: BitwiseCopyable {
        /// Albedo times the share that tones cover.
        var red = Lanes()
        var green = Lanes()
        var blue = Lanes()
        /// Share that tones cover.
        var covered = Lanes()
        /// Of the uppermost tone that covers half of the pixel, metres.
        var height = Lanes()
        /// Share that the sun reaches; less than 0 under several shadows.
        var sunlit = Lanes(repeating: 1)
        /// Light of street lamps.
        var lamps = Lanes()
    }

    let camera: UprightCamera
    let view: SweepView
    let fixed: StaticContent
    let look: GroundLook
    let canvas: CoverageCanvas
    let cells: UnsafeMutablePointer<Cell>
    let stripCount: Int
    let projection: GroundProjection

    /// The first row that sees ground, if only at its lower edge.
    var firstRow: Int { canvas.firstRow }

    init(
        camera: UprightCamera, view: SweepView, fixed: StaticContent, look: GroundLook, memory: inout LinearMemory
    ) {
        self.camera = camera
        self.look = look
        self.view = view
        self.fixed = fixed
        let first = min(camera.height, max(0, Int(camera.principalRow.rounded(.down))))
        canvas = CoverageCanvas(
            width: camera.width, firstRow: first, rowCount: camera.height - first, memory: &memory.canvas)
        stripCount = camera.columns.stripCount
        projection = GroundProjection(camera)
        memory.ground.reserve(stripCount * canvas.rowCount)
        cells = memory.ground.start
    }

    /// Covers every ground pixel.
    func paint(blocked: UnsafePointer<Float>, memory: inout CameraMemory) {
        cells.update(repeating: Cell(), count: stripCount * canvas.rowCount)
        collect(blocked: blocked, memory: &memory)
        memory.sortByTone(count: fixed.tones.count)
        let count = memory.pieces.count
        var index = 0
        while index < count {
            let tone = memory.pieces.start[Int(memory.pieceOrder.start[index])].tone
            var rows = canvas.rowCount..<canvas.rowCount
            while index < count {
                let piece = memory.pieces.start[Int(memory.pieceOrder.start[index])]
                guard piece.tone == tone else { break }
                let touched = canvas.add(
                    memory.pieceCorners.start + Int(piece.firstCorner), count: Int(piece.cornerCount),
                    low: Float(piece.firstRow), high: Float(piece.lastRow))
                if !touched.isEmpty {
                    rows =
                        min(
                            rows.lowerBound, touched.lowerBound)..<max(
                            rows.isEmpty ? 0 : rows.upperBound, touched.upperBound)
                }
                index += 1
            }
            let surface = fixed.tones.start[Int(tone)]
            let albedo = look.albedo(surface)
            for row in rows { lay(albedo, height: surface.height, row) }
        }
    }

    /// Lays a tone on a row where the canvas is covered, and clears the canvas.
    @inline(__always)
    private func lay(_ albedo: SIMD4<Float>, height: Float, _ row: Int) {
        let one = Lanes(repeating: 1)
        for strip in canvas.writtenStrips(row) {
            let share = lanesMin(lanesMax(canvas.lanes(row, strip), Lanes()), one)
            canvas.clear(row, strip)
            guard any(share .> Lanes(repeating: 1e-4)) else { continue }
            let cell = cells + row * stripCount + strip
            let covered = cell.pointee.covered
            let free = one - covered
            var kept = one - share
            if any(free .> Lanes()) {
                // More than the free part: the rest of what was there shrinks.
                kept = select(share .> free, kept / lanesMax(covered, Lanes(repeating: 1e-6)), one)
            }
            cell.pointee.red = cell.pointee.red * kept + share * albedo.x
            cell.pointee.green = cell.pointee.green * kept + share * albedo.y
            cell.pointee.blue = cell.pointee.blue * kept + share * albedo.z
            cell.pointee.covered = lanesMin(covered + share, one)
            cell.pointee.height = select(
                share .> Lanes(repeating: 0.5), Lanes(repeating: height), cell.pointee.height)
        }
        canvas.clear(row)
    }

    /// Projects the pieces in view.
    private func collect(blocked: UnsafePointer<Float>, memory: inout CameraMemory) {
        memory.pieces.count = 0
        memory.pieceCorners.count = 0
        ColumnRenderer.forEachPatch(of: fixed, camera, view, window: AreaWindow(camera)) { patch, center, fall in
            add(
                fixed.store.corners.start + Int(patch.firstCorner), count: Int(patch.cornerCount), center: center,
                fall: fall, tone: Int16(patch.tone), blocked: blocked, memory: &memory)
        }
    }

    /// Adds the outline of a convex piece at a height to the pieces of the picture, if it is in view.
    @inline(__always)
    func add(
        _ corners: UnsafePointer<SIMD2<Float>>, count: Int, center: SIMD2<Float>, fall: Float, tone: Int16,
        blocked: UnsafePointer<Float>, memory: inout CameraMemory
    ) {
        memory.pieceCorners.reserve(memory.pieceCorners.count + count + 2)
        let lowest = (Float(camera.height) - projection.principalRow) / projection.focal * 1.02
        let (used, low, high) = projection.outline(
            corners, count: count, center: center, view: view, fall: fall, nearDepth: fall / lowest,
            into: memory.pieceCorners.start + memory.pieceCorners.count)
        guard used >= 3, high.x > 0, low.x < Float(camera.width), low.y < Float(camera.height),
            high.y > Float(firstRow), projection.isOpen(low, high, fall: fall, blocked: blocked)
        else { return }
        memory.pieces.append(
            CameraMemory.Piece(
                firstCorner: Int32(memory.pieceCorners.count), cornerCount: Int16(used), tone: tone,
                firstRow: Int32(max(0, low.y.rounded(.down))),
                lastRow: Int32(min(Float(camera.height), high.y.rounded(.up)))))
        memory.pieceCorners.count += used
    }
}
