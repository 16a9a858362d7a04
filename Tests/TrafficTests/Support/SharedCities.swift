import Fields
import Foundation
import RoadFormats
import RoadNetwork

/// Third-party cities that tests read where they are present.
enum SharedCities {
    /// The folder named by `MAPLESS_SHARED`, else `../shared` beside the checkout; nil if it does not exist.
    static let folder: String? = {
        let named = ProcessInfo.processInfo.environment["MAPLESS_SHARED"]
        let beside = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../../shared").standardizedFileURL.path
        let path = (named ?? beside) + "/data/cities"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }()

    /// A city's map; nil if it is not there.
    static func map(_ name: String) -> StreetMap? {
        guard let folder else { return nil }
        var diagnostics = Diagnostics()
        return RoadFormatRegistry.open("\(folder)/\(name).xodr", &diagnostics)
    }
}
