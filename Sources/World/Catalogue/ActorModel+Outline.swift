import Geometry

extension ActorModel {
    /// From the reference point to the foremost and to the rearmost point, metres, both positive as a rule.
    public var frontReach: Double { centerOffset + length / 2 }
    public var rearReach: Double { length / 2 - centerOffset }

    /// No point of the body or of an open door lies further from the reference point, metres.
    public var contactReach: Double {
        max(frontReach, rearReach) + width + (doorHinge == nil ? 0 : ActorModel.doorLength)
    }

    /// The overall footprint of an actor of this model (an articulated vehicle's as if it stood straight).
    public func footprint(at pose: Pose2) -> OrientedBox {
        let axis = pose.forward
        return OrientedBox(
            center: pose.position + axis * centerOffset, axis: axis, halfLength: length / 2, halfWidth: width / 2)
    }

    /// The exact footprint: one box, or two that share the joint of an articulated vehicle.
    ///
    /// - Parameter angle: yaw of the second body against the first, radians.
    public func bodies(at pose: Pose2, articulationAngle angle: Double) -> (first: OrientedBox, second: OrientedBox?) {
        guard let articulation else { return (footprint(at: pose), nil) }
        let axis = pose.forward
        let joint = pose.position + axis * articulation.jointOffset
        let firstHalf = (frontReach - articulation.jointOffset) / 2
        let secondHalf = (rearReach + articulation.jointOffset) / 2
        let trailing = angle == 0 ? axis : axis.rotated(by: angle)
        return (
            OrientedBox(center: joint + axis * firstHalf, axis: axis, halfLength: firstHalf, halfWidth: width / 2),
            OrientedBox(
                center: joint - trailing * secondHalf, axis: trailing, halfLength: secondHalf, halfWidth: width / 2)
        )
    }
}

/// A side of a vehicle, seen in driving direction.
public enum VehicleSide: Double, Sendable, CaseIterable {
    case left = 1
    case right = -1
}

extension ActorModel {
    /// Length and thickness of a front door, metres, and how far it opens, radians.
    public static let doorLength = 1.1
    public static let doorThickness = 0.08
    public static let doorSwing = 1.13

    /// Where a front door stands; nil if the model has none or it is shut.
    ///
    /// - Parameter opening: 0 shut – 1 wide open.
    public func door(_ side: VehicleSide, opening: Float, at pose: Pose2) -> OrientedBox? {
        guard let doorHinge, opening > 0 else { return nil }
        let hinge = pose.toOuter(Vector2(doorHinge, side.rawValue * width / 2))
        let closed = -pose.forward
        let axis = closed.rotated(by: -side.rawValue * ActorModel.doorSwing * Double(opening))
        let half = ActorModel.doorLength / 2
        return OrientedBox(
            center: hinge + axis * half, axis: axis, halfLength: half, halfWidth: ActorModel.doorThickness / 2)
    }
}
