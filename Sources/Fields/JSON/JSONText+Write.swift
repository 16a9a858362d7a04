extension JSONText {
    /// How a value is laid out.
    public enum Layout: Sendable {
        /// On one line without spaces, for JSON Lines.
        case line
        /// Indented by two spaces; lists of scalars that fit stay on one line.
        case indented
    }

    /// A value as text, the same for the same value everywhere: members in their order, numbers as the shortest text
    /// that reads back as the same number, characters beyond ASCII as they are.
    public static func write(_ value: JSONValue, _ layout: Layout = .line) -> String {
        var text = ""
        append(value, layout == .indented ? 0 : nil, to: &text)
        return text
    }

    /// - Parameter indentation: of the line the value stands on; nil for one line.
    private static func append(_ value: JSONValue, _ indentation: Int?, to text: inout String) {
        switch value {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += value.isFinite ? value.description : "null"
        case .string(let value): append(value, to: &text)
        case .array(let items):
            let inner = items.allSatisfy(\.isScalar) && fits(items) ? nil : indentation
            appendList("[", "]", items, inner, spaced: indentation != nil, to: &text) { item, indentation, text in
                append(item, indentation, to: &text)
            }
        case .object(let members):
            appendList("{", "}", members, indentation, spaced: false, to: &text) { member, indentation, text in
                append(member.name, to: &text)
                text += indentation == nil ? ":" : ": "
                append(member.value, indentation, to: &text)
            }
        }
    }

    private static func appendList<Item>(
        _ open: String, _ close: String, _ items: [Item], _ indentation: Int?, spaced: Bool, to text: inout String,
        _ appendItem: (Item, Int?, inout String) -> Void
    ) {
        text += open
        let inner = items.isEmpty ? nil : indentation.map { $0 + 2 }
        for (row, item) in items.enumerated() {
            if row > 0 { text += "," }
            if let inner {
                text += "\n" + String(repeating: " ", count: inner)
            } else if spaced, row > 0 {
                text += " "
            }
            appendItem(item, inner, &text)
        }
        if inner != nil, let indentation { text += "\n" + String(repeating: " ", count: indentation) }
        text += close
    }

    private static func fits(_ items: [JSONValue]) -> Bool {
        items.count <= 40 && items.reduce(0) { $0 + write($1).utf8.count + 2 } <= 80
    }

    private static func append(_ string: String, to text: inout String) {
        text += "\""
        if string.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F }) {
            string.unicodeScalars.forEach { appendEscaped($0, to: &text) }
        } else {
            text += string
        }
        text += "\""
    }

    private static func appendEscaped(_ scalar: Unicode.Scalar, to text: inout String) {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        case "\u{0}"..<"\u{20}", "\u{7F}":
            let digits = String(scalar.value, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: text.unicodeScalars.append(scalar)
        }
    }
}

extension JSONValue {
    /// Neither a list nor an object.
    public var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }

    /// A JSON document as a value: numbers without fraction and exponent that fit become integers.
    public init(_ node: DocumentNode) {
        switch node.content {
        case .sequence(let items): self = .array(items.map { JSONValue($0) })
        case .mapping(let entries): self = .object(entries.map { Member($0.key, JSONValue($0.value)) })
        case .scalar(let text, true): self = .string(text)
        case .scalar("null", _), .scalar("", _), .scalar("~", _): self = .null
        case .scalar("true", _): self = true
        case .scalar("false", _): self = false
        case .scalar(let text, _):
            let number = try? NumberText.parse(text)
            self = Int(text).map { .integer($0) } ?? number.map { .number($0) } ?? .string(text)
        }
    }
}
