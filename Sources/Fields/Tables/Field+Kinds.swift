extension Field {
    /// One key out of the names of registered types, beside the other keys of the mapping:
    /// `{name: roof, rate: 10 Hz, lidar: {layers: 32}}`.
    ///
    /// The types are looked up when something is read, so that their tables may contain the same choice.
    public static func oneOf<Value>(
        _ path: WritableKeyPath<Root, Value?> & Sendable, _ choice: FieldChoice<Value>
    ) -> Field<Root> {
        Field(isExclusive: true) {
            choice.kinds.map { name, type in
                Member(
                    name: name, summary: type.tableSummary, shape: .table(reference(type)),
                    read: { entry, root, diagnostics in
                        if let value = choice.read(type, entry.fields, &diagnostics) { root[keyPath: path] = value }
                    }, text: { _ in nil })
            }
        }
    }

    private static func reference<Table: FieldDescribed>(_ type: Table.Type) -> TableReference { TableReference(type) }
}

extension DocumentNode.Entry {
    /// The value as a mapping of fields; with nothing behind the key, what is missing is reported at the key.
    var fields: DocumentNode {
        var node = value
        if node.isNull { node.mark = keyMark }
        return node
    }
}

extension ValueFormat {
    /// A mapping of the fields of a table that was made at run time, around a registry that is a value.
    ///
    /// - Parameter start: the defaults.
    public static func table(_ table: FieldTable<Value>, start: Value) -> Self {
        let reference = TableReference(type: table.name) { table.description(type: table.name, defaults: start) }
        return ValueFormat(shape: .table(reference)) { node, _, _, diagnostics in
            table.read(node, start: start, &diagnostics)
        }
    }
}
