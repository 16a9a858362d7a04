import Geometry

/// Sorts things into square cells so that those near a sensor stand in a few contiguous runs of rows.
///
/// Each thing lies in one cell, by its anchor; small things in small cells, large ones in large cells, so that a query
/// reaches only a little beyond the region it asks for. Cost of a query grows with the region, not with the city.
struct CellIndex: Sendable {
    private var levels: [Level] = []

    struct Level: Sendable {
        var size: Double
        var originX = 0.0
        var originY = 0.0
        var columns = 0
        var rows = 0
        /// Largest radius of a thing on this level.
        var reach = 0.0
        /// Row (in the sorted order) of the first thing of each cell, row-major, and the end of the last.
        var starts: [Int32] = []
    }

    /// Cell sizes, metres; a thing goes to the first level whose cell is at least its diameter.
    static let sizes = [24.0, 96.0, 384.0, .infinity]

    /// - Parameters:
    ///   - circles: position and radius of each thing.
    ///   - firstNumber: number of the first thing in the runs that queries give.
    ///   - precedes: a strict order among things of one cell that does not depend on rows.
    /// - Returns: the index, and the things in sorted order (as rows of `circles`).
    static func build(
        _ circles: [(x: Double, y: Double, radius: Double)], firstNumber: Int = 0, precedes: (Int, Int) -> Bool
    ) -> (index: CellIndex, order: [Int]) {
        var index = CellIndex()
        var order: [Int] = []
        order.reserveCapacity(circles.count)
        let levelOf = circles.map { circle in sizes.firstIndex { 2 * circle.radius <= $0 } ?? sizes.count - 1 }
        for level in sizes.indices {
            let members = circles.indices.filter { levelOf[$0] == level }
            guard !members.isEmpty else { continue }
            index.levels.append(Level(members, circles, size: sizes[level], into: &order, precedes: precedes))
        }
        for level in index.levels.indices {
            for cell in index.levels[level].starts.indices {
                index.levels[level].starts[cell] += Int32(firstNumber)
            }
        }
        return (index, order)
    }

    /// Calls `body` with runs of sorted rows that hold everything which may touch the convex region with the given
    /// corners. A row is in at most one run.
    @inline(__always)
    func forEachRun(_ region: ConvexRegion, _ body: (Range<Int>) -> Void) {
        for level in levels { level.forEachRun(region, body) }
    }
}

/// A convex polygon of up to six corners in the world, for queries.
struct ConvexRegion {
    var corners: (Vector2, Vector2, Vector2, Vector2, Vector2, Vector2)

    /// The square around a circle.
    init(around x: Double, _ y: Double, radius: Double) {
        let (a, b) = (Vector2(x - radius, y - radius), Vector2(x + radius, y - radius))
        let (c, d) = (Vector2(x + radius, y + radius), Vector2(x - radius, y + radius))
        corners = (a, b, c, d, d, d)
    }

    /// The triangle from an apex through two far points.
    init(apex: Vector2, _ first: Vector2, _ second: Vector2) {
        corners = (apex, first, second, second, second, second)
    }

    /// The convex pentagon from an apex through four far points.
    init(apex: Vector2, _ first: Vector2, _ second: Vector2, _ third: Vector2, _ fourth: Vector2) {
        corners = (apex, first, second, third, fourth, fourth)
    }

    /// Least and greatest y.
    var verticalRange: (low: Double, high: Double) {
        withCorners { corners in
            var (low, high) = (corners[0].y, corners[0].y)
            for index in 1..<6 {
                low = min(low, corners[index].y)
                high = max(high, corners[index].y)
            }
            return (low, high)
        }
    }

    /// Least and greatest x of the region within a band of y; nil if it does not reach into the band.
    func horizontalRange(from low: Double, to high: Double) -> (low: Double, high: Double)? {
        withCorners { corners in
            var range: (low: Double, high: Double)?
            for index in 0..<6 {
                let (a, b) = (corners[index], corners[index == 5 ? 0 : index + 1])
                let (bottom, top) = a.y <= b.y ? (a, b) : (b, a)
                guard top.y >= low, bottom.y <= high else { continue }
                let height = top.y - bottom.y
                let from = height > 0 ? max(0, (low - bottom.y) / height) : 0
                let to = height > 0 ? min(1, (high - bottom.y) / height) : 1
                let (x1, x2) = (bottom.x + (top.x - bottom.x) * from, bottom.x + (top.x - bottom.x) * to)
                range = (min(range?.low ?? .infinity, min(x1, x2)), max(range?.high ?? -.infinity, max(x1, x2)))
            }
            return range
        }
    }

    @inline(__always)
    private func withCorners<R>(_ body: (UnsafePointer<Vector2>) -> R) -> R {
        withUnsafeBytes(of: corners) { body($0.baseAddress!.assumingMemoryBound(to: Vector2.self)) }
    }
}

extension CellIndex.Level {
    init(
        _ members: [Int], _ circles: [(x: Double, y: Double, radius: Double)], size: Double, into order: inout [Int],
        precedes: (Int, Int) -> Bool
    ) {
        var (lowX, lowY, highX, highY) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity)
        for member in members {
            let circle = circles[member]
            (lowX, highX) = (min(lowX, circle.x), max(highX, circle.x))
            (lowY, highY) = (min(lowY, circle.y), max(highY, circle.y))
            reach = max(reach, circle.radius)
        }
        let extent = max(highX - lowX, highY - lowY, 1)
        // A map of stray points far apart must not ask for endless cells.
        let cell = max(min(size, extent * 2), extent / 2000)
        (self.size, originX, originY) = (cell, lowX, lowY)
        (columns, rows) = (Int((highX - lowX) / cell) + 1, Int((highY - lowY) / cell) + 1)
        starts = [Int32](repeating: Int32(order.count), count: columns * rows + 1)
        let cells = members.map { member in
            Int((circles[member].y - lowY) / cell) * columns + Int((circles[member].x - lowX) / cell)
        }
        var counts = [Int32](repeating: 0, count: columns * rows)
        for cell in cells { counts[cell] += 1 }
        for index in counts.indices { starts[index + 1] = starts[index] + counts[index] }
        let first = order.count
        order.append(contentsOf: repeatElement(0, count: members.count))
        var cursor = starts
        for (member, cell) in zip(members, cells) {
            order[Int(cursor[cell])] = member
            cursor[cell] += 1
        }
        for index in counts.indices where counts[index] > 1 {
            order[Int(starts[index])..<Int(starts[index + 1])].sort(by: precedes)
        }
        precondition(Int(starts[counts.count]) == first + members.count, "Every thing lies in one cell")
    }

    @inline(__always)
    func forEachRun(_ region: ConvexRegion, _ body: (Range<Int>) -> Void) {
        let vertical = region.verticalRange
        let lowRow = max(0, cell(vertical.low - reach - originY, rows))
        let highRow = min(rows - 1, cell(vertical.high + reach - originY, rows))
        guard lowRow <= highRow else { return }
        for row in lowRow...highRow {
            let bottom = originY + Double(row) * size - reach
            guard let horizontal = region.horizontalRange(from: bottom, to: bottom + size + 2 * reach) else { continue }
            let low = max(0, cell(horizontal.low - reach - originX, columns))
            let high = min(columns - 1, cell(horizontal.high + reach - originX, columns))
            guard low <= high else { continue }
            let range = Int(starts[row * columns + low])..<Int(starts[row * columns + high + 1])
            if !range.isEmpty { body(range) }
        }
    }

    /// The cell number of an offset, clamped to one beyond either end.
    @inline(__always)
    private func cell(_ offset: Double, _ count: Int) -> Int {
        let scaled = offset / size
        return scaled < 0 ? -1 : (scaled > Double(count) ? count : Int(scaled))
    }
}
