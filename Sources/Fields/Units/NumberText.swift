/// Reads and writes numbers as people write them, by one strict rule: an optional sign, digits, an optional fraction,
/// an optional exponent. No octal, hexadecimal, base 60, digit groups, decimal commas, infinities.
public enum NumberText {
    /// Why a text is no number. `message` is the end of a sentence: "… is not a number: …".
    public struct Problem: Error, Hashable {
        public var message: String
    }

    /// The number that a text starts with, and what follows it without the spaces between; nil if it starts with none.
    static func prefix(of text: String) throws(Problem) -> (number: Double, rest: Substring)? {
        let start = text.drop { $0 == " " || $0 == "\t" }
        let bytes = Array(start.utf8)
        guard let end = numberEnd(bytes) else { return nil }
        let digits = String(decoding: bytes[..<end], as: UTF8.self)
        var rest = Substring(String(decoding: bytes[end...], as: UTF8.self))
        try rejectLookalikes(digits, rest)
        guard let number = Double(digits), number.isFinite else {
            throw Problem(message: "\(quoted(digits)) is larger than a number can be")
        }
        rest = rest.drop { $0 == " " || $0 == "\t" }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return (number, rest)
    }

    /// A plain number, whole text.
    public static func parse(_ text: String) throws(Problem) -> Double {
        guard let (number, rest) = try prefix(of: text) else { throw explain(text) }
        guard rest.isEmpty else { throw Problem(message: "\(quoted(text)) is not a plain number") }
        return number
    }

    /// A whole number that fits into 64 bits.
    public static func parseInteger(_ text: String) throws(Problem) -> Int {
        let number = try parse(text)
        if let integer = Int(text) { return integer }
        guard let integer = Int(exactly: number), number.magnitude <= 0x1p53 else {
            throw Problem(message: "\(quoted(text)) is not a whole number")
        }
        return integer
    }

    /// The shortest text that reads back as the same number, without `.0`.
    public static func text(_ number: Double) -> String {
        let text = number.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// A number for people, rounded to some significant digits.
    public static func rounded(_ number: Double, digits: Int = 4) -> String {
        guard number != 0, number.isFinite else { return text(number) }
        var exponent = 0
        var magnitude = number.magnitude
        while magnitude >= 10 { (magnitude, exponent) = (magnitude / 10, exponent + 1) }
        while magnitude < 1 { (magnitude, exponent) = (magnitude * 10, exponent - 1) }
        let places = digits - 1 - exponent
        let scale = powerOfTen(places.magnitude)
        return text(places >= 0 ? (number * scale).rounded() / scale : (number / scale).rounded() * scale)
    }

    private static func powerOfTen(_ exponent: UInt) -> Double {
        (0..<exponent).reduce(1) { product, _ in product * 10 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func numberEnd(_ bytes: [UInt8]) -> Int? {
        func digits(from start: Int) -> Int {
            var index = start
            while index < bytes.count, isDigit(bytes[index]) { index += 1 }
            return index
        }
        var index = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") ? 1 : 0
        let whole = digits(from: index)
        guard whole > index else { return nil }
        index = whole
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            let fraction = digits(from: index + 1)
            guard fraction > index + 1 else { return index }
            index = fraction
        }
        guard index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") else { return index }
        let isSigned =
            index + 1 < bytes.count && (bytes[index + 1] == UInt8(ascii: "-") || bytes[index + 1] == UInt8(ascii: "+"))
        let exponent = digits(from: index + (isSigned ? 2 : 1))
        return exponent > index + (isSigned ? 2 : 1) ? exponent : index
    }

    /// What other readers would take for a number of another value than people think.
    private static func rejectLookalikes(_ digits: String, _ rest: Substring) throws(Problem) {
        let unsigned = digits.drop { $0 == "-" || $0 == "+" }
        if unsigned.first == "0", let second = unsigned.dropFirst().first, second.isNumber {
            throw Problem(message: "\(quoted(digits)) starts with 0, which some readers take for an octal number")
        }
        guard let next = rest.utf8.first else { return }
        let last = rest.dropFirst().utf8.first.map(isDigit) ?? false
        switch next {
        case UInt8(ascii: ",") where last: throw Problem(message: "the decimal sign is a point, not a comma")
        case UInt8(ascii: ".") where rest.count == 1 || rest.dropFirst().first == " ":
            throw Problem(message: "a digit is missing after the point")
        case UInt8(ascii: "_"), UInt8(ascii: "'"): throw Problem(message: "digits are not grouped")
        case UInt8(ascii: ":") where last:
            throw Problem(message: "hours and minutes are not read; write '90 s' or '1.5 min'")
        case UInt8(ascii: "x") where digits == "0": throw Problem(message: "hexadecimal numbers are not read")
        default: return
        }
    }

    static func explain(_ text: String) -> Problem {
        let bare = text.drop { $0 == "-" || $0 == "+" || $0 == "." }.lowercased()
        if bare.hasPrefix("inf") || bare.hasPrefix("nan") { return Problem(message: "\(quoted(text)) is not finite") }
        if text.hasPrefix("."), let first = bare.first, first.isNumber {
            return Problem(message: "a digit is missing before the point; write '0\(text)'")
        }
        return Problem(message: "\(quoted(text)) is not a number")
    }
}
