import Fields

/// Puts parameter values into a document: `$name` becomes the value's text, `${…}` the value of the expression.
///
/// Marks stay those of the file, so that a value out of range is reported where it is used.
struct ParameterSubstitution {
    let values: [(name: String, value: String)]

    /// The document with every reference replaced; problems are collected, their scalars left as they are.
    func apply(to node: DocumentNode, _ diagnostics: inout Diagnostics) -> DocumentNode {
        var copy = node
        switch node.content {
        case .scalar(let text, _):
            if let replaced = replacement(of: text, at: node.place, &diagnostics) {
                // YAML wants `'${…}'` in quotes between braces; they say nothing about the value.
                copy.content = .scalar(replaced, isQuoted: false)
            }
        case .sequence(let items):
            copy.content = .sequence(items.map { apply(to: $0, &diagnostics) })
        case .mapping(let entries):
            copy.content = .mapping(
                entries.map { entry in
                    DocumentNode.Entry(
                        key: entry.key, keyMark: entry.keyMark, value: apply(to: entry.value, &diagnostics))
                })
        }
        return copy
    }

    private func value(of name: String) -> String? { values.first { $0.name == name }?.value }

    private func replacement(of text: String, at place: SourcePlace, _ diagnostics: inout Diagnostics) -> String? {
        guard text.first == "$" else { return nil }
        if text.hasPrefix("${"), text.hasSuffix("}") {
            do {
                return try ScenarioExpression.evaluate(String(text.dropFirst(2).dropLast()), parameters: value)
            } catch {
                diagnostics.error(ScenarioCode.expression, error.message, at: place)
                return nil
            }
        }
        let name = String(text.dropFirst())
        if let value = value(of: name) { return value }
        let near = NearestName.suggestion(for: name, among: values.map(\.name)).map { "; did you mean '$\($0)'?" } ?? ""
        diagnostics.error(ScenarioCode.unknownParameter, "no parameter named '\(name)'\(near)", at: place)
        return nil
    }
}
