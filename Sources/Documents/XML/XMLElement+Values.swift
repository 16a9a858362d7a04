import Fields

// Attributes with their problems reported. A missing attribute is reported at the element, a wrong one at the value.
extension XMLElement {
    /// The text of an attribute that must be there; nil after reporting that it is missing.
    public func text(_ name: String, _ diagnostics: inout Diagnostics) -> String? {
        required(name, &diagnostics)?.text
    }

    /// A finite number that must be there; nil after reporting that it is missing or no number.
    public func number(_ name: String, _ diagnostics: inout Diagnostics) -> Double? {
        guard let attribute = required(name, &diagnostics) else { return nil }
        return attribute.number ?? attribute.report("a number", &diagnostics)
    }

    /// A finite number, or a default if it is missing or, after reporting it, no number.
    public func number(_ name: String, default value: Double, _ diagnostics: inout Diagnostics) -> Double {
        guard let attribute = self[name] else { return value }
        return attribute.number ?? attribute.report("a number", &diagnostics) ?? value
    }

    /// A whole number that must be there; nil after reporting that it is missing or no whole number.
    public func integer(_ name: String, _ diagnostics: inout Diagnostics) -> Int? {
        guard let attribute = required(name, &diagnostics) else { return nil }
        return attribute.integer ?? attribute.report("a whole number", &diagnostics)
    }

    /// One word of an enum that must be there; nil after reporting that it is missing or another word.
    public func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, of type: Choice.Type = Choice.self, _ diagnostics: inout Diagnostics
    ) -> Choice? {
        guard let attribute = required(name, &diagnostics) else { return nil }
        let text = attribute.text
        let words = Choice.allCases.map(\.rawValue)
        return Choice(rawValue: text)
            ?? attribute.report("one of " + words.joined(separator: ", "), near: words, &diagnostics)
    }

    /// The first element of a name inside that must be there; nil after reporting that it is missing.
    public func first(_ name: String, _ diagnostics: inout Diagnostics) -> XMLElement? {
        if let child = first(name) { return child }
        diagnostics.error(DocumentsCode.xmlMissing, "<\(self.name)> needs an element <\(name)>", at: place)
        return nil
    }

    private func required(_ name: String, _ diagnostics: inout Diagnostics) -> XMLAttribute? {
        if let attribute = self[name] { return attribute }
        let hint = NearestName.hint(for: name, among: attributes.map(\.name))
        diagnostics.error(DocumentsCode.xmlMissing, "<\(self.name)> needs an attribute '\(name)'\(hint)", at: place)
        return nil
    }
}

extension XMLAttribute {
    /// Reports that the value is not what is expected (`a number`).
    ///
    /// - Returns: always nil, so that it can end an expression.
    public func report<Value>(
        _ expected: String, near words: [String] = [], _ diagnostics: inout Diagnostics
    ) -> Value? {
        let text = text
        diagnostics.error(
            DocumentsCode.xmlValue,
            "'\(name)' is \(expected), not \(quoted(text))\(NearestName.hint(for: text, among: words))", at: place)
        return nil
    }
}
