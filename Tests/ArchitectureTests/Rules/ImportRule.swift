/// Finds imports that the table does not allow.
enum ImportRule {
    /// Attributes, an access level, a kind and the module, wherever a statement may begin; attributes may stand on lines
    /// of their own.
    private static let statement =
        #"(?:^|;)\s*(?:@\w+(?:\([^)]*\))?\s+)*"#
        + #"(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+"#
        + #"(?:(?:typealias|struct|class|enum|protocol|let|var|func|actor)\s+)?`?([A-Za-z_]\w*)"#

    /// The modules that a file imports, with their lines.
    static func imports(of file: SourceFile) -> [(line: Int, module: String)] {
        file.matches(of: statement).map { ($0.line, $0.text) }
    }

    /// Imports of a file that its module's row does not allow.
    static func findings(in file: SourceFile) -> [Finding] {
        guard let row = ImportTable.row(of: file.module) else {
            return [Finding(path: file.path, line: 1, message: "module \(file.module) stands in no row of the table")]
        }
        return imports(of: file).filter { !row.ours.contains($0.module) && !row.outside.contains($0.module) }.map {
            Finding(path: file.path, line: $0.line, message: "\(file.module) may not import \($0.module)")
        }
    }
}
