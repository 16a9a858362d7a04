/// How one kind of value is written in files: how it is read, what shape it has (for schema and pages), and how a
/// value of it looks.
public struct ValueFormat<Value: Sendable>: Sendable {
    /// Reads a node.
    ///
    /// - The first argument is the node, the second how messages call the field (`'range'`), the third the value that
    ///   stands if the file says nothing of it.
    /// - Returns nil after reporting at least one error.
    public typealias Reader = @Sendable (DocumentNode, String, Value?, inout Diagnostics) -> Value?

    /// For schema and pages.
    public let shape: ValueShape
    /// Reads a node.
    public let read: Reader
    /// A value as it would stand in a file; nil if that does not fit into a line.
    public let text: @Sendable (Value) -> String?

    public init(shape: ValueShape, text: @escaping @Sendable (Value) -> String? = { _ in nil }, read: @escaping Reader)
    {
        self.shape = shape
        self.text = text
        self.read = read
    }

    /// The same text, read to another value.
    ///
    /// - Parameters:
    ///   - from: makes the value; nil if there is none for it, which is reported with `expected` (`expected …`).
    ///   - back: the written form of a value, for pages; nil if there is none.
    public func map<Other: Sendable>(
        expected: String, _ from: @escaping @Sendable (Value) -> Other?, back: @escaping @Sendable (Other) -> Value?
    ) -> ValueFormat<Other> {
        ValueFormat<Other>(shape: shape, text: { back($0).flatMap(text) }) { node, name, start, diagnostics in
            guard let value = read(node, name, start.flatMap(back), &diagnostics) else { return nil }
            if let other = from(value) { return other }
            diagnostics.error(FieldsCode.outOfRange, "\(name): expected \(expected)", at: node.place)
            return nil
        }
    }

    /// The value together with its place.
    public func located() -> ValueFormat<Located<Value>> {
        ValueFormat<Located<Value>>(shape: shape, text: { text($0.value) }) { node, name, start, diagnostics in
            read(node, name, start?.value, &diagnostics).map { Located($0, at: node.place) }
        }
    }

    /// The text of a scalar, or a reported error that says what is expected instead.
    static func scalar(
        _ node: DocumentNode, _ name: String, _ expected: String, _ diagnostics: inout Diagnostics
    ) -> String? {
        if node.isNull {
            diagnostics.error(FieldsCode.missingValue, "\(name) has no value; expected \(expected)", at: node.place)
            return nil
        }
        if let text = node.text { return text }
        diagnostics.error(
            FieldsCode.wrongType, "\(name) takes \(expected), not \(node.words)", at: node.place)
        return nil
    }
}

extension ValueFormat where Value: BinaryFloatingPoint {
    /// A number with unit; in the program a value in the base unit of its dimension.
    public static func quantity(
        _ dimension: Dimension, in limits: some LimitsExpression<Double> = ValueLimits<Double>()
    ) -> Self {
        let limits = limits.limits
        return ValueFormat(
            shape: .quantity(dimension, limits), text: { Quantity.text(Double($0), dimension) },
            read: { node, name, _, diagnostics in
                let expected = "\(dimension.words) such as '\(Quantity.example(dimension))'"
                guard let text = scalar(node, name, expected, &diagnostics) else { return nil }
                if dimension.isBare, node.isQuoted, !text.hasSuffix("%") {
                    diagnostics.error(
                        FieldsCode.wrongType, "\(name) takes \(expected), not a text; write it without quotes",
                        at: node.place)
                    return nil
                }
                do throws(Quantity.Problem) {
                    let reading = try Quantity.read(text, as: dimension)
                    if let value = limits.settled(reading.value) { return Value(value) }
                    reportRange(text, name, reading.unit, limits, node, &diagnostics)
                } catch {
                    diagnostics.error(error.code, "\(name): \(error.message)", at: node.place)
                }
                return nil
            })
    }

    /// Says the range in the unit that was written.
    private static func reportRange(
        _ text: String, _ name: String, _ unit: Unit?, _ limits: ValueLimits<Double>, _ node: DocumentNode,
        _ diagnostics: inout Diagnostics
    ) {
        let range = limits.words { bound in
            let number = NumberText.rounded(unit?.fromBase(bound) ?? bound, digits: 6)
            return unit.map { "\(number) \($0.symbol)" } ?? number
        }
        diagnostics.error(
            FieldsCode.outOfRange, "\(name) must be \(range ?? "finite"), not \(quoted(text))", at: node.place)
    }
}

extension ValueFormat where Value: FixedWidthInteger {
    /// A whole number without unit.
    public static func integer(in limits: some LimitsExpression<Int> = ValueLimits<Int>()) -> Self {
        var limits = limits.limits
        limits.lower = max(limits.lower ?? .min, Int(clamping: Value.min))
        limits.upper = min(limits.upper ?? .max, Int(clamping: Value.max))
        return ValueFormat(
            shape: .integer(limits), text: { "\($0)" },
            read: { [limits] node, name, _, diagnostics in
                guard let text = scalar(node, name, "a whole number", &diagnostics) else { return nil }
                do throws(NumberText.Problem) {
                    guard !node.isQuoted else { throw .init(message: "\(quoted(text)) in quotes is a text") }
                    let integer = try NumberText.parseInteger(text)
                    if limits.contains(integer) { return Value(integer) }
                    let range = limits.words { "\($0)" } ?? ""
                    diagnostics.error(
                        FieldsCode.outOfRange, "\(name) must be \(range), not \(quoted(text))", at: node.place)
                } catch {
                    diagnostics.error(
                        FieldsCode.invalidNumber, "\(name) takes a whole number: \(error.message)", at: node.place)
                }
                return nil
            })
    }
}

extension ValueFormat where Value == Bool {
    /// `true` or `false`, nothing else.
    public static var boolean: Self {
        ValueFormat(
            shape: .boolean, text: { "\($0)" },
            read: { node, name, _, diagnostics in
                guard let text = scalar(node, name, "true or false", &diagnostics) else { return nil }
                if !node.isQuoted, text == "true" || text == "false" { return text == "true" }
                let hint =
                    switch text.lowercased() {
                    case "true", "yes", "on", "1": "; write true"
                    case "false", "no", "off", "0": "; write false"
                    default: ""
                    }
                diagnostics.error(
                    FieldsCode.wrongType, "\(name) is either true or false, not \(quoted(text))\(hint)",
                    at: node.place)
                return nil
            })
    }
}

extension ValueFormat where Value == String {
    /// Any text of at most `longest` characters.
    public static func text(longest: Int = 1000) -> Self {
        ValueFormat(
            shape: .text, text: { $0.isEmpty ? nil : $0 },
            read: { node, name, _, diagnostics in
                guard let text = scalar(node, name, "a text", &diagnostics) else { return nil }
                if text.unicodeScalars.count <= longest { return text }
                diagnostics.error(
                    FieldsCode.outOfRange, "\(name) may be at most \(longest) characters long", at: node.place)
                return nil
            })
    }
}

extension ValueFormat where Value: RawRepresentable<String> & CaseIterable {
    /// One of the words of an enum.
    public static var choice: Self {
        ValueFormat(
            shape: .choice(Value.allCases.map(\.rawValue)), text: \.rawValue,
            read: { node, name, _, diagnostics in
                let words = Value.allCases.map(\.rawValue)
                guard let text = scalar(node, name, "one of \(listed(words, "or"))", &diagnostics) else { return nil }
                if let value = Value(rawValue: text) { return value }
                let hint = NearestName.hint(for: text, among: words)
                diagnostics.error(
                    FieldsCode.unknownValue, "\(name) cannot be \(quoted(text))\(hint)", at: node.place,
                    help: "it is one of " + listed(words, "or"))
                return nil
            })
    }
}

extension ValueFormat where Value: FieldDescribed {
    /// A mapping of the fields of a type; what it does not say keeps the value it has.
    public static var table: Self {
        ValueFormat(shape: .table(TableReference(Value.self))) { node, _, start, diagnostics in
            Value.read(node, start: start ?? Value(), &diagnostics)
        }
    }
}
