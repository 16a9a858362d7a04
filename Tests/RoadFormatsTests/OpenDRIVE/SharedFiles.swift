import Foundation
import TestSupport

/// Third-party files that tests read where they are present.
enum SharedFiles {
    static let folder = SharedFolder.path

    /// Every file below a folder of the shared data whose name ends so, sorted.
    static func files(below part: String, ending: String) -> [String] {
        guard let folder else { return [] }
        let base = folder + "/" + part
        let names = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(ending) }.sorted().map { base + "/" + $0 }
    }
}
