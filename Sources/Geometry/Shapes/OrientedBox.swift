/// A rectangle turned by a yaw angle.
public struct OrientedBox: Sendable, Hashable, BitwiseCopyable {
    public var center: Vector2
    /// Unit vector along the length.
    public var axis: Vector2
    /// Half of the length, metres, ≥ 0.
    public var halfLength: Double
    /// Half of the width, metres, ≥ 0.
    public var halfWidth: Double

    public init(center: Vector2, axis: Vector2, halfLength: Double, halfWidth: Double) {
        self.center = center
        self.axis = axis
        self.halfLength = halfLength
        self.halfWidth = halfWidth
    }

    public init(center: Vector2, yaw: Double, length: Double, width: Double) {
        self.init(center: center, axis: Vector2(yaw: yaw), halfLength: length / 2, halfWidth: width / 2)
    }

    /// Corners counter-clockwise, beginning at front left.
    public var corners: [Vector2] {
        let along = axis * halfLength
        let across = axis.leftNormal * halfWidth
        return [center + along + across, center - along + across, center - along - across, center + along - across]
    }

    /// Radius of the circle around the centre that holds the box.
    public var circumradius: Double { DeterministicMath.hypotenuse(halfLength, halfWidth) }

    /// Whether two boxes share area (separating axes; touching edges do not count).
    public func overlaps(_ other: OrientedBox) -> Bool { separation(from: other) < 0 }

    /// Largest gap along a separating axis, metres: negative when the boxes overlap (penetration depth), and a lower
    /// bound of the distance when they do not.
    public func separation(from other: OrientedBox) -> Double {
        let d = other.center - center
        let cosine = axis.dot(other.axis).magnitude
        let sine = axis.cross(other.axis).magnitude
        let mine = max(
            d.dot(axis).magnitude - halfLength - other.halfLength * cosine - other.halfWidth * sine,
            d.dot(axis.leftNormal).magnitude - halfWidth - other.halfLength * sine - other.halfWidth * cosine)
        let theirs = max(
            d.dot(other.axis).magnitude - other.halfLength - halfLength * cosine - halfWidth * sine,
            d.dot(other.axis.leftNormal).magnitude - other.halfWidth - halfLength * sine - halfWidth * cosine)
        return max(mine, theirs)
    }

    /// Whether the box holds a point (border included).
    public func contains(_ point: Vector2) -> Bool {
        let d = point - center
        return d.dot(axis).magnitude <= halfLength && d.dot(axis.leftNormal).magnitude <= halfWidth
    }

    /// The box as a convex polygon.
    public var polygon: ConvexPolygon { ConvexPolygon(counterClockwise: corners) }

    /// Exact distance between two boxes, metres; 0 if they touch or overlap.
    public func distance(to other: OrientedBox) -> Double { polygon.distance(to: other.polygon) }
}
