import DrivingInterface
import Geometry

/// The newest picture of one camera in a corner of the window.
public struct CameraInset: Sendable {
    public var palette: Palette
    /// Upper right corner of the inset and its width, pixels.
    public var corner: Vector2
    public var width: Double

    public init(palette: Palette, corner: Vector2, width: Double) {
        self.palette = palette
        self.corner = corner
        self.width = width
    }

    /// Draws the frame of a camera mount with its name; nothing if the frame is not of a camera.
    public func draw(_ frame: SensorFrame, of mount: MountInfo, into list: inout DisplayList) {
        guard let camera = CameraFrame(frame), camera.width > 0, camera.height > 0 else { return }
        let scale = width / Double(camera.width)
        let size = Vector2(width, Double(camera.height) * scale)
        let low = corner - Vector2(width, 0)
        let border = Path.rectangle(from: low, to: low + size, radius: 8)
        list.fill(
            .rectangle(from: low - Vector2(1, -2), to: low + size + Vector2(1, 4), radius: 9), palette.shadow.faded(0.5)
        )
        list.clipped(to: border) { list in
            let image = PixelImage(width: camera.width, height: camera.height, rgb: camera.rgb)
            list.image(image, at: low, scale: scale, smooth: scale < 1.5)
        }
        list.stroke(border, palette.panelEdge.mixed(with: palette.panel, 0.4), .pixels(1.5))
        list.text(
            Label(
                mount.name, at: low + Vector2(10, 14), size: 11, colour: .white, isBold: true,
                halo: Colour(0x000000, opacity: 0.55)))
    }
}
