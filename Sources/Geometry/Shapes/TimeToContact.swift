/// When two moving shapes first touch, both keeping velocity and heading.
public enum TimeToContact {
    /// Seconds until two boxes touch, 0 if they touch or overlap now, nil if never within `horizon` seconds.
    ///
    /// Exact for translation: relative motion against the separating axes of both boxes (swept separating-axis test).
    public static func ofBoxes(
        _ a: OrientedBox, velocity va: Vector2, _ b: OrientedBox, velocity vb: Vector2, horizon: Double
    ) -> Double? {
        let offset = b.center - a.center
        var sweep = Sweep(relativeVelocity: vb - va, horizon: horizon)
        func narrow(along axis: Vector2) {
            let reach = a.halfExtent(along: axis) + b.halfExtent(along: axis)
            sweep.narrow(along: axis, gap: offset.dot(axis) - reach, span: 2 * reach)
        }
        narrow(along: a.axis)
        narrow(along: a.axis.leftNormal)
        narrow(along: b.axis)
        narrow(along: b.axis.leftNormal)
        return sweep.contact
    }

    /// Seconds until two convex polygons touch, 0 if they touch or overlap now, nil if never within `horizon` seconds.
    public static func ofPolygons(
        _ a: ConvexPolygon, velocity va: Vector2, _ b: ConvexPolygon, velocity vb: Vector2, horizon: Double
    ) -> Double? {
        var sweep = Sweep(relativeVelocity: vb - va, horizon: horizon)
        for shape in [a, b] {
            var previous = shape.corners[shape.corners.count - 1]
            for corner in shape.corners {
                let axis = (corner - previous).normalized.leftNormal
                let (mine, theirs) = (a.extent(along: axis), b.extent(along: axis))
                sweep.narrow(
                    along: axis, gap: theirs.low - mine.high, span: theirs.high - theirs.low + mine.high - mine.low)
                previous = corner
            }
        }
        return sweep.contact
    }

    /// The span of time in which the shadows of both shapes overlap on every axis tried so far.
    private struct Sweep {
        let relativeVelocity: Vector2
        var enter = 0.0
        var leave: Double

        init(relativeVelocity: Vector2, horizon: Double) {
            self.relativeVelocity = relativeVelocity
            leave = horizon
        }

        var contact: Double? { enter <= leave ? enter : nil }

        /// - Parameters:
        ///   - gap: from the first shape's high end to the second's low end, negative if it lies further back.
        ///   - span: how far the second moves from touching at one end to touching at the other.
        mutating func narrow(along axis: Vector2, gap: Double, span: Double) {
            let speed = relativeVelocity.dot(axis)
            if speed.magnitude < 1e-12 {
                if gap > 0 || gap < -span { leave = -.infinity }
                return
            }
            let first = -gap / speed
            let second = (-span - gap) / speed
            enter = max(enter, min(first, second))
            leave = min(leave, max(first, second))
        }
    }
}

extension OrientedBox {
    /// Half of the box's extent along a unit vector, metres.
    public func halfExtent(along direction: Vector2) -> Double {
        axis.dot(direction).magnitude * halfLength + axis.leftNormal.dot(direction).magnitude * halfWidth
    }
}

extension ConvexPolygon {
    /// The polygon's shadow on a line through the origin along a unit vector, metres.
    public func extent(along direction: Vector2) -> (low: Double, high: Double) {
        var (low, high) = (Double.infinity, -Double.infinity)
        for corner in corners {
            let along = corner.dot(direction)
            (low, high) = (min(low, along), max(high, along))
        }
        return (low, high)
    }

    /// Axis-aligned bounds, metres.
    public var bounds: (low: Vector2, high: Vector2) {
        let (x, y) = (extent(along: Vector2(1, 0)), extent(along: Vector2(0, 1)))
        return (Vector2(x.low, y.low), Vector2(x.high, y.high))
    }
}
