/// A value that is read from files through a table of its fields. The reader, the JSON Schema and the reference page
/// come from the table.
///
/// ```swift
/// public struct RadarParameters: FieldDescribed {
///     public var range = 150.0
///     public init() {}
///     public static let fields = FieldTable<Self>("radar", "Detections with range, azimuth, Doppler and SNR.") {
///         Field("range", \.range, .length, in: 1...400, "Farthest range.")
///     }
/// }
/// ```
public protocol FieldDescribed: Sendable, SendableMetatype {
    /// The defaults.
    init()
    /// Name, summary and fields.
    static var fields: FieldTable<Self> { get }
    /// Called when every field was read without an error: checks across fields, values derived from fields.
    ///
    /// - Parameter node: the mapping that was read; `node["key"]?.place` locates a problem.
    mutating func finish(_ node: DocumentNode, _ diagnostics: inout Diagnostics)
}

extension FieldDescribed {
    /// Nothing to check.
    public mutating func finish(_ node: DocumentNode, _ diagnostics: inout Diagnostics) {}

    /// Reads a mapping, collecting every problem of it and of everything inside.
    ///
    /// - Parameter start: the values of fields that the mapping does not have.
    /// - Returns: nil if there was an error.
    public static func read(
        _ node: DocumentNode, start: Self = Self(), _ diagnostics: inout Diagnostics
    ) -> Self? {
        guard var value = fields.read(node, start: start, &diagnostics) else { return nil }
        let errors = diagnostics.errorCount
        value.finish(node, &diagnostics)
        return diagnostics.errorCount == errors ? value : nil
    }

    /// Name of the table, for registries of types.
    public static var tableName: String { fields.name }
    /// Summary of the table, for registries of types.
    public static var tableSummary: String { fields.summary }
    /// The table in words and shapes, for pages and schemas.
    public static var tableDescription: TableDescription {
        fields.description(type: String(reflecting: Self.self), defaults: Self())
    }
}
