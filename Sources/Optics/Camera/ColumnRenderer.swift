import Geometry
import RoadNetwork
import World

/// Pictures of upright pinhole cameras (chain `flat`: one sample at each pixel's middle).
///
/// One sweep finds what each strip of eight columns may see. The ground is painted row by row, everything that stands on
/// it strip by strip with a depth buffer that stays in the first-level cache: a column meets an upright face at one
/// depth, so that walls are runs of one colour. Depth order is decided per pixel.
public enum ColumnRenderer {
    /// Farthest depth at which ground pieces are told apart; beyond, ground is bare and near the horizon's colour.
    static let groundDepth = 300.0

    /// Renders one picture.
    ///
    /// - Parameters:
    ///   - viewpoint: the camera's eye; its yaw is the direction of the axis.
    ///   - own: the vehicle that carries the camera and is left out, or `.none`. Its headlamps still light the street.
    ///   - labels: whether depth, class and owner of every pixel are wanted.
    ///   - image: overwritten.
    public static func render(
        _ camera: UprightCamera, from viewpoint: Viewpoint, light: SceneLight, fixed: StaticScene,
        moving: DynamicScene, excluding own: ActorID = .none, labels: Bool = false, into image: inout CameraImage,
        scratch: OpticsScratch
    ) {
        image.prepare(width: camera.width, height: camera.height, labels: labels)
        var view = viewpoint.sweepView(far: camera.farthestDepth, excluding: own, usesDetailRange: true)
        sweep(camera, view, fixed.content, moving.store, into: &scratch.sweep)
        collectBeams(light, view, moving, into: &scratch.camera)
        let beams = UnsafeBufferPointer(start: scratch.camera.beams.start, count: scratch.camera.beams.count)
        let frame = FrameLight(light, view: view, beams: beams)
        let stage = CameraStage(
            camera: camera, view: view, fixed: fixed.content, moving: moving, sweep: scratch.sweep, light: frame)
        stage.lightFaces(into: &scratch.camera)
        stage.findBlocked(into: &scratch.camera)
        view.far = Float(min(groundDepth, camera.farthestDepth))
        let ground = GroundPainter(camera: camera, view: view, fixed: fixed.content, memory: &scratch.camera)
        ground.paint(frame, blocked: scratch.camera.lowestBlocked.start, memory: &scratch.camera)
        let strip = CameraStrip(stage: stage, memory: &scratch.camera, hasLabels: labels)
        let composer = StripComposer(stage: stage, ground: ground, memory: &scratch.camera, hasLabels: labels)
        image.withPointers { target in
            let labeller =
                labels ? StripLabeller(stage: stage, ground: ground, memory: &scratch.camera, target: target) : nil
            let count = camera.columns.stripCount
            let size = CameraStrip.blockCount(hasLabels: labels)
            for first in stride(from: 0, to: count, by: size) {
                let block = first..<min(first + size, count)
                for index in block {
                    let slot = strip.slot(index - first)
                    slot.draw(index)
                    if !labels { composer.write(index, from: slot.own, to: target) }
                }
                guard let labeller else { continue }
                for row in 0..<camera.height {
                    composer.write(row: row, of: block, from: strip.canvas, pitch: strip.pitch, to: target)
                    labeller.write(row: row, of: block, from: strip.canvas, pitch: strip.pitch)
                }
            }
        }
    }

    private static func sweep(
        _ camera: UprightCamera, _ view: SweepView, _ fixed: StaticContent, _ moving: SceneStore,
        into sweep: inout SweepMemory
    ) {
        sweep.removeAll()
        let window = CameraWindow(camera)
        let takeIn = { (rows: Range<Int>, sweep: inout SweepMemory) in
            sweep.collect(
                fixed.store, rows: rows, isDynamic: false, view: view, fan: camera.columns, window: window)
        }
        fixed.solidIndex.forEachRun(region(camera, view, depth: camera.farthestDepth)) { takeIn($0, &sweep) }
        fixed.detailIndex.forEachRun(region(camera, view, depth: min(250, camera.farthestDepth))) { takeIn($0, &sweep) }
        sweep.collect(
            moving, rows: 0..<moving.solids.count, isDynamic: true, view: view, fan: camera.columns, window: window)
        sweep.solidBins.sort(stripCount: camera.columns.stripCount)
    }

    /// The part of the ground plane that a camera sees up to a depth.
    static func region(_ camera: UprightCamera, _ view: SweepView, depth: Double) -> ConvexRegion {
        func corner(_ slope: Float) -> Vector2 {
            let (x, y) = (depth, depth * Double(slope))
            return Vector2(
                view.x + x * Double(view.cosine) - y * Double(view.sine),
                view.y + x * Double(view.sine) + y * Double(view.cosine))
        }
        return ConvexRegion(
            apex: Vector2(view.x, view.y), corner(camera.columns.lateralLow.slope),
            corner(camera.columns.lateralHigh.slope))
    }

    /// The pieces of ground that a camera may see, each with its middle in the camera's frame and how far below the eye
    /// it lies, metres.
    @inline(__always)
    static func forEachPatch<Window: VerticalWindow>(
        of fixed: StaticContent, _ camera: UprightCamera, _ view: SweepView, window: Window,
        _ body: (_ patch: GroundPatch, _ center: SIMD2<Float>, _ fall: Float) -> Void
    ) {
        fixed.patchIndex.forEachRun(region(camera, view, depth: Double(view.far))) { rows in
            for row in rows {
                let patch = fixed.store.patches.start[row]
                let center = view.turned(Float(patch.x - view.x), Float(patch.y - view.y))
                guard camera.columns.mayReach(center, radius: patch.radius, far: view.far) else { continue }
                let fall = view.height - fixed.toneHeights.start[Int(patch.tone)]
                guard fall > 0.01,
                    window.samples(
                        bottom: -fall, top: -fall, nearest: camera.columns.inverseNearest(center, patch.radius),
                        farthest: camera.columns.inverseFarthest(center, patch.radius))
                else { continue }
                body(patch, center, fall)
            }
        }
    }

    /// The nearest headlamps, in the camera's frame.
    static func collectBeams(
        _ light: SceneLight, _ view: SweepView, _ moving: DynamicScene, into memory: inout CameraMemory
    ) {
        memory.beams.count = 0
        guard light.showsBeams else { return }
        for row in 0..<moving.beams.count where memory.beams.count < 8 {
            let lamp = moving.beams.start[row]
            let place = view.turned(Float(lamp.x - view.x), Float(lamp.y - view.y))
            let reaches = place.x * place.x + place.y * place.y < 90 * 90
            let direction = view.turned(lamp.directionX, lamp.directionY)
            // Only what shines into the picture: lamps well behind the camera must look along with it.
            guard reaches, place.x > -12 || direction.x > 0.5 && place.x > -40 else { continue }
            memory.beams.append(Beam(x: place.x, y: place.y, directionX: direction.x, directionY: direction.y))
        }
    }
}

extension CameraImage {
    struct Pointers {
        var rgb: UnsafeMutablePointer<UInt8>
        /// Nothing may be written to these without labels.
        var depths: UnsafeMutablePointer<Float>?
        var surfaces: UnsafeMutablePointer<SurfaceLabel>?
    }

    mutating func withPointers(_ body: (Pointers) -> Void) {
        rgb.withUnsafeMutableBufferPointer { rgb in
            depths.withUnsafeMutableBufferPointer { depths in
                surfaces.withUnsafeMutableBufferPointer { surfaces in
                    body(
                        Pointers(
                            rgb: rgb.baseAddress!, depths: depths.baseAddress, surfaces: surfaces.baseAddress))
                }
            }
        }
    }
}
