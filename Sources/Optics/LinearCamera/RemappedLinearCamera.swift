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
            render(face.camera, turned, into: &scratch.face, scratch: scratch)
            let pixels = scratch.linear.pixels(of: scratch.face)
            picture.gather(face.samples, from: pixels)
        }
    }
}

/// A picture pixel by pixel: red, green, blue and a number without meaning.
struct PixelGrid {
    let width: Int
    let height: Int
    /// Numbers from one row to the next.
    let pitch: Int
    let pixels: UnsafePointer<SIMD4<Float>>

    /// Mean of a box within the grid.
    @inline(__always)
    func mean(_ left: Float, _ top: Float, width boxWidth: Float, height boxHeight: Float) -> SIMD4<Float> {
        let (x0, y0) = (
            max(0, min(left, Float(width) - boxWidth - 0.001)), max(0, min(top, Float(height) - boxHeight - 0.001))
        )
        let (x1, y1) = (x0 + boxWidth, y0 + boxHeight)
        let (first, last) = (Int(x0), Int(x1))
        var sum = SIMD4<Float>()
        for row in Int(y0)...Int(y1) {
            let line = pixels + row * pitch
            var part = SIMD4<Float>()
            for column in first...last {
                part += line[column] * (min(x1, Float(column + 1)) - max(x0, Float(column)))
            }
            sum += part * (min(y1, Float(row + 1)) - max(y0, Float(row)))
        }
        return sum * (1 / (boxWidth * boxHeight))
    }
}

extension LinearMemory {
    /// A copy of a picture pixel by pixel.
    mutating func pixels(of picture: LinearPicture) -> PixelGrid {
        let (strips, height) = (picture.stripCount, picture.height)
        pixelGrid.reserve(strips * laneCount * height)
        let target = pixelGrid.start
        picture.light.withUnsafeBufferPointer { light in
            for cell in 0..<(strips * height) {
                let (red, green, blue) = (light[cell * 3], light[cell * 3 + 1], light[cell * 3 + 2])
                for lane in 0..<laneCount {
                    target[cell * laneCount + lane] = SIMD4(red[lane], green[lane], blue[lane], 0)
                }
            }
        }
        return PixelGrid(width: picture.width, height: height, pitch: strips * laneCount, pixels: target)
    }
}

extension LinearPicture {
    /// Takes the pixels of a face over.
    mutating func gather(
        _ samples: ReadOnlyTable<RemappedLinearCamera.Sample>, from source: PixelGrid
    ) {
        let (width, strips) = (width, stripCount)
        light.withUnsafeMutableBytes { bytes in
            let target = bytes.baseAddress!.assumingMemoryBound(to: Float.self)
            for index in 0..<samples.count {
                let sample = samples[index]
                let (row, column) = Int(sample.target).quotientAndRemainder(dividingBy: width)
                let colour = source.mean(
                    sample.column - sample.width * 0.5, sample.row - sample.height * 0.5, width: sample.width,
                    height: sample.height)
                let cell = (row * strips + column / laneCount) * 3 * laneCount + column % laneCount
                (target[cell], target[cell + laneCount], target[cell + 2 * laneCount]) = (colour.x, colour.y, colour.z)
            }
        }
    }
}
