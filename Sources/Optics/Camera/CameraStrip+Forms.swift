extension CameraStrip {
    @inline(__always)
    func drawPrism(_ swept: SweptSolid, _ firstFace: UnsafePointer<LitFace>, _ columns: Columns) {
        let front = Int(swept.frontCount)
        let span = SweptEdge.span(
            of: stage.sweep.edges.start + Int(swept.firstEdge), front: front, back: Int(swept.backCount), columns.x,
            columns.y)
        let entry = select(span.entry .>= columns.blocked, span.entry, Lanes())
        guard any(entry .> Lanes()) else { return }
        let through = stage.light.transmission(entry)
        let owner = stage.store(of: swept).solids.start[Int(swept.solid)].owner.rawValue
        if front > 0 {
            drawSides(swept, firstFace, entry: entry, side: span.side, through: through, owner: owner, columns)
        }
        if swept.top < 0 {
            fillLevel(swept.top, entry: entry, exit: span.exit, plain(firstFace[front], through, owner))
        }
        if swept.bottom > 0 {
            fillLevel(swept.bottom, entry: entry, exit: span.exit, plain(firstFace[front + 1], through, owner))
        }
    }

    /// The upright sides of a prism and the figures on them.
    @inline(__always)
    private func drawSides(
        _ swept: SweptSolid, _ firstFace: UnsafePointer<LitFace>, entry: Lanes, side: SIMD8<Int32>, through: Lanes,
        owner: UInt32, _ columns: Columns
    ) {
        let front = Int(swept.frontCount)
        var colour = LaneColour(firstFace[0].lit)
        var albedo = LaneColour(firstFace[0].albedo)
        for face in 1..<max(1, front) {
            let isSide = side .== SIMD8(repeating: Int32(truncatingIfNeeded: face))
            colour.set(firstFace[face].lit, where: isSide)
            if !stage.light.beams.isEmpty { albedo.set(firstFace[face].albedo, where: isSide) }
        }
        drawUpright(
            entry: entry, bottom: Lanes(repeating: swept.bottom), top: Lanes(repeating: swept.top), colour, albedo,
            shade: shade(firstFace, front, side), through: through, owner: owner,
            surfaceClass: firstFace[0].surfaceClass, columns)
        guard swept.nearest * focal > 1.5 else { return }
        for face in 0..<front where firstFace[face].decalCount > 0 {
            let isSide = (side .== SIMD8(repeating: Int32(truncatingIfNeeded: face))) .& (entry .> Lanes())
            guard any(isSide) else { continue }
            drawFigures(
                swept, firstFace[face], from: 0, entry: select(isSide, entry, Lanes()), through: through, owner: owner,
                columns)
        }
    }

    /// How sides look where the sun does not reach them, and up to which height above the camera that is.
    struct Shade {
        var top: Lanes
        var colour: LaneColour
    }

    /// Of the sides of a prism; nil if all of them lie in the sun.
    @inline(__always)
    private func shade(_ firstFace: UnsafePointer<LitFace>, _ front: Int, _ side: SIMD8<Int32>) -> Shade? {
        guard stage.light.hasShadows else { return nil }
        var shade = Shade(
            top: Lanes(repeating: firstFace[0].shadedTop), colour: LaneColour(firstFace[0].inShade(stage.light)))
        for face in 1..<max(1, front) {
            let isSide = side .== SIMD8(repeating: Int32(truncatingIfNeeded: face))
            shade.top = select(isSide, Lanes(repeating: firstFace[face].shadedTop), shade.top)
            shade.colour.set(firstFace[face].inShade(stage.light), where: isSide)
        }
        return any(shade.top .> Lanes(repeating: -stage.view.height)) ? shade : nil
    }

    /// An upright face; what lies in shadow is darker, at night the part that headlamps reach is brighter.
    @inline(__always)
    func drawUpright(
        entry: Lanes, bottom: Lanes, top: Lanes, _ colour: LaneColour, _ albedo: LaneColour, shade: Shade? = nil,
        through: Lanes, owner: UInt32, surfaceClass: UInt8, _ columns: Columns
    ) {
        guard let beams = stage.light.beamsOnUpright(entry, columns.x, columns.y) else {
            let bytes = stage.light.seen(colour, through: through, tag: 0)
            let lit = Brush(colour: bytes, owner: owner, surfaceClass: surfaceClass)
            guard let shade else { return fillSplit(entry: entry, bottom: bottom, top: top, lit) }
            let cut = lanesMax(bottom, lanesMin(top, shade.top))
            let dark = stage.light.seen(shade.colour, through: through, tag: 0)
            fillSplit(
                entry: entry, bottom: bottom, top: cut, Brush(colour: dark, owner: owner, surfaceClass: surfaceClass))
            return fillSplit(entry: entry, bottom: cut, top: top, lit)
        }
        var colour = colour
        if let shade {
            let isShaded = shade.top .> (bottom + top) * 0.5
            colour = LaneColour(
                red: select(isShaded, shade.colour.red, colour.red),
                green: select(isShaded, shade.colour.green, colour.green),
                blue: select(isShaded, shade.colour.blue, colour.blue))
        }
        // Dipped beams end at about the height of bonnets; a little goes higher.
        let cut = lanesMax(bottom, lanesMin(top, Lanes(repeating: 0.9 - stage.view.height)))
        let low = stage.light.seen(colour.adding(albedo, beams), through: through, tag: 0)
        fillSplit(entry: entry, bottom: bottom, top: cut, Brush(colour: low, owner: owner, surfaceClass: surfaceClass))
        let high = stage.light.seen(colour.adding(albedo, beams * 0.25), through: through, tag: 0)
        fillSplit(entry: entry, bottom: cut, top: top, Brush(colour: high, owner: owner, surfaceClass: surfaceClass))
    }

    /// Fills an upright face, tagging what lies below the highest raised surface.
    @inline(__always)
    private func fillSplit(entry: Lanes, bottom: Lanes, top: Lanes, _ brush: Brush) {
        var (solid, low) = (brush, brush)
        solid.colour |= LaneBits(repeating: stage.light.solidTag)
        let (upper, lower) = (rows(of: top, entry), rows(of: bottom, entry))
        guard hasRaised, any(bottom .< Lanes(repeating: raised)) else {
            fillUpright(top: upper, bottom: lower, entry: entry, solid)
            return
        }
        low.colour |= LaneBits(repeating: stage.light.lowTag)
        let split = rows(of: lanesMin(top, lanesMax(bottom, Lanes(repeating: raised))), entry)
        fillUpright(top: upper, bottom: split, entry: entry, solid)
        fillUpright(top: split, bottom: lower, entry: entry, low)
    }

    /// One colour for a level face.
    @inline(__always)
    func plain(_ face: LitFace, _ through: Lanes, _ owner: UInt32) -> Brush {
        Brush(
            colour: stage.light.seen(LaneColour(face.lit), through: through, tag: CameraStrip.solidTag), owner: owner,
            surfaceClass: face.surfaceClass)
    }

    /// A thin face; where it has figures, only within the first of them.
    @inline(__always)
    func drawPanel(_ swept: SweptSolid, _ firstFace: UnsafePointer<LitFace>, _ columns: Columns) {
        let met = SweptEdge.panelEntry(stage.sweep.edges.start + Int(swept.firstEdge), columns.x, columns.y)
        let entry = select(met .>= columns.blocked, met, Lanes())
        guard any(entry .> Lanes()) else { return }
        let face = firstFace[0]
        let store = stage.store(of: swept)
        let owner = store.solids.start[Int(swept.solid)].owner.rawValue
        let through = stage.light.transmission(entry)
        guard face.decalCount > 0 else {
            drawUpright(
                entry: entry, bottom: Lanes(repeating: swept.bottom), top: Lanes(repeating: swept.top),
                LaneColour(face.lit), LaneColour(face.albedo), shade: shade(face, face.albedo), through: through,
                owner: owner, surfaceClass: face.surfaceClass, columns)
            return
        }
        let axis = FaceAxis(side: 0, of: store.solids.start[Int(swept.solid)], store: store, view: stage.view)
        let decal = store.decals.start[Int(face.firstDecal)]
        let outline = decal.heights(at: axis.position(entry, columns.x, columns.y), lines: store.lines.start)
        let covered = select(outline.isCovered, entry, Lanes())
        let albedo = SceneLight.LinearRGB(decal.red, decal.green, decal.blue)
        drawUpright(
            entry: covered, bottom: outline.low - stage.view.height, top: outline.high - stage.view.height,
            LaneColour(face.lighting(albedo)), LaneColour(albedo), shade: shade(face, albedo), through: through,
            owner: owner, surfaceClass: face.surfaceClass, columns)
        drawFigures(swept, face, from: 1, entry: covered, through: through, owner: owner, columns)
    }

    /// Of a single face with an albedo.
    @inline(__always)
    func shade(_ face: LitFace, _ albedo: SceneLight.LinearRGB) -> Shade? {
        guard stage.light.hasShadows, face.shadedTop > -stage.view.height else { return nil }
        return Shade(top: Lanes(repeating: face.shadedTop), colour: LaneColour(stage.light.inShade(albedo)))
    }

    /// Figures on a face, over what has been drawn there.
    @inline(__always)
    private func drawFigures(
        _ swept: SweptSolid, _ face: LitFace, from first: Int, entry: Lanes, through: Lanes, owner: UInt32,
        _ columns: Columns
    ) {
        let store = stage.store(of: swept)
        let solid = store.solids.start[Int(swept.solid)]
        let axis = FaceAxis(side: solid.form == .panel ? 0 : Int(face.side), of: solid, store: store, view: stage.view)
        let u = axis.position(entry, columns.x, columns.y)
        // What stays far below a pixel is left out, but lamps never.
        let pixel = 0.35 / (swept.nearest * focal)
        for row in first..<Int(face.decalCount) {
            var decal = store.decals.start[Int(face.firstDecal) + row]
            let isTiny = decal.highZ - decal.lowZ < pixel || decal.highU - decal.lowU < pixel
            if isTiny && !decal.isLamp && decal.signalLamp < 0 { continue }
            if decal.period > 0 && !fade(&decal, into: face, u, entry) { continue }
            let figure = decal.heights(at: u, lines: store.lines.start)
            let covered = select(figure.isCovered, entry, Lanes())
            guard any(covered .> Lanes()) else { continue }
            let low = lanesMax(figure.low - stage.view.height, Lanes(repeating: swept.bottom))
            let high = lanesMin(figure.high - stage.view.height, Lanes(repeating: swept.top))
            let (top, bottom) = (rows(of: high, entry), rows(of: low, entry))
            guard any((top .< bottom) .& (covered .> Lanes())) else { continue }
            fillFigure(
                top: top, bottom: bottom, entry: covered,
                brush(for: decal, on: face, entry: entry, through: through, owner: owner, columns))
        }
    }

    /// Lets figures that repeat every few pixels fade into their face, before they become a moiré.
    /// - Returns: whether anything is left of them.
    @inline(never)
    private func fade(_ decal: inout Decal, into face: LitFace, _ u: Lanes, _ entry: Lanes) -> Bool {
        // Metres from column to column where two neighbours see the face.
        var step: Float = 0
        for lane in 1..<laneCount where entry[lane] > 0 && entry[lane - 1] > 0 {
            step = max(step, (u[lane] - u[lane - 1]).magnitude)
        }
        let share = min(1, (decal.period / max(step, 1e-6) - 2) * 0.3)
        guard share > 0 else { return false }
        decal.red = face.albedoRed + (decal.red - face.albedoRed) * share
        decal.green = face.albedoGreen + (decal.green - face.albedoGreen) * share
        decal.blue = face.albedoBlue + (decal.blue - face.albedoBlue) * share
        return true
    }

    @inline(__always)
    private func brush(
        for decal: Decal, on face: LitFace, entry: Lanes, through: Lanes, owner: UInt32, _ columns: Columns
    ) -> Brush {
        var albedo = SceneLight.LinearRGB(decal.red, decal.green, decal.blue)
        var isLamp = decal.isLamp
        if decal.signalLamp >= 0 {
            let lamp = stage.moving.signalLights.start[Int(decal.signalLamp)]
            albedo = SceneLight.LinearRGB(lamp.red, lamp.green, lamp.blue)
            isLamp = lamp.isLit
        }
        let isShaded = face.shadedTop > (decal.lowZ + decal.highZ) * 0.5 - stage.view.height
        let lit = isShaded && !isLamp ? stage.light.inShade(albedo) : face.lighting(albedo)
        var colour = LaneColour(isLamp ? albedo * stage.light.lampScale : lit)
        if !isLamp, let beams = stage.light.beamsOnUpright(entry, columns.x, columns.y) {
            colour = colour.adding(LaneColour(albedo), beams)
        }
        return Brush(
            colour: stage.light.seen(colour, through: through, tag: CameraStrip.solidTag), owner: owner,
            surfaceClass: decal.surfaceClass.rawValue)
    }
}

extension LitFace {
    var lit: SceneLight.LinearRGB { SceneLight.LinearRGB(red, green, blue) }
    var albedo: SceneLight.LinearRGB { SceneLight.LinearRGB(albedoRed, albedoGreen, albedoBlue) }

    /// What an upright face looks like where the sun does not reach it.
    @inline(__always)
    func inShade(_ light: FrameLight) -> SceneLight.LinearRGB { isLamp ? lit : light.inShade(albedo) }

    /// Another albedo in this face's light.
    @inline(__always)
    func lighting(_ albedo: SceneLight.LinearRGB) -> SceneLight.LinearRGB {
        SceneLight.LinearRGB(albedo.red * lightRed, albedo.green * lightGreen, albedo.blue * lightBlue)
    }
}

extension LaneColour {
    @inline(__always)
    mutating func set(_ colour: SceneLight.LinearRGB, where mask: LaneMask) {
        red = select(mask, Lanes(repeating: colour.red), red)
        green = select(mask, Lanes(repeating: colour.green), green)
        blue = select(mask, Lanes(repeating: colour.blue), blue)
    }

    /// More light on an albedo.
    @inline(__always)
    func adding(_ albedo: LaneColour, _ light: Lanes) -> LaneColour {
        LaneColour(
            red: red + albedo.red * light, green: green + albedo.green * light, blue: blue + albedo.blue * light)
    }
}
