import Fields

/// XML text to an `XMLTree`.
///
/// A reader of our own instead of FoundationXML's: it knows where every tag and attribute stands (libxml2 reports the
/// end of a tag and nothing of attributes), copies nothing, and has no entities to expand. Read is XML 1.0 without
/// document type declarations; a test compares it with FoundationXML on every file at hand.
public enum XMLDocument {
    /// Bounds against files of strangers.
    public struct Limits: Sendable {
        /// Bytes of the text.
        public var bytes: Int
        /// Levels of nesting.
        public var depth: Int
        /// Elements and attributes together.
        public var nodes: Int

        public init(bytes: Int = 256 << 20, depth: Int = 128, nodes: Int = 20_000_000) {
            // Offsets are 32 bits wide.
            self.bytes = min(bytes, Int(Int32.max) - 1)
            self.depth = depth
            self.nodes = nodes
        }
    }

    /// Reads a file; nil after reporting why not.
    public static func read(path: String, limits: Limits = Limits(), _ diagnostics: inout Diagnostics) -> XMLTree? {
        guard let bytes = TextFile.bytes(path: path, limit: limits.bytes, &diagnostics) else { return nil }
        return XMLEncoding.decode(bytes, file: path, &diagnostics).flatMap { parse($0, limits, &diagnostics) }
    }

    /// Reads a text; nil after reporting why not.
    public static func parse(
        text: String, file: String, limits: Limits = Limits(), _ diagnostics: inout Diagnostics
    ) -> XMLTree? {
        let source = SourceText(file: file, text: text.first == "\u{FEFF}" ? String(text.dropFirst()) : text)
        guard text.utf8.count <= limits.bytes else {
            diagnostics.error(
                FieldsCode.tooLarge, "the text has \(text.utf8.count) bytes; at most \(limits.bytes) are read",
                at: SourcePlace(source))
            return nil
        }
        return parse(source, limits, &diagnostics)
    }

    private static func parse(_ source: SourceText, _ limits: Limits, _ diagnostics: inout Diagnostics) -> XMLTree? {
        guard TextFile.isClean(source, &diagnostics) else { return nil }
        let result = source.text.utf8.withContiguousStorageIfAvailable { bytes in
            Result { () throws(XMLReader.Problem) in
                var reader = XMLReader(bytes: bytes, limits: limits)
                try reader.document()
                return reader
            }
        }
        switch result! {
        case .success(let reader):
            return XMLTree(
                source: source, elements: reader.elements, attributes: reader.attributes, names: reader.names.names,
                lineStarts: reader.lineStarts())
        case .failure(let problem):
            let mark = source.mark(atByte: problem.offset)
            switch problem.kind {
            case .syntax: diagnostics.error(DocumentsCode.xmlSyntax, problem.message, at: SourcePlace(source, mark))
            case .feature: diagnostics.error(DocumentsCode.xmlFeature, problem.message, at: SourcePlace(source, mark))
            case .size: diagnostics.error(FieldsCode.tooLarge, problem.message, at: SourcePlace(source, mark))
            case .depth: diagnostics.error(FieldsCode.tooDeep, problem.message, at: SourcePlace(source, mark))
            }
            return nil
        }
    }
}

/// Encodings of XML files: UTF-8, UTF-16 with byte order mark, Latin-1.
enum XMLEncoding {
    static func decode(_ bytes: [UInt8], file: String, _ diagnostics: inout Diagnostics) -> SourceText? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            let isLittle = bytes[0] == 0xFF
            let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
                let (a, b) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
                return isLittle ? b << 8 | a : a << 8 | b
            }
            return SourceText(file: file, text: String(decoding: units, as: UTF16.self))
        }
        guard let name = declared(bytes) else { return TextFile.decode(bytes, file: file, &diagnostics) }
        switch name {
        case "utf-8", "utf8", "us-ascii", "ascii": return TextFile.decode(bytes, file: file, &diagnostics)
        case "iso-8859-1", "latin1", "latin-1", "windows-1252":
            let scalars = bytes.map { Unicode.Scalar($0) }
            return SourceText(file: file, text: String(String.UnicodeScalarView(scalars)))
        default:
            diagnostics.error(
                DocumentsCode.xmlFeature, "the encoding \(quoted(name)) is not read; save the file as UTF-8",
                at: SourcePlace(SourceText(file: file, text: ""), nil))
            return nil
        }
    }

    /// The encoding of the XML declaration in lower case; nil if it names none.
    private static func declared(_ bytes: [UInt8]) -> String? {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let head = String(decoding: bytes[start...].prefix(200), as: UTF8.self)
        guard head.hasPrefix("<?xml"), let end = head.firstRange(of: "?>"), let name = head.firstRange(of: "encoding")
        else {
            return nil
        }
        guard name.upperBound < end.lowerBound else { return nil }
        let value = head[name.upperBound..<end.lowerBound].drop { $0 == " " || $0 == "=" }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        return value.dropFirst().prefix { $0 != quote }.lowercased()
    }
}
