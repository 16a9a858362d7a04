import DrivingInterface
import Geometry
import RoadNetwork
import World

/// The whole picture of a moment, as the window shows it and `render` writes it.
public struct FramePicture: Sendable {
    public var map: MapPicture
    public var palette: Palette
    public var layers: SceneLayers
    /// Which of the mounted cameras is shown: counted along the mounts, wrapping round; nil for none.
    public var camera: Int?
    /// Direction of the light on the ground, radians.
    public var sun: Double

    public init(
        map: MapPicture, palette: Palette = .day, layers: SceneLayers = .all, camera: Int? = 0, sun: Double = 2.3
    ) {
        self.map = map
        self.palette = palette
        self.layers = layers
        self.camera = camera
        self.sun = sun
    }

    /// What does not move, in pixels.
    public func ground(_ view: MapCamera) -> DisplayList {
        var list = DisplayList()
        list.transformed(view.pixelsFromWorld) { list in
            map.draw(
                into: &list, visible: view.visible, pixelsPerMetre: view.pixelsPerMetre, palette: palette, sun: sun,
                up: view.up)
        }
        return list
    }

    /// What moves, and the panels over it, in pixels.
    public func draw(
        _ moment: SceneMoment, facts: HeadsUpFacts?, view: MapCamera, help: HelpPanel? = nil,
        into list: inout DisplayList
    ) {
        ScenePicture(map: map.map, palette: palette, layers: layers, sun: sun).draw(moment, camera: view, into: &list)
        if layers.contains(.camera) { drawInset(moment, view: view, into: &list) }
        if let facts, layers.contains(.headsUp) {
            HeadsUpPicture(palette: palette, width: view.width, height: view.height).draw(facts, into: &list)
        }
        help?.draw(into: &list, palette: palette, width: view.width, height: view.height)
    }

    /// Everything, for files.
    public func whole(_ moment: SceneMoment, facts: HeadsUpFacts?, view: MapCamera) -> DisplayList {
        var list = ground(view)
        draw(moment, facts: facts, view: view, into: &list)
        return list
    }

    /// A view that follows the ego: centred a little ahead of it; on the whole map if there is no ego.
    public func view(
        of moment: SceneMoment, pixelsPerMetre: Double = 12, turnsWithEgo: Bool = false, width: Int, height: Int
    ) -> MapCamera {
        guard let ego = moment.egoMotion else {
            let box = map.bounds
            let fit = min(Double(width) / max(1, box.size.x), Double(height) / max(1, box.size.y))
            return MapCamera(
                center: box.middle,
                pixelsPerMetre: max(MapCamera.zoomRange.lowerBound, min(fit * 0.95, pixelsPerMetre)),
                width: width, height: height)
        }
        let ahead = ego.pose.forward * (turnsWithEgo ? 0.18 * Double(height) / pixelsPerMetre : 6)
        return MapCamera(
            center: ego.pose.position + ahead, pixelsPerMetre: pixelsPerMetre,
            up: turnsWithEgo ? ego.pose.yaw : .pi / 2, width: width, height: height)
    }

    /// How many cameras are mounted.
    public static func cameraCount(_ mounts: [MountInfo]) -> Int { mounts.count { $0.kind == "camera" } }

    private func drawInset(_ moment: SceneMoment, view: MapCamera, into list: inout DisplayList) {
        let cameras = moment.mounts.indices.filter { moment.mounts[$0].kind == "camera" }
        guard let camera, !cameras.isEmpty else { return }
        let mount = cameras[camera % cameras.count]
        guard let frame = moment.frames.first(where: { $0.mount == mount }) else { return }
        let corner = Vector2(Double(view.width) - 16, 16)
        CameraInset(palette: palette, corner: corner, width: min(360, Double(view.width) * 0.28))
            .draw(frame, of: moment.mounts[mount], into: &list)
    }
}
