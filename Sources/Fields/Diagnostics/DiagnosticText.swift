extension Diagnostics {
    /// The problems for a terminal, sorted: `file:line:column: error[code]: message`, the source line, a caret.
    ///
    /// - Parameter limit: how many to print; the rest is counted in a last line.
    public func text(limit: Int = 50) -> String {
        let shown = sorted
        var lines = shown.prefix(limit).map(\.text)
        // What was found twice is not "more"; what was not kept is.
        let hidden = shown.count - min(shown.count, limit) + (count - problems.count)
        if hidden > 0 { lines.append("… and \(hidden) more \(hidden == 1 ? "problem" : "problems")\n") }
        return lines.joined()
    }
}

extension Diagnostic {
    /// This problem for a terminal, ending with a line break.
    public var text: String {
        var result = printable(file)
        if let mark { result += ":\(mark.line):\(mark.column)" }
        if !result.isEmpty { result += ": " }
        result += "\(severity.rawValue)[\(code)]: \(printable(message))\n"
        if let mark, let line = place.source.line(mark.line) {
            result += SourceExcerpt(line: line, column: mark.column, length: length).text
        }
        if let help { result += "help: \(printable(help))\n" }
        return result
    }
}

/// A source line with a caret under a place of it, cut to the part that a terminal can show.
struct SourceExcerpt {
    var text: String

    private static let before = 60
    private static let after = 60

    init(line: String, column: Int, length: Int) {
        let scalars = Array(line.unicodeScalars)
        let index = min(max(column - 1, 0), scalars.count)
        let isLong = scalars.count > Self.before + Self.after
        let start = isLong ? max(0, index - Self.before) : 0
        let end = isLong ? min(scalars.count, index + Self.after) : scalars.count
        var shown = start > 0 ? "…" : ""
        var caret = start > 0 ? " " : ""
        for (offset, scalar) in scalars[start..<end].enumerated() {
            let safe = isUnprintable(scalar) && scalar != "\t" ? "\u{FFFD}" : scalar
            shown.unicodeScalars.append(safe)
            guard start + offset < index else { continue }
            caret += safe == "\t" ? "\t" : String(repeating: " ", count: cellWidth(safe))
        }
        let marked = scalars[index..<max(index, min(end, index + length))]
        let cells = marked.reduce(0) { $0 + max(0, $1 == "\t" ? 1 : cellWidth($1)) }
        caret += "^" + String(repeating: "~", count: max(0, cells - 1))
        text = shown + (end < scalars.count ? "…" : "") + "\n" + caret + "\n"
    }
}

/// A text in single quotes for a message, cut after 60 characters.
public func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let isShort = scalars.index(scalars.startIndex, offsetBy: 60, limitedBy: scalars.endIndex) == nil
    return isShort ? "'\(text)'" : "'\(String(String.UnicodeScalarView(scalars.prefix(59))))…'"
}

/// A text that changes nothing of a terminal but its letters: control characters become U+FFFD.
func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnprintable) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isUnprintable($0) ? "\u{FFFD}" : $0 }))
}

/// Control characters, and those that turn the direction of writing.
private func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
}

/// Terminal cells of a character: 0 for combining marks, 2 for East Asian wide characters and pictographs.
private func cellWidth(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x0300...0x036F, 0x200B...0x200D, 0x20D0...0x20FF, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
        2
    default: 1
    }
}
