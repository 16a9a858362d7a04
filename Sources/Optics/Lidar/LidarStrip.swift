/// The nearest surface along every ring of eight columns.
struct LidarStrip {
    let pattern: LidarPattern
    let sweep: SweepMemory
    let fixed: StaticContent
    let moving: SceneStore
    let view: SweepView
    let response: SurfaceResponse
    let rings: UnsafePointer<LidarPattern.Ring>
    let ringCount: Int

    init(
        pattern: LidarPattern, sweep: SweepMemory, fixed: StaticContent, moving: SceneStore, view: SweepView,
        response: SurfaceResponse
    ) {
        self.pattern = pattern
        self.sweep = sweep
        self.fixed = fixed
        self.moving = moving
        self.view = view
        self.response = response
        rings = pattern.rings.start
        ringCount = pattern.rings.count
    }

    /// Fills the buffers of one strip.
    func measure(_ strip: Int, into target: LidarBlock.Strip) {
        let x = pattern.columns.directionX.start[strip]
        let y = pattern.columns.directionY.start[strip]
        startWithBareGround(target)
        let solids = sweep.solidBins[strip]
        let blocked = blockingDistance(solids, x, y)
        let hidden = lowestLane(blocked)
        let beams = UprightBeams(pattern: pattern, strip: target)
        for row in sweep.patchBins[strip] {
            let patch = sweep.patches.start[Int(row)]
            if patch.nearest >= hidden { cover(patch, x, y, beams) }
        }
        for row in solids where sweep.solids.start[Int(row)].nearest >= hidden {
            meet(Int(row), blocked: blocked, x, y, beams)
        }
    }

    /// Lets beams meet a swept solid; what lies behind 1 / distance `blocked` is hidden.
    @inline(__always)
    func meet<Beams: BeamTarget>(_ row: Int, blocked: Lanes, _ x: Lanes, _ y: Lanes, _ beams: Beams) {
        let swept = sweep.solids.start[row]
        let number = surfaceNumber(of: swept, row: row)
        switch swept.form {
        case .prism: meetPrism(swept, number: number, blocked: blocked, x, y, beams)
        case .panel: meetPanel(swept, number: number, blocked: blocked, x, y, beams)
        case .round: meetRound(swept, number: number, x, y, beams)
        }
    }

    /// Row of the surface table, marked if the receiver gets more of the surface than what it scatters.
    @inline(__always)
    func surfaceNumber(of swept: SweptSolid, row: Int) -> UInt32 {
        let number = UInt32(truncatingIfNeeded: min(fixed.tones.count + row, 65_534))
        guard response.hasCoats, finish(of: swept).coat != .matt else { return number }
        return number | SeenBeams.coatMark
    }

    /// The finish of a row of the surface table that belongs to a solid.
    func finish(ofSurface number: Int) -> Finish { finish(of: sweep.solids.start[number - fixed.tones.count]) }

    @inline(__always)
    func startWithBareGround(_ target: LidarBlock.Strip) {
        let reflectivity = fixed.tones.start[0].reflectivity * response.groundShare
        for ring in 0..<ringCount {
            let slope = BeamSlope(
                tangent: Lanes(repeating: rings[ring].tangent), inverse: Lanes(repeating: rings[ring].inverseTangent))
            target[ring] = LidarBlock.Ring(bareGround: reflectivity, height: view.height, slope)
        }
    }

    /// 1 / distance behind which each column is hidden in all rings, by walls from the ground to above the highest ring.
    @inline(__always)
    private func blockingDistance(_ solids: UnsafeBufferPointer<Int32>, _ x: Lanes, _ y: Lanes) -> Lanes {
        let highest = rings[ringCount - 1].tangent
        var blocked = Lanes()
        for row in solids {
            let swept = sweep.solids.start[Int(row)]
            guard swept.form == .prism, swept.top * swept.nearest >= highest, swept.bottom <= -view.height else {
                continue
            }
            let entry = SweptEdge.distances(
                of: sweep.edges.start + Int(swept.firstEdge), front: Int(swept.frontCount), back: Int(swept.backCount),
                x, y
            ).entry
            let isFull = (entry * swept.top .>= Lanes(repeating: highest)) .& (entry .< Lanes(repeating: atSensor))
            blocked = lanesMax(blocked, select(isFull, entry, Lanes()))
        }
        return blocked
    }

    /// Gives the ground a material where beams meet it within a piece.
    @inline(__always)
    func cover<Beams: BeamTarget>(_ patch: SweptPatch, _ x: Lanes, _ y: Lanes, _ beams: Beams) {
        let (entry, exit) = SweptEdge.distances(
            of: sweep.edges.start + Int(patch.firstEdge), front: Int(patch.frontCount), back: Int(patch.backCount), x, y
        )
        beams.cover(
            LevelHit(
                height: patch.height,
                low: select(entry .> Lanes(), entry * patch.height, Lanes(repeating: farAway)),
                high: exit * patch.height,
                reflectivity: fixed.tones.start[Int(patch.tone)].reflectivity * response.groundShare,
                surface: UInt32(truncatingIfNeeded: patch.tone)))
    }

    @inline(__always)
    private func meetPrism<Beams: BeamTarget>(
        _ swept: SweptSolid, number: UInt32, blocked: Lanes, _ x: Lanes, _ y: Lanes, _ beams: Beams
    ) {
        let span = SweptEdge.span(
            of: sweep.edges.start + Int(swept.firstEdge), front: Int(swept.frontCount), back: Int(swept.backCount), x, y
        )
        let entry = select(span.entry .>= blocked, span.entry, Lanes())
        let reflectivity = finish(of: swept).reflectivity
        if swept.frontCount > 0 {
            meetWall(
                entry, bottom: Lanes(repeating: swept.bottom), top: Lanes(repeating: swept.top), number: number,
                strength: entry * span.sideDistance * reflectivity, beams)
        }
        meetLevels(of: swept, from: entry, to: span.exit, number: number, reflectivity: reflectivity, beams)
    }

    @inline(__always)
    func finish(of swept: SweptSolid) -> Finish {
        let store = swept.isDynamic ? moving : fixed.store
        let solid = store.solids.start[Int(swept.solid)]
        return store.finishes.start[Int(solid.firstFinish) + (swept.isReversed ? 1 : 0)]
    }

    /// An upright face between two heights; lanes with entry 0 are left alone.
    @inline(__always)
    func meetWall<Beams: BeamTarget>(
        _ entry: Lanes, bottom: Lanes, top: Lanes, number: UInt32, strength: Lanes, _ beams: Beams
    ) {
        let isHit = entry .> Lanes()
        beams.meet(
            WallHit(
                low: select(isHit, entry * bottom, Lanes(repeating: farAway)),
                high: select(isHit, entry * top, Lanes(repeating: -farAway)),
                away: 1 / select(isHit, entry, Lanes(repeating: 1e-30)), strength: strength, surface: number))
    }

    /// The roof below the sensor and the underside above it, between entry and exit.
    @inline(__always)
    func meetLevels<Beams: BeamTarget>(
        of swept: SweptSolid, from entry: Lanes, to exit: Lanes, number: UInt32, reflectivity: Float, _ beams: Beams
    ) {
        if swept.top < 0 { meetLevel(swept.top, entry, exit, number, reflectivity, beams) }
        if swept.bottom > 0 { meetLevel(swept.bottom, entry, exit, number, reflectivity, beams) }
    }

    @inline(__always)
    private func meetLevel<Beams: BeamTarget>(
        _ level: Float, _ entry: Lanes, _ exit: Lanes, _ number: UInt32, _ reflectivity: Float, _ beams: Beams
    ) {
        let isHit = entry .> Lanes()
        let (near, far) = (entry * level, exit * level)
        beams.meet(
            LevelHit(
                height: level, low: select(isHit, level < 0 ? near : far, Lanes(repeating: farAway)),
                high: select(isHit, level < 0 ? far : near, Lanes(repeating: -farAway)), reflectivity: reflectivity,
                surface: number))
    }
}
