/// A value that is read from files through a table of its fields. The reader, the JSON Schema and the reference page
/// come from the table.
///
/// ```swift
/// public struct RadarParameters: FieldDescribed {
///     public var range = 150.0
///     public init() {}
///     public static let fields = FieldTable<Self>("radar", "Detections with range, azimuth, Doppler and SNR.") {
///         Field("range", \.range, .length, in: 1...400, "Farthest range.")
///     }
/// }
/// ```
public protocol FieldDescribed: Sendable, SendableMetatype {
    /// The defaults.
    init()
    /// Name, summary and fields.
    static var fields: FieldTable<Self> { get }
    /// Called when every field was read without an error: checks across fields, values derived from fields.
    ///
    /// - Parameter node: the mapping that was read; `node["key"]?.place` locates a problem.
    mutating func finish(_ node: DocumentNode, _ diagnostics: inout Diagnostics)
}

extension FieldDescribed {
    /// Nothing to check.
    public mutating func finish(_ node: DocumentNode, _ diagnostics: inout Diagnostics) {}

    /// Reads a mapping, collecting every problem of it and of everything inside.
    ///
    /// - Parameter start: the values of fields that the mapping does not have.
    /// - Returns: nil if there was an error.
    public static func read(
        _ node: DocumentNode, start: Self = Self(), _ diagnostics: inout Diagnostics
    ) -> Self? {
        guard var value = fields.read(node, start: start, &diagnostics) else { return nil }
        let errors = diagnostics.errorCount
        value.finish(node, &diagnostics)
        return diagnostics.errorCount == errors ? value : nil
    }

    /// Name of the table, for registries of types.
    public static var tableName: String { fields.name }
    /// Summary of the table, for registries of types.
    public static var tableSummary: String { fields.summary }
    /// The table in words and shapes, for pages and schemas.
    public static var tableDescription: TableDescription {
        fields.description(type: String(reflecting: Self.self), defaults: Self())
    }
}

/// The name, summary and fields of a type.
public struct FieldTable<Root: Sendable>: Sendable {
    /// As used in files where the type is one of several kinds; unique among them.
    public let name: String
    /// What the value is, one sentence.
    public let summary: String
    let fields: [Field<Root>]
    let members: [Field<Root>.Member]

    public init(_ name: String, _ summary: String, @FieldTableBuilder<Root> _ fields: () -> [Field<Root>]) {
        self.name = name
        self.summary = summary
        self.fields = fields()
        members = self.fields.flatMap(\.members)
        for (row, member) in members.enumerated() {
            precondition(
                !members[..<row].contains { $0.name == member.name }, "table '\(name)' has '\(member.name)' twice")
        }
    }

    /// Reads a mapping over the values of `start`; nil if there was an error.
    public func read(_ node: DocumentNode, start: Root, _ diagnostics: inout Diagnostics) -> Root? {
        let errors = diagnostics.errorCount
        var root = start
        if let entries = entries(of: node, &diagnostics) {
            let seen = read(entries, into: &root, &diagnostics)
            checkPresence(seen, node, &diagnostics)
        }
        return diagnostics.errorCount == errors ? root : nil
    }

    /// The entries of a mapping; nothing written means all defaults, and a lone value stands for its shorthand field.
    private func entries(of node: DocumentNode, _ diagnostics: inout Diagnostics) -> [DocumentNode.Entry]? {
        if let entries = node.entries { return entries }
        if node.isNull { return [] }
        if let field = fields.first(where: \.isShorthand), let key = field.members.first?.name {
            return [DocumentNode.Entry(key: key, keyMark: node.mark, value: node)]
        }
        let example = members.first.map { ", such as '\($0.name): …'" } ?? ""
        let isUnspaced = !node.isQuoted && node.text?.contains(":") == true
        diagnostics.error(
            FieldsCode.wrongType, "'\(name)' takes keys with values\(example), not \(node.words)", at: node.place,
            help: isUnspaced ? "a space must follow the ':' of a key" : nil)
        return nil
    }

    /// Rows of `members` that stood in the mapping.
    private func read(
        _ entries: [DocumentNode.Entry], into root: inout Root, _ diagnostics: inout Diagnostics
    ) -> [Bool] {
        var seen = [Bool](repeating: false, count: members.count)
        for entry in entries {
            guard let row = members.firstIndex(where: { $0.name == entry.key }) else {
                reportUnknown(entry, &diagnostics)
                continue
            }
            if seen[row] {
                diagnostics.error(FieldsCode.duplicateKey, "'\(entry.key)' stands twice", at: entry.keyPlace)
            } else {
                seen[row] = true
                members[row].read(entry, &root, &diagnostics)
            }
        }
        return seen
    }

    private func reportUnknown(_ entry: DocumentNode.Entry, _ diagnostics: inout Diagnostics) {
        let names = members.map(\.name)
        let hint = NearestName.hint(for: entry.key, among: names)
        let shown = names.count > 15 ? names.prefix(15) + ["…"] : names[...]
        diagnostics.error(
            FieldsCode.unknownKey, "'\(name)' has no key \(quoted(entry.key))\(hint)", at: entry.keyPlace,
            help: names.isEmpty ? "it takes no keys" : "keys are " + shown.joined(separator: ", "))
    }

    private func checkPresence(_ seen: [Bool], _ node: DocumentNode, _ diagnostics: inout Diagnostics) {
        var row = 0
        for field in fields {
            let present = field.members.indices.filter { seen[row + $0] }.map { field.members[$0].name }
            row += field.members.count
            if field.isExclusive, present.count > 1, let entry = node.entries?.first(where: { $0.key == present[1] }) {
                diagnostics.error(
                    FieldsCode.conflictingKeys,
                    "only one of \(listed(present.map { "'\($0)'" }, "and")) may stand here", at: entry.keyPlace)
            }
            if field.isRequired, present.isEmpty { reportMissing(field, node, &diagnostics) }
        }
    }

    private func reportMissing(_ field: Field<Root>, _ node: DocumentNode, _ diagnostics: inout Diagnostics) {
        guard field.members.count > 1 else {
            let member = field.members[0]
            return diagnostics.error(
                FieldsCode.missingKey, "'\(name)' needs '\(member.name)'", at: SourcePlace(node.source, node.mark),
                help: "\(member.name): \(member.summary)")
        }
        let names = field.members.prefix(15).map { "'\($0.name)'" } + (field.members.count > 15 ? ["…"] : [])
        diagnostics.error(
            FieldsCode.missingKey, "'\(name)' needs one of \(listed(names, "or"))",
            at: SourcePlace(node.source, node.mark))
    }
}

/// Makes a list of fields from the lines of a table.
@resultBuilder
public enum FieldTableBuilder<Root: Sendable> {
    /// One field.
    public static func buildExpression(_ field: Field<Root>) -> [Field<Root>] { [field] }
    /// Fields made elsewhere.
    public static func buildExpression(_ fields: [Field<Root>]) -> [Field<Root>] { fields }
    /// All lines.
    public static func buildBlock(_ fields: [Field<Root>]...) -> [Field<Root>] { fields.flatMap { $0 } }
}
