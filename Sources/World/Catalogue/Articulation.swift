import Geometry

/// The joint between the two bodies of an articulated vehicle.
public struct Articulation: Sendable, Hashable {
    /// Joint ahead of the reference point, metres (negative: behind the rear axle of the first body).
    public var jointOffset: Double
    /// From the joint back to the axle of the second body, metres.
    public var trailingWheelbase: Double
    /// Largest angle between the bodies, radians.
    public var maximumAngle: Double

    public init(jointOffset: Double, trailingWheelbase: Double, maximumAngle: Double = 0.9) {
        self.jointOffset = jointOffset
        self.trailingWheelbase = trailingWheelbase
        self.maximumAngle = maximumAngle
    }

    /// The angle at which the second body follows a circle of `curvature` (1/m) for ever, radians.
    ///
    /// The second axle rolls without slip if sin φ + h·κ·cos φ = −κ·d, with h from the rear axle back to the joint.
    public func steadyAngle(curvature: Double) -> Double {
        let lever = -jointOffset * curvature
        let scale = (1 + lever * lever).squareRoot()
        let angle = DeterministicMath.asin(-curvature * trailingWheelbase / scale) - DeterministicMath.atan(lever)
        return min(maximumAngle, max(-maximumAngle, angle))
    }

    /// The angle of the second body against the first after the first has moved on: it nears the steady angle of the
    /// arc exponentially with the trailing wheelbase as its length (exact for small angles; Jindra 1963).
    ///
    /// - Parameters:
    ///   - distance: metres of the reference point, negative backwards.
    ///   - turn: of the first body meanwhile, radians.
    ///   - angle: before, radians.
    public func angle(after distance: Double, turn: Double, from angle: Double) -> Double {
        guard distance.magnitude > 1e-9 else { return min(maximumAngle, max(-maximumAngle, angle - turn)) }
        let steady = steadyAngle(curvature: turn / distance)
        let moved = steady + (angle - steady) * DeterministicMath.exp(-distance / trailingWheelbase)
        return min(maximumAngle, max(-maximumAngle, moved))
    }
}
