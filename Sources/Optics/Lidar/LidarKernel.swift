import RoadNetwork
import World

/// Exact ranges of a LiDAR against the 2.5D scene.
///
/// One angular sweep finds which solids and ground pieces each strip of eight columns may see. Within a strip every
/// footprint gives entry and exit distances per column, and from them follow the rings that meet a wall, a roof or the
/// ground: a depth buffer of rings × 8 columns, which stays in the first-level cache, keeps the nearest. A sensor that
/// leans takes another way: see `LeaningSweep`.
public enum LidarKernel {
    /// Measures one sweep at one instant.
    ///
    /// - Parameters:
    ///   - viewpoint: the optical centre; above every surface it stands over.
    ///   - own: the vehicle that carries the sensor and is left out, or `.none`.
    ///   - returns: overwritten.
    public static func measure(
        _ pattern: LidarPattern, from viewpoint: Viewpoint, leaning tilt: SensorTilt = .none, fixed: StaticScene,
        moving: DynamicScene, excluding own: ActorID = .none, into returns: inout LidarReturns, scratch: OpticsScratch
    ) {
        let view = viewpoint.sweepView(far: pattern.maximumRange, excluding: own)
        collect(pattern, leaning: tilt, view: view, fixed: fixed.content, moving: moving, into: &scratch.sweep)
        returns.prepare(rings: pattern.rings.count, columns: pattern.columns.count)
        listSurfaces(fixed.content, moving.store, sweep: scratch.sweep, into: &returns.surfaceTable)
        let strip = LidarStrip(
            pattern: pattern, sweep: scratch.sweep, fixed: fixed.content, moving: moving.store, view: view,
            response: .even)
        returns.withWriter { measure(strip, leaning: tilt, into: &$0, scratch: scratch) }
    }

    /// Measures a sector of a longer scan as a receiver gets it: surfaces are not told apart, and what sends nothing back
    /// has no range.
    ///
    /// - Parameters:
    ///   - isLater: the sector holds what was seen at its beginning, and this is the look at its end: every column takes
    ///     its place between the two by its number.
    /// - Returns: whether a beam was sent back more strongly than by a white wall.
    public static func measure(
        _ pattern: LidarPattern, from viewpoint: Viewpoint, leaning tilt: SensorTilt, fixed: StaticScene,
        moving: DynamicScene, excluding own: ActorID, response: SurfaceResponse, isLater: Bool,
        into sector: LidarSector, scratch: OpticsScratch
    ) -> Bool {
        let view = viewpoint.sweepView(far: pattern.maximumRange, excluding: own)
        collect(pattern, leaning: tilt, view: view, fixed: fixed.content, moving: moving, into: &scratch.sweep)
        let strip = LidarStrip(
            pattern: pattern, sweep: scratch.sweep, fixed: fixed.content, moving: moving.store, view: view,
            response: response)
        var writer = SectorWriter(sector, strip: strip, isLater: isLater)
        measure(strip, leaning: tilt, into: &writer, scratch: scratch)
        return writer.isDazzled
    }

    private static func measure<Sink: BeamSink>(
        _ strip: LidarStrip, leaning tilt: SensorTilt, into sink: inout Sink, scratch: OpticsScratch
    ) {
        guard tilt.isNone else { return LeaningSweep(strip, tilt).measure(into: &sink) }
        let pattern = strip.pattern
        let count = pattern.columns.stripCount
        if pattern.rings.count == 1 {
            let block = LidarBlock(pattern: pattern, count: count, scratch: scratch)
            strip.measureRing(into: block)
            return block.write(strips: 0..<count, to: &sink)
        }
        let block = LidarBlock(pattern: pattern, scratch: scratch)
        for first in stride(from: 0, to: count, by: LidarBlock.stripCount) {
            let last = min(first + LidarBlock.stripCount, count)
            for index in first..<last { strip.measure(index, into: block[index - first]) }
            block.write(strips: first..<last, to: &sink)
        }
    }

    private static func collect(
        _ pattern: LidarPattern, leaning tilt: SensorTilt, view: SweepView, fixed: StaticContent, moving: DynamicScene,
        into sweep: inout SweepMemory
    ) {
        if tilt.isNone {
            collect(
                pattern.columns, window: pattern, sorts: pattern.rings.count > 1, view: view, fixed: fixed,
                moving: moving.store, into: &sweep)
        } else {
            collect(
                LeaningSweep.bins, window: LeaningSweep.Window(), sorts: true, view: view, fixed: fixed,
                moving: moving.store, into: &sweep)
        }
    }

    private static func collect<Window: VerticalWindow>(
        _ fan: ColumnFan, window: Window, sorts: Bool, view: SweepView, fixed: StaticContent, moving: SceneStore,
        into sweep: inout SweepMemory
    ) {
        let region = fan.wedge.region(view)
        sweep.removeAll()
        // Written out twice: a function for both would be a closure on the heap.
        fixed.solidIndex.forEachRun(region) { rows in
            sweep.collect(fixed.store, rows: rows, isDynamic: false, view: view, fan: fan, window: window)
        }
        fixed.detailIndex.forEachRun(region) { rows in
            sweep.collect(fixed.store, rows: rows, isDynamic: false, view: view, fan: fan, window: window)
        }
        sweep.collect(
            moving, rows: 0..<moving.solids.count, isDynamic: true, view: view, fan: fan, window: window)
        fixed.patchIndex.forEachRun(region) { rows in
            sweep.collectPatches(
                fixed.store, rows: rows, heights: fixed.toneHeights.start, view: view, fan: fan, window: window)
        }
        guard sorts else { return }
        sweep.solidBins.sort(stripCount: fan.stripCount)
        sweep.patchBins.sort(stripCount: fan.stripCount)
    }

    /// Ground tones first, then the swept solids.
    private static func listSurfaces(
        _ fixed: StaticContent, _ moving: SceneStore, sweep: SweepMemory, into table: inout [LidarSurface]
    ) {
        table.removeAll(keepingCapacity: true)
        for row in 0..<fixed.tones.count {
            let tone = fixed.tones[row]
            table.append(
                LidarSurface(
                    owner: .ground, surfaceClass: tone.surfaceClass, reflectivity: tone.reflectivity,
                    coat: .matt))
        }
        for row in 0..<sweep.solids.count {
            let swept = sweep.solids.start[row]
            let store = swept.isDynamic ? moving : fixed.store
            let solid = store.solids.start[Int(swept.solid)]
            let finish = store.finishes.start[Int(solid.firstFinish) + (swept.isReversed ? 1 : 0)]
            table.append(
                LidarSurface(
                    owner: solid.owner, surfaceClass: finish.surfaceClass, reflectivity: finish.reflectivity,
                    coat: finish.coat))
        }
    }
}
