extension CameraStrip {
    @inline(__always)
    func drawRound(_ swept: SweptSolid, _ firstFace: UnsafePointer<LitFace>, _ columns: Columns) {
        let round = stage.sweep.rounds.start[Int(swept.firstEdge)]
        let span = round.span(columns.x, columns.y)
        let entry = select(span.entry .>= columns.blocked, span.entry, Lanes())
        guard any(entry .> Lanes()) else { return }
        let owner = stage.store(of: swept).solids.start[Int(swept.solid)].owner.rawValue
        if round.b == 0 && round.c == 0 {
            drawCylinder(swept, round, firstFace[0], entry: entry, exit: span.exit, owner: owner, columns)
        } else {
            drawCurved(swept, round, firstFace[0], entry: entry, exit: span.exit, owner: owner, columns)
        }
    }

    /// A cylinder is met at one depth per column, like a wall.
    @inline(__always)
    private func drawCylinder(
        _ swept: SweptSolid, _ round: SweptRound, _ face: LitFace, entry: Lanes, exit: Lanes, owner: UInt32,
        _ columns: Columns
    ) {
        let through = stage.light.transmission(entry)
        let depth = 1 / select(entry .> Lanes(), entry, Lanes(repeating: 1e30))
        let inverse = 1 / round.radiusSquared.squareRoot()
        let light = lightOn(
            (columns.x * depth - round.x) * inverse, (columns.y * depth - round.y) * inverse, Lanes(), lamps: face.lamps
        )
        let albedo = LaneColour(face.albedo)
        drawUpright(
            entry: entry, bottom: Lanes(repeating: swept.bottom), top: Lanes(repeating: swept.top), light.times(albedo),
            albedo, shade: shade(face, face.albedo), through: through, owner: owner, surfaceClass: face.surfaceClass,
            columns)
        if swept.top < 0 { fillLevel(swept.top, entry: entry, exit: exit, plain(face, through, owner)) }
    }

    /// Cones and crowns, pixel by pixel.
    @inline(__always)
    private func drawCurved(
        _ swept: SweptSolid, _ round: SweptRound, _ face: LitFace, entry: Lanes, exit: Lanes, owner: UInt32,
        _ columns: Columns
    ) {
        let nearest = highestLane(entry)
        let farthest = lowestLane(select(entry .> Lanes(), exit, Lanes(repeating: nearest)))
        let first = rows(of: swept.top, Lanes(repeating: swept.top > 0 ? nearest : farthest))[0]
        let last = rows(of: swept.bottom, Lanes(repeating: swept.bottom > 0 ? farthest : nearest))[0]
        let along = columns.x * round.x + columns.y * round.y
        let square = columns.x * columns.x + columns.y * columns.y
        let through = stage.light.transmission(entry)
        let albedo = LaneColour(face.albedo)
        let isHit = entry .> Lanes()
        let isShaded = face.shadedTop > (swept.bottom + swept.top) * 0.5
        let tag = swept.bottom < raised && hasRaised ? CameraStrip.lowTag : CameraStrip.solidTag
        var row = Int(first)
        while row < Int(last) {
            let slope = -slopes[row]
            let (w, _) = round.hit(
                slope: Lanes(repeating: slope), along: along, square: square, bottom: swept.bottom, top: swept.top)
            let isSeen = isHit .& (w .> depths[row])
            if any(isSeen) {
                let depth = 1 / select(w .> Lanes(), w, Lanes(repeating: 1))
                let height = depth * slope
                let (x, y) = (columns.x * depth - round.x, columns.y * depth - round.y)
                let lean = height * -round.c - 0.5 * round.b
                let scale = 1 / lanesMax(lanesSquareRoot(x * x + y * y + lean * lean), Lanes(repeating: 1e-6))
                var colour = lightOn(x * scale, y * scale, lean * scale, isShaded: isShaded, lamps: face.lamps)
                    .times(albedo)
                if let beams = stage.light.beamsOnUpright(w, columns.x, columns.y) {
                    colour = colour.adding(albedo, beams * (height[0] + stage.view.height < 1 ? 1 : 0.2))
                }
                put(
                    row, isSeen, w,
                    Brush(
                        colour: stage.light.seen(colour, through: through, tag: tag), owner: owner,
                        surfaceClass: face.surfaceClass))
            }
            row += 1
        }
    }

    /// Light on white faces with eight unit normals.
    @inline(__always)
    private func lightOn(
        _ x: Lanes, _ y: Lanes, _ z: Lanes, isShaded: Bool = false, lamps: Float
    ) -> LaneColour {
        let light = stage.light
        let sun = isShaded ? Lanes() : lanesMax(x * light.sunX + y * light.sunY + z * light.sunZ, Lanes())
        let up = z * 0.5 + 0.5
        let (level, upright, direct) = (light.light.skyOnLevel, light.light.skyOnUpright, light.light.sun)
        let sky = LaneColour(
            red: upright.red * 0.5 + (level.red - upright.red * 0.5) * up + sun * direct.red,
            green: upright.green * 0.5 + (level.green - upright.green * 0.5) * up + sun * direct.green,
            blue: upright.blue * 0.5 + (level.blue - upright.blue * 0.5) * up + sun * direct.blue)
        return lamps > 0 ? sky.adding(LaneColour(LampGlow.tint), Lanes(repeating: lamps)) : sky
    }
}

extension LaneColour {
    @inline(__always)
    func times(_ other: LaneColour) -> LaneColour {
        LaneColour(red: red * other.red, green: green * other.green, blue: blue * other.blue)
    }
}
