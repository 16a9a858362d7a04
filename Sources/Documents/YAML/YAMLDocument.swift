import Fields
import Yams

/// YAML text to a `DocumentNode`, with the errors of strangers' files located and bounded.
///
/// Yams parses (libyaml); what a scalar means is left to field tables, so YAML 1.1's octal numbers, base-60 numbers and
/// thirteen spellings of a Bool do not exist here.
public enum YAMLDocument {
    /// Bounds against files of strangers.
    public struct Limits: Sendable {
        /// UTF-8 bytes of the text.
        public var bytes: Int
        /// Levels of nesting.
        public var depth: Int
        /// Values after aliases are expanded, keys not counted.
        public var values: Int

        public init(bytes: Int = 1 << 20, depth: Int = 64, values: Int = 200_000) {
            self.bytes = bytes
            self.depth = depth
            self.values = values
        }
    }

    /// Reads a file; nil after reporting at least one error.
    public static func read(path: String, limits: Limits = Limits(), _ diagnostics: inout Diagnostics) -> DocumentNode?
    {
        TextFile.read(path: path, limit: limits.bytes, &diagnostics).flatMap { parse($0, limits: limits, &diagnostics) }
    }

    /// Reads a text; nil after reporting at least one error.
    public static func parse(
        text: String, file: String, limits: Limits = Limits(), _ diagnostics: inout Diagnostics
    ) -> DocumentNode? {
        let source = SourceText(file: file, text: text.first == "\u{FEFF}" ? String(text.dropFirst()) : text)
        guard text.utf8.count <= limits.bytes else {
            diagnostics.error(
                FieldsCode.tooLarge, "the text has \(text.utf8.count) bytes; at most \(limits.bytes) are read",
                at: SourcePlace(source))
            return nil
        }
        return TextFile.isClean(source, &diagnostics) ? parse(source, limits: limits, &diagnostics) : nil
    }

    private static func parse(
        _ source: SourceText, limits: Limits, _ diagnostics: inout Diagnostics
    ) -> DocumentNode? {
        if let mark = AliasGuard.keyWithAlias(source.text) {
            diagnostics.error(
                DocumentsCode.yamlFeature, "an alias cannot be part of a key", at: SourcePlace(source, mark))
            return nil
        }
        do {
            // Without rules Yams leaves scalars alone; the encoding is named because Yams asks the environment else.
            let root = try Yams.compose(yaml: source.text, .basic, .default, .utf8)
            guard let root, root.scalar?.string.isEmpty != true else {
                diagnostics.error(
                    DocumentsCode.emptyFile, "the file is empty",
                    at: SourcePlace(source, SourceMark(line: 1, column: 1)))
                return nil
            }
            var converter = YAMLConverter(source: source, limits: limits, diagnostics: diagnostics)
            let node = converter.convert(root, depth: 0)
            diagnostics = converter.diagnostics
            return node
        } catch {
            diagnostics.add(YAMLProblem.diagnostic(error, source))
            return nil
        }
    }
}

/// Yams nodes to document nodes, counting what aliases expand to.
private struct YAMLConverter {
    let source: SourceText
    let limits: YAMLDocument.Limits
    var diagnostics: Diagnostics
    private var valueCount = 0
    private var isTooLarge = false

    init(source: SourceText, limits: YAMLDocument.Limits, diagnostics: Diagnostics) {
        self.source = source
        self.limits = limits
        self.diagnostics = diagnostics
    }

    /// Nil after reporting at least one error.
    mutating func convert(_ node: Node, depth: Int) -> DocumentNode? {
        let mark = mark(node)
        guard !isTooLarge else { return nil }
        guard depth <= limits.depth else { return fail(.tooDeep, "more than \(limits.depth) levels deep", mark) }
        valueCount += 1
        guard valueCount <= limits.values else {
            isTooLarge = true
            return fail(.tooLarge, "more than \(limits.values) values, counted with what aliases stand for", mark)
        }
        switch node {
        case .scalar(let scalar): return convert(scalar, mark)
        case .sequence(let sequence): return convert(sequence, mark, depth)
        case .mapping(let mapping): return convert(mapping, mark, depth)
        case .alias: return fail(DocumentsCode.yamlFeature, "an alias without its anchor", mark)
        }
    }

    private mutating func convert(_ scalar: Node.Scalar, _ mark: SourceMark) -> DocumentNode? {
        guard isPlainTag(scalar.tag) else { return failTag(scalar.tag, mark) }
        if scalar.string.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }) {
            return fail(DocumentsCode.invalidText, "the text holds a control character", mark)
        }
        let isQuoted = scalar.style != .plain && scalar.style != .any
        return DocumentNode(.scalar(scalar.string, isQuoted: isQuoted), mark: mark, source: source)
    }

    private mutating func convert(_ sequence: Node.Sequence, _ mark: SourceMark, _ depth: Int) -> DocumentNode? {
        guard isPlainTag(sequence.tag) else { return failTag(sequence.tag, mark) }
        var items: [DocumentNode] = []
        for item in sequence {
            if let item = convert(item, depth: depth + 1) { items.append(item) }
        }
        return items.count == sequence.count ? DocumentNode(.sequence(items), mark: mark, source: source) : nil
    }

    private mutating func convert(_ mapping: Node.Mapping, _ mark: SourceMark, _ depth: Int) -> DocumentNode? {
        guard isPlainTag(mapping.tag) else { return failTag(mapping.tag, mark) }
        var entries: [DocumentNode.Entry] = []
        for (key, value) in mapping {
            let key = name(key)
            guard let value = convert(value, depth: depth + 1), let key else { continue }
            entries.append(DocumentNode.Entry(key: key.value, keyMark: key.mark, value: value))
        }
        return entries.count == mapping.count ? DocumentNode(.mapping(entries), mark: mark, source: source) : nil
    }

    private mutating func name(_ key: Node) -> (value: String, mark: SourceMark)? {
        let mark = mark(key)
        guard case .scalar(let scalar) = key else {
            return fail(DocumentsCode.yamlFeature, "a key is a list or a mapping; keys are plain words", mark)
        }
        guard scalar.string != "<<" else {
            return fail(DocumentsCode.yamlFeature, "merge keys are not read; write the keys out", mark)
        }
        guard !scalar.string.isEmpty else { return fail(DocumentsCode.yamlSyntax, "a key is missing here", mark) }
        return (scalar.string, mark)
    }

    private func mark(_ node: Node) -> SourceMark {
        SourceMark(line: max(1, node.mark?.line ?? 1), column: max(1, node.mark?.column ?? 1))
    }

    private func isPlainTag(_ tag: Tag) -> Bool {
        let name = tag.description
        return name.isEmpty || name == "!" || name.hasPrefix("tag:yaml.org,2002:")
    }

    private mutating func failTag(_ tag: Tag, _ mark: SourceMark) -> DocumentNode? {
        fail(DocumentsCode.yamlFeature, "tags such as \(quoted(tag.description)) are not read", mark)
    }

    private mutating func fail<T>(_ code: FieldsCode, _ message: String, _ mark: SourceMark) -> T? {
        diagnostics.error(code, message, at: SourcePlace(source, mark))
        return nil
    }

    private mutating func fail<T>(_ code: DocumentsCode, _ message: String, _ mark: SourceMark) -> T? {
        diagnostics.error(code, message, at: SourcePlace(source, mark))
        return nil
    }
}
