import Foundation

/// Replaces whole names in a text, never parts of longer ones.
struct NameReplacement {
    let names: [String]

    func applied(to text: String, _ replacement: (String) -> String) -> String {
        let choices = Array(Set(names)).filter { !$0.isEmpty }.sorted { ($1.count, $1) < ($0.count, $0) }
        guard !choices.isEmpty else { return text }
        let pattern =
            "(?<![\\w./-])(?:" + choices.map(NSRegularExpression.escapedPattern).joined(separator: "|")
            + ")(?![\\w./-])"
        var result = text
        while let range = result.range(of: pattern, options: .regularExpression) {
            result.replaceSubrange(range, with: replacement(String(result[range])))
        }
        return result
    }
}
