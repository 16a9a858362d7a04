import Fields
import RoadFormats
import RoadNetwork
import TestSupport

/// Third-party cities that tests read where they are present.
enum SharedCities {
    static let folder = SharedFolder.path.map { $0 + "/data/cities" }

    /// A city's map; nil if it is not there.
    static func map(_ name: String) -> StreetMap? {
        guard let folder else { return nil }
        var diagnostics = Diagnostics()
        return RoadFormatRegistry.open("\(folder)/\(name).xodr", &diagnostics)
    }
}
