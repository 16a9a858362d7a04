extension LidarStrip {
    /// Measures all strips of a pattern with one ring, solid by solid: what is known of a solid serves all its strips, and
    /// nothing need be sorted by strips.
    func measureRing(into block: LidarBlock) {
        for strip in 0..<pattern.columns.stripCount { startWithBareGround(block[strip]) }
        for row in 0..<sweep.patches.count {
            sweep.patchBins.forEachStrip(of: row) { strip in
                cover(sweep.patches.start[row], x(strip), y(strip), beams(block[strip]))
            }
        }
        for row in 0..<sweep.solids.count {
            let swept = sweep.solids.start[row]
            if swept.form == .prism {
                meetPrismRing(swept, number: surfaceNumber(of: swept, row: row), row: row, block)
            } else {
                sweep.solidBins.forEachStrip(of: row) { strip in
                    meet(row, blocked: Lanes(), x(strip), y(strip), beams(block[strip]))
                }
            }
        }
    }

    @inline(__always)
    private func beams(_ strip: LidarBlock.Strip) -> UprightBeams { UprightBeams(pattern: pattern, strip: strip) }

    @inline(__always)
    private func x(_ strip: Int) -> Lanes { pattern.columns.directionX.start[strip] }

    @inline(__always)
    private func y(_ strip: Int) -> Lanes { pattern.columns.directionY.start[strip] }

    private func meetPrismRing(_ swept: SweptSolid, number: UInt32, row: Int, _ block: LidarBlock) {
        let edges = sweep.edges.start + Int(swept.firstEdge)
        let (front, back) = (Int(swept.frontCount), Int(swept.backCount))
        let reflectivity = finish(of: swept).reflectivity
        let tangent = Lanes(repeating: rings[0].tangent)
        let numbers = LaneBits(repeating: number)
        sweep.solidBins.forEachStrip(of: row) { strip in
            let target = block[strip]
            let span = SweptEdge.span(of: edges, front: front, back: back, x(strip), y(strip))
            if front > 0 {
                let entry = span.entry
                let away = 1 / select(entry .> Lanes(), entry, Lanes(repeating: 1e-30))
                let old = target[0].distance
                let isHit = (entry .> Lanes()) .& (away .< old)
                let isNearest = isHit .& (tangent .>= entry * swept.bottom) .& (tangent .< entry * swept.top)
                target[0].distance = select(isNearest, away, old)
                target[0].surface = select(isNearest, numbers, target[0].surface)
                target[0].strength = select(
                    isNearest, entry * span.sideDistance * reflectivity, target[0].strength)
            }
            meetLevels(
                of: swept, from: span.entry, to: span.exit, number: number, reflectivity: reflectivity, beams(target))
        }
    }
}
