import Geometry

/// Moves, turns, scales and mirrors points of the plane: x' = xx·x + xy·y + x0, y' = yx·x + yy·y + y0.
public struct PlaneTransform: Sendable, Hashable, BitwiseCopyable {
    public var xx: Double
    public var yx: Double
    public var xy: Double
    public var yy: Double
    public var x0: Double
    public var y0: Double

    public init(xx: Double, yx: Double, xy: Double, yy: Double, x0: Double, y0: Double) {
        self.xx = xx
        self.yx = yx
        self.xy = xy
        self.yy = yy
        self.x0 = x0
        self.y0 = y0
    }

    public static let identity = PlaneTransform(xx: 1, yx: 0, xy: 0, yy: 1, x0: 0, y0: 0)

    /// Scales about the origin.
    public static func scale(_ x: Double, _ y: Double) -> PlaneTransform {
        PlaneTransform(xx: x, yx: 0, xy: 0, yy: y, x0: 0, y0: 0)
    }

    public static func translation(_ offset: Vector2) -> PlaneTransform {
        PlaneTransform(xx: 1, yx: 0, xy: 0, yy: 1, x0: offset.x, y0: offset.y)
    }

    /// Turns counter-clockwise about the origin (in axes where y points up).
    public static func rotation(_ angle: Double) -> PlaneTransform {
        let (sine, cosine) = DeterministicMath.sinCos(angle)
        return PlaneTransform(xx: cosine, yx: sine, xy: -sine, yy: cosine, x0: 0, y0: 0)
    }

    /// From the frame of a pose to the frame that the pose is given in.
    public init(_ pose: Pose2) {
        self = PlaneTransform.rotation(pose.yaw).then(.translation(pose.position))
    }

    /// This transform, and `next` on what comes out.
    public func then(_ next: PlaneTransform) -> PlaneTransform {
        PlaneTransform(
            xx: next.xx * xx + next.xy * yx, yx: next.yx * xx + next.yy * yx, xy: next.xx * xy + next.xy * yy,
            yy: next.yx * xy + next.yy * yy, x0: next.xx * x0 + next.xy * y0 + next.x0,
            y0: next.yx * x0 + next.yy * y0 + next.y0)
    }

    @inlinable public func apply(_ point: Vector2) -> Vector2 {
        Vector2(xx * point.x + xy * point.y + x0, yx * point.x + yy * point.y + y0)
    }

    /// The transform back; nil if this one flattens the plane.
    public var inverse: PlaneTransform? {
        let determinant = xx * yy - xy * yx
        guard determinant.magnitude > 1e-12 else { return nil }
        let (a, b, c, d) = (yy / determinant, -yx / determinant, -xy / determinant, xx / determinant)
        return PlaneTransform(xx: a, yx: b, xy: c, yy: d, x0: -(a * x0 + c * y0), y0: -(b * x0 + d * y0))
    }

    /// How much longer lengths get (square root of the change of area).
    public var lengthScale: Double { (xx * yy - xy * yx).magnitude.squareRoot() }
}
