import Geometry

/// Where every pixel of a camera of any lens, pitch and roll looks, and the upright pictures around the vertical that
/// hold these rays.
///
/// The panorama ends 80° above and below the horizon; rays beyond see what is there.
public struct LensRays: Sendable {
    public let lens: Lens
    public let width: Int
    public let height: Int
    /// Row by row, unit length against the level (x along the axis' heading); nil where the lens shows nothing.
    let directions: [Vector3?]
    /// What the camera calls depth, per metre of the ray.
    private let depths: [Double]
    /// Row of the picture at which the horizon stands on the axis' heading; infinite where the picture never sees it.
    public let horizonRow: Double

    /// Slopes at which the panorama ends: tan 80°.
    private static let steepest = 5.67

    /// - Parameters:
    ///   - pitch: of the sensor frame against the level, radians, as in `Pose3`; `roll` alike.
    public init(_ lens: Lens, width: Int, height: Int, pitch: Double, roll: Double) {
        (self.lens, self.width, self.height) = (lens, width, height)
        let level = Pose3(.zero, yaw: 0, pitch: pitch, roll: roll)
        var (directions, depths) = ([Vector3?](), [Double]())
        directions.reserveCapacity(width * height)
        depths.reserveCapacity(width * height)
        for row in 0..<height {
            for column in 0..<width {
                let own = lens.direction(Double(column) + 0.5, Double(row) + 0.5)
                directions.append(own.map { level.toOuter($0) })
                depths.append(own.map { lens.kind == .pinhole ? $0.x : 1 } ?? 0)
            }
        }
        (self.directions, self.depths) = (directions, depths)
        horizonRow = lens.project(level.toLocal(Vector3(1, 0, 0)))?.y ?? (pitch > 0 ? -.infinity : .infinity)
    }

    /// A ray and the pixel of the camera that looks along it.
    struct Ray {
        var target: Int
        /// Against the level, unit length.
        var direction: Vector3
        /// What the camera calls depth, per metre of the ray.
        var depth: Double

        /// Quarter turns counter-clockwise from the axis.
        var quarter: Int {
            let (x, y) = (direction.x, direction.y)
            if x.magnitude >= y.magnitude { return x >= 0 ? 0 : 2 }
            return y > 0 ? 1 : 3
        }
    }

    /// Right and down per unit of depth of the face that looks to a quarter.
    static func slopes(_ direction: Vector3, _ quarter: Int) -> (right: Double, down: Double, ahead: Double) {
        let (x, y) = (direction.x, direction.y)
        let (ahead, left) = [(x, y), (y, -x), (-x, -y), (-y, x)][quarter]
        let depth = max(ahead, 1e-3)
        let down = min(steepest, max(-steepest, -direction.z / depth))
        return (-left / depth, down, depth)
    }

    /// An upright picture, and the rays that it holds.
    struct Face {
        let camera: UprightCamera
        /// Quarter turns counter-clockwise of its axis against that of the camera.
        let quarter: Int
        let rays: [Ray]

        /// Of its axis against that of the camera, radians.
        var yaw: Double { Double(quarter) * .pi / 2 }
    }

    /// Up to four upright pictures that hold all rays.
    /// - Parameters:
    ///   - fineness: pixels of a face per pixel of the camera, at the axis.
    ///   - margin: pixels around the outermost rays.
    func faces(fineness: Double, margin: Int) -> [Face] {
        var rays: [Ray] = []
        rays.reserveCapacity(directions.count)
        for (target, direction) in directions.enumerated() {
            guard let direction else { continue }
            rays.append(Ray(target: target, direction: direction, depth: depths[target]))
        }
        // What looks ahead fits one picture; else each face sees its quarter.
        let isNarrow = rays.allSatisfy { $0.direction.x > 0.4 * $0.direction.horizontal.length }
        return (0..<4).compactMap { quarter in
            let own = isNarrow ? (quarter == 0 ? rays : []) : rays.filter { $0.quarter == quarter }
            return face(own, quarter: quarter, fineness: fineness, margin: margin)
        }
    }

    private func face(_ rays: [Ray], quarter: Int, fineness: Double, margin: Int) -> Face? {
        guard !rays.isEmpty else { return nil }
        var (low, high) = (Vector2(.infinity, .infinity), Vector2(-.infinity, -.infinity))
        for ray in rays {
            let place = LensRays.slopes(ray.direction, quarter)
            low = Vector2(min(low.x, place.right), min(low.y, place.down))
            high = Vector2(max(high.x, place.right), max(high.y, place.down))
        }
        let focal = min(lens.focalLength * fineness, 4000 / max(high.x - low.x, high.y - low.y, 0.01))
        let camera = UprightCamera(
            width: Int((high.x - low.x) * focal) + 2 * margin + 1,
            height: Int((high.y - low.y) * focal) + 2 * margin + 1, focalLength: focal,
            principalColumn: Double(margin) - low.x * focal, principalRow: Double(margin) - low.y * focal)
        return Face(camera: camera, quarter: quarter, rays: rays)
    }
}
