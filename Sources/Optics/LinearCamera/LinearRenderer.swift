import Geometry
import RoadNetwork
import World

/// Pictures in linear light, exact in area: what a camera's lens throws on its sensor.
public enum LinearRenderer {
    /// Renders one picture.
    /// - Parameter picture: overwritten.
    public static func render(
        _ camera: LinearCamera, _ shot: LinearShot, into picture: inout LinearPicture, scratch: OpticsScratch
    ) {
        let upright = camera.upright
        picture.prepare(width: upright.width, height: upright.height)
        var view = shot.viewpoint.sweepView(
            far: upright.farthestDepth, excluding: shot.own, usesDetailRange: true)
        let (fixed, moving, exposure) = (shot.fixed, shot.moving, shot.exposure)
        sweep(camera, view, fixed.content, moving.store, into: &scratch.sweep)
        let exposed = shot.light.exposed(by: Float(exposure))
        ColumnRenderer.collectBeams(exposed, view, moving, into: &scratch.camera)
        let frame = FrameLight(
            exposed, view: view,
            beams: UnsafeBufferPointer(start: scratch.camera.beams.start, count: scratch.camera.beams.count),
            isLinear: true, lampScale: OutdoorLight.lampScale(Float(exposure)),
            beamScale: OutdoorLight.beamStrength * Float(exposure))
        func stage(_ place: UprightCamera) -> CameraStage {
            CameraStage(
                camera: place, view: view, fixed: fixed.content, moving: moving, sweep: scratch.sweep, light: frame)
        }
        stage(upright).lightFaces(into: &scratch.camera)
        let count = upright.columns.stripCount
        scratch.camera.blocked.reserve(4 * count)
        scratch.camera.lowestBlocked.reserve(4 * count)
        for place in 0..<4 {
            stage(camera.places[place]).findBlocked(into: &scratch.camera, from: place * count)
        }
        func strip(_ place: Int) -> CameraStrip {
            CameraStrip(
                stage: stage(camera.places[place]), memory: &scratch.camera, hasLabels: false, slots: 4,
                firstBlocked: place * count
            ).slot(place)
        }
        let strips = (strip(0), strip(1), strip(2), strip(3))
        joinBlocked(scratch.camera.lowestBlocked.start, count: count)
        view.far = Float(min(ColumnRenderer.groundDepth, upright.farthestDepth))
        let ground = LinearGround(camera: upright, view: view, fixed: fixed.content, memory: &scratch.linear)
        ground.paint(blocked: scratch.camera.lowestBlocked.start, memory: &scratch.camera)
        let composer = LinearComposer(
            camera: camera, ground: ground, sky: LinearSky(camera: upright, light: frame), light: frame)
        picture.light.withUnsafeMutableBufferPointer { target in
            for strip in 0..<count {
                strips.0.draw(strip)
                strips.1.draw(strip)
                strips.2.draw(strip)
                strips.3.draw(strip)
                composer.write(strip, from: strips.0.canvas, pitch: strips.0.pitch, to: target.baseAddress!)
            }
        }
    }

    /// What hides ground from a strip hides it from all four places: the least of their bounds, in the first's row.
    private static func joinBlocked(_ lowest: UnsafeMutablePointer<Float>, count: Int) {
        for strip in 0..<count {
            for place in 1..<4 { lowest[strip] = min(lowest[strip], lowest[place * count + strip]) }
        }
    }

    private static func sweep(
        _ camera: LinearCamera, _ view: SweepView, _ fixed: StaticContent, _ moving: SceneStore,
        into sweep: inout SweepMemory
    ) {
        sweep.removeAll()
        let upright = camera.upright
        let window = AreaWindow(upright)
        let takeIn = { (rows: Range<Int>, sweep: inout SweepMemory) in
            sweep.collect(
                fixed.store, rows: rows, isDynamic: false, view: view, fan: camera.reach, window: window)
        }
        fixed.solidIndex.forEachRun(ColumnRenderer.region(upright, view, depth: upright.farthestDepth)) {
            takeIn($0, &sweep)
        }
        fixed.detailIndex.forEachRun(ColumnRenderer.region(upright, view, depth: min(250, upright.farthestDepth))) {
            takeIn($0, &sweep)
        }
        sweep.collect(
            moving, rows: 0..<moving.solids.count, isDynamic: true, view: view, fan: camera.reach, window: window)
        sweep.solidBins.sort(stripCount: upright.columns.stripCount)
    }
}
