import Geometry
import RoadNetwork

extension MapPicture {
    /// Traffic signs as small upright faces, large enough to tell apart at any zoom; hidden when zoomed far out.
    func drawSigns(
        into list: inout DisplayList, visible: WorldRectangle, palette: Palette, pixelsPerMetre: Double, up: Vector2
    ) {
        guard pixelsPerMetre > 3 else { return }
        let size = max(0.55, 7 / pixelsPerMetre)
        let right = Vector2(up.y, -up.x)
        for sign in map.signs where visible.contains(sign.position.horizontal) {
            let frame = SignFrame(center: sign.position.horizontal, up: up * size, right: right * size)
            list.fill(.circle(center: frame.at(0.12, -0.12), radius: size * 1.02), palette.shadow.faded(0.7))
            SignFace.draw(sign, in: frame, into: &list, pixels: size * pixelsPerMetre)
        }
    }
}

/// Axes of a sign's face: 1 unit is half of its height.
struct SignFrame {
    var center: Vector2
    var up: Vector2
    var right: Vector2

    func at(_ x: Double, _ y: Double) -> Vector2 { center + right * x + up * y }

    /// A regular polygon with a corner `turn` radians from straight up.
    func polygon(_ count: Int, radius: Double, turn: Double = 0) -> Path {
        .polygon(
            (0..<count).map { corner in
                let direction = Vector2(yaw: .pi / 2 + turn + Double(corner) / Double(count) * 2 * .pi)
                return at(direction.x * radius, direction.y * radius)
            })
    }

    func disc(_ radius: Double) -> Path { .circle(center: center, radius: radius * up.length) }

    func bar(_ halfWidth: Double, _ halfHeight: Double) -> Path {
        .polygon([
            at(-halfWidth, -halfHeight), at(halfWidth, -halfHeight), at(halfWidth, halfHeight),
            at(-halfWidth, halfHeight),
        ])
    }
}

/// Faces of traffic signs after the Vienna convention.
enum SignFace {
    private static let red = Colour(0xD0312D)
    private static let blue = Colour(0x1F5FBF)
    private static let yellow = Colour(0xF5C542)

    static func draw(_ sign: TrafficSign, in frame: SignFrame, into list: inout DisplayList, pixels: Double) {
        switch sign.kind {
        case .stop:
            list.fill(frame.polygon(8, radius: 1.06, turn: .pi / 8), red)
            list.fill(frame.bar(0.62, 0.16), .white)
        case .yield:
            list.fill(frame.polygon(3, radius: 1.1, turn: .pi), red)
            list.fill(frame.polygon(3, radius: 0.62, turn: .pi), .white)
        case .speedLimit:
            list.fill(frame.disc(1), red)
            list.fill(frame.disc(0.74), .white)
            let text = "\(Int(sign.value))"
            list.text(
                Label(
                    text, at: frame.center, size: pixels * (text.count > 2 ? 0.72 : 0.92), colour: .black,
                    isBold: true, alignment: .center))
        case .priorityRoad:
            list.fill(frame.polygon(4, radius: 1.1), .white)
            list.fill(frame.polygon(4, radius: 0.78), yellow)
        case .noEntry:
            list.fill(frame.disc(1), red)
            list.fill(frame.bar(0.66, 0.17), .white)
        case .roadWorks, .children:
            list.fill(frame.polygon(3, radius: 1.15), red)
            list.fill(frame.polygon(3, radius: 0.68), yellow)
        case .busLane, .keepLeft, .keepRight, .roundabout, .oneWay:
            list.fill(frame.disc(1), blue)
            drawSymbol(of: sign.kind, in: frame, into: &list, pixels: pixels)
        case .parking, .pedestrianCrossing, .other:
            list.fill(frame.bar(0.9, 0.9), sign.kind == .other ? Colour(0x8A929B) : blue)
            drawSymbol(of: sign.kind, in: frame, into: &list, pixels: pixels)
        }
    }

    private static func drawSymbol(
        of kind: TrafficSign.Kind, in frame: SignFrame, into list: inout DisplayList, pixels: Double
    ) {
        let line = Stroke(0.26 * frame.up.length, cap: .round)
        switch kind {
        case .parking, .busLane:
            list.text(
                Label(
                    kind == .parking ? "P" : "B", at: frame.center, size: pixels * 1.2, colour: .white, isBold: true,
                    alignment: .center))
        case .pedestrianCrossing:
            list.fill(frame.polygon(3, radius: 0.72), .white)
        case .keepLeft: list.stroke(.line([frame.at(0.4, 0.4), frame.at(-0.4, -0.4)]), .white, line)
        case .keepRight: list.stroke(.line([frame.at(-0.4, 0.4), frame.at(0.4, -0.4)]), .white, line)
        case .oneWay: list.stroke(.line([frame.at(-0.5, 0), frame.at(0.5, 0)]), .white, line)
        case .roundabout: list.stroke(frame.disc(0.5), .white, line)
        default: break
        }
    }
}
