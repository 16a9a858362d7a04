/// A choice among registered types, each with its own table, where one key names the type: `- cut_in: {…}`.
///
/// `Value` is the protocol that the types share, for example `any Action`:
///
/// ```swift
/// extension FieldChoice<any Action> {
///     static let action = FieldChoice("action", "Something that happens.", types: ActionRegistry.all)
/// }
/// Field("actions", \.actions /* [any Action] */, .action, in: 0...100, "What happens, in order.")
/// ```
///
/// The types are looked up when something is read, so that their tables may contain the same choice.
public struct FieldChoice<Value: Sendable>: Sendable {
    /// What is chosen, for messages and pages: `action`.
    public let name: String
    /// One sentence.
    public let summary: String
    private let types: @Sendable () -> [any FieldDescribed.Type]

    /// - Parameter types: types whose values are a `Value`; their table names tell them apart.
    public init(
        _ name: String, _ summary: String, types: @autoclosure @escaping @Sendable () -> [any FieldDescribed.Type]
    ) {
        self.name = name
        self.summary = summary
        self.types = types
    }

    /// Names of the types, in the order of the registry.
    public var names: [String] { types().map { $0.tableName } }

    /// For schema and pages.
    public var reference: ChoiceReference {
        ChoiceReference(name: name, summary: summary, describe: { [types] in types().map { $0.tableDescription } })
    }

    /// The type of a name; nil after reporting that nobody has it.
    func type(
        named wanted: String, at place: SourcePlace, _ diagnostics: inout Diagnostics
    ) -> (any FieldDescribed.Type)? {
        let types = types()
        if let type = types.first(where: { $0.tableName == wanted }) { return type }
        let names = types.map { $0.tableName }
        let hint = NearestName.hint(for: wanted, among: names)
        let shown = names.count > 15 ? names.prefix(15) + ["…"] : names[...]
        diagnostics.error(
            FieldsCode.unknownKind, "no \(name) named \(quoted(wanted))\(hint)", at: place,
            help: "it is one of " + shown.joined(separator: ", "))
        return nil
    }

    /// Reads the fields of the type of a name.
    ///
    /// - Parameters:
    ///   - name: name of the type and its place.
    ///   - node: the mapping with its fields; nothing written means all defaults.
    /// - Returns: nil if there was an error.
    public func read(
        named name: Located<String>, _ node: DocumentNode, _ diagnostics: inout Diagnostics
    ) -> Value? {
        guard let type = type(named: name.value, at: name.place, &diagnostics) else { return nil }
        return read(type, node, &diagnostics)
    }

    func read(_ type: any FieldDescribed.Type, _ node: DocumentNode, _ diagnostics: inout Diagnostics) -> Value? {
        guard let value = type.readAny(node, &diagnostics) else { return nil }
        guard let chosen = value as? Value else {
            preconditionFailure("\(type) stands in the choice '\(name)' but is no \(Value.self)")
        }
        return chosen
    }

    /// The types with their names.
    var kinds: [(name: String, type: any FieldDescribed.Type)] { types().map { ($0.tableName, $0) } }
}

extension FieldDescribed {
    /// Reads without naming the type.
    static func readAny(_ node: DocumentNode, _ diagnostics: inout Diagnostics) -> (any FieldDescribed)? {
        read(node, &diagnostics)
    }
}

extension ValueFormat {
    /// `cut_in: {…}`: a mapping of one key that names the type, or the name alone if all fields keep their defaults.
    public static func kind(_ choice: FieldChoice<Value>) -> Self {
        ValueFormat(shape: .kind(choice.reference)) { node, name, _, diagnostics in
            if let text = node.text, !node.isNull {
                // The name alone: what is missing is reported at the name.
                let fields = DocumentNode(.mapping([]), mark: node.mark, source: node.source)
                return choice.read(named: Located(text, at: node.place), fields, &diagnostics)
            }
            guard let entries = node.entries, let entry = entries.first, entries.count == 1 else {
                let found = node.entries.map { "\($0.count) keys" } ?? node.words
                let example = choice.names.first.map { ", such as '\($0): {…}'" } ?? ""
                diagnostics.error(
                    FieldsCode.wrongType,
                    "\(name) takes one key that names the \(choice.name)\(example), not \(found)", at: node.place)
                return nil
            }
            return choice.read(named: Located(entry.key, at: entry.keyPlace), entry.fields, &diagnostics)
        }
    }
}

extension Field {
    /// One key that names the type: `action: {cut_in: {…}}`.
    public init<Value>(
        _ name: String, _ path: WritableKeyPath<Root, Value> & Sendable, _ choice: FieldChoice<Value>,
        _ summary: String
    ) {
        self.init(name, path, .kind(choice), summary)
    }

    /// One key that names the type, or absent.
    public init<Value>(
        _ name: String, _ path: WritableKeyPath<Root, Value?> & Sendable, _ choice: FieldChoice<Value>,
        _ summary: String
    ) {
        self.init(name, path, .kind(choice), summary)
    }

    /// A list of entries `- cut_in: {…}`.
    public init<Value>(
        _ name: String, _ path: WritableKeyPath<Root, [Value]> & Sendable, _ choice: FieldChoice<Value>,
        in count: ClosedRange<Int> = 0...1000, _ summary: String
    ) {
        self.init(name, path, .list(of: .kind(choice), count: count), summary)
    }
}
