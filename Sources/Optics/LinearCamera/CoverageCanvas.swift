/// Sums up the exact share of every pixel that convex pieces cover.
///
/// An edge adds, to every pixel from the piece's left end of the row, the part of the row's height that it crosses, times
/// the share of the pixel's width left of it; edges that go down (left ends) count negative. What is left between the
/// ends is the covered area.
struct CoverageCanvas {
    /// Rows of the canvas are rows of the picture from `firstRow` on.
    let firstRow: Int
    let rowCount: Int
    let width: Int
    /// Numbers per row; a multiple of eight, eight more than needed at least.
    let pitch: Int
    let shares: UnsafeMutablePointer<Float>
    /// By row: pixels that have been written since the last `clear`, from … to.
    let firstWritten: UnsafeMutablePointer<Int32>
    let endWritten: UnsafeMutablePointer<Int32>
    /// By row: left end of the piece at hand.
    private let starts: UnsafeMutablePointer<Int32>

    /// Numbers of memory that a canvas needs.
    struct Memory {
        var shares = ScratchBuffer<Float>()
        var rows = ScratchBuffer<Int32>()

        func free() {
            shares.free()
            rows.free()
        }
    }

    init(width: Int, firstRow: Int, rowCount: Int, memory: inout Memory) {
        (self.width, self.firstRow, self.rowCount) = (width, firstRow, rowCount)
        pitch = (width + 2 * laneCount - 1) / laneCount * laneCount
        memory.shares.reserve(pitch * rowCount + laneCount)
        memory.rows.reserve(3 * rowCount)
        shares = memory.shares.start
        firstWritten = memory.rows.start
        endWritten = firstWritten + rowCount
        starts = endWritten + rowCount
        shares.update(repeating: 0, count: pitch * rowCount + laneCount)
        for row in 0..<rowCount { (firstWritten[row], endWritten[row]) = (Int32.max, 0) }
    }

    /// Adds a convex piece.
    /// - Parameters:
    ///   - corners: counter-clockwise as seen in the picture, in picture coordinates.
    ///   - weight: what full coverage adds.
    /// - Returns: the rows of the canvas that it touches.
    func add(
        _ corners: UnsafePointer<SIMD2<Float>>, count: Int, low: Float, high: Float, weight: Float = 1
    ) -> Range<Int> {
        let first = max(0, Int(max(low, -1).rounded(.down)) - firstRow)
        let last = min(rowCount, Int(min(high, 1e6).rounded(.up)) - firstRow)
        guard first < last else { return 0..<0 }
        for row in first..<last { starts[row] = Int32.max }
        forEachEdge(corners, count, isLeft: true, rows: first..<last) { row, lower, _, _ in
            starts[row] = min(starts[row], Int32(max(0, min(lower, Float(width)))))
        }
        for row in first..<last where starts[row] < firstWritten[row] { firstWritten[row] = starts[row] }
        forEachEdge(corners, count, isLeft: true, rows: first..<last) { row, left, right, height in
            cross(row, left, right, -height * weight)
        }
        forEachEdge(corners, count, isLeft: false, rows: first..<last) { row, left, right, height in
            cross(row, left, right, height * weight)
        }
        return first..<last
    }

    /// Parts of edges row by row: row, least and greatest column, height.
    @inline(__always)
    private func forEachEdge(
        _ corners: UnsafePointer<SIMD2<Float>>, _ count: Int, isLeft: Bool, rows: Range<Int>,
        _ body: (Int, Float, Float, Float) -> Void
    ) {
        var start = corners[count - 1]
        for index in 0..<count {
            let end = corners[index]
            defer { start = end }
            guard isLeft ? start.y < end.y : start.y > end.y else { continue }
            let (upper, lower) = isLeft ? (start, end) : (end, start)
            let slope = (lower.x - upper.x) / (lower.y - upper.y)
            let (least, greatest) = (min(upper.x, lower.x), max(upper.x, lower.x))
            var row = max(rows.lowerBound, Int(max(upper.y, -1).rounded(.down)) - firstRow)
            let bottom = min(lower.y, Float(firstRow + rows.upperBound))
            var y = max(upper.y, Float(firstRow + row))
            while y < bottom {
                let next = min(bottom, Float(firstRow + row + 1))
                let from = max(least, min(greatest, upper.x + (y - upper.y) * slope))
                let to = max(least, min(greatest, upper.x + (next - upper.y) * slope))
                body(row, min(from, to), max(from, to), next - y)
                y = next
                row += 1
            }
        }
    }

    /// Adds what lies left of a part of an edge, from the piece's left end on.
    @inline(__always)
    private func cross(_ row: Int, _ left: Float, _ right: Float, _ height: Float) {
        let line = UnsafeMutableRawPointer(shares + row * pitch)
        // Rounding may leave a right end without a left one.
        let start = min(width, Int(starts[row]))
        let limit = Float(width)
        let first = max(start, Int(max(0, min(left, limit))))
        let end = right > 0 ? min(width, Int(min(right, limit)) + 1) : 0
        var column = start
        while column < first {
            let rest = SIMD8(repeating: Int32(truncatingIfNeeded: first - column))
            add(select(laneNumbers .< rest, Lanes(repeating: height), Lanes()), to: line, column)
            column += laneCount
        }
        column = first
        let isUpright = right - left < 1e-3
        let middle = (left + right) * 0.5
        let perWidth = height / max(right - left, 1e-3)
        while column < end {
            let offset = CoverageCanvas.columns + Float(column)
            let share =
                isUpright
                ? lanesMin(lanesMax(middle - offset, Lanes()), Lanes(repeating: 1)) * height
                : (CoverageCanvas.ramp(right - offset) - CoverageCanvas.ramp(left - offset)) * perWidth
            add(share, to: line, column)
            column += laneCount
        }
        endWritten[row] = max(endWritten[row], Int32(truncatingIfNeeded: max(first, end)))
    }

    private static let columns = Lanes(0, 1, 2, 3, 4, 5, 6, 7)

    /// Integral of min(max(x, 0), 1).
    @inline(__always)
    private static func ramp(_ x: Lanes) -> Lanes {
        let inner = lanesMin(lanesMax(x, Lanes()), Lanes(repeating: 1))
        return inner * inner * 0.5 + lanesMax(x - 1, Lanes())
    }

    @inline(__always)
    private func add(_ lanes: Lanes, to line: UnsafeMutableRawPointer, _ column: Int) {
        let old = UnsafeRawPointer(line).loadUnaligned(fromByteOffset: column * 4, as: Lanes.self)
        line.storeBytes(of: old + lanes, toByteOffset: column * 4, as: Lanes.self)
    }

    /// Strips of a row that have been written since the last `clear`.
    @inline(__always)
    func writtenStrips(_ row: Int) -> Range<Int> {
        let first = Int(firstWritten[row]), end = Int(endWritten[row])
        return first < end ? first / laneCount..<(end + laneCount - 1) / laneCount : 0..<0
    }

    /// Shares of eight pixels.
    @inline(__always)
    func lanes(_ row: Int, _ strip: Int) -> Lanes {
        UnsafeRawPointer(shares + row * pitch + strip * laneCount).loadUnaligned(as: Lanes.self)
    }

    /// Forgets eight pixels; `clear(row)` forgets where the row has been written.
    @inline(__always)
    func clear(_ row: Int, _ strip: Int) {
        UnsafeMutableRawPointer(shares + row * pitch + strip * laneCount).storeBytes(of: Lanes(), as: Lanes.self)
    }

    @inline(__always)
    func clear(_ row: Int) { (firstWritten[row], endWritten[row]) = (Int32.max, 0) }
}
