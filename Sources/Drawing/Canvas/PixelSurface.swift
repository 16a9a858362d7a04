import CCairo

/// A rectangle of pixels in memory that pictures are drawn on: `0xAARRGGBB`, colours multiplied by alpha.
///
/// Belongs to one thread at a time.
public final class PixelSurface {
    public let width: Int
    public let height: Int
    let handle: OpaquePointer

    /// A transparent surface.
    /// - Parameters: width and height in pixels, 1 to 32,767.
    /// - Throws: `DrawingFailure` if cairo is not installed or the size is out of range.
    public init(width: Int, height: Int) throws {
        guard pen_open() else { throw DrawingFailure.noLibrary }
        guard (1...32_767).contains(width), (1...32_767).contains(height),
            let handle = pen_image_surface(Int32(width), Int32(height))
        else { throw DrawingFailure("a picture of \(width) × \(height) pixels cannot be made") }
        self.width = width
        self.height = height
        self.handle = handle
    }

    deinit { pen_surface_destroy(handle) }

    /// Bytes from one row to the next, ≥ 4 · width.
    public var bytesPerRow: Int { Int(pen_surface_stride(handle)) }

    /// The pixels, `bytesPerRow / 4` to a row, for reading and writing in place.
    public func withPixels<R>(_ body: (UnsafeMutableBufferPointer<UInt32>) -> R) -> R {
        let pixels = pen_surface_pixels(handle)
        let result = body(UnsafeMutableBufferPointer(start: pixels, count: bytesPerRow / 4 * height))
        pen_surface_touched(handle)
        return result
    }

    /// One pixel, column and row from the upper left.
    public func pixel(_ column: Int, _ row: Int) -> UInt32 {
        withPixels { $0[row * (bytesPerRow / 4) + column] }
    }

    /// Copies an image in.
    public convenience init(_ image: PixelImage) throws {
        try self.init(width: image.width, height: image.height)
        let step = bytesPerRow / 4
        withPixels { target in
            for row in 0..<image.height {
                for column in 0..<image.width {
                    target[row * step + column] = image.pixels[row * image.width + column]
                }
            }
        }
    }

    /// Writes a PNG file.
    /// - Throws: `DrawingFailure` if the file cannot be written.
    public func writePNG(to path: String) throws {
        guard pen_write_png(handle, path) else { throw DrawingFailure("cannot write '\(path)'") }
    }
}
