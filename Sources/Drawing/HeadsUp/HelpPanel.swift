import Geometry

/// A panel in the middle of the picture that lists keys and what they do.
public struct HelpPanel: Sendable {
    /// One row: the key's name and its effect.
    public struct Row: Sendable, Hashable {
        public var key: String
        public var effect: String

        public init(key: String, effect: String) {
            self.key = key
            self.effect = effect
        }
    }

    public var rows: [Row]

    public init(rows: [Row]) { self.rows = rows }

    public func draw(into list: inout DisplayList, palette: Palette, width: Int, height: Int) {
        let (lineHeight, size) = (23.0, Vector2(420, 58 + 23 * Double(rows.count)))
        let low = (Vector2(Double(width), Double(height)) - size) / 2
        HeadsUpPicture(palette: palette, width: width, height: height).panel(
            from: low, size: size, opacity: 0.98, into: &list)
        list.text(Label("Keys", at: low + Vector2(20, 24), size: 16, colour: palette.text, isBold: true))
        for (index, row) in rows.enumerated() {
            let y = low.y + 54 + lineHeight * Double(index)
            list.text(
                Label(
                    row.key, at: Vector2(low.x + 20, y), size: 12, colour: palette.accent, isBold: true,
                    isMonospaced: true))
            list.text(Label(row.effect, at: Vector2(low.x + 150, y), size: 12, colour: palette.text))
        }
    }
}
