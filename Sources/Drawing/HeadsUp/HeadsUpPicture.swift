import DrivingInterface
import Geometry

/// Draws panels over a scene, in pixels: clock and names, directions, speed and command, events.
public struct HeadsUpPicture: Sendable {
    public var palette: Palette
    public var width: Double
    public var height: Double

    let margin = 16.0

    public init(palette: Palette, width: Int, height: Int) {
        self.palette = palette
        self.width = Double(width)
        self.height = Double(height)
    }

    /// Draws every panel that has something to say.
    public func draw(_ facts: HeadsUpFacts, into list: inout DisplayList) {
        drawNames(facts, into: &list)
        drawGuidance(facts, into: &list)
        drawDriving(facts, into: &list)
        drawEvents(facts, into: &list)
    }

    /// A rounded panel with a hairline edge and a soft shadow.
    func panel(from low: Vector2, size: Vector2, opacity: Float? = nil, into list: inout DisplayList) {
        let high = low + size
        for (grow, strength) in [(3.0, 0.10), (1.5, 0.14)] {
            let edge = Vector2(grow, grow)
            list.fill(
                .rectangle(from: low - edge + Vector2(0, 2), to: high + edge + Vector2(0, 2), radius: 10 + grow),
                palette.shadow.faded(strength))
        }
        let path = Path.rectangle(from: low, to: high, radius: 10)
        var ground = palette.panel
        ground.opacity = opacity ?? ground.opacity
        list.fill(path, ground)
        list.stroke(path, palette.panelEdge, .pixels(1))
    }

    private func drawNames(_ facts: HeadsUpFacts, into list: inout DisplayList) {
        let room = facts.guidance == nil ? width - 2 * margin : (width - HeadsUpPicture.guidanceWidth) / 2 - 2 * margin
        let most = max(12, Int((room - 34) / 8.2))
        let (title, subtitle) = (facts.title.shortened(to: most), facts.subtitle.shortened(to: most + 2))
        let longest = Double(max(title.count, subtitle.count - 2))
        let size = Vector2(max(150, longest * 8.2 + 34), 74)
        let low = Vector2(margin, margin)
        panel(from: low, size: size, into: &list)
        let left = low.x + 16
        list.text(Label(title, at: Vector2(left, low.y + 19), size: 14, colour: palette.text, isBold: true))
        list.text(Label(subtitle, at: Vector2(left, low.y + 37), size: 11, colour: palette.faintText))
        let clock = HeadsUpPicture.clock(facts.time)
        list.text(
            Label(
                clock, at: Vector2(left, low.y + 57), size: 15, colour: palette.text, isBold: true, isMonospaced: true))
        list.text(
            Label(
                facts.state, at: Vector2(low.x + size.x - 14, low.y + 57), size: 12, colour: palette.accent,
                isBold: true,
                alignment: .trailing))
    }

    private func drawEvents(_ facts: HeadsUpFacts, into list: inout DisplayList) {
        for (row, event) in facts.events.suffix(5).enumerated() {
            let y = margin + 96 + Double(row) * 24
            let text = "\(HeadsUpPicture.clock(event.time))  \(event.text)"
            let size = Vector2(Double(text.count) * 6.9 + 32, 21)
            list.fill(
                .rectangle(from: Vector2(margin, y), to: Vector2(margin, y) + size, radius: 6), palette.panel.faded(0.9)
            )
            let dot = event.isBad ? Colour(0xE5352B) : palette.accent
            list.fill(.circle(center: Vector2(margin + 12, y + 10.5), radius: 3.6), dot)
            list.text(
                Label(text, at: Vector2(margin + 23, y + 10.5), size: 11, colour: palette.text, isMonospaced: true))
        }
    }

    /// `m:ss.t`, or `h:mm:ss.t` from an hour on.
    static func clock(_ time: Double) -> String {
        let tenths = Int((max(0, min(time, 1e9)) * 10 + 1e-6).rounded(.down))
        let (minutes, seconds) = (tenths / 600, tenths / 10 % 60)
        let tail = "\(padded(seconds)).\(tenths % 10)"
        return minutes < 60 ? "\(minutes):\(tail)" : "\(minutes / 60):\(padded(minutes % 60)):\(tail)"
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension String {
    /// At most so many letters: what stands in the middle gives way to an ellipsis.
    func shortened(to most: Int) -> String {
        guard count > most, most > 2 else { return self }
        return prefix(most / 2) + "…" + suffix(most - most / 2 - 1)
    }
}
