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
    private let rows: CameraWindow

    init(_ camera: UprightCamera) { rows = CameraWindow(camera) }

    @inline(__always)
    func samples(bottom: Float, top: Float, nearest: Float, farthest: Float) -> Bool {
        let (upper, lower) = rows.span(bottom: bottom, top: top, nearest: nearest, farthest: farthest)
        return upper < rows.rows && lower > 0
    }

    @inline(__always)
    var looksDown: Bool { rows.looksDown }
}
