/// The shape of a value in a file, for schemas and reference pages.
public indirect enum ValueShape: Sendable {
    case quantity(Dimension, ValueLimits<Double>)
    case integer(ValueLimits<Int>)
    case boolean
    case text
    /// One of some words.
    case choice([String])
    /// A mapping with the fields of a type.
    case table(TableReference)
    case list(ValueShape, count: ClosedRange<Int>)
    /// A list with a meaning for each position.
    case tuple([Part])
    /// Values under names.
    case map(ValueShape, count: ClosedRange<Int>)
    /// One key that names a kind, with the fields of that kind.
    case kind(ChoiceReference)
    /// Any of several shapes.
    case alternatives([ValueShape])
    /// Something of its own, in words, with its JSON Schema.
    case custom(words: String, schema: JSONValue)

    /// One position of a tuple.
    public struct Part: Sendable {
        public var label: String
        public var shape: ValueShape
    }
}

/// A table by its type, looked up when needed, so that tables may contain each other.
public struct TableReference: Sendable {
    /// Full name of the type: tells tables apart.
    public let type: String
    /// The table in words and shapes.
    public let describe: @Sendable () -> TableDescription

    init<Value: FieldDescribed>(_ type: Value.Type) {
        self.type = String(reflecting: type)
        describe = { Value.tableDescription }
    }

    init(type: String, describe: @escaping @Sendable () -> TableDescription) {
        self.type = type
        self.describe = describe
    }
}

/// The kinds of a `FieldChoice`, looked up when needed.
public struct ChoiceReference: Sendable {
    /// What is chosen, for example `action`.
    public let name: String
    /// One sentence.
    public let summary: String
    /// The tables to choose from, by name.
    public let describe: @Sendable () -> [TableDescription]
}

/// A table of fields in words and shapes.
public struct TableDescription: Sendable {
    /// Name in files.
    public var name: String
    public var summary: String
    /// Full name of the type: tells tables apart.
    public var type: String
    public var fields: [FieldDescription]
    /// Groups of keys of which one at most may stand.
    public var exclusive: [ExclusiveKeys]

    /// Keys of which one at most may stand, or exactly one.
    public struct ExclusiveKeys: Sendable {
        public var keys: [String]
        public var isRequired: Bool
    }
}

/// One field in words and shapes.
public struct FieldDescription: Sendable {
    public var name: String
    public var summary: String
    public var shape: ValueShape
    public var isRequired: Bool
    /// The value alone may stand for the whole mapping.
    public var isShorthand: Bool
    /// The value if the file says nothing, as it would be written; nil if there is none or it does not fit into a line.
    public var defaultText: String?
}
