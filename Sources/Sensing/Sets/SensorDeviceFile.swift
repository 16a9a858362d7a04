import Fields
import Geometry

/// A device as it is sold, in a file of its own (`assets/sensors/*.yaml`): a kind of sensor with its parameters, which
/// any number of sets mount by name.
public struct SensorDeviceFile: Sendable {
    /// As in sensor sets; the file's name without its extension.
    public var name: String
    /// One sentence for lists.
    public var summary: String
    /// Where the numbers come from.
    public var sources: [String]
    let parameters: any FieldDescribed

    /// Finds a device by its name; nil with a diagnostic if there is none, or if its file has problems.
    public typealias Finder = (Located<String>, inout Diagnostics) -> SensorDeviceFile?

    /// How a device stands in a file; the registry says which kinds there are.
    static func fields(_ registry: SensorRegistry) -> FieldTable<Draft> {
        FieldTable("sensor device", "A device that sensor sets mount by name.") {
            Field("summary", \.summary, "One sentence for lists.")
            Field("sources", \.sources, in: 0...20, "Where the numbers come from.")
            Field.oneOf(\.parameters, registry.choice).required()
        }
    }

    /// The fields in words and shapes, for `JSONSchema` and `ReferencePage`.
    public static func tableDescription(_ registry: SensorRegistry = .standard) -> TableDescription {
        fields(registry).description(type: "Sensing.SensorDeviceFile", defaults: Draft())
    }

    struct Draft: Sendable {
        var summary = ""
        var sources: [String] = []
        var parameters: (any FieldDescribed)?
    }

    /// Reads a device, collecting every problem.
    /// - Returns: nil if there was an error.
    public static func read(
        _ node: DocumentNode, name: String, registry: SensorRegistry = .standard, _ diagnostics: inout Diagnostics
    ) -> SensorDeviceFile? {
        guard let draft = fields(registry).read(node, start: Draft(), &diagnostics), let parameters = draft.parameters
        else { return nil }
        return SensorDeviceFile(name: name, summary: draft.summary, sources: draft.sources, parameters: parameters)
    }
}
