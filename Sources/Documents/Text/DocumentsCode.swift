import Fields

/// Diagnostics of files that cannot be read or parsed at all.
public enum DocumentsCode: String, DiagnosticCode {
    case unreadableFile = "unreadable-file"
    case invalidText = "invalid-text"
    case emptyFile = "empty-file"
    case yamlSyntax = "yaml-syntax"
    case yamlFeature = "yaml-feature"
    case xmlSyntax = "xml-syntax"
    case xmlFeature = "xml-feature"
    case xmlMissing = "xml-missing"
    case xmlValue = "xml-value"

    /// Title and page.
    public var explanation: Explanation {
        switch self {
        case .unreadableFile:
            Explanation("A file cannot be opened", "It does not exist, is a folder, or may not be read by this user.")
        case .invalidText:
            Explanation(
                "A file is not clean UTF-8 text",
                "Bytes that are no UTF-8, or control characters. Save the file as UTF-8 in a text editor.")
        case .emptyFile:
            Explanation("A file holds nothing", "There is no value in the file, only space or comments.")
        case .yamlSyntax:
            Explanation(
                "The file is not YAML",
                """
                Usual causes: tabs in the indentation, keys of one mapping that do not start in the same column, a \
                missing space after `:`, a text with `: ` or `#` or a leading `[`, `{`, `*`, `&`, `@`, `%` that needs \
                quotes.
                """)
        case .yamlFeature:
            Explanation(
                "YAML that Mapless does not read",
                """
                Several documents in one file, tags (`!x`), merge keys (`<<`), keys that are lists or mappings, and \
                anchors that would expand to a huge document.
                """)
        case .xmlSyntax:
            Explanation(
                "The file is not well-formed XML", "The message says what was expected where (XML 1.0, fifth edition).")
        case .xmlFeature:
            Explanation(
                "XML that Mapless does not read",
                "Document type declarations, entities other than the five of XML, encodings other than the usual.")
        case .xmlMissing:
            Explanation("An element or attribute is missing", "The format of the file requires it at this place.")
        case .xmlValue:
            Explanation("An attribute has no value of its type", "For example letters where a number must stand.")
        }
    }
}
