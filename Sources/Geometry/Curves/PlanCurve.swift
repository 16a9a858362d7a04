/// A piece of a road's reference line in the plane (OpenDRIVE `planView` geometries), in its own frame: it starts at the
/// origin heading along x.
public enum PlanCurve: Sendable, Hashable {
    case line
    /// Constant curvature, 1/m, positive to the left.
    case arc(curvature: Double)
    /// Clothoid: curvature linear in arc length, from `start` to `end`, 1/m.
    case clothoid(start: Double, end: Double)
    /// v(u) = a + b·u + c·u² + d·u³ with u along x (OpenDRIVE poly3).
    case cubic(Cubic)
    /// u(p), v(p); p runs from 0 to `range` while arc length runs from 0 to the piece's length.
    case parametricCubic(u: Cubic, v: Cubic, range: Double)
}

/// a + b·x + c·x² + d·x³
public struct Cubic: Sendable, Hashable, BitwiseCopyable {
    public var a: Double
    public var b: Double
    public var c: Double
    public var d: Double

    public init(_ a: Double, _ b: Double = 0, _ c: Double = 0, _ d: Double = 0) {
        self.a = a
        self.b = b
        self.c = c
        self.d = d
    }

    public func value(at x: Double) -> Double { a + x * (b + x * (c + x * d)) }
    public func slope(at x: Double) -> Double { b + x * (2 * c + x * 3 * d) }
    public func secondDerivative(at x: Double) -> Double { 2 * c + x * 6 * d }
}

/// A placed piece of reference line.
public struct PlanPiece: Sendable, Hashable {
    /// Where the piece starts.
    public var start: Pose2
    /// Arc length, metres, > 0.
    public var length: Double
    public var curve: PlanCurve

    public init(start: Pose2, length: Double, curve: PlanCurve) {
        self.start = start
        self.length = length
        self.curve = curve
    }

    /// Pose at arc length `s` from the piece's start, 0 ≤ s ≤ length.
    public func pose(at s: Double) -> Pose2 {
        start.toOuter(curve.localPose(at: s, length: length))
    }

    /// Curvature at arc length `s` from the piece's start, 1/m, positive to the left.
    public func curvature(at s: Double) -> Double { curve.curvature(at: s, length: length) }

    /// The pose at the end.
    public var end: Pose2 { pose(at: length) }
}

extension PlanCurve {
    /// Pose in the curve's own frame at arc length `s` of a piece `length` metres long.
    public func localPose(at s: Double, length: Double) -> Pose2 {
        switch self {
        case .line:
            return Pose2(x: s, y: 0, yaw: 0)
        case .arc(let curvature):
            return PlanCurve.arcPose(curvature: curvature, s: s)
        case .clothoid(let start, let end):
            return PlanCurve.clothoidPose(start: start, rate: length > 0 ? (end - start) / length : 0, s: s)
        case .cubic(let cubic):
            let u = PlanCurve.abscissa(of: cubic, arcLength: s)
            return Pose2(x: u, y: cubic.value(at: u), yaw: DeterministicMath.atan(cubic.slope(at: u)))
        case .parametricCubic(let u, let v, let range):
            let p = length > 0 ? s / length * range : 0
            return Pose2(
                x: u.value(at: p), y: v.value(at: p), yaw: DeterministicMath.atan2(v.slope(at: p), u.slope(at: p)))
        }
    }

    /// Curvature at arc length `s` of a piece `length` metres long, 1/m, positive to the left.
    public func curvature(at s: Double, length: Double) -> Double {
        switch self {
        case .line:
            return 0
        case .arc(let curvature):
            return curvature
        case .clothoid(let start, let end):
            return start + (end - start) * (s / length)
        case .cubic(let cubic):
            let u = PlanCurve.abscissa(of: cubic, arcLength: s)
            return PlanCurve.curvature(1, 0, cubic.slope(at: u), cubic.secondDerivative(at: u))
        case .parametricCubic(let u, let v, let range):
            let p = length > 0 ? s / length * range : 0
            return PlanCurve.curvature(
                u.slope(at: p), u.secondDerivative(at: p), v.slope(at: p), v.secondDerivative(at: p))
        }
    }

    /// (u'·v'' − v'·u'') / (u'² + v'²)^{3/2}; 0 where the curve stands still.
    private static func curvature(_ du: Double, _ ddu: Double, _ dv: Double, _ ddv: Double) -> Double {
        let squared = du * du + dv * dv
        guard squared > 1e-12 else { return 0 }
        return (du * ddv - dv * ddu) / (squared * squared.squareRoot())
    }

    private static func arcPose(curvature k: Double, s: Double) -> Pose2 {
        guard (k * s).magnitude > 1e-9 else { return Pose2(x: s, y: k * s * s / 2, yaw: k * s) }
        // 1 - cos by the half angle: no digits lost on nearly straight arcs.
        let half = DeterministicMath.sin(k * s / 2)
        return Pose2(x: DeterministicMath.sin(k * s) / k, y: 2 * half * half / k, yaw: k * s)
    }

    /// Fresnel integrals by five-point Gauss quadrature on pieces that turn by less than 0.25 rad: error below 1e-12 m
    /// per metre.
    private static func clothoidPose(start: Double, rate: Double, s: Double) -> Pose2 {
        func yaw(_ x: Double) -> Double { start * x + rate * x * x / 2 }
        let turning = max(start.magnitude, (start + rate * s).magnitude) * s
        let pieces = Int(min(4096, max(1, (turning / 0.25).rounded(.up))))
        let half = s / Double(pieces) / 2
        var position = Vector2.zero
        for piece in 0..<pieces {
            let middle = half * Double(2 * piece + 1)
            for (node, weight) in gaussNodes {
                position += Vector2(yaw: yaw(middle + node * half)) * (weight * half)
            }
        }
        return Pose2(position, yaw: yaw(s))
    }

    private static let gaussNodes: [(Double, Double)] = [
        (0, 0.568888888888888889), (-0.538469310105683091, 0.478628670499366468),
        (0.538469310105683091, 0.478628670499366468), (-0.906179845938663993, 0.236926885056189088),
        (0.906179845938663993, 0.236926885056189088),
    ]

    /// u for which the cubic's arc length from 0 is `s`: Newton's method on pieces of at most two metres, each measured
    /// by five-point Gauss quadrature.
    private static func abscissa(of cubic: Cubic, arcLength s: Double) -> Double {
        let pieces = Int(min(512, max(1, (s.magnitude / 2).rounded(.up))))
        let step = s / Double(pieces)
        func stretch(_ u: Double) -> Double { (1 + cubic.slope(at: u) * cubic.slope(at: u)).squareRoot() }
        var u = 0.0
        for _ in 0..<pieces {
            let start = u
            u += step / stretch(u)
            for _ in 0..<8 {
                let half = (u - start) / 2
                let length = gaussNodes.reduce(0) { $0 + $1.1 * half * stretch(start + half * (1 + $1.0)) }
                let correction = (step - length) / stretch(u)
                u += correction
                if correction.magnitude < 1e-12 { break }
            }
        }
        return u
    }
}
