/// One node of a parsed document (YAML or JSON): the text of a scalar, a mapping with marked keys, or a sequence.
///
/// Scalars stay text: what a text means is decided by the field that reads it, never by the file format. `no`, `1:30`
/// and `017` are therefore never silently a Bool, a base-60 number or an octal number.
public struct DocumentNode: Sendable {
    /// What a node holds.
    public indirect enum Content: Sendable {
        /// A text; `isQuoted` if it stood in quotes, so that it cannot mean a number, a Bool or nothing.
        case scalar(String, isQuoted: Bool)
        /// Nodes in order.
        case sequence([DocumentNode])
        /// Entries in file order, keys unique.
        case mapping([Entry])
    }

    /// A key of a mapping and its value.
    public struct Entry: Sendable {
        public var key: String
        public var keyMark: SourceMark
        public var value: DocumentNode

        public init(key: String, keyMark: SourceMark, value: DocumentNode) {
            self.key = key
            self.keyMark = keyMark
            self.value = value
        }

        /// Where the key stands.
        public var keyPlace: SourcePlace {
            SourcePlace(value.source, keyMark, length: key.unicodeScalars.count)
        }
    }

    public var content: Content
    public var mark: SourceMark
    public var source: SourceText

    public init(_ content: Content, mark: SourceMark, source: SourceText) {
        self.content = content
        self.mark = mark
        self.source = source
    }

    /// A plain scalar that comes from no file, for tests and values of the command line.
    public init(text: String, source: SourceText? = nil) {
        self.init(
            .scalar(text, isQuoted: false), mark: SourceMark(line: 1, column: 1),
            source: source ?? SourceText(file: "", text: text))
    }

    /// The scalar's text; nil for mappings and sequences.
    public var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// A scalar that stood in quotes.
    public var isQuoted: Bool {
        if case .scalar(_, let isQuoted) = content { isQuoted } else { false }
    }

    /// Nothing was written (`key:`), or `null` or `~`.
    public var isNull: Bool {
        if case .scalar(let text, false) = content { text.isEmpty || text == "null" || text == "~" } else { false }
    }

    /// The nodes of a sequence; nil for other nodes.
    public var items: [DocumentNode]? {
        if case .sequence(let items) = content { items } else { nil }
    }

    /// The entries of a mapping; nil for other nodes.
    public var entries: [Entry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// The value of a key of a mapping; nil if there is none.
    public subscript(key: String) -> DocumentNode? { entries?.first { $0.key == key }?.value }

    /// Where this node starts, with the length of a scalar.
    public var place: SourcePlace {
        guard case .scalar(let text, let isQuoted) = content else { return SourcePlace(source, mark) }
        return SourcePlace(source, mark, length: text.unicodeScalars.count + (isQuoted ? 2 : 0))
    }

    /// What the node is, for messages: `a mapping`, `a list`, `'12 m'`, `nothing`.
    public var words: String {
        switch content {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .scalar(let text, _): isNull ? "nothing" : quoted(text)
        }
    }
}
