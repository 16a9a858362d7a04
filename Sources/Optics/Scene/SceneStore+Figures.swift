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

    /// Letters and digits of upright bars, as on simple displays. Sheet units; unknown characters leave a gap.
    mutating func addText(
        _ sheet: DecalSheet, _ text: String, x: ClosedRange<Double>, y: ClosedRange<Double>, _ colour: LinearColour
    ) {
        let characters = Array(text)
        let pitch = (x.upperBound - x.lowerBound) / Double(characters.count)
        for (index, character) in characters.enumerated() {
            let left = x.lowerBound + pitch * (Double(index) + 0.1)
            addGlyph(sheet, character, x: left...(left + pitch * 0.8), y: y, colour)
        }
    }

    private mutating func addGlyph(
        _ sheet: DecalSheet, _ character: Character, x: ClosedRange<Double>, y: ClosedRange<Double>,
        _ colour: LinearColour
    ) {
        let (width, height) = (x.upperBound - x.lowerBound, y.upperBound - y.lowerBound)
        let stroke = min(width * 0.26, height * 0.16)
        for bar in SceneStore.bars[character] {
            let (x0, x1, y0, y1) = bar.extent
            addRectangle(
                sheet, x: (x.lowerBound + x0 * (width - stroke))...(x.lowerBound + x1 * (width - stroke) + stroke),
                y: (y.lowerBound + y0 * (height - stroke))...(y.lowerBound + y1 * (height - stroke) + stroke), colour)
        }
    }

    /// The bars that make up a character.
    private enum Bar {
        case top, middle, bottom, upperLeft, upperRight, lowerLeft, lowerRight, stem

        var extent: (Double, Double, Double, Double) {
            switch self {
            case .top: return (0, 1, 1, 1)
            case .middle: return (0, 1, 0.5, 0.5)
            case .bottom: return (0, 1, 0, 0)
            case .upperLeft: return (0, 0, 0.5, 1)
            case .upperRight: return (1, 1, 0.5, 1)
            case .lowerLeft: return (0, 0, 0, 0.5)
            case .lowerRight: return (1, 1, 0, 0.5)
            case .stem: return (0.5, 0.5, 0, 1)
            }
        }
    }

    private struct BarTable {
        subscript(character: Character) -> [Bar] {
            switch character {
            case "0", "O": return [.top, .bottom, .upperLeft, .upperRight, .lowerLeft, .lowerRight]
            case "1": return [.upperRight, .lowerRight]
            case "2": return [.top, .upperRight, .middle, .lowerLeft, .bottom]
            case "3": return [.top, .upperRight, .middle, .lowerRight, .bottom]
            case "4": return [.upperLeft, .upperRight, .middle, .lowerRight]
            case "5", "S": return [.top, .upperLeft, .middle, .lowerRight, .bottom]
            case "6": return [.top, .upperLeft, .middle, .lowerLeft, .lowerRight, .bottom]
            case "7": return [.top, .upperRight, .lowerRight]
            case "8", "B": return [.top, .middle, .bottom, .upperLeft, .upperRight, .lowerLeft, .lowerRight]
            case "9": return [.top, .upperLeft, .upperRight, .middle, .lowerRight, .bottom]
            case "P": return [.top, .upperLeft, .upperRight, .middle, .lowerLeft]
            case "T": return [.top, .stem]
            case "U": return [.upperLeft, .upperRight, .lowerLeft, .lowerRight, .bottom]
            default: return []
            }
        }
    }

    private static let bars = BarTable()
}
