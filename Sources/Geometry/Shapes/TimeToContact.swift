/// When two moving shapes first touch, both keeping velocity and heading.
public enum TimeToContact {
    /// Seconds until two boxes touch, 0 if they overlap now, nil if never within `horizon` seconds.
    ///
    /// Exact for translation: relative motion against the separating axes of both boxes (swept separating-axis test).
    public static func ofBoxes(
        _ a: OrientedBox, velocity va: Vector2, _ b: OrientedBox, velocity vb: Vector2, horizon: Double
    ) -> Double? {
        let offset = b.center - a.center
        let relative = vb - va
        let axes = [a.axis, a.axis.leftNormal, b.axis, b.axis.leftNormal]
        var enter = 0.0
        var leave = horizon
        for axis in axes {
            let reach = a.halfExtent(along: axis) + b.halfExtent(along: axis)
            let distance = offset.dot(axis)
            let speed = relative.dot(axis)
            if speed.magnitude < 1e-12 {
                if distance.magnitude > reach { return nil }
                continue
            }
            let first = (-reach - distance) / speed
            let second = (reach - distance) / speed
            enter = max(enter, min(first, second))
            leave = min(leave, max(first, second))
            if enter > leave { return nil }
        }
        return enter
    }
}

extension OrientedBox {
    /// Half of the box's extent along a unit vector, metres.
    public func halfExtent(along direction: Vector2) -> Double {
        axis.dot(direction).magnitude * halfLength + axis.leftNormal.dot(direction).magnitude * halfWidth
    }
}
