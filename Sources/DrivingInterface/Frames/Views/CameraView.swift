import Geometry

/// Where a `camera` mount's pixels look, from its calibration: a pinhole without distortion.
///
/// Pixel coordinates: u to the right, v downwards, (0, 0) the upper left corner of the image, so that the middle of the
/// pixel in column c and row r lies at (c + 0.5, r + 0.5). Sensor frame: x along the optical axis, y left, z up.
public struct PinholeCamera: Sendable {
    /// Pixels.
    public let width: Int
    public let height: Int
    /// Focal length to the right and downwards, pixels.
    public let focalX: Double
    public let focalY: Double
    /// Where the optical axis meets the image, pixels.
    public let centerX: Double
    public let centerY: Double
    /// Calibrated mounting.
    public let egoFromCamera: Pose3
    /// Optical axis, left and up of the camera in the ego frame.
    private let axes: (forward: Vector3, left: Vector3, up: Vector3)

    /// nil if the mount is no camera, or one whose lens bends straight lines.
    public init?(_ mount: MountInfo) {
        guard mount.kind == "camera", let shape = mount.arrays.first(where: { $0.name == "rgb" })?.shape,
            shape.count == 3, let focalX = mount.calibration("focal_x").first,
            let focalY = mount.calibration("focal_y").first, let centerX = mount.calibration("center_x").first,
            let centerY = mount.calibration("center_y").first, mount.calibration("distortion").isEmpty,
            mount.calibration("fisheye").isEmpty
        else { return nil }
        (height, width) = (shape[0], shape[1])
        (self.focalX, self.focalY, self.centerX, self.centerY) = (focalX, focalY, centerX, centerY)
        egoFromCamera = mount.egoFromSensor
        let rows = egoFromCamera.rotationRows
        axes = (
            Vector3(rows.0.x, rows.1.x, rows.2.x), Vector3(rows.0.y, rows.1.y, rows.2.y),
            Vector3(rows.0.z, rows.1.z, rows.2.z)
        )
    }

    /// Image coordinates, pixels; may lie outside the image.
    public struct ImagePoint: Sendable, Hashable, BitwiseCopyable {
        public var u: Double
        public var v: Double

        public init(u: Double, v: Double) {
            self.u = u
            self.v = v
        }
    }

    /// Where a point of the ego frame appears; nil behind or within 1 cm of the camera's plane.
    public func project(_ pointInEgo: Vector3) -> ImagePoint? {
        let d = pointInEgo - egoFromCamera.position
        let depth = axes.forward.dot(d)
        guard depth > 0.01 else { return nil }
        return ImagePoint(
            u: centerX - focalX * axes.left.dot(d) / depth, v: centerY - focalY * axes.up.dot(d) / depth)
    }

    /// The direction that an image point looks in, ego frame, length such that it advances 1 m along the optical axis.
    public func direction(_ u: Double, _ v: Double) -> Vector3 {
        axes.forward + axes.left * ((centerX - u) / focalX) + axes.up * ((centerY - v) / focalY)
    }

    /// Where the ray of an image point meets a level plane `height` metres above the road, ego frame; nil if it does
    /// not, or farther than `limit` metres along the optical axis.
    public func groundPoint(_ u: Double, _ v: Double, height: Double = 0, limit: Double = 1000) -> Vector2? {
        let ray = direction(u, v)
        let drop = height - egoFromCamera.position.z
        let depth = drop / ray.z
        guard depth > 0, depth < limit else { return nil }
        return egoFromCamera.position.horizontal + ray.horizontal * depth
    }
}

/// A picture: typed view of a frame of a `camera` mount.
public struct CameraFrame: Sendable {
    public let width: Int
    public let height: Int
    /// Red, green, blue, 0–255 sRGB, row-major from the upper left: height × width × 3.
    public let rgb: [UInt8]

    /// nil if the frame is not of a camera.
    public init?(_ frame: SensorFrame) {
        guard let array = frame.arrays.first, array.shape.count == 3, array.shape[2] == 3, let rgb = array.uint8
        else { return nil }
        (height, width, self.rgb) = (array.shape[0], array.shape[1], rgb)
    }

    /// Red, green and blue of a pixel.
    public subscript(row row: Int, column column: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
        let base = (row * width + column) * 3
        return (rgb[base], rgb[base + 1], rgb[base + 2])
    }
}
