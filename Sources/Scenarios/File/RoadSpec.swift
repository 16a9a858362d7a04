import Fields
import RoadFormats

/// Where the road comes from: a file, or a description in place.
public struct RoadSpec: FieldDescribed {
    /// Path beside the scenario file (or from the working directory for `--set`); `none` is no file.
    public var file: Located<String>?
    public var native: NativeRoad?
    /// The road is to be seen in a mirror.
    public var isMirrored = false

    public init() {}

    public static let fields = FieldTable<Self>(
        "road_source", "Where the road comes from: `file`, or `native`; a file named `none` is no file."
    ) {
        Field("file", \.file, "A `*.road.yaml`, `*.xodr` or other road file.").shorthand()
        Field("native", \.native, "Pieces of road, or a network drawn from a seed, described here.")
    }

    /// The file that was really named.
    public var namedFile: Located<String>? { file.flatMap { $0.value == "none" || $0.value.isEmpty ? nil : $0 } }

    public mutating func finish(_ node: DocumentNode, _ diagnostics: inout Diagnostics) {
        if namedFile == nil, native == nil {
            diagnostics.error(ScenarioCode.road, "a road needs 'file' or 'native'", at: node.place)
        }
    }
}
