/// A uniform grid over axis-aligned rectangles: which items may touch a region. Built once, read by many threads.
public struct SpatialGrid: Sendable {
    public let cellSize: Double
    @usableFromInline let origin: Vector2
    @usableFromInline let columns: Int
    @usableFromInline let rows: Int
    /// Items of cell c are `items[starts[c] ..< starts[c + 1]]`, ascending.
    @usableFromInline let starts: [Int32]
    @usableFromInline let items: [Int32]

    /// - Parameters:
    ///   - bounds: one rectangle (low, high corner) per item. An item whose corners are not finite or in the wrong order
    ///     is never found.
    ///   - cellSize: metres, > 0; enlarged so that there are at most about four million cells.
    public init(bounds: [(low: Vector2, high: Vector2)], cellSize: Double) {
        func isSound(_ bound: (low: Vector2, high: Vector2)) -> Bool {
            bound.low.x <= bound.high.x && bound.low.y <= bound.high.y && (bound.high - bound.low).length < .infinity
        }
        var low = Vector2(.infinity, .infinity)
        var high = Vector2(-.infinity, -.infinity)
        for bound in bounds where isSound(bound) {
            low = Vector2(min(low.x, bound.low.x), min(low.y, bound.low.y))
            high = Vector2(max(high.x, bound.high.x), max(high.y, bound.high.y))
        }
        if low.x > high.x { (low, high) = (.zero, .zero) }
        let area = max(1, (high.x - low.x) * (high.y - low.y))
        let longest = max(high.x - low.x, high.y - low.y)
        let size = max(cellSize, max((area / 4e6).squareRoot(), longest / 1e6))
        let columnCount = Int((high.x - low.x) / size) + 1
        let rowCount = Int((high.y - low.y) / size) + 1
        func forEachCell(_ bound: (low: Vector2, high: Vector2), _ body: (Int) -> Void) {
            guard isSound(bound) else { return }
            for y in Int((bound.low.y - low.y) / size)...Int((bound.high.y - low.y) / size) {
                for x in Int((bound.low.x - low.x) / size)...Int((bound.high.x - low.x) / size) {
                    body(y * columnCount + x)
                }
            }
        }
        var counts = [Int32](repeating: 0, count: columnCount * rowCount + 1)
        for bound in bounds { forEachCell(bound) { counts[$0 + 1] += 1 } }
        for index in 1..<counts.count { counts[index] += counts[index - 1] }
        var cursor = counts
        var list = [Int32](repeating: 0, count: Int(counts[counts.count - 1]))
        for (item, bound) in bounds.enumerated() {
            forEachCell(bound) { cell in
                list[Int(cursor[cell])] = Int32(item)
                cursor[cell] += 1
            }
        }
        self.cellSize = size
        origin = low
        columns = columnCount
        rows = rowCount
        starts = counts
        items = list
    }

    /// Calls `body` with items whose rectangles may touch the given one. An item in several cells is reported several
    /// times; order is by cell, then ascending.
    @inlinable
    public func forEach(from low: Vector2, to high: Vector2, _ body: (Int) -> Void) {
        guard let range = cellRange(low, high) else { return }
        for y in range.1 {
            for x in range.0 { forEachInCell(x, y, body) }
        }
    }

    /// Distinct items that may touch the rectangle, ascending.
    public func candidates(from low: Vector2, to high: Vector2) -> [Int] {
        var found: [Int] = []
        forEach(from: low, to: high) { found.append($0) }
        found.sort()
        var unique: [Int] = []
        for item in found where unique.last != item { unique.append(item) }
        return unique
    }

    /// Distinct items that may lie within `radius` of a point, ascending.
    public func candidates(near point: Vector2, radius: Double) -> [Int] {
        candidates(from: point - Vector2(radius, radius), to: point + Vector2(radius, radius))
    }

    @inlinable
    func cellRange(_ low: Vector2, _ high: Vector2) -> (ClosedRange<Int>, ClosedRange<Int>)? {
        guard low.x.isFinite, low.y.isFinite, high.x.isFinite, high.y.isFinite else { return nil }
        let limit = 1e12
        func cell(_ value: Double) -> Int { Int(min(limit, max(-limit, (value / cellSize).rounded(.down)))) }
        let x0 = max(0, cell(low.x - origin.x))
        let x1 = min(columns - 1, cell(high.x - origin.x))
        let y0 = max(0, cell(low.y - origin.y))
        let y1 = min(rows - 1, cell(high.y - origin.y))
        return x0 <= x1 && y0 <= y1 ? (x0...x1, y0...y1) : nil
    }

    @inlinable
    func forEachInCell(_ x: Int, _ y: Int, _ body: (Int) -> Void) {
        let cell = y * columns + x
        for index in starts[cell]..<starts[cell + 1] { body(Int(items[Int(index)])) }
    }
}
