/// A camera of any lens, pitch and roll: a panorama of up to four upright pictures around the vertical, and for every
/// pixel of the camera the pixel of the panorama that looks along the same ray (the nearest, for colours and labels).
///
/// The panorama is finer than the picture.
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

    public init(_ rays: LensRays) {
        (width, height) = (rays.width, rays.height)
        faces = rays.faces(fineness: RemappedCamera.fineness, margin: 1).map { face in
            let camera = face.camera
            let samples = face.rays.map { ray in
                let place = LensRays.slopes(ray.direction, face.quarter)
                let column = Int(camera.principalColumn + place.right * camera.focalLength)
                let row = Int(camera.principalRow + place.down * camera.focalLength)
                return Sample(
                    target: Int32(ray.target), source: Int32(row * camera.width + column),
                    depthScale: Float(ray.depth / place.ahead))
            }
            return Face(camera: camera, yaw: face.yaw, samples: ReadOnlyTable(samples))
        }
    }

    /// Empties a picture before its faces are taken over; pixels that the lens leaves dark stay so.
    public func begin(_ image: inout CameraImage, labels: Bool) {
        image.prepare(width: width, height: height, labels: labels)
        // The same pixels are written every time; what is left over of another picture goes here.
        guard faces.reduce(0, { $0 + $1.samples.count }) < width * height else { return }
        for index in image.rgb.indices { image.rgb[index] = 0 }
        for index in image.depths.indices {
            (image.depths[index], image.surfaces[index].rawValue) = (0, 0)
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
                    target.surfaces![to] = source.surfaces[from]
                }
            }
        }
    }
}
