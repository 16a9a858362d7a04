import Geometry
import Optics
import World

/// How a street gets onto the pixels of a camera at one pitch and roll.
struct CameraOptics: Sendable {
    /// Pictures of chain `flat`, and labels.
    enum Flat: Sendable {
        case upright(UprightCamera)
        case remapped(RemappedCamera)
    }

    /// Pictures of chain `full`.
    enum Linear: Sendable {
        case upright(LinearCamera)
        case remapped(RemappedLinearCamera)
    }

    let flat: Flat
    /// Chain `full` only.
    let linear: Linear?
    /// Row of the horizon straight ahead.
    let horizonRow: Double
    private let key: Key

    private struct Key: Hashable {
        var lens: Lens
        var width: Int
        var height: Int
        var pitch: Double
        var roll: Double
        var chain: CameraChain
    }

    init(_ lens: Lens, width: Int, height: Int, like pose: Pose3, chain: CameraChain) {
        key = Key(lens: lens, width: width, height: height, pitch: pose.pitch, roll: pose.roll, chain: chain)
        guard pose.pitch == 0 && pose.roll == 0 && lens.isIdeal else {
            let rays = LensRays(lens, width: width, height: height, pitch: pose.pitch, roll: pose.roll)
            flat = .remapped(RemappedCamera(rays))
            linear = chain == .full ? .remapped(RemappedLinearCamera(rays)) : nil
            horizonRow = rays.horizonRow
            return
        }
        let camera = UprightCamera(
            width: width, height: height, focalLength: lens.focalLength, principalColumn: lens.principalColumn,
            principalRow: lens.principalRow)
        flat = .upright(camera)
        linear = chain == .full ? .upright(LinearCamera(camera)) : nil
        horizonRow = lens.principalRow
    }

    /// Whether these are the optics that a camera with such a lens has at a pose.
    func fits(_ lens: Lens, width: Int, height: Int, _ pose: Pose3, _ chain: CameraChain) -> Bool {
        key == Key(lens: lens, width: width, height: height, pitch: pose.pitch, roll: pose.roll, chain: chain)
    }
}

extension SensingMoment {
    /// Renders a picture of chain `flat` into scratch memory and hands it over.
    func withPicture<R>(_ optics: CameraOptics, labels: Bool, _ body: (inout CameraImage) -> R) -> R {
        switch optics.flat {
        case .upright(let camera):
            let slot = render(camera, labels: labels)
            return body(&scratch.images[slot])
        case .remapped(let remap):
            let slot = render(remap, labels: labels)
            return body(&scratch.remapped[slot])
        }
    }

    /// - Returns: its place in `scratch.images`.
    private func render(_ camera: UprightCamera, turned yaw: Double = 0, labels: Bool) -> Int {
        let slot = scratch.imageSlot(width: camera.width, height: camera.height, labels: labels)
        var eye = viewpoint
        eye.yaw += yaw
        ColumnRenderer.render(
            camera, from: eye, light: SceneLight(weather: world.weather), fixed: stage.scene,
            moving: movingScene, excluding: vehicle, labels: labels, into: &scratch.images[slot],
            scratch: scratch.optics)
        return slot
    }

    /// Renders the faces of a panorama and takes the picture out of them.
    /// - Returns: its place in `scratch.remapped`.
    private func render(_ remap: RemappedCamera, labels: Bool) -> Int {
        let slot = scratch.remappedSlot(width: remap.width, height: remap.height, labels: labels)
        remap.begin(&scratch.remapped[slot], labels: labels)
        for face in remap.faces {
            let source = render(face.camera, turned: face.yaw, labels: labels)
            remap.take(face, from: scratch.images[source], into: &scratch.remapped[slot])
        }
        return slot
    }
}
