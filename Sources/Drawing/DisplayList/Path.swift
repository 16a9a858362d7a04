import Geometry

/// Outlines made of straight and curved pieces. Several outlines in one path are filled together by non-zero winding,
/// so that pieces that adjoin or overlap leave no seam.
public struct Path: Sendable, Hashable {
    /// What a step does, with the number of points it takes.
    public enum Verb: UInt8, Sendable {
        case move = 0
        case line = 1
        /// Cubic Bézier curve: two control points and the end.
        case curve = 2
        case close = 3
    }

    public private(set) var verbs: [UInt8] = []
    public private(set) var points: [Vector2] = []

    public init() {}

    public var isEmpty: Bool { verbs.isEmpty }

    public mutating func move(to point: Vector2) { add(.move, point) }
    public mutating func line(to point: Vector2) { add(.line, point) }

    public mutating func curve(_ first: Vector2, _ second: Vector2, to end: Vector2) {
        verbs.append(Verb.curve.rawValue)
        points.append(contentsOf: [first, second, end])
    }

    public mutating func close() { verbs.append(Verb.close.rawValue) }

    private mutating func add(_ verb: Verb, _ point: Vector2) {
        verbs.append(verb.rawValue)
        points.append(point)
    }

    /// Adds a closed outline.
    public mutating func addPolygon(_ corners: some Sequence<Vector2>) {
        addLine(corners)
        close()
    }

    /// Adds an open line.
    public mutating func addLine(_ line: some Sequence<Vector2>) {
        var verb = Verb.move
        for point in line {
            add(verb, point)
            verb = .line
        }
    }

    /// Adds a circle or an ellipse with axes along x and y.
    public mutating func addEllipse(center: Vector2, radiusX: Double, radiusY: Double) {
        let (kx, ky) = (radiusX * Path.circleHandle, radiusY * Path.circleHandle)
        func at(_ x: Double, _ y: Double) -> Vector2 { center + Vector2(x, y) }
        move(to: at(radiusX, 0))
        curve(at(radiusX, ky), at(kx, radiusY), to: at(0, radiusY))
        curve(at(-kx, radiusY), at(-radiusX, ky), to: at(-radiusX, 0))
        curve(at(-radiusX, -ky), at(-kx, -radiusY), to: at(0, -radiusY))
        curve(at(kx, -radiusY), at(radiusX, -ky), to: at(radiusX, 0))
        close()
    }

    public mutating func addCircle(center: Vector2, radius: Double) {
        addEllipse(center: center, radiusX: radius, radiusY: radius)
    }

    /// Adds a rectangle between two corners, its own corners rounded.
    public mutating func addRectangle(from low: Vector2, to high: Vector2, radius: Double = 0) {
        let r = min(radius, (high.x - low.x) / 2, (high.y - low.y) / 2)
        guard r > 0 else {
            return addPolygon([low, Vector2(high.x, low.y), high, Vector2(low.x, high.y)])
        }
        let k = r * (1 - Path.circleHandle)
        func at(_ x: Double, _ y: Double) -> Vector2 { Vector2(x, y) }
        move(to: at(low.x + r, low.y))
        line(to: at(high.x - r, low.y))
        curve(at(high.x - k, low.y), at(high.x, low.y + k), to: at(high.x, low.y + r))
        line(to: at(high.x, high.y - r))
        curve(at(high.x, high.y - k), at(high.x - k, high.y), to: at(high.x - r, high.y))
        line(to: at(low.x + r, high.y))
        curve(at(low.x + k, high.y), at(low.x, high.y - k), to: at(low.x, high.y - r))
        line(to: at(low.x, low.y + r))
        curve(at(low.x, low.y + k), at(low.x + k, low.y), to: at(low.x + r, low.y))
        close()
    }

    /// Adds everything of another path.
    public mutating func add(_ other: Path) {
        verbs.append(contentsOf: other.verbs)
        points.append(contentsOf: other.points)
    }

    public static func polygon(_ corners: some Sequence<Vector2>) -> Path { make { $0.addPolygon(corners) } }
    public static func line(_ points: some Sequence<Vector2>) -> Path { make { $0.addLine(points) } }
    public static func circle(center: Vector2, radius: Double) -> Path {
        make { $0.addCircle(center: center, radius: radius) }
    }
    public static func ellipse(center: Vector2, radiusX: Double, radiusY: Double) -> Path {
        make { $0.addEllipse(center: center, radiusX: radiusX, radiusY: radiusY) }
    }
    public static func rectangle(from low: Vector2, to high: Vector2, radius: Double = 0) -> Path {
        make { $0.addRectangle(from: low, to: high, radius: radius) }
    }

    private static func make(_ body: (inout Path) -> Void) -> Path {
        var path = Path()
        body(&path)
        return path
    }

    /// Length of the handles that make a cubic a quarter circle of radius 1, error below 0.03 %.
    private static let circleHandle = 0.5522847498307936
}
