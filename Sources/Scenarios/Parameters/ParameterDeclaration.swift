import Fields
import Geometry

/// A parameter of a scenario file: a named text that `$name` stands for, with the values it may take.
///
/// Values stay text (`20 m`, `true`, `sedan`): what they mean is decided by the field that `$name` stands in.
public struct ParameterDeclaration: Sendable {
    public var name: String
    public var value: String
    public var summary: String
    public var domain: Domain
    /// Random draws change it.
    public var isDrawn = true
    public var place: SourcePlace

    /// What values a parameter may take.
    public enum Domain: Sendable {
        /// Whatever the field that uses it takes.
        case free
        /// Numbers between two bounds of one unit; whole ones if the bounds are written as whole numbers without unit.
        case range(low: Double, high: Double, unit: String, isWhole: Bool)
        case choices([String])
    }

    /// Value number `draw` of the random draws with a seed: uniform over the domain.
    ///
    /// - Parameter scenarioHash: so that two files draw different values from the same seed.
    func drawn(_ draw: Int, seed: UInt64, scenarioHash: UInt64) -> String {
        guard isDrawn else { return value }
        let stream = RandomStream(
            seed: StableHash.combine(scenarioHash, seed), purpose: RandomPurpose("scenario.draw"),
            key: StableHash.of(name), tick: draw)
        switch domain {
        case .free: return value
        case .choices(let choices): return choices.isEmpty ? value : stream.choice(choices)
        case .range(let low, let high, let unit, let isWhole):
            if isWhole { return "\(Int(low) + stream.integer(below: Int(high - low) + 1))" }
            // A thousandth of the range is fine enough to sample and short enough to paste.
            let raw = stream.uniform(in: low...high)
            let rounded = min(high, max(low, (raw * 1000).rounded() / 1000))
            return unit.isEmpty ? "\(rounded)" : "\(rounded) \(unit)"
        }
    }

    /// What is wrong with a value from outside, nil if it lies in the domain.
    func problem(with text: String) -> String? {
        switch domain {
        case .free: return nil
        case .choices(let choices):
            guard !choices.contains(text) else { return nil }
            let near = NearestName.suggestion(for: text, among: choices).map { "; did you mean '\($0)'?" } ?? ""
            return "'\(name)' is one of \(choices.joined(separator: ", "))\(near)"
        case .range(let low, let high, let unit, _):
            let words = "'\(name)' lies between \(low)\(unit.isEmpty ? "" : " " + unit) and \(high) \(unit)"
            guard let number = ScenarioExpression.number(of: text),
                let lowValue = ScenarioExpression.number(of: "\(low) \(unit)"),
                let highValue = ScenarioExpression.number(of: "\(high) \(unit)"),
                number.dimension == lowValue.dimension || number.dimension.isBare == lowValue.dimension.isBare
            else { return words }
            let slack = 1e-9 * max(1, highValue.value.magnitude)
            return number.value >= lowValue.value - slack && number.value <= highValue.value + slack ? nil : words
        }
    }
}

extension ParameterDeclaration {
    /// Reads the `parameters:` mapping of a scenario file.
    static func read(_ node: DocumentNode?, _ diagnostics: inout Diagnostics) -> [ParameterDeclaration] {
        guard let node else { return [] }
        guard let entries = node.entries else {
            if !node.isNull {
                diagnostics.error(
                    FieldsCode.wrongType, "parameters are a mapping of names, not \(node.words)", at: node.place)
            }
            return []
        }
        return entries.compactMap { read($0, &diagnostics) }
    }

    private static func read(_ entry: DocumentNode.Entry, _ diagnostics: inout Diagnostics) -> ParameterDeclaration? {
        guard isName(entry.key) else {
            diagnostics.error(
                ScenarioCode.parameter,
                "'\(entry.key)' is no parameter name; use lower-case letters, digits and underscores",
                at: entry.keyPlace)
            return nil
        }
        if let text = entry.value.text, !entry.value.isNull {
            return ParameterDeclaration(
                name: entry.key, value: text, summary: "", domain: .free, place: entry.keyPlace)
        }
        guard let spec = ParameterSpec.read(entry.value, &diagnostics) else { return nil }
        guard let domain = spec.domain(at: entry, &diagnostics) else { return nil }
        let declaration = ParameterDeclaration(
            name: entry.key, value: spec.value, summary: spec.summary, domain: domain, place: entry.keyPlace)
        if let problem = declaration.problem(with: spec.value) {
            diagnostics.error(ScenarioCode.parameter, "the default of \(problem)", at: entry.value.place)
        }
        return declaration
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, first == 95 || (97...122).contains(first) else { return false }
        return text.utf8.allSatisfy { $0 == 95 || (97...122).contains($0) || (48...57).contains($0) }
    }
}

/// The long form of a parameter.
struct ParameterSpec: FieldDescribed {
    var value = ""
    var range: [String] = []
    var choices: [String] = []
    var summary = ""

    static let fields = FieldTable<Self>("parameter", "A value that variants change; `$name` stands for it.") {
        Field("default", \.value, "The value of the variant `default`.").required()
        Field("range", \.range, in: 0...2, "Lower and upper bound of random draws, `[10 m, 40 m]`.")
        Field("choices", \.choices, in: 0...100, "The values it may take.")
        Field("about", \.summary, "One sentence for people.")
    }

    func domain(at entry: DocumentNode.Entry, _ diagnostics: inout Diagnostics) -> ParameterDeclaration.Domain? {
        if range.isEmpty { return choices.isEmpty ? .free : .choices(choices) }
        guard range.count == 2, choices.isEmpty, let low = Bound(range[0]), let high = Bound(range[1]),
            low.unit == high.unit, low.value <= high.value
        else {
            diagnostics.error(
                ScenarioCode.parameter,
                "the range of '\(entry.key)' needs two bounds of the same unit, the smaller first (and no choices)",
                at: entry.value["range"]?.place ?? entry.value.place, help: "for example: range: [10 m, 40 m]")
            return nil
        }
        let isWhole = low.isWhole && high.isWhole && low.unit.isEmpty
        return .range(low: low.value, high: high.value, unit: low.unit, isWhole: isWhole)
    }

    /// `10 m` in its parts.
    private struct Bound {
        var value: Double
        var unit: String
        var isWhole: Bool

        init?(_ text: String) {
            let end = text.firstIndex { !($0.isNumber || "+-.eE".contains($0)) } ?? text.endIndex
            guard let value = Double(text[..<end]), value.isFinite else { return nil }
            self.value = value
            unit = String(text[end...].drop { $0 == " " })
            isWhole = !text[..<end].contains { ".eE".contains($0) }
            if !unit.isEmpty, Dimension.all(withUnit: unit).isEmpty { return nil }
        }
    }
}
