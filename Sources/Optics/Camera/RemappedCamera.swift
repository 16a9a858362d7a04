import Geometry

/// A camera of any lens, pitch and roll: a panorama of up to four upright pictures around the vertical, and for every
/// pixel of the camera the pixel of the panorama that looks along the same ray (the nearest, for colours and labels).
///
/// The panorama is finer than the picture. It ends 80° above and below the horizon; rays beyond see what is there.
public final class RemappedCamera: Sendable {
    /// An upright picture of the panorama.
    public struct Face: Sendable {
        public let camera: UprightCamera
        /// Of its axis against that of the camera, radians.
        public let yaw: Double
        let samples: ReadOnlyTable<Sample>
    }

    /// A pixel of the camera, one of a face, and what turns the face's depth into the camera's.
    struct Sample: BitwiseCopyable {
        var target: Int32
        var source: Int32
        var depthScale: Float
    }

    public let width: Int
    public let height: Int
    public let faces: [Face]

    /// Pixels of a face per pixel of the camera at the axis.
    private static let fineness = 1.5
    /// Slopes at which the panorama ends: tan 80°.
    private static let steepest = 5.67

    /// - Parameters:
    ///   - pitch: of the sensor frame against the level, radians, as in `Pose3`; `roll` alike.
    public init(_ lens: Lens, width: Int, height: Int, pitch: Double, roll: Double) {
        (self.width, self.height) = (width, height)
        let level = Pose3(Vector3(0, 0, 0), yaw: 0, pitch: pitch, roll: roll)
        var rays: [Ray] = []
        for row in 0..<height {
            for column in 0..<width {
                guard let own = lens.direction(Double(column) + 0.5, Double(row) + 0.5) else { continue }
                rays.append(
                    Ray(
                        target: Int32(row * width + column), direction: level.toOuter(own),
                        depth: lens.kind == .pinhole ? own.x : 1))
            }
        }
        // What looks ahead fits one picture; else each face sees its quarter.
        let isNarrow = rays.allSatisfy { $0.direction.x > 0.4 * $0.direction.horizontal.length }
        faces = (0..<4).compactMap { quarter in
            let own = isNarrow ? (quarter == 0 ? rays : []) : rays.filter { $0.quarter == quarter }
            return RemappedCamera.face(own, yaw: Double(quarter) * .pi / 2, quarter: quarter, lens: lens)
        }
    }

    private struct Ray {
        var target: Int32
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

        /// Right and down per unit of depth of a face.
        func slopes(_ quarter: Int) -> (right: Double, down: Double, ahead: Double) {
            let (x, y) = (direction.x, direction.y)
            let (ahead, left) = [(x, y), (y, -x), (-x, -y), (-y, x)][quarter]
            let depth = max(ahead, 1e-3)
            let down = min(RemappedCamera.steepest, max(-RemappedCamera.steepest, -direction.z / depth))
            return (-left / depth, down, depth)
        }
    }

    private static func face(_ rays: [Ray], yaw: Double, quarter: Int, lens: Lens) -> Face? {
        guard !rays.isEmpty else { return nil }
        let places = rays.map { $0.slopes(quarter) }
        func ends(_ value: ((right: Double, down: Double, ahead: Double)) -> Double) -> (Double, Double) {
            places.reduce((.infinity, -.infinity)) { (min($0.0, value($1)), max($0.1, value($1))) }
        }
        let (left, right) = ends { $0.right }
        let (top, bottom) = ends { $0.down }
        let focal = min(lens.focalLength * fineness, 4000 / max(right - left, bottom - top, 0.01))
        let camera = UprightCamera(
            width: Int((right - left) * focal) + 3, height: Int((bottom - top) * focal) + 3, focalLength: focal,
            principalColumn: 1 - left * focal, principalRow: 1 - top * focal)
        let samples = zip(rays, places).map { ray, place in
            let column = Int(camera.principalColumn + place.right * focal)
            let row = Int(camera.principalRow + place.down * focal)
            return Sample(
                target: ray.target, source: Int32(row * camera.width + column),
                depthScale: Float(ray.depth / place.ahead))
        }
        return Face(camera: camera, yaw: yaw, samples: ReadOnlyTable(samples))
    }

    /// Empties a picture before its faces are taken over; pixels that the lens leaves dark stay so.
    public func begin(_ image: inout CameraImage, labels: Bool) {
        image.prepare(width: width, height: height, labels: labels)
        // The same pixels are written every time; what is left over of another picture goes here.
        guard faces.reduce(0, { $0 + $1.samples.count }) < width * height else { return }
        for index in image.rgb.indices { image.rgb[index] = 0 }
        for index in image.depths.indices {
            (image.depths[index], image.classes[index], image.owners[index]) = (0, 0, 0)
        }
    }

    /// Takes over what a face shows.
    public func take(_ face: Face, from source: CameraImage, into image: inout CameraImage) {
        let hasLabels = !image.depths.isEmpty
        source.rgb.withUnsafeBufferPointer { seen in
            image.withPointers { target in
                for row in 0..<face.samples.count {
                    let sample = face.samples[row]
                    let (to, from) = (Int(sample.target), Int(sample.source))
                    for channel in 0..<3 { target.rgb[3 * to + channel] = seen[3 * from + channel] }
                    guard hasLabels else { continue }
                    target.depths![to] = source.depths[from] * sample.depthScale
                    target.classes![to] = source.classes[from]
                    target.owners![to] = source.owners[from]
                }
            }
        }
    }
}
