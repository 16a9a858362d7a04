import Documents
import Fields

extension OpenDRIVEReader {
    /// A number that must be there: complains and gives nil if it is missing or not finite.
    mutating func required(_ name: String, of node: XMLElement) -> Double? {
        guard let attribute = node[name] else {
            diagnostics.error(
                OpenDRIVECode.missingAttribute, "<\(node.name)> needs the attribute '\(name)'", at: node.place)
            return nil
        }
        if let value = attribute.number { return value }
        diagnostics.error(
            OpenDRIVECode.badNumber,
            "'\(name)' of <\(node.name)> is no finite number: '\(attribute.text.prefix(40))'", at: attribute.place)
        return nil
    }

    /// A number that may be missing; what is not finite gives a warning and the default.
    mutating func number(_ name: String, of node: XMLElement, default usual: Double = 0) -> Double {
        guard let attribute = node[name] else { return usual }
        if let value = attribute.number { return value }
        let text = attribute.text
        guard !text.isEmpty else { return usual }
        diagnostics.warning(
            OpenDRIVECode.badNumber,
            "'\(name)' of <\(node.name)> is no finite number: '\(text.prefix(40))'; \(usual) is used",
            at: attribute.place)
        return usual
    }

    /// A whole number that must be there.
    mutating func integer(_ name: String, of node: XMLElement) -> Int? {
        guard let value = required(name, of: node) else { return nil }
        if let integer = Int(exactly: value) { return integer }
        diagnostics.error(
            OpenDRIVECode.badNumber, "'\(name)' of <\(node.name)> must be a whole number",
            at: node[name]?.place ?? node.place)
        return nil
    }

    /// Warns about an id that nothing has.
    mutating func warnDangling(_ what: String, _ id: String, at node: XMLElement) {
        diagnostics.warning(OpenDRIVECode.danglingReference, "there is no \(what) '\(id)'", at: node.place)
    }
}
