extension LidarStrip {
    /// A thin face; where it has figures, the first one is its outline.
    @inline(__always)
    func meetPanel<Beams: BeamTarget>(
        _ swept: SweptSolid, number: UInt32, blocked: Lanes, _ x: Lanes, _ y: Lanes, _ beams: Beams
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
        meetWall(entry, bottom: bottom, top: top, number: number, strength: strength, beams)
    }

    /// A body of revolution.
    @inline(__always)
    func meetRound<Beams: BeamTarget>(
        _ swept: SweptSolid, number: UInt32, _ x: Lanes, _ y: Lanes, _ beams: Beams
    ) {
        let round = sweep.rounds.start[Int(swept.firstEdge)]
        let outer = round.span(x, y)
        let nearest = highestLane(outer.entry)
        guard nearest > 0 else { return }
        let isHit = outer.entry .> Lanes()
        let farthest = lowestLane(select(isHit, outer.exit, outer.entry + Lanes(repeating: nearest)))
        beams.meet(
            RoundHit(
                shape: round, bottom: swept.bottom, top: swept.top,
                low: swept.bottom * (swept.bottom < 0 ? nearest : farthest),
                high: swept.top * (swept.top < 0 ? farthest : nearest), directionX: x, directionY: y,
                reflectivity: finish(of: swept).reflectivity, surface: number))
    }
}

extension SweptRound {
    /// Reflection factor |cos| · √(1 + slope²) of a hit with the side or, where `root` is 0, with the flat top.
    @inline(__always)
    func incidence(root: Lanes, away: Lanes, slope: Lanes) -> Lanes {
        let height = away * slope
        let lean = height * c + 0.5 * b
        let radiusSquared = lanesMax(height * (height * c + b) + a, Lanes())
        let normal = lanesMax(lanesSquareRoot(radiusSquared + lean * lean), Lanes(repeating: 1e-6))
        return select(root .> Lanes(), root / normal, lanesMax(slope, Lanes() - slope))
    }
}
