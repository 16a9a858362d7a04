/// One line of a `FieldTable`: a key, the property it sets, its values and one sentence for people.
///
/// The initialisers stand in `Field+Values.swift` (numbers, texts, choices, nested tables, lists) and
/// `FieldChoice.swift` (kinds out of a registry). A field with an optional property may be absent; so may every other
/// one, which then keeps its default, unless it is `.required()`.
public struct Field<Root: Sendable>: Sendable {
    /// One key. Most fields have one, a group of exclusive kinds or an inlined table has several.
    struct Member: Sendable {
        var name: String
        var summary: String
        var shape: ValueShape
        var read: @Sendable (DocumentNode.Entry, inout Root, inout Diagnostics) -> Void
        var text: @Sendable (Root) -> String?
    }

    /// Members that are known when the table is made; nil if they come out of a registry, which is asked when
    /// something is read, so that the tables of a registry may contain a choice out of it.
    let fixed: [Member]?
    private let lookUp: @Sendable () -> [Member]
    var isRequired = false
    var isShorthand = false
    let isExclusive: Bool

    init(_ member: Member) {
        fixed = [member]
        lookUp = { [member] }
        isExclusive = false
    }

    /// Members out of a registry, or of a table that is only asked when something is read.
    init(isExclusive: Bool, lookUp: @escaping @Sendable () -> [Member]) {
        fixed = nil
        self.lookUp = lookUp
        self.isExclusive = isExclusive
    }

    var members: [Member] { fixed ?? lookUp() }

    /// The file must have this key.
    public func required() -> Field {
        var copy = self
        copy.isRequired = true
        return copy
    }

    /// The value of this key alone may stand for the whole mapping: `brake: 5 m/s2` for `brake: {by: 5 m/s2}`.
    public func shorthand() -> Field {
        var copy = self
        copy.isShorthand = true
        return copy
    }
}

extension Field {
    /// A field of any format: the general form of all others.
    public init<Value>(
        _ name: String, _ path: WritableKeyPath<Root, Value> & Sendable, _ format: ValueFormat<Value>,
        _ summary: String
    ) {
        self.init(
            Member(
                name: name, summary: summary, shape: format.shape,
                read: { entry, root, diagnostics in
                    let start = root[keyPath: path]
                    if let value = format.read(entry.value, "'\(name)'", start, &diagnostics) {
                        root[keyPath: path] = value
                    }
                }, text: { format.text($0[keyPath: path]) }))
    }

    /// A field of any format that may be absent.
    public init<Value>(
        _ name: String, _ path: WritableKeyPath<Root, Value?> & Sendable, _ format: ValueFormat<Value>,
        _ summary: String
    ) {
        self.init(
            Member(
                name: name, summary: summary, shape: format.shape,
                read: { entry, root, diagnostics in
                    let start = root[keyPath: path]
                    if let value = format.read(entry.value, "'\(name)'", start, &diagnostics) {
                        root[keyPath: path] = value
                    }
                }, text: { $0[keyPath: path].flatMap(format.text) }))
    }

    /// The fields of another table, written in the same mapping.
    ///
    /// `finish` of the inlined type is not called.
    public static func inline<Inner: FieldDescribed>(
        _ path: WritableKeyPath<Root, Inner> & Sendable
    ) -> [Field<Root>] {
        Inner.fields.fields.map { field in
            var outer = Field<Root>(isExclusive: field.isExclusive) {
                field.members.map { member in
                    Member(
                        name: member.name, summary: member.summary, shape: member.shape,
                        read: { member.read($0, &$1[keyPath: path], &$2) }, text: { member.text($0[keyPath: path]) })
                }
            }
            outer.isRequired = field.isRequired
            outer.isShorthand = field.isShorthand
            return outer
        }
    }
}

extension FieldTable {
    /// What a value says otherwise than the defaults, as a file would, in the order of the fields: the same text for
    /// equal values, however many fields with defaults are added later.
    public func changes(of value: Root, from defaults: Root) -> String {
        fields.flatMap(\.members).compactMap { member in
            let text = member.text(value)
            return text == member.text(defaults) ? nil : "\(member.name): \(text ?? "none")"
        }.joined(separator: ", ")
    }

    /// The table in words and shapes.
    ///
    /// - Parameters:
    ///   - type: tells tables of the same name apart.
    ///   - defaults: values of what a file does not say.
    public func description(type: String, defaults: Root) -> TableDescription {
        var described: [FieldDescription] = []
        var exclusive: [TableDescription.ExclusiveKeys] = []
        for field in fields {
            for member in field.members {
                described.append(
                    FieldDescription(
                        name: member.name, summary: member.summary, shape: member.shape,
                        isRequired: field.isRequired && !field.isExclusive, isShorthand: field.isShorthand,
                        defaultText: field.isRequired ? nil : member.text(defaults)))
            }
            if field.isExclusive {
                exclusive.append(.init(keys: field.members.map(\.name), isRequired: field.isRequired))
            }
        }
        return TableDescription(name: name, summary: summary, type: type, fields: described, exclusive: exclusive)
    }
}
