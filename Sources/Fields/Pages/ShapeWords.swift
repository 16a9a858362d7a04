extension ValueShape {
    /// What may be written, in words: `length from 1 m to 400 m`.
    ///
    /// - Parameter link: how a table or choice is named.
    func words(_ link: (Target) -> String) -> String {
        switch self {
        case .quantity(let dimension, let limits): Self.words(dimension, limits)
        case .integer(let limits):
            "whole number" + (Self.visible(limits).words { "\($0)" }.map { " " + $0 } ?? "")
        case .boolean: "`true` or `false`"
        case .text: "text"
        case .choice(let words): listed(words.map { "`\($0)`" }, "or")
        case .table(let reference): link(.table(reference))
        case .list(let element, let count): "list of \(Self.words(count)): " + element.words(link)
        case .tuple(let parts):
            "`[" + parts.map(\.label).joined(separator: ", ") + "]`: "
                + Self.distinct(parts.map { $0.shape.words(link) }).joined(separator: "; ")
        case .map(let element, let count): "\(Self.words(count)) names with values: " + element.words(link)
        case .kind(let choice): "one key that names the " + link(.choice(choice))
        case .alternatives(let shapes): shapes.map { $0.words(link) }.joined(separator: ", or ")
        case .custom(let words, _): words
        }
    }

    /// What a link leads to.
    enum Target {
        case table(TableReference)
        case choice(ChoiceReference)
    }

    /// `angle from -90 deg to 90 deg`: in the unit in which that is shorter.
    static func words(_ dimension: Dimension, _ limits: ValueLimits<Double>) -> String {
        func range(_ unit: Unit?) -> String {
            limits.words { bound in
                let number = NumberText.rounded(unit?.fromBase(bound) ?? bound, digits: 6)
                return unit.map { "\(number) \($0.symbol)" } ?? number
            }.map { " " + $0 } ?? ""
        }
        let (plain, other) = (range(dimension.baseUnit), range(dimension.isBare ? nil : dimension.everydayUnit))
        return dimension.name + (other.count < plain.count ? other : plain)
    }

    /// Limits that are only those of the machine's integers are no limits for people.
    static func visible(_ limits: ValueLimits<Int>) -> ValueLimits<Int> {
        ValueLimits(
            lower: limits.lower.flatMap { $0 == .min ? nil : $0 }, upper: limits.upper.flatMap { $0 == .max ? nil : $0 }
        )
    }

    private static func words(_ count: ClosedRange<Int>) -> String {
        if count.lowerBound == count.upperBound { return "\(count.lowerBound)" }
        return count.lowerBound > 0 ? "\(count.lowerBound) to \(count.upperBound)" : "up to \(count.upperBound)"
    }

    private static func distinct(_ texts: [String]) -> [String] {
        texts.enumerated().filter { row, text in !texts[..<row].contains(text) }.map(\.element)
    }
}
