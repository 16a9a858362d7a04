import DrivingInterface
import Geometry

extension HeadsUpPicture {
    /// Pixels.
    static let guidanceWidth = 264.0

    /// The next direction with its distance, and the one after it, at the top in the middle.
    func drawGuidance(_ facts: HeadsUpFacts, into list: inout DisplayList) {
        guard let guidance = facts.guidance else { return }
        let size = Vector2(HeadsUpPicture.guidanceWidth, 74)
        let low = Vector2((width - size.x) / 2, margin)
        panel(from: low, size: size, into: &list)
        let box = low + Vector2(11, 11)
        list.fill(.rectangle(from: box, to: box + Vector2(52, 52), radius: 9), palette.accent)
        ManoeuvreSymbol.draw(guidance.current, center: box + Vector2(26, 26), size: 18, colour: .white, into: &list)
        let left = low.x + 78
        list.text(
            Label(
                HeadsUpPicture.distance(guidance.distance), at: Vector2(left, low.y + 26), size: 22,
                colour: palette.text,
                isBold: true))
        list.text(
            Label(guidance.current.words, at: Vector2(left, low.y + 52), size: 12.5, colour: palette.faintText))
        guard guidance.current != .arrive, guidance.nextDistance.isFinite else { return }
        let next = low + Vector2(size.x - 36, 24)
        ManoeuvreSymbol.draw(guidance.next, center: next, size: 11, colour: palette.faintText, into: &list)
        list.text(
            Label(
                HeadsUpPicture.distance(guidance.nextDistance), at: next + Vector2(0, 28), size: 10,
                colour: palette.faintText, alignment: .center))
    }

    /// Rounded as a navigation system says it.
    static func distance(_ metres: Double) -> String {
        guard metres.isFinite, metres < 1e7 else { return "–" }
        if metres < 100 { return "\(Int(metres.rounded())) m" }
        if metres < 1000 { return "\(Int((metres / 10).rounded()) * 10) m" }
        let hundreds = Int((metres / 100).rounded())
        return "\(hundreds / 10).\(hundreds % 10) km"
    }
}

extension Manoeuvre {
    /// For a person.
    var words: String {
        switch self {
        case .follow: return "follow the road"
        case .left: return "turn left"
        case .right: return "turn right"
        case .straight: return "straight on"
        case .keepLeft: return "keep left"
        case .keepRight: return "keep right"
        case .uTurn: return "turn round"
        case .arrive: return "destination"
        case .roundaboutExit(let exit): return "roundabout, exit \(exit)"
        }
    }
}

/// Arrows of turn-by-turn directions.
enum ManoeuvreSymbol {
    /// - Parameter size: half of the symbol's height, pixels.
    static func draw(
        _ manoeuvre: Manoeuvre, center: Vector2, size: Double, colour: Colour, into list: inout DisplayList
    ) {
        let line = Stroke(size * 0.30, cap: .butt, join: .round)
        func at(_ x: Double, _ y: Double) -> Vector2 { center + Vector2(x, -y) * size }
        switch manoeuvre {
        case .follow, .straight:
            arrow([at(0, -1), at(0, 0.55)], direction: Vector2(0, -1), size, line, colour, &list)
        case .left, .right:
            let side = manoeuvre == .left ? -1.0 : 1.0
            arrow(
                [at(-side * 0.45, -1), at(-side * 0.45, 0.25), at(side * 0.35, 0.25)], direction: Vector2(side, 0),
                size,
                line, colour, &list)
        case .keepLeft, .keepRight:
            let side = manoeuvre == .keepLeft ? -1.0 : 1.0
            arrow(
                [at(-side * 0.2, -1), at(-side * 0.2, -0.2), at(side * 0.28, 0.45)],
                direction: Vector2(side * 0.6, -0.8), size, line, colour, &list)
        case .uTurn:
            var path = Path()
            path.move(to: at(0.45, -1))
            path.line(to: at(0.45, 0.2))
            path.curve(at(0.45, 0.95), at(-0.45, 0.95), to: at(-0.45, 0.2))
            path.line(to: at(-0.45, -0.1))
            list.stroke(path, colour, line)
            head(at(-0.45, -0.1), Vector2(0, 1), size, colour, &list)
        case .arrive:
            list.stroke(.circle(center: center, radius: size * 0.72), colour, line)
            list.fill(.circle(center: center, radius: size * 0.32), colour)
        case .roundaboutExit(let exit):
            list.stroke(.circle(center: center, radius: size * 0.62), colour, line)
            list.stroke(.line([at(0, -0.6), at(0, -1.1)]), colour, line)
            list.text(
                Label("\(exit)", at: center, size: size * 0.8, colour: colour, isBold: true, alignment: .center))
        }
    }

    private static func arrow(
        _ points: [Vector2], direction: Vector2, _ size: Double, _ line: Stroke, _ colour: Colour,
        _ list: inout DisplayList
    ) {
        list.stroke(.line(points), colour, line)
        head(points[points.count - 1], direction, size, colour, &list)
    }

    /// A triangle whose base lies at `point` and that points along `direction` (y down).
    private static func head(
        _ point: Vector2, _ direction: Vector2, _ size: Double, _ colour: Colour, _ list: inout DisplayList
    ) {
        let across = direction.leftNormal * (size * 0.42)
        list.fill(.polygon([point + across, point + direction * (size * 0.52), point - across]), colour)
    }
}
