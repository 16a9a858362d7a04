import Geometry

/// An upright pinhole camera that sees areas instead of points: for pictures in linear light.
///
/// Paint and ground count with the exact share of a pixel that they cover. What stands on the ground is looked at from
/// four places of every pixel, no two of them in the same quarter of its width or height (a turned grid), so that upright
/// and level edges move in quarters of a pixel.
public struct LinearCamera: Sendable {
    public let upright: UprightCamera
    /// One camera per place in the pixel.
    let places: [UprightCamera]
    /// Columns that may see something, the four places taken together.
    let reach: ColumnFan

    /// Places in a pixel: to the right of and below its middle.
    static let pattern: [(right: Double, down: Double)] = [
        (-0.375, 0.125), (-0.125, -0.375), (0.125, 0.375), (0.375, -0.125),
    ]

    public init(_ camera: UprightCamera) {
        upright = camera
        places = LinearCamera.pattern.map { place in
            UprightCamera(
                width: camera.width, height: camera.height, focalLength: camera.focalLength,
                principalColumn: camera.principalColumn - place.right, principalRow: camera.principalRow - place.down,
                farthestDepth: camera.farthestDepth)
        }
        reach = ColumnFan(
            focalLength: camera.focalLength, principalColumn: camera.principalColumn, count: camera.width, margin: 0.5)
    }
}

/// Everything that reaches into the picture counts, however small.
struct AreaWindow: VerticalWindow {
    private let focal: Float
    private let principal: Float
    private let rows: Float

    init(_ camera: UprightCamera) {
        focal = Float(camera.focalLength)
        principal = Float(camera.principalRow)
        rows = Float(camera.height)
    }

    @inline(__always)
    func samples(bottom: Float, top: Float, nearest: Float, farthest: Float) -> Bool {
        let upper = principal - focal * top * (top > 0 ? nearest : farthest)
        let lower = principal - focal * bottom * (bottom > 0 ? farthest : nearest)
        return upper < rows && lower > 0
    }

    @inline(__always)
    var looksDown: Bool { principal < rows }
}
