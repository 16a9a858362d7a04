import Geometry

/// An upright pinhole camera: its axis is level, its rows are level, verticals stay vertical.
///
/// A point at (x ahead, y left, z up) in the sensor's frame falls on column `principalColumn − focalLength · y / x` and
/// row `principalRow − focalLength · z / x`, in pixels from the upper left corner of the picture; the pixel with index i
/// covers i … i + 1 and is sampled at its middle.
public struct UprightCamera: Sendable {
    public let width: Int
    public let height: Int
    /// Pixels, columns and rows alike.
    public let focalLength: Double
    public let principalColumn: Double
    public let principalRow: Double
    /// Nothing farther along the axis is drawn, metres (ground reaches the horizon).
    public let farthestDepth: Double

    let columns: ColumnFan
    /// By row: fall of the line of sight per unit of depth, positive below the horizon.
    let rowSlopes: ReadOnlyTable<Float>

    public init(
        width: Int, height: Int, focalLength: Double, principalColumn: Double, principalRow: Double,
        farthestDepth: Double = 500
    ) {
        precondition(width > 0 && height > 0 && width <= 16_384 && height <= 16_384, "A picture has 1 to 16384 rows")
        self.width = width
        self.height = height
        self.focalLength = focalLength
        self.principalColumn = principalColumn
        self.principalRow = principalRow
        self.farthestDepth = farthestDepth
        columns = ColumnFan(focalLength: focalLength, principalColumn: principalColumn, count: width)
        rowSlopes = ReadOnlyTable((0..<height).map { Float((Double($0) + 0.5 - principalRow) / focalLength) })
    }

    /// The camera with its principal point in the middle of the picture.
    /// - Parameter horizontalFieldOfView: radians, between 0 and π.
    public init(width: Int, height: Int, horizontalFieldOfView: Double, farthestDepth: Double = 500) {
        self.init(
            width: width, height: height,
            focalLength: Double(width) / 2 / DeterministicMath.tan(horizontalFieldOfView / 2),
            principalColumn: Double(width) / 2, principalRow: Double(height) / 2, farthestDepth: farthestDepth)
    }

    /// The first row that looks down.
    var firstGroundRow: Int {
        for row in 0..<height where rowSlopes[row] > 0 { return row }
        return height
    }
}

/// Which rows of a camera see a range of heights.
struct CameraWindow: VerticalWindow {
    let focal: Float
    let principal: Float
    let rows: Float

    init(_ camera: UprightCamera) {
        focal = Float(camera.focalLength)
        principal = Float(camera.principalRow)
        rows = Float(camera.height)
    }

    /// Rows between which something is seen, in pixels from the upper edge; heights relative to the eye, inverse depths.
    @inline(__always)
    func span(bottom: Float, top: Float, nearest: Float, farthest: Float) -> (upper: Float, lower: Float) {
        (
            principal - focal * top * (top > 0 ? nearest : farthest),
            principal - focal * bottom * (bottom > 0 ? farthest : nearest)
        )
    }

    @inline(__always)
    func samples(bottom: Float, top: Float, nearest: Float, farthest: Float) -> Bool {
        let (upper, lower) = span(bottom: bottom, top: top, nearest: nearest, farthest: farthest)
        guard upper < rows, lower > 0 else { return false }
        // A pixel's middle lies between the two.
        let first = (max(0, upper) - 0.501).rounded(.up)
        return first + 0.499 <= lower
    }

    @inline(__always)
    var looksDown: Bool { principal < rows }
}

/// A picture, row by row from the top, and where asked for what stands behind each pixel. Reuse it from frame to frame:
/// then nothing is allocated.
public struct CameraImage: Sendable {
    public internal(set) var width = 0
    public internal(set) var height = 0
    /// Red, green, blue: height × width × 3.
    public internal(set) var rgb: [UInt8] = []
    /// Metres along the axis, height × width; 0 = sky. Empty without labels.
    public internal(set) var depths: [Float] = []
    /// Class and owner, height × width: in one number, because pictures with labels are bound by memory. Empty without
    /// labels.
    public internal(set) var surfaces: [SurfaceLabel] = []

    public init() {}

    mutating func prepare(width: Int, height: Int, labels: Bool) {
        (self.width, self.height) = (width, height)
        let count = width * height
        if rgb.count != count * 3 { rgb = [UInt8](repeating: 0, count: count * 3) }
        let labelled = labels ? count : 0
        if depths.count != labelled {
            depths = [Float](repeating: 0, count: labelled)
            surfaces = [SurfaceLabel](repeating: SurfaceLabel(rawValue: 0), count: labelled)
        }
    }
}
