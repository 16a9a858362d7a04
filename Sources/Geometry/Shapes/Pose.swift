/// Angles in radians.
public enum Angle {
    /// The same direction in (-π, π].
    public static func wrapped(_ angle: Double) -> Double {
        guard angle.magnitude > .pi else { return angle == -.pi ? .pi : angle }
        let turns = ((angle + .pi) / (2 * .pi)).rounded(.down)
        let result = angle - turns * 2 * .pi
        return result <= -.pi ? result + 2 * .pi : result
    }

    /// The signed turn from `from` to `to`, in (-π, π].
    public static func difference(from: Double, to: Double) -> Double { wrapped(to - from) }

    /// Radians from degrees.
    public static func radians(degrees: Double) -> Double { degrees * .pi / 180 }

    /// Degrees from radians.
    public static func degrees(radians: Double) -> Double { radians * 180 / .pi }
}

/// A position and heading in the plane (ISO 8855: x forward, y left, yaw counter-clockwise, radians).
public struct Pose2: Sendable, Hashable, BitwiseCopyable {
    public var position: Vector2
    public var yaw: Double

    public init(_ position: Vector2, yaw: Double) {
        self.position = position
        self.yaw = yaw
    }

    public init(x: Double, y: Double, yaw: Double) {
        self.init(Vector2(x, y), yaw: yaw)
    }

    public static let identity = Pose2(.zero, yaw: 0)

    /// The unit vector along the heading.
    public var forward: Vector2 { Vector2(yaw: yaw) }

    /// A point given in this pose's frame, in the frame that this pose is given in.
    public func toOuter(_ local: Vector2) -> Vector2 { position + local.rotated(by: yaw) }

    /// A point of the outer frame, in this pose's frame.
    public func toLocal(_ outer: Vector2) -> Vector2 { (outer - position).rotated(by: -yaw) }

    /// A pose given in this pose's frame, in the outer frame.
    public func toOuter(_ local: Pose2) -> Pose2 {
        Pose2(toOuter(local.position), yaw: Angle.wrapped(yaw + local.yaw))
    }

    /// A pose of the outer frame, in this pose's frame.
    public func toLocal(_ outer: Pose2) -> Pose2 {
        Pose2(toLocal(outer.position), yaw: Angle.wrapped(outer.yaw - yaw))
    }
}

/// A mounting pose in space: position in metres, then yaw about z, pitch about the new y, roll about the new x
/// (ISO 8855; positive pitch lowers the nose), radians.
public struct Pose3: Sendable, Hashable, BitwiseCopyable {
    public var position: Vector3
    public var yaw: Double
    public var pitch: Double
    public var roll: Double

    public init(_ position: Vector3, yaw: Double = 0, pitch: Double = 0, roll: Double = 0) {
        self.position = position
        self.yaw = yaw
        self.pitch = pitch
        self.roll = roll
    }

    public static let identity = Pose3(.zero)

    /// Ground-plane part.
    public var planar: Pose2 { Pose2(position.horizontal, yaw: yaw) }

    /// Rows of the rotation that turns sensor coordinates into outer coordinates.
    public var rotationRows: (Vector3, Vector3, Vector3) {
        let (sy, cy) = DeterministicMath.sinCos(yaw)
        let (sp, cp) = DeterministicMath.sinCos(pitch)
        let (sr, cr) = DeterministicMath.sinCos(roll)
        return (
            Vector3(cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr),
            Vector3(sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr),
            Vector3(-sp, cp * sr, cp * cr)
        )
    }

    /// A point of this frame, in the outer frame.
    public func toOuter(_ local: Vector3) -> Vector3 {
        let rows = rotationRows
        return Vector3(rows.0.dot(local), rows.1.dot(local), rows.2.dot(local)) + position
    }

    /// A point of the outer frame, in this frame.
    public func toLocal(_ outer: Vector3) -> Vector3 {
        let rows = rotationRows
        let d = outer - position
        return Vector3(
            rows.0.x * d.x + rows.1.x * d.y + rows.2.x * d.z, rows.0.y * d.x + rows.1.y * d.y + rows.2.y * d.z,
            rows.0.z * d.x + rows.1.z * d.y + rows.2.z * d.z)
    }
}
