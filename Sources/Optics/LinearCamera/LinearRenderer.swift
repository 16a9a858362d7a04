import Geometry
import RoadNetwork
import World

/// Pictures in linear light, exact in area: what a camera's lens throws on its sensor.
public enum LinearRenderer {
    /// Renders one picture of a moment.
    /// - Parameters:
    ///   - hasDepths: whether 1 / depth of every pixel is wanted.
    ///   - picture: overwritten.
    static func renderStill(
        _ camera: LinearCamera, _ shot: LinearShot, hasDepths: Bool, into picture: inout LinearPicture,
        scratch: OpticsScratch
    ) {
        let upright = camera.upright
        picture.prepare(width: upright.width, height: upright.height, hasDepths: hasDepths)
        var view = shot.viewpoint.sweepView(
            far: upright.farthestDepth, excluding: shot.own, usesDetailRange: true)
        let (fixed, moving, exposure) = (shot.fixed, shot.moving, shot.exposure)
        sweep(camera, view, fixed.content, moving.store, into: &scratch.sweep)
        let exposed = shot.light.exposed(by: Float(exposure))
        ColumnRenderer.collectBeams(exposed, view, moving, into: &scratch.camera)
        let frame = light(shot, exposed, view, &scratch.linear, beams: scratch.camera.beams)
        scratch.linear.shadows.collect(
            fixed: fixed.content, moving: moving.store, camera: upright, view: view, light: frame)
        let shadows = SunShadows(scratch.linear.shadows, light: frame, view: view)
        func stage(_ place: UprightCamera) -> CameraStage {
            CameraStage(
                camera: place, view: view, fixed: fixed.content, moving: moving, sweep: scratch.sweep, light: frame)
        }
        stage(upright).lightFaces(into: &scratch.camera, shadows: frame.hasShadows ? shadows : nil)
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
        let ground = LinearGround(
            camera: upright, view: view, fixed: fixed.content, look: GroundLook(shot.light), memory: &scratch.linear)
        ground.paint(blocked: scratch.camera.lowestBlocked.start, memory: &scratch.camera)
        if frame.hasShadows {
            ground.lay(shadows, into: &scratch.camera, outline: &scratch.linear.shadows.outline)
        }
        ground.lay(frame.lamps)
        let sky = LinearSky(camera: upright, light: frame)
        let composer = LinearComposer(
            camera: camera, ground: ground, sky: sky, light: frame,
            mirror: shot.light.wetness > 0.02
                ? WetMirror(camera: upright, view: view, wetness: Float(shot.light.wetness), sky: sky) : nil,
            veil: SunVeil(camera: upright, light: frame, shadows: shadows, own: view.excluded))
        picture.withCells { light, depths in
            for strip in 0..<count {
                strips.0.draw(strip)
                strips.1.draw(strip)
                strips.2.draw(strip)
                strips.3.draw(strip)
                composer.write(strip, from: strips.0.canvas, pitch: strips.0.pitch, to: light)
                if let depths { composer.write(depths, strip, from: strips.0.canvas, pitch: strips.0.pitch) }
            }
        }
    }

    /// The light of a picture, with the nearest street lamps.
    private static func light(
        _ shot: LinearShot, _ exposed: SceneLight, _ view: SweepView, _ memory: inout LinearMemory,
        beams: ScratchBuffer<Beam>
    ) -> FrameLight {
        let exposure = Float(shot.exposure)
        let strength = Float(shot.light.streetLamps)
        memory.collectLamps(shot.fixed.content, view, peak: OutdoorLight.lampStrength * strength * exposure)
        return FrameLight(
            exposed, view: view, beams: UnsafeBufferPointer(start: beams.start, count: beams.count),
            lamps: UnsafeBufferPointer(start: memory.lamps.start, count: memory.lamps.count), isLinear: true,
            lampScale: OutdoorLight.lampScale(exposure), beamScale: OutdoorLight.beamStrength * exposure,
            streetLamps: strength)
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
