/// Numbers with units as text: `50 km/h`.
public enum Quantity {
    /// Why a text is no quantity of the wanted dimension.
    public struct Problem: Error, Sendable {
        public var code: FieldsCode
        /// A sentence in lower case without full stop.
        public var message: String
    }

    /// A number with the unit it was written in.
    struct Reading {
        var value: Double
        /// Nil for a bare number.
        var unit: Unit?
    }

    /// The value of a text, in the base unit of the dimension.
    ///
    /// - Throws: `Problem` with code `invalid-number`, `missing-unit`, `unknown-unit` or `wrong-unit`.
    public static func parse(_ text: String, as dimension: Dimension) throws(Problem) -> Double {
        try read(text, as: dimension).value
    }

    /// A value with the shortest of its base and its everyday unit that reads back as exactly the same value.
    public static func text(_ value: Double, _ dimension: Dimension) -> String {
        guard !dimension.isBare, let base = dimension.baseUnit, let everyday = dimension.everydayUnit else {
            return NumberText.text(value)
        }
        let plain = NumberText.text(value)
        let other = NumberText.rounded(everyday.fromBase(value), digits: 9)
        let isExact = (try? NumberText.parse(other)).map { everyday.toBase($0) == value } ?? false
        return isExact && (other.count < plain.count || value == 0)
            ? "\(other) \(everyday.symbol)" : "\(plain) \(base.symbol)"
    }

    static func read(_ text: String, as dimension: Dimension) throws(Problem) -> Reading {
        let found: (number: Double, rest: Substring)?
        do { found = try NumberText.prefix(of: text) } catch {
            throw Problem(code: .invalidNumber, message: error.message)
        }
        guard let (number, rest) = found else {
            let reason = NumberText.explain(text).message
            let example = dimension == .number ? "" : "; \(dimension.words) looks like \(quoted(example(dimension)))"
            throw Problem(code: .invalidNumber, message: reason + example)
        }
        if rest.isEmpty {
            guard !dimension.isBare else { return Reading(value: number, unit: nil) }
            throw Problem(code: .missingUnit, message: "\(quoted(text)) has no unit; \(advice(number, dimension))")
        }
        guard let unit = dimension.unit(spelled: rest) else { throw unitProblem(number, rest, dimension) }
        let value = unit.toBase(number)
        guard value.isFinite else {
            throw Problem(code: .invalidNumber, message: "\(quoted(text)) is larger than a number can be")
        }
        return Reading(value: value, unit: unit)
    }

    /// `write '50 km/h' or '13.9 m/s'`.
    private static func advice(_ number: Double, _ dimension: Dimension) -> String {
        guard let base = dimension.baseUnit, let everyday = dimension.everydayUnit else { return "" }
        let first = "write '\(NumberText.text(number)) \(everyday.symbol)'"
        guard base != everyday else { return first }
        return first + " or '\(NumberText.rounded(everyday.toBase(number), digits: 3)) \(base.symbol)'"
    }

    /// A value of a dimension as people write it, for messages and schemas.
    static func example(_ dimension: Dimension) -> String {
        switch dimension {
        case .number: "1.5"
        case .ratio: "0.5"
        default: "\(dimension == .speed ? 50 : 10) \(dimension.everydayUnit?.symbol ?? "")"
        }
    }

    private static func unitProblem(_ number: Double, _ unit: Substring, _ dimension: Dimension) -> Problem {
        let name = quoted(String(unit))
        let shown = NumberText.text(number)
        if let nickname = unitNicknames.first(where: { $0.wrong == unit.lowercased() }),
            dimension.unit(spelled: nickname.symbol) != nil
        {
            return Problem(code: .unknownUnit, message: "unknown unit \(name); write '\(shown) \(nickname.symbol)'")
        }
        if let other = Dimension.all(withUnit: unit).first {
            let wanted = dimension == .number ? "a bare number" : dimension.words
            return Problem(
                code: .wrongUnit,
                message: "\(name) is a unit of \(other.name), but this is \(wanted); \(usable(dimension))")
        }
        let spellings = dimension.units.flatMap { [$0.symbol] + $0.aliases }
        let near =
            dimension.units.first { $0.symbol.lowercased() == unit.lowercased() }?.symbol
            ?? NearestName.suggestion(for: String(unit), among: spellings)
        let hint = near.map { "write '\(shown) \($0)'" } ?? usable(dimension)
        return Problem(code: .unknownUnit, message: "unknown unit \(name); \(hint)")
    }

    /// `write it in m, km, cm or mm`.
    private static func usable(_ dimension: Dimension) -> String {
        let symbols = dimension.units.map(\.symbol)
        if dimension == .number { return "write the number alone" }
        if dimension == .ratio { return "write a bare number or %" }
        return "write it in " + listed(symbols, "or")
    }
}

extension Dimension {
    /// The words without article.
    var name: String { words.split(separator: " ", maxSplits: 1).last.map(String.init) ?? words }
}

/// `a, b or c`.
func listed(_ words: [String], _ last: String) -> String {
    guard words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) " + words[words.count - 1]
}
