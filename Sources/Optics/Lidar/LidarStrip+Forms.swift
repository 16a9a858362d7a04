extension LidarStrip {
    /// A thin face; where it has figures, the first one is its outline.
    @inline(__always)
    func meetPanel(_ swept: SweptSolid, number: UInt32, blocked: Lanes, _ x: Lanes, _ y: Lanes) {
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
        meetWall(entry, bottom: bottom, top: top, number: number, strength: strength)
    }

    /// A body of revolution, ring by ring.
    @inline(__always)
    func meetRound(_ swept: SweptSolid, number: UInt32, _ x: Lanes, _ y: Lanes) {
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
            let old = distance[ring]
            let isNearest = away .< old
            distance[ring] = select(isNearest, away, old)
            surface[ring].replace(with: LaneBits(repeating: number), where: isNearest)
            let cosine = round.incidence(root: root, away: away, slope: slope)
            strength[ring] = select(isNearest, cosine * reflectivity, strength[ring])
            ring += 1
        }
    }

    /// Ranges along the beams of one strip, into row-major arrays of rings × columns.
    @inline(__always)
    func write(
        _ strip: Int, ranges: UnsafeMutablePointer<Float>, strengths: UnsafeMutablePointer<Float>,
        surfaces: UnsafeMutablePointer<UInt16>
    ) {
        let count = pattern.columns.count
        let first = strip * laneCount
        let isWhole = first + laneCount <= count
        let (near, far) = (Float(pattern.minimumRange), Float(pattern.maximumRange))
        for ring in 0..<ringCount {
            let range = distance[ring] * rings[ring].inverseCosine
            let isSeen = (range .<= Lanes(repeating: far)) .& (range .>= Lanes(repeating: near))
            let seenRange = select(isSeen, range, Lanes())
            let seenStrength = select(isSeen, strength[ring] * rings[ring].cosine, Lanes())
            let seenSurface = LaneBits(repeating: 0xFFFF).replacing(with: surface[ring], where: isSeen)
            let numbers = SIMD8<UInt16>(truncatingIfNeeded: seenSurface)
            let offset = ring * count + first
            if isWhole {
                UnsafeMutableRawPointer(ranges + offset).storeBytes(of: seenRange, as: Lanes.self)
                UnsafeMutableRawPointer(strengths + offset).storeBytes(of: seenStrength, as: Lanes.self)
                UnsafeMutableRawPointer(surfaces + offset).storeBytes(of: numbers, as: SIMD8<UInt16>.self)
            } else {
                for lane in 0..<(count - first) {
                    ranges[offset + lane] = seenRange[lane]
                    strengths[offset + lane] = seenStrength[lane]
                    surfaces[offset + lane] = numbers[lane]
                }
            }
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
