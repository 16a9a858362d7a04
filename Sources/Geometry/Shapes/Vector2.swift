/// A point or direction in the plane, metres unless said otherwise.
@frozen
public struct Vector2: Sendable, Hashable, BitwiseCopyable {
    public var x: Double
    public var y: Double

    @inlinable
    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }

    /// The origin.
    public static let zero = Vector2(0, 0)

    /// The unit vector at `yaw` radians counter-clockwise from x.
    public init(yaw: Double) {
        let (sine, cosine) = DeterministicMath.sinCos(yaw)
        self.init(cosine, sine)
    }

    @inlinable public static func + (a: Vector2, b: Vector2) -> Vector2 { Vector2(a.x + b.x, a.y + b.y) }
    @inlinable public static func - (a: Vector2, b: Vector2) -> Vector2 { Vector2(a.x - b.x, a.y - b.y) }
    @inlinable public static func * (a: Vector2, k: Double) -> Vector2 { Vector2(a.x * k, a.y * k) }
    @inlinable public static func * (k: Double, a: Vector2) -> Vector2 { Vector2(a.x * k, a.y * k) }
    @inlinable public static func / (a: Vector2, k: Double) -> Vector2 { Vector2(a.x / k, a.y / k) }
    @inlinable public static prefix func - (a: Vector2) -> Vector2 { Vector2(-a.x, -a.y) }
    @inlinable public static func += (a: inout Vector2, b: Vector2) { a = a + b }
    @inlinable public static func -= (a: inout Vector2, b: Vector2) { a = a - b }

    /// Scalar product.
    @inlinable public func dot(_ other: Vector2) -> Double { x * other.x + y * other.y }

    /// z component of the cross product: positive if `other` points to the left of this vector.
    @inlinable public func cross(_ other: Vector2) -> Double { x * other.y - y * other.x }

    @inlinable public var lengthSquared: Double { x * x + y * y }
    @inlinable public var length: Double { (x * x + y * y).squareRoot() }

    /// Distance to another point.
    @inlinable public func distance(to other: Vector2) -> Double { (self - other).length }

    /// This vector turned left by 90°.
    @inlinable public var leftNormal: Vector2 { Vector2(-y, x) }

    /// The vector of length 1 in this direction; x axis for the zero vector.
    @inlinable public var normalized: Vector2 {
        let magnitude = length
        return magnitude > 0 ? self / magnitude : Vector2(1, 0)
    }

    /// Direction, radians in [-π, π] counter-clockwise from x.
    public var yaw: Double { DeterministicMath.atan2(y, x) }

    /// This vector turned counter-clockwise by `angle` radians.
    public func rotated(by angle: Double) -> Vector2 {
        let (sine, cosine) = DeterministicMath.sinCos(angle)
        return Vector2(cosine * x - sine * y, sine * x + cosine * y)
    }

    /// The point a fraction of the way to `other`.
    @inlinable public func interpolated(to other: Vector2, _ fraction: Double) -> Vector2 {
        self + (other - self) * fraction
    }
}

/// A point or direction in space, metres, z up.
@frozen
public struct Vector3: Sendable, Hashable, BitwiseCopyable {
    public var x: Double
    public var y: Double
    public var z: Double

    @inlinable
    public init(_ x: Double, _ y: Double, _ z: Double) {
        self.x = x
        self.y = y
        self.z = z
    }

    public static let zero = Vector3(0, 0, 0)

    /// The ground-plane part.
    @inlinable public var horizontal: Vector2 { Vector2(x, y) }
    @inlinable public var length: Double { (x * x + y * y + z * z).squareRoot() }
    @inlinable public func dot(_ o: Vector3) -> Double { x * o.x + y * o.y + z * o.z }
    @inlinable public static func + (a: Vector3, b: Vector3) -> Vector3 { Vector3(a.x + b.x, a.y + b.y, a.z + b.z) }
    @inlinable public static func - (a: Vector3, b: Vector3) -> Vector3 { Vector3(a.x - b.x, a.y - b.y, a.z - b.z) }
    @inlinable public static func * (a: Vector3, k: Double) -> Vector3 { Vector3(a.x * k, a.y * k, a.z * k) }
}
