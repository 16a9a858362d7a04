/// JSON as text: strict reading (RFC 8259) with located errors and limits, writing in `JSONText.write`.
public enum JSONText {
    /// Bounds against files of strangers.
    public struct Limits: Sendable {
        /// UTF-8 bytes of the text.
        public var bytes: Int
        /// Levels of nesting.
        public var depth: Int
        /// Values, keys not counted.
        public var values: Int

        public init(bytes: Int = 64 << 20, depth: Int = 64, values: Int = 2_000_000) {
            self.bytes = bytes
            self.depth = depth
            self.values = values
        }
    }

    /// Reads a text to a document; nil after reporting at least one error.
    ///
    /// Numbers, `true`, `false` and `null` become plain scalars, strings quoted ones. Keys that stand twice are
    /// reported; all other problems end the reading.
    public static func parse(
        _ text: String, file: String, limits: Limits = Limits(), _ diagnostics: inout Diagnostics
    ) -> DocumentNode? {
        let source = SourceText(file: file, text: text)
        guard text.utf8.count <= limits.bytes else {
            diagnostics.error(
                FieldsCode.tooLarge, "the text has \(text.utf8.count) bytes; at most \(limits.bytes) are read",
                at: SourcePlace(source))
            return nil
        }
        let errors = diagnostics.errorCount
        var copy = text
        let node = copy.withUTF8 { bytes in
            var reader = JSONReader(bytes: bytes, source: source, limits: limits, diagnostics: diagnostics)
            let node = reader.document()
            diagnostics = reader.diagnostics
            return node
        }
        return diagnostics.errorCount == errors ? node : nil
    }
}

/// A recursive-descent reader over UTF-8 bytes. Depth is limited, so recursion is too.
private struct JSONReader {
    let bytes: UnsafeBufferPointer<UInt8>
    let source: SourceText
    let limits: JSONText.Limits
    var diagnostics: Diagnostics
    private var index = 0
    private var line = 1
    private var lineStart = 0
    /// Continuation bytes of the current line before `index`: columns count characters.
    private var continuations = 0
    private var valueCount = 0

    init(
        bytes: UnsafeBufferPointer<UInt8>, source: SourceText, limits: JSONText.Limits, diagnostics: Diagnostics
    ) {
        self.bytes = bytes
        self.source = source
        self.limits = limits
        self.diagnostics = diagnostics
    }

    private var mark: SourceMark { SourceMark(line: line, column: index - lineStart - continuations + 1) }
    private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

    mutating func document() -> DocumentNode? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { (index, lineStart) = (3, 3) }
        skipSpace()
        guard byte != nil else { return fail("the file is empty; it should hold a value") }
        guard let node = value(depth: 0) else { return nil }
        skipSpace()
        return byte == nil ? node : fail("something follows the end of the value")
    }

    private mutating func value(depth: Int) -> DocumentNode? {
        let start = mark
        valueCount += 1
        guard valueCount <= limits.values else {
            return fail("more than \(limits.values) values", code: .tooLarge)
        }
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard depth < limits.depth else { return fail("more than \(limits.depth) levels deep", code: .tooDeep) }
            return byte == UInt8(ascii: "{") ? object(start, depth) : array(start, depth)
        case UInt8(ascii: "\""):
            return string().map { DocumentNode(.scalar($0, isQuoted: true), mark: start, source: source) }
        default:
            return literal().map { DocumentNode(.scalar($0, isQuoted: false), mark: start, source: source) }
        }
    }

    private mutating func object(_ start: SourceMark, _ depth: Int) -> DocumentNode? {
        var entries: [DocumentNode.Entry] = []
        index += 1
        skipSpace()
        while byte != UInt8(ascii: "}") {
            guard byte == UInt8(ascii: "\"") else { return fail("expected a key in double quotes or '}'") }
            let keyMark = mark
            guard let key = string() else { return nil }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { return fail("expected ':' after the key") }
            skipSpace()
            guard let value = value(depth: depth + 1) else { return nil }
            entries.append(DocumentNode.Entry(key: key, keyMark: keyMark, value: value))
            guard separator(UInt8(ascii: "}")) else { return nil }
        }
        index += 1
        reportDuplicates(entries)
        return DocumentNode(.mapping(entries), mark: start, source: source)
    }

    private mutating func reportDuplicates(_ entries: [DocumentNode.Entry]) {
        guard entries.count > 1 else { return }
        let order = entries.indices.sorted { (entries[$0].key, $0) < (entries[$1].key, $1) }
        for (row, next) in zip(order, order.dropFirst()) where entries[row].key == entries[next].key {
            let entry = entries[next]
            diagnostics.error(FieldsCode.duplicateKey, "\(quoted(entry.key)) stands twice", at: entry.keyPlace)
        }
    }

    private mutating func array(_ start: SourceMark, _ depth: Int) -> DocumentNode? {
        var items: [DocumentNode] = []
        index += 1
        skipSpace()
        while byte != UInt8(ascii: "]") {
            guard let item = value(depth: depth + 1) else { return nil }
            items.append(item)
            guard separator(UInt8(ascii: "]")) else { return nil }
        }
        index += 1
        return DocumentNode(.sequence(items), mark: start, source: source)
    }

    /// A comma before the next element, or nothing before the closing bracket.
    private mutating func separator(_ close: UInt8) -> Bool {
        skipSpace()
        if byte == close { return true }
        let end = Character(Unicode.Scalar(close))
        guard take(UInt8(ascii: ",")) else { return fail("expected ',' or '\(end)'") != nil }
        skipSpace()
        return byte == close ? fail("a comma before '\(end)' is one too many") != nil : true
    }

    /// `true`, `false`, `null` or a number, as text.
    private mutating func literal() -> String? {
        let start = index
        while let next = byte, next > 0x20, !",:[]{}\"".utf8.contains(next) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if text == "true" || text == "false" || text == "null" || Self.isNumber(bytes[start..<index]) { return text }
        index = start
        return text.isEmpty ? fail("expected a value") : fail("\(quoted(text)) is no JSON value")
    }

    private static func isNumber(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var rest = text[...]
        func digits() -> Int {
            let count = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let startsWithZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        guard whole == 1 || (whole > 1 && !startsWithZero) else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard digits() > 0 else { return false }
        }
        if let next = rest.first, next | 0x20 == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    private mutating func string() -> String? {
        let open = mark
        index += 1
        var start = index
        var result = ""
        while let next = byte {
            if next == UInt8(ascii: "\"") {
                result += String(decoding: bytes[start..<index], as: UTF8.self)
                index += 1
                return result
            }
            if next < 0x20 { return fail("a text in quotes ends on its own line; write \\n for a line break") }
            if next == UInt8(ascii: "\\") {
                result += String(decoding: bytes[start..<index], as: UTF8.self)
                guard let scalar = escape() else { return nil }
                result.unicodeScalars.append(scalar)
                start = index
            } else {
                if next & 0xC0 == 0x80 { continuations += 1 }
                index += 1
            }
        }
        return fail("the closing quote of this text is missing", at: open)
    }

    private mutating func escape() -> Unicode.Scalar? {
        index += 1
        guard let kind = byte else { return fail("the text ends inside an escape") }
        index += 1
        switch kind {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(kind)
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"): return unicodeEscape()
        default:
            index -= 1
            return fail("no such escape; known are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX")
        }
    }

    private mutating func unicodeEscape() -> Unicode.Scalar? {
        guard let high = hexadecimal() else { return nil }
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard high < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            return fail("half of a surrogate pair stands alone")
        }
        guard let low = hexadecimal() else { return nil }
        guard low >= 0xDC00, low <= 0xDFFF else { return fail("half of a surrogate pair stands alone") }
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    }

    private mutating func hexadecimal() -> UInt32? {
        let digits = bytes[index..<min(index + 4, bytes.count)]
        let isHexadecimal = digits.count == 4 && digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
        guard isHexadecimal, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
            return fail("four hexadecimal digits must follow \\u")
        }
        index += 4
        return value
    }

    private mutating func take(_ wanted: UInt8) -> Bool {
        guard byte == wanted else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while let next = byte {
            switch next {
            case 0x20, 0x09: index += 1
            case 0x0A, 0x0D:
                index += next == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
                (line, lineStart, continuations) = (line + 1, index, 0)
            default: return
            }
        }
    }

    private mutating func fail<T>(
        _ message: String, code: FieldsCode = .jsonSyntax, at place: SourceMark? = nil
    ) -> T? {
        diagnostics.error(code, message, at: SourcePlace(source, place ?? mark))
        return nil
    }
}
