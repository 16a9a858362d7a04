/// JSON Schema (draft 2020-12) of files that are read through a table: completion, hover and checks in editors.
///
/// A value that the reader accepts is accepted by the schema; ranges of quantities are said in the descriptions only,
/// because a schema cannot compare `900 m` with `1 km`.
public struct JSONSchema: Sendable {
    /// What is to be said beyond the table.
    public struct Options: Sendable {
        /// `$id` of the schema.
        public var identifier: String?
        /// A regular expression (ECMA 262) of texts that may stand for any scalar, such as `^\$[a-z_]+$` for the
        /// parameters of a scenario.
        public var placeholder: String?

        public init(identifier: String? = nil, placeholder: String? = nil) {
            self.identifier = identifier
            self.placeholder = placeholder
        }
    }

    private let catalogue: TableCatalogue
    private let options: Options

    private init(_ table: TableDescription, _ options: Options) {
        catalogue = TableCatalogue(root: table)
        self.options = options
    }

    /// The schema of a type.
    public static func document<Root: FieldDescribed>(for type: Root.Type, _ options: Options = Options()) -> JSONValue
    {
        document(for: Root.tableDescription, options)
    }

    /// The schema of a table.
    public static func document(for table: TableDescription, _ options: Options = Options()) -> JSONValue {
        let schema = JSONSchema(table, options)
        var result: JSONValue = ["$schema": "https://json-schema.org/draft/2020-12/schema"]
        if let identifier = options.identifier { result["$id"] = .string(identifier) }
        result["title"] = .string(table.name)
        result["description"] = .string(table.summary)
        result["$ref"] = schema.reference(schema.catalogue.name(of: table))
        result["$defs"] = .object(
            schema.catalogue.entries.map { entry in
                switch entry.content {
                case .table(let table): .init(entry.name, schema.definition(table))
                case .choice(let choice, let tables): .init(entry.name, schema.definition(choice, tables))
                }
            })
        return result
    }

    private func reference(_ name: String) -> JSONValue { .string("#/$defs/\(name)") }

    private func definition(_ table: TableDescription) -> JSONValue {
        let required = table.fields.filter(\.isRequired).map { JSONValue.string($0.name) }
        let isFree = required.isEmpty && !table.exclusive.contains(where: \.isRequired)
        var object: JSONValue = [
            "description": .string(table.summary), "type": isFree ? ["object", "null"] : "object",
        ]
        object["properties"] = .object(table.fields.map { .init($0.name, property($0)) })
        if !required.isEmpty { object["required"] = .array(required) }
        object["additionalProperties"] = false
        if !table.exclusive.isEmpty { object["allOf"] = .array(table.exclusive.map { exclusive($0) }) }
        guard let shorthand = table.fields.first(where: \.isShorthand) else { return object }
        return ["anyOf": [object, property(shorthand)]]
    }

    /// Exactly one key, or one at most.
    private func exclusive(_ group: TableDescription.ExclusiveKeys) -> JSONValue {
        let each = group.keys.map { key -> JSONValue in ["required": [.string(key)]] }
        return ["oneOf": .array(group.isRequired ? each : each + [["not": ["anyOf": .array(each)]]])]
    }

    private func property(_ field: FieldDescription) -> JSONValue {
        var value = schema(field.shape)
        let words = field.shape.limitWords.map { " (\($0))" } ?? ""
        value["description"] = .string(field.summary + words)
        if let text = field.defaultText { value["default"] = field.shape.json(text) }
        return value
    }

    private func definition(_ choice: ChoiceReference, _ tables: [TableDescription]) -> JSONValue {
        let kinds = tables.map { table -> JSONValue.Member in
            .init(table.name, ["$ref": reference(catalogue.name(of: table)), "description": .string(table.summary)])
        }
        let object: JSONValue = [
            "type": "object", "properties": .object(kinds), "additionalProperties": false, "minProperties": 1,
            "maxProperties": 1,
        ]
        let alone = tables.filter {
            !$0.fields.contains(where: \.isRequired) && !$0.exclusive.contains(where: \.isRequired)
        }
        let names: JSONValue = ["enum": .array(alone.map { .string($0.name) })]
        return ["description": .string(choice.summary), "anyOf": alone.isEmpty ? [object] : [object, names]]
    }

    private func schema(_ shape: ValueShape) -> JSONValue {
        switch shape {
        case .table(let table): return ["$ref": reference(catalogue.name(of: table))]
        case .kind(let choice): return ["$ref": reference(catalogue.name(of: choice))]
        case .list(let element, let count):
            return [
                "type": "array", "items": schema(element), "minItems": .integer(count.lowerBound),
                "maxItems": .integer(count.upperBound),
            ]
        case .tuple(let parts):
            return [
                "type": "array", "prefixItems": .array(parts.map { schema($0.shape) }), "items": false,
                "minItems": .integer(parts.count), "maxItems": .integer(parts.count),
            ]
        case .map(let element, let count):
            return [
                "type": count.lowerBound == 0 ? ["object", "null"] : "object", "additionalProperties": schema(element),
                "minProperties": .integer(count.lowerBound), "maxProperties": .integer(count.upperBound),
            ]
        case .alternatives(let shapes): return ["anyOf": .array(shapes.map { schema($0) })]
        case .custom(_, let schema): return schema
        case .quantity, .integer, .boolean, .text, .choice: return scalar(shape)
        }
    }

    /// A scalar, or a placeholder for one.
    private func scalar(_ shape: ValueShape) -> JSONValue {
        let plain = shape.scalarSchema
        guard let placeholder = options.placeholder else { return plain }
        return ["anyOf": [plain, ["type": "string", "pattern": .string(placeholder)]]]
    }
}

extension ValueShape {
    /// The range in words, where the schema itself cannot say it.
    fileprivate var limitWords: String? {
        switch self {
        case .quantity(let dimension, let limits) where limits.lower != nil || limits.upper != nil:
            ValueShape.words(dimension, limits)
        case .custom(let words, _): words
        default: nil
        }
    }

    /// A value as written, as JSON.
    fileprivate func json(_ text: String) -> JSONValue? {
        switch self {
        case .integer: Int(text).map { .integer($0) }
        case .boolean: .bool(text == "true")
        case .quantity(let dimension, _) where dimension.isBare: Double(text).map { .number($0) }
        case .quantity, .text, .choice: .string(text)
        default: nil
        }
    }

    fileprivate var scalarSchema: JSONValue {
        switch self {
        case .quantity(let dimension, let limits): return Self.schema(dimension, limits)
        case .integer(let limits):
            var schema: JSONValue = ["type": "integer"]
            let limits = Self.visible(limits)
            if let lower = limits.lower { schema["minimum"] = .integer(lower) }
            if let upper = limits.upper { schema["maximum"] = .integer(upper) }
            return schema
        case .boolean: return ["type": "boolean"]
        case .choice(let words): return ["enum": .array(words.map { .string($0) })]
        // A text needs no quotes, so it may look like a number to others.
        default: return ["type": ["string", "number", "boolean"]]
        }
    }

    private static func schema(_ dimension: Dimension, _ limits: ValueLimits<Double>) -> JSONValue {
        var number: JSONValue = ["type": "number"]
        if let lower = limits.lower { number[limits.isLowerExcluded ? "exclusiveMinimum" : "minimum"] = .number(lower) }
        if let upper = limits.upper { number["maximum"] = .number(upper) }
        if dimension == .number { return number }
        let symbols = dimension.units.flatMap { [$0.symbol] + $0.aliases }.map(escaped)
        let sign = (limits.lower ?? -1) >= 0 ? #"\+?"# : "[+-]?"
        let digits = #"(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?"#
        let pattern = "^[ \\t]*\(sign)\(digits)[ \\t]*(\(symbols.joined(separator: "|")))[ \\t]*$"
        let text: JSONValue = [
            "type": "string", "pattern": .string(pattern),
            "examples": .array(examples(dimension, limits).map { .string($0) }),
        ]
        return dimension == .ratio ? ["anyOf": [number, text]] : text
    }

    /// The limits, which are good values to start from.
    private static func examples(_ dimension: Dimension, _ limits: ValueLimits<Double>) -> [String] {
        guard dimension != .ratio else { return ["50 %"] }
        let inside = [limits.lower, limits.upper].compactMap { $0 }.filter(limits.contains)
        return inside.isEmpty ? [Quantity.example(dimension)] : inside.map { Quantity.text($0, dimension) }
    }

    /// A unit as part of a regular expression.
    private static func escaped(_ symbol: String) -> String {
        symbol.map { "^$.*+?()[]{}|\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
