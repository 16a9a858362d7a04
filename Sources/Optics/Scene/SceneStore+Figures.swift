import RoadNetwork

/// Figures on a face are drawn on a sheet: a rectangle of the face, with sheet coordinates 0–1 to the right and up.
struct DecalSheet {
    var lowU: Double
    var lowZ: Double
    var width: Double
    var height: Double
    var surfaceClass: SurfaceClass

    func u(_ x: Double) -> Double { lowU + x * width }
    func z(_ y: Double) -> Double { lowZ + y * height }
}

extension SceneStore {
    mutating func addRectangle(
        _ sheet: DecalSheet, x: ClosedRange<Double>, y: ClosedRange<Double>, _ colour: LinearColour
    ) {
        decals.append(
            Decal(
                .rectangle, colour, u: sheet.u(x.lowerBound)...sheet.u(x.upperBound),
                z: sheet.z(y.lowerBound)...sheet.z(y.upperBound), sheet.surfaceClass))
    }

    /// An ellipse about (x, y) with half axes `radius` in sheet units.
    mutating func addDisc(_ sheet: DecalSheet, x: Double, y: Double, radius: Double, _ colour: LinearColour) {
        decals.append(
            Decal(
                .disc, colour, u: sheet.u(x - radius)...sheet.u(x + radius),
                z: sheet.z(y - radius)...sheet.z(y + radius),
                sheet.surfaceClass))
    }

    /// A convex polygon, corners counter-clockwise.
    mutating func addPolygon(_ sheet: DecalSheet, _ corners: [(x: Double, y: Double)], _ colour: LinearColour) {
        let points = corners.map { (u: sheet.u($0.x), z: sheet.z($0.y)) }
        var decal = Decal(
            .polygon, colour, u: points.map(\.u).min()!...points.map(\.u).max()!,
            z: points.map(\.z).min()!...points.map(\.z).max()!, sheet.surfaceClass)
        decal.firstLine = Int32(lines.count)
        var lower: [SIMD2<Float>] = []
        for (index, start) in points.enumerated() {
            let end = points[(index + 1) % points.count]
            // Upright sides are the bounds.
            guard (end.u - start.u).magnitude > 1e-9 else { continue }
            let slope = (end.z - start.z) / (end.u - start.u)
            let line = SIMD2(Float(start.z - slope * start.u), Float(slope))
            // Counter-clockwise, the underside runs to the right.
            if end.u > start.u { lower.append(line) } else { lines.append(line) }
        }
        decal.upperLineCount = UInt8(lines.count - Int(decal.firstLine))
        decal.lowerLineCount = UInt8(lower.count)
        for line in lower { lines.append(line) }
        decals.append(decal)
    }

    /// A regular polygon that fills the sheet shrunk to `size`, its first corner at `turn` (fractions of a full turn,
    /// counter-clockwise from the right).
    mutating func addRegular(
        _ sheet: DecalSheet, corners: Int, turn: Double, size: Double, center: (x: Double, y: Double) = (0.5, 0.5),
        _ colour: LinearColour
    ) {
        // Corners of triangles, squares and octagons have exact enough coordinates in this table of sixteenths of a turn.
        let cosines = [1, 0.92388, 0.70711, 0.38268, 0, -0.38268, -0.70711, -0.92388]
        func cosine(_ sixteenth: Int) -> Double {
            let index = ((sixteenth % 16) + 16) % 16
            return index < 8 ? cosines[index] : -cosines[index - 8]
        }
        let first = Int((turn * 16).rounded())
        addPolygon(
            sheet,
            (0..<corners).map { corner in
                let angle = first + corner * 16 / corners
                return (center.x + size / 2 * cosine(angle), center.y + size / 2 * cosine(angle - 4))
            }, colour)
    }
}
