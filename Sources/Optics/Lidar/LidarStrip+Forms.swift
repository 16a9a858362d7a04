extension LidarStrip {
    /// A thin face; where it has figures, the first one is its outline.
    @inline(__always)
    func meetPanel(
        _ swept: SweptSolid, number: UInt32, blocked: Lanes, _ x: Lanes, _ y: Lanes, _ target: LidarBlock.Strip
    ) {
        let edges = sweep.edges.start + Int(swept.firstEdge)
        let met = SweptEdge.panelEntry(edges, x, y)
        var entry = select(met .>= blocked, met, Lanes())
        var (bottom, top) = (Lanes(repeating: swept.bottom), Lanes(repeating: swept.top))
        let finish = finish(of: swept)
        let strength = entry * edges[0].distance * finish.reflectivity
        if finish.decalCount > 0 {
            let store = swept.isDynamic ? moving : fixed.store
            let axis = FaceAxis(side: 0, of: store.solids.start[Int(swept.solid)], store: store, view: view)
            let outline = store.decals.start[Int(finish.firstDecal)].heights(
                at: axis.position(entry, x, y), lines: store.lines.start)
            entry = select(outline.isCovered, entry, Lanes())
            (bottom, top) = (outline.low - view.height, outline.high - view.height)
        }
        meetWall(entry, bottom: bottom, top: top, number: number, strength: strength, target)
    }

    /// A body of revolution, ring by ring.
    @inline(__always)
    func meetRound(_ swept: SweptSolid, number: UInt32, _ x: Lanes, _ y: Lanes, _ target: LidarBlock.Strip) {
        let round = sweep.rounds.start[Int(swept.firstEdge)]
        let outer = round.span(x, y)
        let nearest = highestLane(outer.entry)
        guard nearest > 0 else { return }
        let isHit = outer.entry .> Lanes()
        let farthest = lowestLane(select(isHit, outer.exit, outer.entry + Lanes(repeating: nearest)))
        let along = x * round.x + y * round.y
        let reflectivity = finish(of: swept).reflectivity
        let highest = swept.top * (swept.top < 0 ? farthest : nearest)
        var ring = pattern.firstRing(from: swept.bottom * (swept.bottom < 0 ? nearest : farthest))
        while ring < ringCount, rings[ring].tangent <= highest {
            let slope = rings[ring].tangent
            let (w, root) = round.hit(
                slope: slope, along: along, square: x * x + y * y, bottom: swept.bottom, top: swept.top)
            let away = 1 / select(w .> Lanes(), w, Lanes(repeating: 1e-30))
            let old = target[ring].distance
            let isNearest = away .< old
            target[ring].distance = select(isNearest, away, old)
            target[ring].surface = select(isNearest, LaneBits(repeating: number), target[ring].surface)
            let cosine = round.incidence(root: root, away: away, slope: slope)
            target[ring].strength = select(isNearest, cosine * reflectivity, target[ring].strength)
            ring += 1
        }
    }
}

extension SweptRound {
    /// Reflection factor |cos| · √(1 + slope²) of a hit with the side or, where `root` is 0, with the flat top.
    @inline(__always)
    func incidence(root: Lanes, away: Lanes, slope: Float) -> Lanes {
        let height = away * slope
        let lean = height * c + 0.5 * b
        let radiusSquared = lanesMax(height * (height * c + b) + a, Lanes())
        let normal = lanesMax(lanesSquareRoot(radiusSquared + lean * lean), Lanes(repeating: 1e-6))
        return select(root .> Lanes(), root / normal, Lanes(repeating: slope.magnitude))
    }
}
