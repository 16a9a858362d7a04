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
    let farAway: Float = 3e38

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
        for row in sweep.patchBins[strip] {
            let patch = sweep.patches.start[Int(row)]
            if patch.nearest >= hidden { cover(patch, x, y, target) }
        }
        for row in solids {
            let swept = sweep.solids.start[Int(row)]
            guard swept.nearest >= hidden else { continue }
            let number = surfaceNumber(of: swept, row: Int(row))
            switch swept.form {
            case .prism: meetPrism(swept, number: number, blocked: blocked, x, y, target)
            case .panel: meetPanel(swept, number: number, blocked: blocked, x, y, target)
            case .round: meetRound(swept, number: number, x, y, target)
            }
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
            let tangent = rings[ring].tangent
            let isDown = tangent < 0
            target[ring].distance = Lanes(repeating: isDown ? -view.height * rings[ring].inverseTangent : farAway)
            target[ring].surface = LaneBits(repeating: isDown ? 0 : UInt32(LidarReturns.noSurface))
            target[ring].strength = Lanes(repeating: isDown ? -tangent * reflectivity : 0)
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

    /// Gives the ground a material where rings meet it within a piece.
    @inline(__always)
    func cover(_ patch: SweptPatch, _ x: Lanes, _ y: Lanes, _ target: LidarBlock.Strip) {
        let (entry, exit) = SweptEdge.distances(
            of: sweep.edges.start + Int(patch.firstEdge), front: Int(patch.frontCount), back: Int(patch.backCount), x, y
        )
        let isHit = entry .> Lanes()
        let low = select(isHit, entry * patch.height, Lanes(repeating: farAway))
        let high = exit * patch.height
        let number = LaneBits(repeating: UInt32(truncatingIfNeeded: patch.tone))
        let reflectivity = fixed.tones.start[Int(patch.tone)].reflectivity * response.groundShare
        let highest = highestLane(high)
        var ring = pattern.firstRing(from: lowestLane(low))
        while ring < ringCount, rings[ring].tangent < highest {
            let tangent = Lanes(repeating: rings[ring].tangent)
            let reach = Lanes(repeating: patch.height * rings[ring].inverseTangent)
            let old = target[ring].distance
            // At equal height the tone that is drawn later wins, in whatever order pieces come.
            let isAbove = (reach .< old) .| ((reach .== old) .& (target[ring].surface .< number))
            let isCovered = (tangent .>= low) .& (tangent .< high) .& isAbove
            target[ring].distance = select(isCovered, reach, old)
            target[ring].surface = select(isCovered, number, target[ring].surface)
            target[ring].strength = select(
                isCovered, Lanes(repeating: -rings[ring].tangent * reflectivity), target[ring].strength)
            ring += 1
        }
    }

    @inline(__always)
    private func meetPrism(
        _ swept: SweptSolid, number: UInt32, blocked: Lanes, _ x: Lanes, _ y: Lanes, _ target: LidarBlock.Strip
    ) {
        let span = SweptEdge.span(
            of: sweep.edges.start + Int(swept.firstEdge), front: Int(swept.frontCount), back: Int(swept.backCount), x, y
        )
        let entry = select(span.entry .>= blocked, span.entry, Lanes())
        let reflectivity = finish(of: swept).reflectivity
        if swept.frontCount > 0 {
            meetWall(
                entry, bottom: Lanes(repeating: swept.bottom), top: Lanes(repeating: swept.top), number: number,
                strength: entry * span.sideDistance * reflectivity, target)
        }
        if swept.top < 0 {
            meetLevel(swept.top, from: entry, to: span.exit, number: number, reflectivity: reflectivity, target)
        }
        if swept.bottom > 0 {
            meetLevel(swept.bottom, from: entry, to: span.exit, number: number, reflectivity: reflectivity, target)
        }
    }

    @inline(__always)
    func finish(of swept: SweptSolid) -> Finish {
        let store = swept.isDynamic ? moving : fixed.store
        let solid = store.solids.start[Int(swept.solid)]
        return store.finishes.start[Int(solid.firstFinish) + (swept.isReversed ? 1 : 0)]
    }

    /// Rings that meet an upright face between two heights; lanes with entry 0 are left alone.
    @inline(__always)
    func meetWall(
        _ entry: Lanes, bottom: Lanes, top: Lanes, number: UInt32, strength new: Lanes, _ target: LidarBlock.Strip
    ) {
        let isHit = entry .> Lanes()
        let low = select(isHit, entry * bottom, Lanes(repeating: farAway))
        let high = select(isHit, entry * top, Lanes(repeating: -farAway))
        let away = 1 / select(isHit, entry, Lanes(repeating: 1e-30))
        let highest = highestLane(high)
        let numbers = LaneBits(repeating: number)
        var ring = pattern.firstRing(from: lowestLane(low))
        while ring < ringCount, rings[ring].tangent < highest {
            let tangent = Lanes(repeating: rings[ring].tangent)
            let old = target[ring].distance
            let isNearest = (tangent .>= low) .& (tangent .< high) .& (away .< old)
            target[ring].distance = select(isNearest, away, old)
            target[ring].surface = select(isNearest, numbers, target[ring].surface)
            target[ring].strength = select(isNearest, new, target[ring].strength)
            ring += 1
        }
    }

    /// Rings that meet a level face (roof below the sensor, underside above it) between entry and exit.
    @inline(__always)
    func meetLevel(
        _ level: Float, from entry: Lanes, to exit: Lanes, number: UInt32, reflectivity: Float,
        _ target: LidarBlock.Strip
    ) {
        let isHit = entry .> Lanes()
        let (near, far) = (entry * level, exit * level)
        let low = select(isHit, level < 0 ? near : far, Lanes(repeating: farAway))
        let high = select(isHit, level < 0 ? far : near, Lanes(repeating: -farAway))
        let highest = highestLane(high)
        let numbers = LaneBits(repeating: number)
        var ring = pattern.firstRing(from: lowestLane(low))
        while ring < ringCount, rings[ring].tangent < highest {
            let tangent = Lanes(repeating: rings[ring].tangent)
            let reach = Lanes(repeating: level * rings[ring].inverseTangent)
            let old = target[ring].distance
            let isNearest = (tangent .>= low) .& (tangent .< high) .& (reach .< old)
            target[ring].distance = select(isNearest, reach, old)
            target[ring].surface = select(isNearest, numbers, target[ring].surface)
            let cosine = rings[ring].tangent.magnitude * reflectivity
            target[ring].strength = select(isNearest, Lanes(repeating: cosine), target[ring].strength)
            ring += 1
        }
    }
}
