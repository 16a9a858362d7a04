import Geometry

// Short forms of the general `Field(name, path, format, summary)`, each also for an optional property.

extension Field {
    /// A quantity: `range: 150 m`.
    public init<Number: BinaryFloatingPoint & Sendable>(
        _ name: String, _ path: WritableKeyPath<Root, Number> & Sendable, _ dimension: Dimension,
        in limits: some LimitsExpression<Double> = ValueLimits<Double>(), _ summary: String
    ) {
        self.init(name, path, .quantity(dimension, in: limits), summary)
    }

    /// A quantity that may be absent.
    public init<Number: BinaryFloatingPoint & Sendable>(
        _ name: String, _ path: WritableKeyPath<Root, Number?> & Sendable, _ dimension: Dimension,
        in limits: some LimitsExpression<Double> = ValueLimits<Double>(), _ summary: String
    ) {
        self.init(name, path, .quantity(dimension, in: limits), summary)
    }

    /// A whole number: `count: 3`.
    public init<Number: FixedWidthInteger & Sendable>(
        _ name: String, _ path: WritableKeyPath<Root, Number> & Sendable,
        in limits: some LimitsExpression<Int> = ValueLimits<Int>(), _ summary: String
    ) {
        self.init(name, path, .integer(in: limits), summary)
    }

    /// A whole number that may be absent.
    public init<Number: FixedWidthInteger & Sendable>(
        _ name: String, _ path: WritableKeyPath<Root, Number?> & Sendable,
        in limits: some LimitsExpression<Int> = ValueLimits<Int>(), _ summary: String
    ) {
        self.init(name, path, .integer(in: limits), summary)
    }

    /// `true` or `false`.
    public init(_ name: String, _ path: WritableKeyPath<Root, Bool> & Sendable, _ summary: String) {
        self.init(name, path, .boolean, summary)
    }

    /// `true`, `false` or absent.
    public init(_ name: String, _ path: WritableKeyPath<Root, Bool?> & Sendable, _ summary: String) {
        self.init(name, path, .boolean, summary)
    }

    /// A text.
    public init(_ name: String, _ path: WritableKeyPath<Root, String> & Sendable, _ summary: String) {
        self.init(name, path, .text(), summary)
    }

    /// A text that may be absent.
    public init(_ name: String, _ path: WritableKeyPath<Root, String?> & Sendable, _ summary: String) {
        self.init(name, path, .text(), summary)
    }

    /// A text with its place, for names that are looked up later.
    public init(_ name: String, _ path: WritableKeyPath<Root, Located<String>> & Sendable, _ summary: String) {
        self.init(name, path, ValueFormat<String>.text().located(), summary)
    }

    /// A text with its place that may be absent.
    public init(_ name: String, _ path: WritableKeyPath<Root, Located<String>?> & Sendable, _ summary: String) {
        self.init(name, path, ValueFormat<String>.text().located(), summary)
    }

    /// One word of an enum.
    public init<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String, _ path: WritableKeyPath<Root, Choice> & Sendable, _ summary: String
    ) {
        self.init(name, path, .choice, summary)
    }

    /// One word of an enum, or absent.
    public init<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String, _ path: WritableKeyPath<Root, Choice?> & Sendable, _ summary: String
    ) {
        self.init(name, path, .choice, summary)
    }

    /// A nested mapping with the fields of another table.
    public init<Inner: FieldDescribed>(
        _ name: String, _ path: WritableKeyPath<Root, Inner> & Sendable, _ summary: String
    ) {
        self.init(name, path, .table, summary)
    }

    /// A nested mapping that may be absent.
    public init<Inner: FieldDescribed>(
        _ name: String, _ path: WritableKeyPath<Root, Inner?> & Sendable, _ summary: String
    ) {
        self.init(name, path, .table, summary)
    }
}

// Lists, maps and geometry.
extension Field {
    /// A list of mappings.
    public init<Item: FieldDescribed>(
        _ name: String, _ path: WritableKeyPath<Root, [Item]> & Sendable, in count: ClosedRange<Int> = 0...1000,
        _ summary: String
    ) {
        self.init(name, path, .list(of: .table, count: count), summary)
    }

    /// Mappings under names, in file order.
    public init<Item: FieldDescribed>(
        _ name: String, _ path: WritableKeyPath<Root, [Named<Item>]> & Sendable, in count: ClosedRange<Int> = 0...1000,
        _ summary: String
    ) {
        self.init(name, path, .map(of: .table, count: count), summary)
    }

    /// A list of texts.
    public init(
        _ name: String, _ path: WritableKeyPath<Root, [String]> & Sendable, in count: ClosedRange<Int> = 0...1000,
        _ summary: String
    ) {
        self.init(name, path, .list(of: .text(), count: count), summary)
    }

    /// A list of texts with their places.
    public init(
        _ name: String, _ path: WritableKeyPath<Root, [Located<String>]> & Sendable,
        in count: ClosedRange<Int> = 0...1000, _ summary: String
    ) {
        self.init(name, path, .list(of: ValueFormat<String>.text().located(), count: count), summary)
    }

    /// A list of words of an enum.
    public init<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String, _ path: WritableKeyPath<Root, [Choice]> & Sendable, in count: ClosedRange<Int> = 0...1000,
        _ summary: String
    ) {
        self.init(name, path, .list(of: .choice, count: count), summary)
    }

    /// A list of whole numbers.
    public init(
        _ name: String, _ path: WritableKeyPath<Root, [Int]> & Sendable, each limits: some LimitsExpression<Int>,
        in count: ClosedRange<Int> = 0...1000, _ summary: String
    ) {
        self.init(name, path, .list(of: .integer(in: limits), count: count), summary)
    }

    /// A list of quantities: `[1 s, 2.5 s]`.
    public init(
        _ name: String, _ path: WritableKeyPath<Root, [Double]> & Sendable, _ dimension: Dimension,
        each limits: some LimitsExpression<Double> = ValueLimits<Double>(), in count: ClosedRange<Int> = 0...1000,
        _ summary: String
    ) {
        self.init(name, path, .list(of: .quantity(dimension, in: limits), count: count), summary)
    }

    /// Two quantities, the smaller first: `[1 m, 2 m]`.
    public init(
        _ name: String, _ path: WritableKeyPath<Root, ClosedRange<Double>> & Sendable, _ dimension: Dimension,
        in limits: some LimitsExpression<Double> = ValueLimits<Double>(), _ summary: String
    ) {
        self.init(name, path, .interval(dimension, in: limits), summary)
    }

    /// Two quantities, or absent.
    public init(
        _ name: String, _ path: WritableKeyPath<Root, ClosedRange<Double>?> & Sendable, _ dimension: Dimension,
        in limits: some LimitsExpression<Double> = ValueLimits<Double>(), _ summary: String
    ) {
        self.init(name, path, .interval(dimension, in: limits), summary)
    }

    /// `[x, y]`.
    public init(
        _ name: String, _ path: WritableKeyPath<Root, Vector2> & Sendable, _ dimension: Dimension,
        in limits: some LimitsExpression<Double> = ValueLimits<Double>(), _ summary: String
    ) {
        self.init(name, path, .vector(dimension, in: limits), summary)
    }

    /// `[x, y]`, or absent.
    public init(
        _ name: String, _ path: WritableKeyPath<Root, Vector2?> & Sendable, _ dimension: Dimension,
        in limits: some LimitsExpression<Double> = ValueLimits<Double>(), _ summary: String
    ) {
        self.init(name, path, .vector(dimension, in: limits), summary)
    }

    /// A list of `[x, y]`.
    public init(
        _ name: String, _ path: WritableKeyPath<Root, [Vector2]> & Sendable, _ dimension: Dimension,
        each limits: some LimitsExpression<Double> = ValueLimits<Double>(), in count: ClosedRange<Int> = 0...10_000,
        _ summary: String
    ) {
        self.init(name, path, .list(of: .vector(dimension, in: limits), count: count), summary)
    }

    /// `[x, y, z]`.
    public init(
        _ name: String, _ path: WritableKeyPath<Root, Vector3> & Sendable, _ dimension: Dimension,
        in limits: some LimitsExpression<Double> = ValueLimits<Double>(), _ summary: String
    ) {
        self.init(name, path, .vector(dimension, in: limits), summary)
    }

    /// `[x, y, yaw]`.
    public init(_ name: String, _ path: WritableKeyPath<Root, Pose2> & Sendable, _ summary: String) {
        self.init(name, path, .pose, summary)
    }

    /// `[x, y, yaw]`, or absent.
    public init(_ name: String, _ path: WritableKeyPath<Root, Pose2?> & Sendable, _ summary: String) {
        self.init(name, path, .pose, summary)
    }
}

extension Pose3: FieldDescribed {
    /// The identity.
    public init() { self = .identity }

    /// `{x: 1.2 m, z: 1.5 m, yaw: 30 deg}`.
    public static let fields = FieldTable<Self>("pose", "Position and direction in the frame it is mounted in.") {
        Field("x", \.position.x, .length, in: -1000.0...1000, "Forward.")
        Field("y", \.position.y, .length, in: -1000.0...1000, "To the left.")
        Field("z", \.position.z, .length, in: -1000.0...1000, "Up.")
        Field("yaw", \.yaw, .angle, in: -2 * Double.pi...2 * Double.pi, "Turned to the left, about z.")
        Field("pitch", \.pitch, .angle, in: -Double.pi / 2...Double.pi / 2, "Nose down, about the new y.")
        Field("roll", \.roll, .angle, in: -Double.pi...Double.pi, "Right side down, about the new x.")
    }
}
