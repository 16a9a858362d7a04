import Foundation

/// The Swift files of the checkout, as the rules see them.
enum SourceTree {
    /// The checkout.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Names of the folders under Sources, sorted.
    static let modules = folders(in: "Sources")

    /// Every Swift file under Sources, sorted by path.
    static let files = swiftFiles(in: "Sources")

    /// Every Swift file under Tests, sorted by path.
    static let testFiles = swiftFiles(in: "Tests")

    /// The text of a file of the checkout; empty if there is none.
    static func text(of path: String) -> String {
        (try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)) ?? ""
    }

    private static func folders(in path: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(path).path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    private static func swiftFiles(in path: String) -> [SourceFile] {
        let names = FileManager.default.enumerator(atPath: root.appendingPathComponent(path).path)?.allObjects ?? []
        return names.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map {
            SourceFile(path: "\(path)/\($0)", text: text(of: "\(path)/\($0)"))
        }
    }
}

/// One Swift file.
struct SourceFile {
    /// From the checkout, for example `Sources/Geometry/Shapes/Pose.swift`.
    var path: String
    var text: String
    /// The text with comments and the insides of string literals blanked; line and column stay.
    var code: String

    init(path: String, text: String) {
        self.path = path
        self.text = text
        code = CodeText.blanked(text)
    }

    /// The folder under Sources (or Tests).
    var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    var lineCount: Int { text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 }

    /// The line of a place in `code` or `text`, from 1.
    func line(at location: Int) -> Int {
        1 + (text as NSString).substring(to: location).utf16.count { $0 == 10 }
    }

    /// Places where a pattern matches the code, with its first captured group (or all of it).
    func matches(of pattern: String) -> [(line: Int, text: String)] {
        guard let expression = try? NSRegularExpression(pattern: pattern, options: [.anchorsMatchLines]) else {
            return [(0, "the pattern \(pattern) is not a regular expression")]
        }
        let source = code as NSString
        return expression.matches(in: code, range: NSRange(location: 0, length: source.length)).map { match in
            let group = match.numberOfRanges > 1 ? match.range(at: 1) : match.range
            return (line(at: group.location), source.substring(with: group))
        }
    }
}

/// Something a rule found.
struct Finding: CustomStringConvertible {
    var path: String
    var line: Int
    var message: String

    var description: String { "\(path):\(line): \(message)" }
}
