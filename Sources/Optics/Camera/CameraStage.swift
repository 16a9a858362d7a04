/// Everything the strips of one picture share.
struct CameraStage {
    let camera: UprightCamera
    let view: SweepView
    let fixed: StaticContent
    let moving: DynamicScene
    let sweep: SweepMemory
    let light: FrameLight

    @inline(__always)
    func store(of swept: SweptSolid) -> SceneStore { swept.isDynamic ? moving.store : fixed.store }

    /// Finds what hides everything behind it, from the top of the picture to the ground.
    /// - Parameter first: row of `blocked` and `lowestBlocked` for the first strip.
    func findBlocked(into memory: inout CameraMemory, from first: Int = 0) {
        let strips = camera.columns.stripCount
        memory.blocked.reserve(first + strips)
        memory.lowestBlocked.reserve(first + strips)
        let highest = -camera.rowSlopes.start[0]
        for strip in 0..<strips {
            let x = camera.columns.directionX.start[strip]
            let y = camera.columns.directionY.start[strip]
            var blocked = Lanes()
            for row in sweep.solidBins[strip] {
                let swept = sweep.solids.start[Int(row)]
                guard swept.form == .prism, swept.top * swept.nearest >= highest, swept.bottom <= -view.height
                else { continue }
                let entry = SweptEdge.distances(
                    of: sweep.edges.start + Int(swept.firstEdge), front: Int(swept.frontCount),
                    back: Int(swept.backCount), x, y
                ).entry
                let isFull = (entry * swept.top .>= Lanes(repeating: highest)) .& (entry .< Lanes(repeating: atSensor))
                blocked = lanesMax(blocked, select(isFull, entry, Lanes()))
            }
            memory.blocked.start[first + strip] = blocked
            memory.lowestBlocked.start[first + strip] = lowestLane(blocked)
        }
    }
}
