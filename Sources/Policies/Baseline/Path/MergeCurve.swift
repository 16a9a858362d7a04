import Geometry

/// A gentle way from a pose onto a line that runs nearly the same way: a cubic with the right direction at both ends.
struct MergeCurve {
    private let start: Vector2
    private let direction: Vector2
    private let end: Vector2
    private let exit: Vector2
    /// Metres until the line is reached.
    let length: Double

    init(from start: Vector2, along direction: Vector2, to line: ExitSearch.Exit) {
        (self.start, self.direction, exit) = (start, direction, line.direction)
        let offset = line.direction.cross(start - line.point)
        length = max(6, 5 * offset.magnitude)
        end = line.point + line.direction * ((start - line.point).dot(line.direction) + length)
    }

    /// Position `s` metres after the start (along the line); straight on behind the cubic.
    func point(at s: Double) -> Vector2 {
        let t = min(1, s / length)
        let (a, b) = (start + direction * (length / 3), end - exit * (length / 3))
        let u = 1 - t
        let point = start * (u * u * u) + a * (3 * u * u * t) + b * (3 * u * t * t) + end * (t * t * t)
        return point + exit * max(0, s - length)
    }
}
