import Geometry

/// The strip that a vehicle of usual width sweeps along a lane, for finding where two lanes get into each other's way.
struct Corridor {
    let lane: Int
    let points: [Vector2]
    let arcLengths: [Double]
    /// Half of a usual vehicle's width, metres.
    let halfWidth: Double
    let low: Vector2
    let high: Vector2

    init(_ lane: Lane, row: Int) {
        self.lane = row
        points = lane.centerline.points
        arcLengths = lane.centerline.arcLengths
        halfWidth = Corridor.halfWidth(of: lane)
        var low = points[0]
        var high = points[0]
        for point in points {
            low = Vector2(min(low.x, point.x), min(low.y, point.y))
            high = Vector2(max(high.x, point.x), max(high.y, point.y))
        }
        (self.low, self.high) = (low, high)
    }

    /// Wide enough for a truck and its mirrors on motor lanes; bicycles need less, trams a little more.
    private static func halfWidth(of lane: Lane) -> Double {
        if lane.users.contains(.trams) { return 1.35 }
        return lane.users.isDisjoint(with: [.cars, .heavy, .buses]) && !lane.users.isEmpty ? 0.4 : 1.15
    }

    /// Arc lengths on this corridor and on the other between which their vehicles may touch; nil if nowhere.
    func overlap(with other: Corridor) -> (mine: ClosedRange<Double>, theirs: ClosedRange<Double>)? {
        let reach = halfWidth + other.halfWidth
        guard low.x - reach < other.high.x, other.low.x < high.x + reach, low.y - reach < other.high.y,
            other.low.y < high.y + reach
        else { return nil }
        var mine = (from: Double.infinity, to: -Double.infinity)
        var theirs = (from: Double.infinity, to: -Double.infinity)
        for i in 0..<(points.count - 1) {
            let (p, q) = (points[i], points[i + 1])
            let (lowX, highX) = (min(p.x, q.x) - reach, max(p.x, q.x) + reach)
            let (lowY, highY) = (min(p.y, q.y) - reach, max(p.y, q.y) + reach)
            for j in 0..<(other.points.count - 1) {
                let (a, b) = (other.points[j], other.points[j + 1])
                if max(a.x, b.x) < lowX || min(a.x, b.x) > highX || max(a.y, b.y) < lowY || min(a.y, b.y) > highY {
                    continue
                }
                guard let part = Corridor.near(p, q, to: a, b, within: reach),
                    let back = Corridor.near(a, b, to: p, q, within: reach)
                else { continue }
                let (s, span) = (arcLengths[i], arcLengths[i + 1] - arcLengths[i])
                let (u, width) = (other.arcLengths[j], other.arcLengths[j + 1] - other.arcLengths[j])
                mine = (min(mine.from, s + part.from * span), max(mine.to, s + part.to * span))
                theirs = (min(theirs.from, u + back.from * width), max(theirs.to, u + back.to * width))
            }
        }
        guard mine.from <= mine.to, theirs.from <= theirs.to else { return nil }
        return (mine.from...mine.to, theirs.from...theirs.to)
    }

    /// Fractions of the segment p–q between which it runs within `reach` of the segment a–b: where it lies inside the
    /// stadium around a–b, which is convex, so one interval. nil if nowhere.
    static func near(_ p: Vector2, _ q: Vector2, to a: Vector2, _ b: Vector2, within reach: Double)
        -> (from: Double, to: Double)?
    {
        var from = Double.infinity
        var to = -Double.infinity
        let d = q - p
        if let part = disc(p - a, d, reach) { (from, to) = (part.from, part.to) }
        if let part = disc(p - b, d, reach) { (from, to) = (min(from, part.from), max(to, part.to)) }
        let axis = b - a
        let length = axis.length
        if length > 0 {
            let unit = axis / length
            let along = slab((p - a).dot(unit), d.dot(unit), 0, length)
            let across = slab((p - a).cross(unit), d.cross(unit), -reach, reach)
            let start = max(0, along.from, across.from)
            let end = min(1, along.to, across.to)
            if start <= end { (from, to) = (min(from, start), max(to, end)) }
        }
        return from <= to ? (from, to) : nil
    }

    /// Fractions t in [0, 1] with |offset + t·d| ≤ radius.
    private static func disc(_ offset: Vector2, _ d: Vector2, _ radius: Double) -> (from: Double, to: Double)? {
        let a = d.lengthSquared
        let b = offset.dot(d)
        let c = offset.lengthSquared - radius * radius
        guard a > 0 else { return c <= 0 ? (0, 1) : nil }
        let root = b * b - a * c
        guard root >= 0 else { return nil }
        let half = root.squareRoot()
        let from = max(0, (-b - half) / a)
        let to = min(1, (-b + half) / a)
        return from <= to ? (from, to) : nil
    }

    /// Values t with low ≤ start + t·rate ≤ high.
    private static func slab(_ start: Double, _ rate: Double, _ low: Double, _ high: Double) -> (
        from: Double, to: Double
    ) {
        if rate.magnitude < 1e-12 {
            return start >= low && start <= high ? (-.infinity, .infinity) : (.infinity, -.infinity)
        }
        let first = (low - start) / rate
        let second = (high - start) / rate
        return (min(first, second), max(first, second))
    }
}
