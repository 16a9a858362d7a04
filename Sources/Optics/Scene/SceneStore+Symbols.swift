import Geometry
import RoadNetwork

/// Pictograms of signs, lenses and posters.
extension SceneStore {
    /// An arrow that points up.
    mutating func addArrow(_ sheet: DecalSheet, _ colour: LinearColour) {
        addRectangle(sheet, x: 0.41...0.59, y: 0.06...0.55, colour)
        addPolygon(sheet, [(0.16, 0.5), (0.84, 0.5), (0.5, 0.95)], colour)
    }

    /// An arrow that points to a side.
    mutating func addTurnArrow(_ sheet: DecalSheet, isLeft: Bool, _ colour: LinearColour) {
        addRectangle(sheet, x: isLeft ? 0.45...0.94 : 0.06...0.55, y: 0.41...0.59, colour)
        let head: [(x: Double, y: Double)] =
            isLeft ? [(0.05, 0.5), (0.5, 0.16), (0.5, 0.84)] : [(0.5, 0.16), (0.95, 0.5), (0.5, 0.84)]
        addPolygon(sheet, head, colour)
    }

    /// How a pictogram's person holds the limbs.
    enum FigurePose {
        case standing, walking
    }

    /// A person whose soles stand at (x, y); `height` in sheet units.
    mutating func addFigure(
        _ sheet: DecalSheet, x: Double, y: Double, height: Double, _ colour: LinearColour, pose: FigurePose = .standing
    ) {
        func at(_ across: Double, _ up: Double) -> (x: Double, y: Double) { (x + across * height, y + up * height) }
        func bar(_ from: (Double, Double), _ to: (Double, Double), _ width: Double) {
            addStroke(sheet, from: at(from.0, from.1), to: at(to.0, to.1), width: width * height, colour)
        }
        addDisc(sheet, x: at(0, 0.89).x, y: at(0, 0.89).y, radius: 0.11 * height, colour)
        switch pose {
        case .standing:
            // Slender: nobody takes it for a round lamp.
            bar((-0.06, 0.05), (-0.06, 0.45), 0.10)
            bar((0.06, 0.05), (0.06, 0.45), 0.10)
            addRectangle(
                sheet, x: at(-0.10, 0).x...at(0.10, 0).x, y: at(0, 0.42).y...at(0, 0.76).y, colour)
            bar((-0.155, 0.42), (-0.14, 0.71), 0.06)
            bar((0.155, 0.42), (0.14, 0.71), 0.06)
        case .walking:
            bar((0.02, 0.42), (-0.24, 0.05), 0.12)
            bar((0.0, 0.42), (0.20, 0.24), 0.12)
            bar((0.20, 0.24), (0.20, 0.05), 0.11)
            bar((0, 0.42), (0.02, 0.70), 0.19)
            bar((0.02, 0.70), (0.21, 0.52), 0.07)
            bar((0.0, 0.70), (-0.19, 0.52), 0.07)
        }
    }

    /// A bicycle seen from the side in a square of the sheet.
    mutating func addBicycle(_ sheet: DecalSheet, _ colour: LinearColour) {
        for x in [0.24, 0.76] {
            addRing(sheet, x: x, y: 0.36, radius: 0.19, width: 0.07, fromSixteenth: 0, count: 16, colour)
        }
        for (from, to) in [
            ((0.24, 0.36), (0.40, 0.66)), ((0.40, 0.66), (0.52, 0.36)), ((0.24, 0.36), (0.52, 0.36)),
            ((0.40, 0.62), (0.66, 0.62)), ((0.52, 0.36), (0.66, 0.62)), ((0.76, 0.36), (0.64, 0.78)),
            ((0.32, 0.70), (0.48, 0.70)), ((0.64, 0.78), (0.74, 0.78)),
        ] { addStroke(sheet, from: from, to: to, width: 0.06, colour) }
    }

    /// A bent bar: part of a ring in steps of sixteenths of a turn from the right, counter-clockwise.
    mutating func addRing(
        _ sheet: DecalSheet, x: Double, y: Double, radius: Double, width: Double, fromSixteenth first: Int, count: Int,
        _ colour: LinearColour
    ) {
        func point(_ sixteenth: Int) -> (x: Double, y: Double) {
            let (sine, cosine) = DeterministicMath.sinCos(Double(sixteenth) * .pi / 8)
            return (x + radius * cosine, y + radius * sine)
        }
        for step in first..<(first + count) {
            addStroke(sheet, from: point(step), to: point(step + 1), width: width, colour)
        }
    }

    /// Three arrows that follow each other counter-clockwise.
    mutating func addRoundaboutArrows(_ sheet: DecalSheet, _ colour: LinearColour) {
        for number in 0..<3 {
            let turn = Double(number) * 2 * .pi / 3
            func point(_ radius: Double, _ angle: Double) -> (x: Double, y: Double) {
                let (sine, cosine) = DeterministicMath.sinCos(turn + angle)
                return (0.5 + radius * cosine, 0.5 + radius * sine)
            }
            for step in 0..<3 {
                let angle = 0.15 + 0.35 * Double(step)
                addStroke(sheet, from: point(0.27, angle), to: point(0.27, angle + 0.35), width: 0.10, colour)
            }
            addPolygon(sheet, [point(0.13, 1.15), point(0.41, 1.15), point(0.28, 1.85)], colour)
        }
    }

    /// A poster on a sheet: coloured paper with a printed person in ordinary clothes, almost life-size where the sheet is
    /// 1.8 m high.
    /// - Parameter key: chooses the colours.
    mutating func addPoster(_ sheet: DecalSheet, key: UInt64) {
        let papers = [LinearColour(0.55, 0.60, 0.62), LinearColour(0.62, 0.45, 0.12), LinearColour(0.10, 0.32, 0.50)]
        let wardrobe = [LinearColour(0.50, 0.05, 0.06), LinearColour(0.04, 0.12, 0.30), LinearColour(0.60, 0.60, 0.56)]
        let mixed = StableHash.mix(key)
        let (paper, clothes) = (papers[Int(mixed % 3)], wardrobe[Int(mixed >> 8 % 3)])
        addRectangle(sheet, x: 0...1, y: 0...1, LinearColour(0.10, 0.10, 0.11))
        addRectangle(sheet, x: 0.05...0.95, y: 0.04...0.96, paper)
        let (skin, hair) = (LinearColour(0.46, 0.27, 0.19), LinearColour(0.05, 0.03, 0.02))
        let trousers = LinearColour(0.03, 0.04, 0.07)
        addRectangle(sheet, x: 0.36...0.48, y: 0.07...0.42, trousers)
        addRectangle(sheet, x: 0.52...0.64, y: 0.07...0.42, trousers)
        addRectangle(sheet, x: 0.34...0.66, y: 0.40...0.74, clothes)
        addRectangle(sheet, x: 0.25...0.33, y: 0.42...0.73, clothes)
        addRectangle(sheet, x: 0.67...0.75, y: 0.42...0.73, clothes)
        addDisc(sheet, x: 0.5, y: 0.82, radius: 0.09, hair)
        addDisc(sheet, x: 0.5, y: 0.805, radius: 0.075, skin)
        addRectangle(sheet, x: 0.12...0.88, y: 0.905...0.945, SignColour.red)
    }

    /// A poster of at most 1.2 × 1.8 m in the middle of a side.
    /// - Parameters:
    ///   - sheet: as wide as the side, and one metre high.
    ///   - top: of the side, metres.
    mutating func addPoster(on sheet: DecalSheet, top: Double, key: UInt64) {
        let width = min(1.2, sheet.width - 0.1)
        let height = min(1.5 * width, top - 0.5)
        guard width > 0.4, height > 0.5 else { return }
        addPoster(
            DecalSheet(
                lowU: (sheet.width - width) / 2, lowZ: 0.4, width: width, height: height,
                surfaceClass: sheet.surfaceClass), key: key)
    }
}
