import Documents
import Fields
import RoadNetwork

/// ASAM OpenDRIVE road networks (`.xodr`, 1.4 to 1.8).
public enum OpenDRIVEFormat: RoadFormat {
    public static let name = "opendrive"
    public static let summary = "ASAM OpenDRIVE road networks, flattened: heights are read over."
    public static let fileExtensions = ["xodr"]
    public static let rootElements = ["OpenDRIVE"]

    public static func describe(path: String, _ diagnostics: inout Diagnostics) -> RoadDescription? {
        guard let tree = XMLDocument.read(path: path, &diagnostics) else { return nil }
        return describe(tree, name: RoadFormatRegistry.title(of: path), &diagnostics)
    }

    /// What a parsed document describes; nil after reporting errors.
    ///
    /// - Parameter name: name of the map, for people.
    public static func describe(
        _ tree: XMLTree, name: String, _ diagnostics: inout Diagnostics
    ) -> RoadDescription? {
        guard tree.root.name == "OpenDRIVE" else {
            diagnostics.error(
                OpenDRIVECode.empty, "an OpenDRIVE file begins with <OpenDRIVE>, not with <\(tree.root.name)>",
                at: tree.root.place)
            return nil
        }
        var reader = OpenDRIVEReader(name: name)
        reader.read(tree.root)
        diagnostics.merge(reader.diagnostics)
        return reader.diagnostics.hasErrors ? nil : reader.description
    }
}
