import Foundation

/// Third-party files that tests read where they are present.
enum SharedFiles {
    /// The folder named by `MAPLESS_SHARED`, else `../shared` beside the checkout; nil if it does not exist.
    static let folder: String? = {
        let named = ProcessInfo.processInfo.environment["MAPLESS_SHARED"]
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let beside = here.appendingPathComponent("../../../../shared").standardizedFileURL.path
        let path = named ?? beside
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }()

    /// Every file below a folder of the shared data whose name ends so, sorted.
    static func files(below part: String, ending: String) -> [String] {
        guard let folder else { return [] }
        let base = folder + "/" + part
        let names = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(ending) }.sorted().map { base + "/" + $0 }
    }
}
