extension Diagnostics {
    /// One JSON object: `{"errors": 1, "warnings": 0, "problems": [{severity, code, message, file, line, …}]}`.
    public func json() -> JSONValue {
        [
            "schema_version": 1, "errors": .integer(errorCount), "warnings": .integer(warningCount),
            "problems": .array(sorted.map(\.json)),
        ]
    }

    /// A SARIF 2.1.0 log (OASIS) with one run, for code scanning.
    ///
    /// - Parameters:
    ///   - registry: explains the codes that occur.
    ///   - version: of the program.
    public func sarif(_ registry: DiagnosticRegistry, version: String) -> JSONValue {
        let problems = sorted
        let rules = registry.entries.filter { entry in problems.contains { $0.code == entry.code } }
        let driver: JSONValue = ["name": "mapless", "version": .string(version), "rules": .array(rules.map(\.sarif))]
        return [
            "version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "runs": [
                [
                    "tool": ["driver": driver], "columnKind": "unicodeCodePoints",
                    "results": .array(problems.map(\.sarif)),
                ]
            ],
        ]
    }

    /// Workflow commands of GitHub Actions, errors first.
    ///
    /// - Parameter limit: how many; GitHub shows ten of each kind per step.
    public func github(limit: Int = 10) -> String {
        let ranked = Diagnostic.Severity.allCases.flatMap { severity in sorted.filter { $0.severity == severity } }
        return ranked.prefix(limit).map { $0.github + "\n" }.joined()
    }
}

extension Diagnostic {
    /// An object with the fields of this problem; what is unknown is absent.
    var json: JSONValue {
        var object: JSONValue = [
            "severity": .string(severity.rawValue), "code": .string(code), "message": .string(message),
        ]
        if !file.isEmpty { object["file"] = .string(file) }
        if let mark {
            object["line"] = .integer(mark.line)
            object["column"] = .integer(mark.column)
            object["length"] = .integer(length)
        }
        if let help { object["help"] = .string(help) }
        return object
    }

    var sarif: JSONValue {
        var location: JSONValue = ["artifactLocation": ["uri": .string(percentEncoded(file))]]
        if let mark {
            location["region"] = [
                "startLine": .integer(mark.line), "startColumn": .integer(mark.column),
                "endColumn": .integer(mark.column + length),
            ]
        }
        let text = message + (help.map { "\n\($0)" } ?? "")
        var result: JSONValue = [
            "ruleId": .string(code), "level": .string(severity.rawValue), "message": ["text": .string(text)],
        ]
        if !file.isEmpty { result["locations"] = [["physicalLocation": location]] }
        return result
    }

    var github: String {
        func escaped(_ text: String) -> String {
            text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
        }
        func property(_ text: String) -> String {
            escaped(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
        }
        var properties: [String] = []
        if !file.isEmpty { properties.append("file=\(property(file))") }
        if let mark { properties += ["line=\(mark.line)", "col=\(mark.column)", "endColumn=\(mark.column + length)"] }
        properties.append("title=\(property(code))")
        let command = severity == .note ? "notice" : severity.rawValue
        let text = message + (help.map { "\n\($0)" } ?? "")
        return "::\(command) \(properties.joined(separator: ","))::\(escaped(text))"
    }
}

extension DiagnosticRegistry.Entry {
    fileprivate var sarif: JSONValue {
        [
            "id": .string(code), "shortDescription": ["text": .string(explanation.title)],
            "fullDescription": ["text": .string(explanation.page)],
        ]
    }

    /// The page that `explain CODE` prints.
    public var page: String { "\(code): \(explanation.title)\n\n\(explanation.page)\n" }
}

/// A path as a relative or `file:` URI (RFC 3986).
private func percentEncoded(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
        let isLetter = (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
        if isLetter || "-._~/".utf8.contains(byte) {
            bytes.append(byte)
        } else {
            bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return (path.hasPrefix("/") ? "file://" : "") + String(decoding: bytes, as: UTF8.self)
}
