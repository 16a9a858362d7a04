import Geometry

extension Lamp {
    /// Whether this may be a disc that faces those who come along `direction` (unit vector, ego frame): one that faces
    /// another road looks narrower, or wider at the edge of a wide picture.
    func faces(_ direction: Vector2) -> Bool {
        let way = (position - eye).horizontal
        let depth = way.dot(axis)
        guard depth > 0.1 else { return false }
        // A pinhole picture of a disc across `direction`: its horizontal diameter over its vertical one.
        let across = direction.leftNormal
        let usual = across.dot(axis.leftNormal) - axis.cross(way) / depth * across.dot(axis)
        guard usual > 0.2 else { return false }
        return DeterministicMath.log(aspect / usual).magnitude < Lamp.tolerance + Lamp.blur / size
    }

    /// Whether the lens shows an arrow to a side, wider than high or with its head there: such heads are for lanes that
    /// turn left.
    var isSideArrow: Bool {
        size >= 3 && shape.isArrow && (aspect > 1.05 || aspect > 0.95 && shape.isSideways)
    }

    /// What arrows, and heads that are turned a little, add to the logarithm of the aspect, and pixels at the rim.
    private static let tolerance = 0.3
    private static let blur = 1.2
}
