import Fields
import RoadFormats
import Scenarios
import Sensing
import World

/// JSON Schemas of the files that people write.
public enum Schemas {
    /// Names for `schema NAME`.
    public static let names = ["scenario", "road", "sensor-device", "sensor-set"]

    /// The schema of a kind of file; nil if there is none.
    public static func document(_ name: String, sensors: SensorRegistry) -> JSONValue? {
        switch name {
        case "scenario": return scenario
        case "sensor-set": return JSONSchema.document(for: SensorSet.tableDescription(sensors))
        case "sensor-device": return JSONSchema.document(for: SensorDeviceFile.tableDescription(sensors))
        case "road": return JSONSchema.document(for: NativeRoad.self)
        default: return nil
        }
    }

    /// A scenario, with parameters anywhere and their declarations at the top.
    private static var scenario: JSONValue {
        var document = JSONSchema.document(
            for: ScenarioFile.self, JSONSchema.Options(placeholder: "^\\$(\\{.*\\}|[a-z_][a-z0-9_]*)$"))
        let name = ScenarioFile.tableName
        guard var definitions = document["$defs"], var table = definitions[name], var keys = table["properties"] else {
            return document
        }
        keys["parameters"] = described("object", "Values that variants change; `$name` stands for one.")
        keys["draws"] = described("array", "Fixed draws d1, d2, …: values per parameter.")
        keys["grid"] = described("object", "Values per parameter; every combination is a variant.")
        table["properties"] = keys
        definitions[name] = table
        document["$defs"] = definitions
        return document
    }

    private static func described(_ type: String, _ description: String) -> JSONValue {
        .object([.init("type", .string(type)), .init("description", .string(description))])
    }
}
