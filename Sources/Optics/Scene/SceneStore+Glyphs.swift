import RoadNetwork

extension SceneStore {
    /// A line of letters and digits; unknown characters leave a gap.
    /// - Parameters:
    ///   - x, y: sheet units; strokes are drawn for sheets as wide as high.
    ///   - stroke: width of the strokes as a share of the height.
    mutating func addText(
        _ sheet: DecalSheet, _ text: String, x: ClosedRange<Double>, y: ClosedRange<Double>, _ colour: LinearColour,
        stroke: Double = 0.17
    ) {
        let characters = Array(text)
        let pitch = (x.upperBound - x.lowerBound) / Double(characters.count)
        for (index, character) in characters.enumerated() {
            let left = x.lowerBound + pitch * (Double(index) + 0.1)
            let isNarrow = character == "1" || character == "I"
            let inset = isNarrow ? pitch * 0.12 : 0
            addGlyph(sheet, character, x: (left + inset)...(left + pitch * 0.8 - inset), y: y, colour, stroke: stroke)
        }
    }

    private mutating func addGlyph(
        _ sheet: DecalSheet, _ character: Character, x: ClosedRange<Double>, y: ClosedRange<Double>,
        _ colour: LinearColour, stroke: Double
    ) {
        let width = min(stroke * (y.upperBound - y.lowerBound), 0.36 * (x.upperBound - x.lowerBound))
        // Strokes run along the middle of what they cover.
        let (left, low) = (x.lowerBound + width / 2, y.lowerBound + width / 2)
        let across = (x.upperBound - x.lowerBound - width) / 4
        let up = (y.upperBound - y.lowerBound - width) / 6
        for code in SceneStore.strokes(of: character) {
            let digits = code.utf8.map { Double($0) - 48 }
            addStroke(
                sheet, from: (left + across * digits[0], low + up * digits[1]),
                to: (left + across * digits[2], low + up * digits[3]), width: width, colour)
        }
    }

    /// A straight bar with square ends that reach half its width beyond both points.
    mutating func addStroke(
        _ sheet: DecalSheet, from start: (x: Double, y: Double), to end: (x: Double, y: Double), width: Double,
        _ colour: LinearColour
    ) {
        let half = width / 2
        if start.x == end.x || start.y == end.y {
            return addRectangle(
                sheet, x: (min(start.x, end.x) - half)...(max(start.x, end.x) + half),
                y: (min(start.y, end.y) - half)...(max(start.y, end.y) + half), colour)
        }
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let scale = half / (dx * dx + dy * dy).squareRoot()
        let (ax, ay) = (dx * scale, dy * scale)
        addPolygon(
            sheet,
            [
                (start.x - ax + ay, start.y - ay - ax), (end.x + ax + ay, end.y + ay - ax),
                (end.x + ax - ay, end.y + ay + ax), (start.x - ax - ay, start.y - ay + ax),
            ], colour)
    }

    /// Strokes of a character on a grid of 4 × 6 steps from the lower left: x and y of one end, then of the other.
    private static func strokes(of character: Character) -> [String] {
        switch character {
        case "0", "O": return ["0105", "0516", "1636", "3645", "4541", "4130", "3010", "1001"]
        case "1": return ["0426", "2620"]
        case "2": return ["0516", "1636", "3645", "4544", "4400", "0040"]
        case "3": return ["0516", "1636", "3645", "4544", "4433", "3323", "3342", "4241", "4130", "3010", "1001"]
        case "4": return ["3602", "0242", "3630"]
        case "5": return ["4606", "0603", "0333", "3342", "4241", "4130", "3010", "1001"]
        case "6": return ["3616", "1605", "0501", "0110", "1030", "3041", "4142", "4233", "3303"]
        case "7": return ["0646", "4610"]
        case "8":
            return [
                "1636", "3645", "4544", "4433", "3313", "1304", "0405", "0516", "3342", "4241", "4130", "3010", "1001",
                "0102", "0213",
            ]
        case "9": return ["1030", "3041", "4145", "4536", "3616", "1605", "0504", "0413", "1343"]
        case "A": return ["0026", "2640", "1232"]
        case "B": return ["0006", "0636", "3645", "4544", "4433", "0333", "3342", "4241", "4130", "3000"]
        case "C": return ["4536", "3616", "1605", "0501", "0110", "1030", "3041"]
        case "E": return ["0006", "0646", "0333", "0040"]
        case "H": return ["0006", "4046", "0343"]
        case "I": return ["2026"]
        case "K": return ["0006", "0246", "1340"]
        case "L": return ["0600", "0040"]
        case "M": return ["0006", "0623", "2346", "4640"]
        case "N": return ["0006", "0640", "4046"]
        case "P": return ["0006", "0636", "3645", "4544", "4433", "3303"]
        case "R": return ["0006", "0636", "3645", "4544", "4433", "3303", "2340"]
        case "S": return ["4536", "3616", "1605", "0504", "0413", "1333", "3342", "4241", "4130", "3010", "1001"]
        case "T": return ["0646", "2620"]
        case "U": return ["0601", "0110", "1030", "3041", "4146"]
        case "V": return ["0620", "2046"]
        case "X": return ["0046", "0640"]
        case "Y": return ["0623", "4623", "2320"]
        case "Z": return ["0646", "4600", "0040"]
        default: return []
        }
    }
}
