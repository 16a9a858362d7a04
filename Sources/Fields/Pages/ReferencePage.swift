/// The reference of files that are read through a table, as Markdown: every key with its values, default and meaning.
public enum ReferencePage {
    /// The page of a type and of everything that can stand inside.
    ///
    /// - Parameter level: of the first heading, from 1.
    public static func markdown<Root: FieldDescribed>(for type: Root.Type, level: Int = 1) -> String {
        markdown(for: Root.tableDescription, level: level)
    }

    /// The page of a table and of everything that can stand inside.
    public static func markdown(for table: TableDescription, level: Int = 1) -> String {
        let catalogue = TableCatalogue(root: table)
        return catalogue.entries.enumerated().map { row, entry in
            let heading = String(repeating: "#", count: min(6, row == 0 ? level : level + 1)) + " \(entry.name)\n\n"
            return switch entry.content {
            case .table(let table): heading + section(table, catalogue)
            case .choice(let choice, let tables): heading + section(choice, tables, catalogue)
            }
        }.joined(separator: "\n")
    }

    /// The page of one table alone, for `explain NAME`.
    public static func explanation(of table: TableDescription) -> String {
        "\(table.name)\n\n" + section(table, TableCatalogue(root: table))
    }

    private static func section(_ table: TableDescription, _ catalogue: TableCatalogue) -> String {
        var text = table.summary + "\n"
        guard !table.fields.isEmpty else { return text }
        text += "\n| key | value | default | meaning |\n|---|---|---|---|\n"
        for field in table.fields {
            let value = field.shape.words { link($0, catalogue) } + (field.isShorthand ? "; may stand alone" : "")
            let standard = field.isRequired ? "required" : field.defaultText.map { "`\($0)`" } ?? "–"
            text += "| `\(field.name)` | \(cell(value)) | \(cell(standard)) | \(cell(field.summary)) |\n"
        }
        for group in table.exclusive {
            let keys = listed(group.keys.map { "`\($0)`" }, "and")
            text += "\n\(group.isRequired ? "Exactly" : "At most") one of \(keys) may stand.\n"
        }
        return text
    }

    private static func section(
        _ choice: ChoiceReference, _ tables: [TableDescription], _ catalogue: TableCatalogue
    ) -> String {
        var text = choice.summary + "\n\n| kind | meaning |\n|---|---|\n"
        for table in tables {
            text += "| [`\(table.name)`](#\(anchor(catalogue.name(of: table)))) | \(cell(table.summary)) |\n"
        }
        return text
    }

    private static func link(_ target: ValueShape.Target, _ catalogue: TableCatalogue) -> String {
        let name =
            switch target {
            case .table(let table): catalogue.name(of: table)
            case .choice(let choice): catalogue.name(of: choice)
            }
        return "[\(name)](#\(anchor(name)))"
    }

    /// The anchor of a heading as GitHub makes it.
    private static func anchor(_ name: String) -> String { String(name.lowercased().map { $0 == " " ? "-" : $0 }) }

    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|").replacing("\n", with: " ") }
}
