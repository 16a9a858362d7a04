import Documents
import Fields
import RoadNetwork

/// Native road files (`*.road.yaml`); see `NativeRoad`.
public enum NativeFormat: RoadFormat {
    public static let name = "native"
    public static let summary = "Native road files: pieces joined end to end, or a town out of a seed."
    public static let fileExtensions = ["road.yaml"]
    public static let rootElements: [String] = []

    public static func describe(path: String, _ diagnostics: inout Diagnostics) -> RoadDescription? {
        guard let node = YAMLDocument.read(path: path, &diagnostics), var road = NativeRoad.read(node, &diagnostics)
        else { return nil }
        if road.name.isEmpty { road.name = RoadFormatRegistry.title(of: path) }
        do {
            return try road.describe()
        } catch {
            diagnostics.merge(error)
            return nil
        }
    }
}
