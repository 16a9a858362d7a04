import Geometry

/// Convex areas by place, one added after another: what stands where already.
struct OccupancyBins {
    private let cellSize: Double
    private let origin: Vector2
    private let columns: Int
    private let rows: Int
    /// First entry of each cell's chain in `entries`; -1 for none.
    private var heads: [Int32]
    private var entries: [(item: Int32, next: Int32)] = []
    private var polygons: [ConvexPolygon] = []
    private var bounds: [(low: Vector2, high: Vector2)] = []

    /// - Parameters:
    ///   - low, high: the rectangle to cover; what lies outside is put into border cells.
    ///   - cellSize: metres; enlarged so that there are at most about a million cells.
    init(low: Vector2, high: Vector2, cellSize: Double = 10) {
        let area = max(1, (high.x - low.x) * (high.y - low.y))
        self.cellSize = max(cellSize, (area / 1e6).squareRoot())
        origin = low
        columns = max(1, Int(((high.x - low.x) / self.cellSize).rounded(.up)))
        rows = max(1, Int(((high.y - low.y) / self.cellSize).rounded(.up)))
        heads = Array(repeating: -1, count: columns * rows)
    }

    mutating func insert(_ polygon: ConvexPolygon) {
        let bound = OccupancyBins.bounds(of: polygon)
        let (xs, ys) = cells(bound)
        for y in ys {
            for x in xs {
                let cell = y * columns + x
                entries.append((Int32(polygons.count), heads[cell]))
                heads[cell] = Int32(entries.count - 1)
            }
        }
        polygons.append(polygon)
        bounds.append(bound)
    }

    /// Whether `polygon` shares area with one inside.
    func overlaps(_ polygon: ConvexPolygon) -> Bool {
        let bound = OccupancyBins.bounds(of: polygon)
        return search(bound) { item in
            let other = bounds[item]
            guard other.low.x < bound.high.x, other.high.x > bound.low.x, other.low.y < bound.high.y,
                other.high.y > bound.low.y
            else { return false }
            return polygons[item].overlaps(polygon)
        }
    }

    /// Whether one of the polygons holds the point.
    func contains(_ point: Vector2) -> Bool {
        search((point, point)) { polygons[$0].holds(point) }
    }

    private func search(_ bound: (low: Vector2, high: Vector2), _ test: (Int) -> Bool) -> Bool {
        let (xs, ys) = cells(bound)
        for y in ys {
            for x in xs {
                var entry = heads[y * columns + x]
                while entry >= 0 {
                    if test(Int(entries[Int(entry)].item)) { return true }
                    entry = entries[Int(entry)].next
                }
            }
        }
        return false
    }

    private func cells(_ bound: (low: Vector2, high: Vector2)) -> (ClosedRange<Int>, ClosedRange<Int>) {
        func cell(_ value: Double, _ count: Int) -> Int {
            Int(min(Double(count - 1), max(0, value / cellSize)))
        }
        return (
            cell(bound.low.x - origin.x, columns)...cell(bound.high.x - origin.x, columns),
            cell(bound.low.y - origin.y, rows)...cell(bound.high.y - origin.y, rows)
        )
    }

    static func bounds(of polygon: ConvexPolygon) -> (low: Vector2, high: Vector2) {
        var (low, high) = (polygon.corners[0], polygon.corners[0])
        for corner in polygon.corners {
            low = Vector2(min(low.x, corner.x), min(low.y, corner.y))
            high = Vector2(max(high.x, corner.x), max(high.y, corner.y))
        }
        return (low, high)
    }
}

extension ConvexPolygon {
    /// As `contains`, but points on seams between two polygons belong to both, also where rounding parts them.
    func holds(_ point: Vector2) -> Bool {
        var previous = corners[corners.count - 1]
        for corner in corners {
            if (corner - previous).cross(point - previous) < -1e-6 { return false }
            previous = corner
        }
        return true
    }

    /// The polygon drawn towards its middle by `distance` metres at the corners, at most by nine tenths.
    func shrunk(by distance: Double) -> ConvexPolygon {
        let middle = middle
        return ConvexPolygon(
            counterClockwise: corners.map { corner in
                let radius = corner.distance(to: middle)
                guard radius > 0 else { return corner }
                return corner.interpolated(to: middle, min(0.9, distance / radius))
            })
    }
}
