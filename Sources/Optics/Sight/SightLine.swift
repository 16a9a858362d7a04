import Geometry

/// A straight line between two points, and what it passes through. Double precision, exact against the solids' shapes.
struct SightLine {
    let start: Vector3
    /// From start to end.
    let way: Vector3

    init(from start: Vector3, to end: Vector3) {
        self.start = start
        way = Vector3(end.x - start.x, end.y - start.y, end.z - start.z)
    }

    /// Whether the line, seen from above, may touch a circle.
    @inline(__always)
    func mayTouch(_ x: Double, _ y: Double, radius: Double) -> Bool {
        let (dx, dy) = (x - start.x, y - start.y)
        let square = way.x * way.x + way.y * way.y
        let along = min(max(dx * way.x + dy * way.y, 0), square)
        // Distance² to the nearest point, times the squared length.
        let (ex, ey) = (dx * square - way.x * along, dy * square - way.y * along)
        guard square > 0 else { return dx * dx + dy * dy <= radius * radius }
        return ex * ex + ey * ey <= radius * radius * square * square
    }

    /// Whether the line passes through an upright prism.
    /// - Parameter corner: of the convex footprint, counter-clockwise, in the world.
    @inline(__always)
    func meetsPrism(_ count: Int, bottom: Double, top: Double, corner: (Int) -> Vector2) -> Bool {
        guard var part = part(between: bottom, top) else { return false }
        var from = corner(count - 1)
        for index in 0..<count {
            let to = corner(index)
            let (ux, uy) = (to.x - from.x, to.y - from.y)
            // Inside is to the left of every side.
            let room = ux * (start.y - from.y) - uy * (start.x - from.x)
            let rate = ux * way.y - uy * way.x
            if rate > 0 {
                part.low = max(part.low, -room / rate)
            } else if rate < 0 {
                part.high = min(part.high, -room / rate)
            } else if room < 0 {
                return false
            }
            from = to
        }
        return part.low < part.high
    }

    /// Whether the line passes through a thin upright face.
    func meetsPanel(_ first: Vector2, _ second: Vector2, bottom: Double, top: Double) -> Bool {
        let (ux, uy) = (second.x - first.x, second.y - first.y)
        let across = ux * way.y - uy * way.x
        guard across != 0, let part = part(between: bottom, top) else { return false }
        let (rx, ry) = (first.x - start.x, first.y - start.y)
        let share = (ux * ry - uy * rx) / across
        let along = (way.x * ry - way.y * rx) / across
        return share > part.low && share < part.high && along > 0 && along < 1
    }

    /// Whether the line passes through a body of revolution: r² = a + b·s + c·s², s metres above the bottom.
    func meetsRound(
        _ center: Vector2, _ a: Double, _ b: Double, _ c: Double, bottom: Double, top: Double
    ) -> Bool {
        guard let part = part(between: bottom, top) else { return false }
        let (px, py, s) = (start.x - center.x, start.y - center.y, start.z - bottom)
        // Outside by this much at a share t of the way: square · t² + linear · t + constant.
        let square = way.x * way.x + way.y * way.y - c * way.z * way.z
        let linear = 2 * (px * way.x + py * way.y) - b * way.z - 2 * c * s * way.z
        let constant = px * px + py * py - a - b * s - c * s * s
        func outside(_ t: Double) -> Double { (square * t + linear) * t + constant }
        let lowest = square > 0 ? min(max(-linear / (2 * square), part.low), part.high) : part.low
        return min(outside(part.low), outside(part.high), outside(lowest)) < 0
    }

    /// The shares of the way at which the line lies between two heights; nil for none.
    @inline(__always)
    private func part(between bottom: Double, _ top: Double) -> (low: Double, high: Double)? {
        guard way.z != 0 else { return start.z > bottom && start.z < top ? (0, 1) : nil }
        let (first, second) = ((bottom - start.z) / way.z, (top - start.z) / way.z)
        let (low, high) = (max(0, min(first, second)), min(1, max(first, second)))
        return low < high ? (low, high) : nil
    }
}
