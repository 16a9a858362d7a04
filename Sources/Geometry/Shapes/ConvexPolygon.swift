/// A convex polygon, corners counter-clockwise.
public struct ConvexPolygon: Sendable, Hashable {
    /// Three or more corners, counter-clockwise, no repeated first corner.
    public let corners: [Vector2]

    /// Trusts that `corners` are convex and counter-clockwise.
    public init(counterClockwise corners: [Vector2]) {
        self.corners = corners
    }

    /// Convex hull of any points (monotone chain, Andrew 1979); nil if they span no area.
    public init?(hullOf points: [Vector2]) {
        let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        guard sorted.count >= 3 else { return nil }
        var hull: [Vector2] = []
        func extend(_ sequence: some Sequence<Vector2>) {
            let base = hull.count
            for point in sequence {
                while hull.count >= base + 2,
                    (hull[hull.count - 1] - hull[hull.count - 2]).cross(point - hull[hull.count - 1]) <= 1e-12
                {
                    hull.removeLast()
                }
                hull.append(point)
            }
            hull.removeLast()
        }
        extend(sorted)
        extend(sorted.reversed())
        guard hull.count >= 3 else { return nil }
        corners = hull
    }

    /// Area, square metres.
    public var area: Double {
        var sum = 0.0
        var previous = corners[corners.count - 1]
        for corner in corners {
            sum += previous.cross(corner)
            previous = corner
        }
        return sum / 2
    }

    /// Mean of the corners.
    public var middle: Vector2 {
        corners.reduce(Vector2.zero, +) / Double(corners.count)
    }

    /// Whether the polygon holds a point (border included).
    public func contains(_ point: Vector2) -> Bool {
        var previous = corners[corners.count - 1]
        for corner in corners {
            if (corner - previous).cross(point - previous) < 0 { return false }
            previous = corner
        }
        return true
    }

    /// Whether two polygons share area (separating axes; touching does not count).
    public func overlaps(_ other: ConvexPolygon) -> Bool {
        !hasSeparatingEdge(against: other) && !other.hasSeparatingEdge(against: self)
    }

    private func hasSeparatingEdge(against other: ConvexPolygon) -> Bool {
        var previous = corners[corners.count - 1]
        for corner in corners {
            let edge = corner - previous
            if other.corners.allSatisfy({ edge.cross($0 - previous) <= 0 }) { return true }
            previous = corner
        }
        return false
    }

    /// Smallest distance between two polygons, metres; 0 if they touch or overlap. Complexity: O(n·m).
    public func distance(to other: ConvexPolygon) -> Double {
        if overlaps(other) { return 0 }
        var best = Double.infinity
        for corner in corners { best = min(best, other.boundaryDistance(to: corner)) }
        for corner in other.corners { best = min(best, boundaryDistance(to: corner)) }
        return best
    }

    /// Distance from a point to the border, metres.
    public func boundaryDistance(to point: Vector2) -> Double {
        var best = Double.infinity
        var previous = corners[corners.count - 1]
        for corner in corners {
            best = min(best, Segment(from: previous, to: corner).distance(to: point))
            previous = corner
        }
        return best
    }
}

/// A straight piece between two points.
public struct Segment: Sendable, Hashable, BitwiseCopyable {
    public var from: Vector2
    public var to: Vector2

    public init(from: Vector2, to: Vector2) {
        self.from = from
        self.to = to
    }

    /// Distance to a point, metres.
    public func distance(to point: Vector2) -> Double {
        let direction = to - from
        let squared = direction.lengthSquared
        guard squared > 0 else { return from.distance(to: point) }
        let along = min(1, max(0, (point - from).dot(direction) / squared))
        return (from + direction * along).distance(to: point)
    }

    /// Where two segments cross, as fractions along each; nil if they do not (parallel ones never do).
    public func crossing(with other: Segment) -> (mine: Double, theirs: Double)? {
        let r = to - from
        let q = other.to - other.from
        let denominator = r.cross(q)
        guard denominator.magnitude > 1e-12 else { return nil }
        let offset = other.from - from
        let mine = offset.cross(q) / denominator
        let theirs = offset.cross(r) / denominator
        guard (0...1).contains(mine), (0...1).contains(theirs) else { return nil }
        return (mine, theirs)
    }
}
