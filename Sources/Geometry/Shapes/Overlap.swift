/// The area that two convex shapes share.
public struct Overlap: Sendable, Hashable, BitwiseCopyable {
    /// Middle of the shared area, metres.
    public var point: Vector2
    /// Unit vector along which the second shape leaves the first by the shortest way.
    public var normal: Vector2
    /// Length of that way, metres, > 0.
    public var depth: Double

    public init(point: Vector2, normal: Vector2, depth: Double) {
        self.point = point
        self.normal = normal
        self.depth = depth
    }

    /// What two counter-clockwise convex polygons share; nil if they are apart or only touch. No heap memory is used.
    ///
    /// Separating axes for normal and depth; the point is the centroid of the clipped polygon (Sutherland and Hodgman
    /// 1974). Complexity: O(n·m).
    public static func between(_ a: UnsafeBufferPointer<Vector2>, _ b: UnsafeBufferPointer<Vector2>) -> Overlap? {
        guard let mine = shallowestEdge(of: a, against: b), let theirs = shallowestEdge(of: b, against: a) else {
            return nil
        }
        let (normal, depth) = mine.depth <= theirs.depth ? (mine.normal, mine.depth) : (-theirs.normal, theirs.depth)
        return Overlap(point: middle(of: a, inside: b), normal: normal, depth: depth)
    }

    /// The outward edge normal of `shape` along which `other` reaches least far inside; nil if some edge separates them.
    private static func shallowestEdge(
        of shape: UnsafeBufferPointer<Vector2>, against other: UnsafeBufferPointer<Vector2>
    ) -> (normal: Vector2, depth: Double)? {
        var best = (normal: Vector2.zero, depth: Double.infinity)
        var previous = shape[shape.count - 1]
        for corner in shape {
            let normal = -(corner - previous).normalized.leftNormal
            var nearest = Double.infinity
            for point in other { nearest = min(nearest, (point - corner).dot(normal)) }
            if nearest >= 0 { return nil }
            if -nearest < best.depth { best = (normal, -nearest) }
            previous = corner
        }
        return best
    }

    private static func middle(
        of shape: UnsafeBufferPointer<Vector2>, inside other: UnsafeBufferPointer<Vector2>
    ) -> Vector2 {
        let capacity = shape.count + other.count
        return withUnsafeTemporaryAllocation(of: Vector2.self, capacity: 2 * capacity) { memory in
            var from = UnsafeMutableBufferPointer(rebasing: memory[..<capacity])
            var to = UnsafeMutableBufferPointer(rebasing: memory[capacity...])
            for (index, corner) in shape.enumerated() { from[index] = corner }
            var count = shape.count
            var previous = other[other.count - 1]
            for corner in other {
                count = clip(UnsafeBufferPointer(rebasing: from[..<count]), by: (previous, corner), into: to)
                swap(&from, &to)
                previous = corner
            }
            return centroid(UnsafeBufferPointer(rebasing: from[..<count])) ?? shape[0]
        }
    }

    /// Keeps what lies left of an edge; returns the number of corners written.
    private static func clip(
        _ shape: UnsafeBufferPointer<Vector2>, by edge: (from: Vector2, to: Vector2),
        into result: UnsafeMutableBufferPointer<Vector2>
    ) -> Int {
        guard !shape.isEmpty else { return 0 }
        let direction = edge.to - edge.from
        var count = 0
        func keep(_ point: Vector2) {
            // Rounding can make a sliver gain more corners than a convex clip has; they do not matter.
            guard count < result.count else { return }
            result[count] = point
            count += 1
        }
        var previous = shape[shape.count - 1]
        var previousSide = direction.cross(previous - edge.from)
        for corner in shape {
            let side = direction.cross(corner - edge.from)
            if side * previousSide < 0 {
                keep(previous.interpolated(to: corner, previousSide / (previousSide - side)))
            }
            if side >= 0 { keep(corner) }
            (previous, previousSide) = (corner, side)
        }
        return count
    }

    /// Centre of area; the mean of the corners where there is next to none; nil for no corners.
    private static func centroid(_ shape: UnsafeBufferPointer<Vector2>) -> Vector2? {
        guard let first = shape.first else { return nil }
        var (area, moment, mean) = (0.0, Vector2.zero, Vector2.zero)
        for index in shape.indices {
            let a = shape[index] - first
            let b = shape[index + 1 == shape.count ? 0 : index + 1] - first
            let part = a.cross(b)
            area += part
            moment += (a + b) * part
            mean += a
        }
        return first + (area > 1e-12 ? moment / (3 * area) : mean / Double(shape.count))
    }
}

extension OrientedBox {
    /// The area shared with another box; nil if they are apart or only touch.
    public func overlap(with other: OrientedBox) -> Overlap? {
        guard separation(from: other) < 0 else { return nil }
        return withCorners { mine in other.withCorners { Overlap.between(mine, $0) } }
    }

    /// The area shared with a convex polygon; nil if they are apart or only touch.
    public func overlap(with polygon: ConvexPolygon) -> Overlap? {
        withCorners { mine in polygon.corners.withUnsafeBufferPointer { Overlap.between(mine, $0) } }
    }

    /// Calls `body` with the corners counter-clockwise, beginning at front left, without heap memory.
    @inlinable
    public func withCorners<Result>(_ body: (UnsafeBufferPointer<Vector2>) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: Vector2.self, capacity: 4) { memory in
            let along = axis * halfLength
            let across = axis.leftNormal * halfWidth
            memory[0] = center + along + across
            memory[1] = center - along + across
            memory[2] = center - along - across
            memory[3] = center + along - across
            return body(UnsafeBufferPointer(memory))
        }
    }
}

extension ConvexPolygon {
    /// The area shared with another polygon; nil if they are apart or only touch.
    public func overlap(with other: ConvexPolygon) -> Overlap? {
        corners.withUnsafeBufferPointer { mine in
            other.corners.withUnsafeBufferPointer { Overlap.between(mine, $0) }
        }
    }
}
