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
    private let fixed: [Field<Root>.Member]?

    public init(_ name: String, _ summary: String, @FieldTableBuilder<Root> _ fields: () -> [Field<Root>]) {
        self.name = name
        self.summary = summary
        self.fields = fields()
        let known = self.fields.flatMap { $0.fixed ?? [] }
        for (row, member) in known.enumerated() {
            precondition(
                !known[..<row].contains { $0.name == member.name }, "table '\(name)' has '\(member.name)' twice")
        }
        fixed = self.fields.allSatisfy { $0.fixed != nil } ? known : nil
    }

    /// All keys.
    private var members: [Field<Root>.Member] { fixed ?? fields.flatMap(\.members) }

    /// Reads a mapping over the values of `start`; nil if there was an error.
    public func read(_ node: DocumentNode, start: Root, _ diagnostics: inout Diagnostics) -> Root? {
        let errors = diagnostics.errorCount
        var root = start
        if let entries = entries(of: node, &diagnostics) {
            let members = members
            let seen = read(entries, members, into: &root, &diagnostics)
            checkPresence(seen.map { members[$0].name }, node, &diagnostics)
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

    /// Rows of the members that stood in the mapping, in its order.
    private func read(
        _ entries: [DocumentNode.Entry], _ members: [Field<Root>.Member], into root: inout Root,
        _ diagnostics: inout Diagnostics
    ) -> [Int] {
        var seen: [Int] = []
        for entry in entries {
            guard let row = members.firstIndex(where: { $0.name == entry.key }) else {
                reportUnknown(entry, members.map(\.name), &diagnostics)
                continue
            }
            if seen.contains(row) {
                diagnostics.error(FieldsCode.duplicateKey, "'\(entry.key)' stands twice", at: entry.keyPlace)
            } else {
                seen.append(row)
                members[row].read(entry, &root, &diagnostics)
            }
        }
        return seen
    }

    private func reportUnknown(
        _ entry: DocumentNode.Entry, _ names: [String], _ diagnostics: inout Diagnostics
    ) {
        let hint = NearestName.hint(for: entry.key, among: names)
        let shown = names.count > 15 ? names.prefix(15) + ["…"] : names[...]
        diagnostics.error(
            FieldsCode.unknownKey, "'\(name)' has no key \(quoted(entry.key))\(hint)", at: entry.keyPlace,
            help: names.isEmpty ? "it takes no keys" : "keys are " + shown.joined(separator: ", "))
    }

    private func checkPresence(_ seen: [String], _ node: DocumentNode, _ diagnostics: inout Diagnostics) {
        for field in fields where field.isRequired || field.isExclusive {
            let members = field.members
            let present = seen.filter { key in members.contains { $0.name == key } }
            if field.isExclusive, present.count > 1, let entry = node.entries?.first(where: { $0.key == present[1] }) {
                diagnostics.error(
                    FieldsCode.conflictingKeys,
                    "only one of \(listed(present.map { "'\($0)'" }, "and")) may stand here", at: entry.keyPlace)
            }
            if field.isRequired, present.isEmpty { reportMissing(members, node, &diagnostics) }
        }
    }

    private func reportMissing(
        _ members: [Field<Root>.Member], _ node: DocumentNode, _ diagnostics: inout Diagnostics
    ) {
        let place = SourcePlace(node.source, node.mark)
        if members.count == 1 {
            diagnostics.error(
                FieldsCode.missingKey, "'\(name)' needs '\(members[0].name)'", at: place,
                help: "\(members[0].name): \(members[0].summary)")
        } else {
            let names = members.prefix(15).map { "'\($0.name)'" } + (members.count > 15 ? ["…"] : [])
            diagnostics.error(
                FieldsCode.missingKey, "'\(name)' needs one of \(listed(names, "or"))", at: place)
        }
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
