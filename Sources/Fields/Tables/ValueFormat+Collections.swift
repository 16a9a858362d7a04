import Geometry

extension ValueFormat {
    /// A list of values.
    ///
    /// - Parameter count: how many; a bound against strangers where nothing smaller is natural.
    public static func list<Element>(
        of element: ValueFormat<Element>, count: ClosedRange<Int> = 0...1000
    ) -> Self where Value == [Element] {
        ValueFormat(
            shape: .list(element.shape, count: count), text: { flow($0.map(element.text)) },
            read: { node, name, _, diagnostics in
                guard let items = items(node, name, count, &diagnostics) else { return nil }
                let values = items.enumerated().map { row, item in
                    element.read(item, "item \(row + 1) of \(name)", nil, &diagnostics)
                }
                return values.contains { $0 == nil } ? nil : values.compactMap { $0 }
            })
    }

    /// Values under names, in file order.
    public static func map<Element>(
        of element: ValueFormat<Element>, count: ClosedRange<Int> = 0...1000
    ) -> Self where Value == [Named<Element>] {
        ValueFormat(shape: .map(element.shape, count: count)) { node, name, _, diagnostics in
            guard let entries = node.isNull ? [] : node.entries else {
                diagnostics.error(
                    FieldsCode.wrongType, "\(name) takes names with values, not \(node.words)", at: node.place)
                return nil
            }
            guard checkCount(entries.count, name, count, node, &diagnostics) else { return nil }
            var values: [Named<Element>] = []
            for entry in entries {
                guard let value = element.read(entry.value, quoted(entry.key), nil, &diagnostics) else { continue }
                values.append(Named(entry.key, value, at: entry.keyPlace))
            }
            return values.count == entries.count ? values : nil
        }
    }

    /// A list of as many values as there are labels: `[1 m, 2 m]`.
    static func tuple<Element>(
        _ parts: [(label: String, format: ValueFormat<Element>)]
    ) -> ValueFormat<[Element]> {
        let labels = "[" + parts.map(\.label).joined(separator: ", ") + "]"
        return ValueFormat<[Element]>(
            shape: .tuple(parts.map { ValueShape.Part(label: $0.label, shape: $0.format.shape) }),
            text: { flow(zip(parts, $0).map { $0.0.format.text($0.1) }) },
            read: { node, name, _, diagnostics in
                guard let items = node.items, items.count == parts.count else {
                    let found = node.items.map { "\($0.count) values" } ?? node.words
                    diagnostics.error(
                        node.items == nil ? FieldsCode.wrongType : .wrongCount,
                        "\(name) is written \(labels), not \(found)", at: node.place)
                    return nil
                }
                let values = zip(parts, items).map { part, item in
                    part.format.read(item, "\(part.label) of \(name)", nil, &diagnostics)
                }
                return values.contains { $0 == nil } ? nil : values.compactMap { $0 }
            })
    }

    private static func items(
        _ node: DocumentNode, _ name: String, _ count: ClosedRange<Int>, _ diagnostics: inout Diagnostics
    ) -> [DocumentNode]? {
        guard let items = node.items else {
            let advice = node.isNull ? "has no value; write [] for an empty list" : "takes a list, not \(node.words)"
            diagnostics.error(
                node.isNull ? FieldsCode.missingValue : .wrongType, "\(name) \(advice)", at: node.place)
            return nil
        }
        return checkCount(items.count, name, count, node, &diagnostics) ? items : nil
    }

    private static func checkCount(
        _ found: Int, _ name: String, _ count: ClosedRange<Int>, _ node: DocumentNode, _ diagnostics: inout Diagnostics
    ) -> Bool {
        if count.contains(found) { return true }
        let wanted =
            count.lowerBound == count.upperBound
            ? "\(count.lowerBound)"
            : found < count.lowerBound ? "at least \(count.lowerBound)" : "at most \(count.upperBound)"
        diagnostics.error(FieldsCode.wrongCount, "\(name) takes \(wanted) items, not \(found)", at: node.place)
        return false
    }

    private static func flow(_ texts: [String?]) -> String? {
        guard texts.count <= 8, !texts.contains(nil) else { return nil }
        return "[" + texts.compactMap { $0 }.joined(separator: ", ") + "]"
    }
}

extension ValueFormat where Value == ClosedRange<Double> {
    /// Two quantities, the smaller first: `[1 m, 2 m]`.
    public static func interval(
        _ dimension: Dimension, in limits: some LimitsExpression<Double> = ValueLimits<Double>()
    ) -> Self {
        let bound = ValueFormat<Double>.quantity(dimension, in: limits)
        return ValueFormat<[Double]>.tuple([("from", bound), ("to", bound)]).map(
            expected: "the smaller value first",
            { $0[0] <= $0[1] ? $0[0]...$0[1] : nil }, back: { [$0.lowerBound, $0.upperBound] })
    }
}

extension ValueFormat where Value == Vector2 {
    /// `[x, y]`.
    public static func vector(
        _ dimension: Dimension, in limits: some LimitsExpression<Double> = ValueLimits<Double>()
    ) -> Self {
        let part = ValueFormat<Double>.quantity(dimension, in: limits)
        return ValueFormat<[Double]>.tuple([("x", part), ("y", part)]).map(
            expected: "[x, y]", { Vector2($0[0], $0[1]) }, back: { [$0.x, $0.y] })
    }
}

extension ValueFormat where Value == Vector3 {
    /// `[x, y, z]`.
    public static func vector(
        _ dimension: Dimension, in limits: some LimitsExpression<Double> = ValueLimits<Double>()
    ) -> Self {
        let part = ValueFormat<Double>.quantity(dimension, in: limits)
        return ValueFormat<[Double]>.tuple([("x", part), ("y", part), ("z", part)]).map(
            expected: "[x, y, z]", { Vector3($0[0], $0[1], $0[2]) }, back: { [$0.x, $0.y, $0.z] })
    }
}

extension ValueFormat where Value == Pose2 {
    /// `[x, y, yaw]`, for example `[12 m, 3 m, 90 deg]`.
    public static var pose: Self {
        let length = ValueFormat<Double>.quantity(.length)
        let yaw = ValueFormat<Double>.quantity(.angle, in: -4 * Double.pi...4 * Double.pi)
        return ValueFormat<[Double]>.tuple([("x", length), ("y", length), ("yaw", yaw)]).map(
            expected: "[x, y, yaw]", { Pose2(x: $0[0], y: $0[1], yaw: $0[2]) },
            back: { [$0.position.x, $0.position.y, $0.yaw] })
    }
}

/// A value that stands under a name in a file.
public struct Named<Value: Sendable>: Sendable {
    public var name: String
    public var value: Value
    /// Where the name stands.
    public var place: SourcePlace

    public init(_ name: String, _ value: Value, at place: SourcePlace = .nowhere) {
        self.name = name
        self.value = value
        self.place = place
    }
}
