import Foundation

/// Finds sorts whose order among equals would be the order of rows.
///
/// A comparison must be of random keys, of tuples (whose last part is an id or random key), of whole values, or by a
/// function named `precedes`, which is a total order by convention; what is unique anyway is said with `// order: why` on
/// the line or the line before.
enum SortRule {
    static func findings(in file: SourceFile) -> [Finding] {
        let code = lines(file.code)
        let text = lines(file.text)
        return file.matches(of: #"(\.sort(?:ed)?\s*(?:\(by:|\{))"#).filter { match in
            let index = match.line - 1
            let said = text[max(0, index - 1)...index].contains { $0.contains("// order:") }
            let comparison = code[index..<min(code.count, index + 5)].joined(separator: " ")
            return !said && !comparesTuples(comparison)
        }.map {
            Finding(
                path: file.path, line: $0.line,
                message:
                    "[sort] equal elements keep the order of rows; compare (value, randomKey), or say '// order: why'")
        }
    }

    private static func comparesTuples(_ text: String) -> Bool {
        text.range(of: #"\([^()]*(?:\([^()]*\)[^()]*)*,.*\)\s*[<>]=?\s*\("#, options: .regularExpression) != nil
            || text.range(of: #"[kK]ey\s*[<>]\s*[^,]*[kK]ey\b"#, options: .regularExpression) != nil
            || text.range(of: #"\bprecedes\b"#, options: .regularExpression) != nil
            || text.range(of: #"by:\s*[<>]\s*\)"#, options: .regularExpression) != nil
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }
}
