import Geometry

/// A camera of any lens, pitch and roll in linear light: a panorama of up to four upright pictures around the vertical;
/// every pixel of the camera gathers the part of a face that it covers.
///
/// A face is as fine as the camera at its axis. A pixel's part is taken as a box as wide and as high as the steps to its
/// neighbours, at least a pixel of the face: boxes of neighbours join without gaps, so that no light gets lost.
public final class RemappedLinearCamera: Sendable {
    /// An upright picture of the panorama.
    struct Face {
        let camera: LinearCamera
        /// Of its axis against that of the camera, radians.
        let yaw: Double
        let samples: ReadOnlyTable<Sample>
    }

    /// A pixel of the camera, and the box of a face that it covers, in pixels of the face.
    struct Sample: BitwiseCopyable {
        var target: Int32
        /// Middle.
        var column: Float
        var row: Float
        var width: Float
        var height: Float
    }

    public let width: Int
    public let height: Int
    let faces: [Face]
    /// Whether some pixel sees nothing.
    let hasDarkPixels: Bool

    /// Pixels around the outermost rays of a face; boxes are at most twice that wide.
    private static let margin = 4

    public init(_ rays: LensRays) {
        (width, height) = (rays.width, rays.height)
        hasDarkPixels = rays.directions.contains { $0 == nil }
        faces = rays.faces(fineness: 1, margin: RemappedLinearCamera.margin).map { face in
            let samples = face.rays.map { RemappedLinearCamera.sample($0, of: face, rays) }
            return Face(camera: LinearCamera(face.camera), yaw: face.yaw, samples: ReadOnlyTable(samples))
        }
    }

    private static func sample(_ ray: LensRays.Ray, of face: LensRays.Face, _ rays: LensRays) -> Sample {
        let camera = face.camera
        func place(_ direction: Vector3) -> Vector2 {
            let slopes = LensRays.slopes(direction, face.quarter)
            return Vector2(
                camera.principalColumn + slopes.right * camera.focalLength,
                camera.principalRow + slopes.down * camera.focalLength)
        }
        let middle = place(ray.direction)
        let (row, column) = (ray.target / rays.width, ray.target % rays.width)
        /// Way to the next pixel, or from the one before.
        func step(_ isThere: Bool, _ offset: Int) -> Vector2 {
            let neighbour = rays.directions[ray.target + (isThere ? offset : -offset)]
            let way = neighbour.map { place($0) - middle } ?? Vector2(0, 0)
            return Vector2(way.x.magnitude, way.y.magnitude)
        }
        let across = rays.width > 1 ? step(column + 1 < rays.width, 1) : .zero
        let down = rays.height > 1 ? step(row + 1 < rays.height, rays.width) : .zero
        func side(_ a: Double, _ b: Double) -> Float { Float(min(2 * Double(margin) - 2, max(1, a, b))) }
        return Sample(
            target: Int32(ray.target), column: Float(middle.x), row: Float(middle.y),
            width: side(across.x, down.x), height: side(across.y, down.y))
    }
}

extension LinearRenderer {
    /// Renders one picture through a lens.
    /// - Parameter picture: overwritten.
    public static func render(
        _ camera: RemappedLinearCamera, _ shot: LinearShot, into picture: inout LinearPicture, scratch: OpticsScratch
    ) {
        picture.prepare(width: camera.width, height: camera.height)
        if camera.hasDarkPixels {
            for index in picture.light.indices { picture.light[index] = SIMD8() }
        }
        for face in camera.faces {
            var turned = shot
            turned.viewpoint.yaw += face.yaw
            let motion = shot.motion.map { $0.turned(by: face.yaw) }.flatMap {
                $0.isVisible(face.camera.upright, height: shot.viewpoint.position.z) ? $0 : nil
            }
            renderStill(face.camera, turned, hasDepths: motion != nil, into: &scratch.face, scratch: scratch)
            let pixels = scratch.linear.pixels(of: scratch.face)
            let samples = face.samples
            guard let motion else {
                picture.put(samples.count, sample: { samples[$0] }) { sample, _ in
                    pixels.mean(around: SIMD2(sample.column, sample.row), sample.width, sample.height)
                }
                continue
            }
            let field = MotionField(motion, face.camera.upright)
            let perRow = 1 / Float(camera.height)
            picture.put(samples.count, sample: { samples[$0] }) { sample, row in
                field.light(sample, share: (Float(row) + 0.5) * perRow, in: pixels)
            }
        }
    }

    /// Renders one picture of an upright camera.
    /// - Parameter picture: overwritten.
    public static func render(
        _ camera: LinearCamera, _ shot: LinearShot, into picture: inout LinearPicture, scratch: OpticsScratch
    ) {
        let upright = camera.upright
        guard let motion = shot.motion, motion.isVisible(upright, height: shot.viewpoint.position.z) else {
            return renderStill(camera, shot, hasDepths: false, into: &picture, scratch: scratch)
        }
        renderStill(camera, shot, hasDepths: true, into: &scratch.face, scratch: scratch)
        let pixels = scratch.linear.pixels(of: scratch.face)
        let field = MotionField(motion, upright)
        picture.prepare(width: upright.width, height: upright.height)
        let (perRow, strips) = (1 / Float(upright.height), picture.stripCount)
        picture.withCells { target, _ in
            scratch.face.withCells { source, _ in
                for row in 0..<upright.height {
                    let share = (Float(row) + 0.5) * perRow
                    for strip in 0..<strips {
                        let first = (row * strips + strip) * 3
                        if field.isStill(row, strip, share: share, in: pixels) {
                            for channel in 0..<3 { target[first + channel] = source[first + channel] }
                        } else {
                            field.write(row, strip, share: share, in: pixels, to: target + first)
                        }
                    }
                }
            }
        }
    }
}
