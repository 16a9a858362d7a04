import Fields

/// Reads `draws:` and `grid:` of a scenario file.
enum VariantReader {
    /// Largest number of grid cells.
    private static let largestGrid = 10_000

    /// Fixed draws: a list of mappings from parameter to value.
    static func draws(
        _ node: DocumentNode?, _ declarations: [ParameterDeclaration], _ diagnostics: inout Diagnostics
    ) -> [[Variant.Override]] {
        guard let node, !node.isNull else { return [] }
        guard let items = node.items else {
            diagnostics.error(FieldsCode.wrongType, "draws are a list of mappings, not \(node.words)", at: node.place)
            return []
        }
        return items.map { item in
            guard let entries = item.entries else {
                diagnostics.error(
                    FieldsCode.wrongType, "a draw is a mapping from parameter to value, not \(item.words)",
                    at: item.place)
                return []
            }
            return entries.compactMap { entry in
                guard let text = value(entry.value, of: entry, declarations, &diagnostics) else { return nil }
                return Variant.Override(name: entry.key, value: text)
            }
        }
    }

    /// A grid: a mapping from parameter to its values.
    static func grid(
        _ node: DocumentNode?, _ declarations: [ParameterDeclaration], _ diagnostics: inout Diagnostics
    ) -> [(name: String, values: [String])] {
        guard let node, !node.isNull else { return [] }
        guard let entries = node.entries else {
            diagnostics.error(FieldsCode.wrongType, "a grid is a mapping of lists, not \(node.words)", at: node.place)
            return []
        }
        var cells = 1
        var axes: [(name: String, values: [String])] = []
        for entry in entries {
            guard let items = entry.value.items, !items.isEmpty else {
                diagnostics.error(
                    FieldsCode.wrongType, "'\(entry.key)' takes a list of values, not \(entry.value.words)",
                    at: entry.value.place)
                continue
            }
            cells = min(cells, largestGrid) * items.count
            axes.append((entry.key, items.compactMap { value($0, of: entry, declarations, &diagnostics) }))
        }
        if cells > largestGrid {
            diagnostics.error(FieldsCode.tooLarge, "a grid has at most \(largestGrid) cells", at: node.place)
            return []
        }
        return axes
    }

    private static func value(
        _ node: DocumentNode, of entry: DocumentNode.Entry, _ declarations: [ParameterDeclaration],
        _ diagnostics: inout Diagnostics
    ) -> String? {
        guard let declaration = declarations.first(where: { $0.name == entry.key }) else {
            let hint = NearestName.hint(for: entry.key, among: declarations.map(\.name))
            diagnostics.error(
                ScenarioCode.unknownParameter, "no parameter named '\(entry.key)'\(hint)", at: entry.keyPlace)
            return nil
        }
        guard let text = node.text, !node.isNull else {
            diagnostics.error(FieldsCode.wrongType, "a parameter's value is a text, not \(node.words)", at: node.place)
            return nil
        }
        if let problem = declaration.problem(with: text) {
            diagnostics.error(ScenarioCode.parameter, "'\(text)' does not fit: \(problem)", at: node.place)
        }
        return text
    }
}
