/// The range of values that a field accepts, in the base unit.
public struct ValueLimits<Bound: Comparable>: LimitsExpression {
    /// Smallest value; nil if there is none.
    public var lower: Bound?
    /// Largest value; nil if there is none.
    public var upper: Bound?
    /// The smallest value itself is not accepted.
    public var isLowerExcluded = false

    /// Everything.
    public init() {}

    public init(lower: Bound?, upper: Bound?, isLowerExcluded: Bool = false) {
        self.lower = lower
        self.upper = upper
        self.isLowerExcluded = isLowerExcluded
    }

    /// This range.
    public var limits: ValueLimits<Bound> { self }

    /// Whether a value may stand in the field.
    public func contains(_ value: Bound) -> Bool {
        if let lower, value < lower || (isLowerExcluded && value == lower) { return false }
        if let upper, value > upper { return false }
        return true
    }

    /// `from 1 m to 400 m`, `at least 0 m`, `above 0`, `at most 1`; nil if everything is accepted.
    func words(_ text: (Bound) -> String) -> String? {
        switch (lower, upper) {
        case (nil, nil): nil
        case (let lower?, nil): (isLowerExcluded ? "above " : "at least ") + text(lower)
        case (nil, let upper?): "at most " + text(upper)
        case (let lower?, let upper?):
            isLowerExcluded
                ? "above \(text(lower)) and at most \(text(upper))" : "from \(text(lower)) to \(text(upper))"
        }
    }
}

extension ValueLimits: Sendable where Bound: Sendable {}

/// What can stand behind `in:` of a field: `1...400`, `0...`, `...1`, `.above(0)`, `.any`.
public protocol LimitsExpression<Bound> {
    associatedtype Bound: Comparable
    /// The range.
    var limits: ValueLimits<Bound> { get }
}

extension ClosedRange: LimitsExpression {
    /// Both ends.
    public var limits: ValueLimits<Bound> { ValueLimits(lower: lowerBound, upper: upperBound) }
}

extension PartialRangeFrom: LimitsExpression {
    /// The lower end.
    public var limits: ValueLimits<Bound> { ValueLimits(lower: lowerBound, upper: nil) }
}

extension PartialRangeThrough: LimitsExpression {
    /// The upper end.
    public var limits: ValueLimits<Bound> { ValueLimits(lower: nil, upper: upperBound) }
}

extension LimitsExpression where Self == ValueLimits<Double> {
    /// Every finite number.
    public static var any: ValueLimits<Double> { ValueLimits() }
    /// Larger than a bound.
    public static func above(_ bound: Double) -> ValueLimits<Double> {
        ValueLimits(lower: bound, upper: nil, isLowerExcluded: true)
    }
}

extension LimitsExpression where Self == ValueLimits<Int> {
    /// Every whole number.
    public static var any: ValueLimits<Int> { ValueLimits() }
}

extension ValueLimits<Double> {
    /// The value, moved into the range if it is outside by rounding only (`90 deg` against π/2); nil if it is outside.
    func settled(_ value: Double) -> Double? {
        if contains(value) { return value }
        let slack = 1e-12 * max(1, value.magnitude)
        if let lower, !isLowerExcluded, value < lower, lower - value <= slack { return lower }
        if let upper, value > upper, value - upper <= slack { return upper }
        return nil
    }
}
