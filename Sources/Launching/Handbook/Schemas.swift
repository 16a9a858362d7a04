import Fields
import RoadFormats
import Scenarios
import Sensing
import World

/// JSON Schemas of the files that people write.
public enum Schemas {
    /// Names for `schema NAME`.
    public static let names = ["scenario", "road"]

    /// The schema of a kind of file; nil if there is none.
    public static func document(_ name: String, sensors: SensorRegistry) -> JSONValue? {
        switch name {
        case "scenario": return scenario
        case "road": return JSONSchema.document(for: NativeRoad.self)
        default: return nil
        }
    }

    /// A scenario, with parameters anywhere and their declarations at the top.
    private static var scenario: JSONValue {
        var document = JSONSchema.document(
            for: ScenarioFile.self, JSONSchema.Options(placeholder: "^\\$(\\{.*\\}|[a-z_][a-z0-9_]*)$"))
        guard case .object(var properties) = document["properties"] else { return document }
        properties += [
            .init(
                "parameters", ["type": "object", "description": "Values that variants change; `$name` stands for one."]),
            .init("draws", ["type": "array", "description": "Fixed draws d1, d2, …", "items": ["type": "object"]]),
            .init("grid", ["type": "object", "description": "Values per parameter; every combination is a variant."]),
        ]
        document["properties"] = .object(properties)
        return document
    }
}
