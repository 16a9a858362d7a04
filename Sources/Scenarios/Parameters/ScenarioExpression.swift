import Fields

/// Arithmetic with units in scenario files: `${block + 20 m}`, `${2 * gap / speed}`.
///
/// A recursive-descent parser over + − · / and brackets. Names stand for parameters, numbers carry their unit behind
/// them. Dimensions are checked: lengths are added to lengths only.
enum ScenarioExpression {
    /// A number with what it measures.
    struct Number: Sendable {
        var value: Double
        var dimension: Dimension
    }

    /// Why an expression has no value.
    struct Problem: Error {
        var message: String
    }

    /// The value of an expression as a text with unit, ready to stand in a file.
    static func evaluate(_ text: String, parameters: @escaping (String) -> String?) throws(Problem) -> String {
        var parser = Parser(text: text, parameters: parameters)
        let result = try parser.sum(depth: 0)
        guard parser.isAtEnd else { throw Problem(message: "'\(parser.rest)' is left over in '\(text)'") }
        guard result.value.isFinite else { throw Problem(message: "'\(text)' has no finite value") }
        return Quantity.text(result.value, result.dimension)
    }

    /// A plain number with or without unit; nil for other texts.
    static func number(of text: String) -> Number? {
        var parser = Parser(text: text, parameters: { _ in nil })
        guard let number = try? parser.sum(depth: 0), parser.isAtEnd else { return nil }
        return number
    }

    private struct Parser {
        private let characters: [Character]
        private var position = 0
        private let parameters: (String) -> String?

        init(text: String, parameters: @escaping (String) -> String?) {
            characters = Array(text)
            self.parameters = parameters
        }

        var isAtEnd: Bool { mutatingSkip(position) == characters.count }
        var rest: String { String(characters[position...]) }

        private func mutatingSkip(_ from: Int) -> Int {
            var index = from
            while index < characters.count, characters[index] == " " { index += 1 }
            return index
        }

        private mutating func take(_ wanted: String) -> Character? {
            position = mutatingSkip(position)
            guard position < characters.count, wanted.contains(characters[position]) else { return nil }
            position += 1
            return characters[position - 1]
        }

        mutating func sum(depth: Int) throws(Problem) -> Number {
            var left = try product(depth: depth)
            while let sign = take("+-") {
                let right = try product(depth: depth)
                guard left.dimension == right.dimension || (left.dimension.isBare && right.dimension.isBare) else {
                    throw Problem(message: "\(right.dimension.words) cannot be added to \(left.dimension.words)")
                }
                left.value += sign == "+" ? right.value : -right.value
            }
            return left
        }

        private mutating func product(depth: Int) throws(Problem) -> Number {
            var left = try factor(depth: depth)
            while let sign = take("*/") {
                let right = try factor(depth: depth)
                left = try sign == "*" ? left.times(right) : left.divided(by: right)
            }
            return left
        }

        private mutating func factor(depth: Int) throws(Problem) -> Number {
            guard depth < 50 else { throw Problem(message: "too many brackets") }
            if take("-") != nil {
                let number = try factor(depth: depth + 1)
                return Number(value: -number.value, dimension: number.dimension)
            }
            if take("(") != nil {
                let inner = try sum(depth: depth + 1)
                guard take(")") != nil else { throw Problem(message: "a bracket is not closed") }
                return inner
            }
            position = mutatingSkip(position)
            guard position < characters.count else { throw Problem(message: "the expression ends too early") }
            let first = characters[position]
            if first.isNumber || first == "." { return try literal() }
            return try parameter(depth: depth)
        }

        /// A number and the unit behind it: letters, and `/` `^` `*` only where they complete a known unit.
        private mutating func literal() throws(Problem) -> Number {
            let start = position
            while position < characters.count, isNumberPart(position) { position += 1 }
            guard let value = Double(String(characters[start..<position])) else {
                throw Problem(message: "'\(String(characters[start..<position]))' is no number")
            }
            let unitStart = mutatingSkip(position)
            for end in stride(from: min(characters.count, unitStart + 14), to: unitStart, by: -1) {
                let unit = String(characters[unitStart..<end])
                let isWhole = end == characters.count || !characters[end].isLetter
                if isWhole, let dimension = Dimension.all(withUnit: unit).first {
                    position = end
                    return Number(value: dimension.unit(spelled: unit)?.toBase(value) ?? value, dimension: dimension)
                }
            }
            return Number(value: value, dimension: .number)
        }

        private func isNumberPart(_ index: Int) -> Bool {
            let character = characters[index]
            if character.isNumber || character == "." { return true }
            guard index > 0 else { return false }
            let isExponent = "eE".contains(character) && characters[index - 1].isNumber
            if isExponent {
                let next = index + 1 < characters.count ? characters[index + 1] : " "
                return next.isNumber || next == "-" || next == "+"
            }
            return "+-".contains(character) && "eE".contains(characters[index - 1])
        }

        private mutating func parameter(depth: Int) throws(Problem) -> Number {
            let start = position
            while position < characters.count,
                characters[position].isLetter || characters[position].isNumber
                    || characters[position] == "_"
            { position += 1 }
            let name = String(characters[start..<position])
            guard !name.isEmpty else { throw Problem(message: "'\(characters[position])' does not belong here") }
            guard let text = parameters(name) else { throw Problem(message: "no parameter named '\(name)'") }
            guard let number = ScenarioExpression.number(of: text) else {
                throw Problem(message: "the value '\(text)' of '\(name)' is no number")
            }
            return number
        }
    }
}

extension ScenarioExpression.Number {
    private typealias Number = ScenarioExpression.Number

    /// Products with a meaning: with a bare number, and speed · time, acceleration · time.
    fileprivate func times(_ other: Self) throws(ScenarioExpression.Problem) -> Self {
        let value = value * other.value
        if other.dimension.isBare { return Number(value: value, dimension: dimension) }
        if dimension.isBare { return Number(value: value, dimension: other.dimension) }
        switch (dimension, other.dimension) {
        case (.speed, .time), (.time, .speed): return Number(value: value, dimension: .length)
        case (.acceleration, .time), (.time, .acceleration): return Number(value: value, dimension: .speed)
        default: throw .init(message: "\(dimension.words) times \(other.dimension.words) has no unit here")
        }
    }

    /// Quotients with a meaning: by a bare number, of equals, and those of lengths, times and speeds.
    fileprivate func divided(by other: Self) throws(ScenarioExpression.Problem) -> Self {
        guard other.value != 0 else { throw .init(message: "division by zero") }
        let value = value / other.value
        if other.dimension.isBare { return Number(value: value, dimension: dimension) }
        if dimension == other.dimension { return Number(value: value, dimension: .number) }
        switch (dimension, other.dimension) {
        case (.length, .time): return Number(value: value, dimension: .speed)
        case (.length, .speed), (.speed, .acceleration): return Number(value: value, dimension: .time)
        case (.speed, .time): return Number(value: value, dimension: .acceleration)
        default: throw .init(message: "\(dimension.words) divided by \(other.dimension.words) has no unit here")
        }
    }
}
