import Fields

/// A limit on a metric as a file says it.
public struct CriterionSpec: FieldDescribed {
    public var metric = Located("")
    public var atMost: Located<String>?
    public var atLeast: Located<String>?

    public init() {}

    public static let fields = FieldTable<Self>(
        "criterion", "A metric and the limit that its value must keep; replaces the metric's default limit."
    ) {
        Field("metric", \.metric, "Name of a metric; `list metrics` prints them.").required()
        Field("at_most", \.atMost, "Largest allowed value, in the metric's unit.")
        Field("at_least", \.atLeast, "Smallest allowed value, in the metric's unit.")
    }
}
