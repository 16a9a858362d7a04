import Fields
import Foundation
import Geometry
import RoadFormats
import RoadNetwork
import Scenarios

/// Finds and reads the road of a scenario.
struct RoadLoader {
    /// The scenario file, beside which road files lie.
    let scenarioPath: String

    /// A road with the hash of the file it came from (0: none) and what its reader had to say.
    struct Loaded {
        var map: StreetMap
        var hash: UInt64
        var warnings: [String]
    }

    /// - Throws: `LaunchFailure` with every problem found.
    func load(_ road: RoadSpec) throws -> Loaded {
        if let file = road.namedFile { return try load(file: file, isMirrored: road.isMirrored) }
        do {
            guard var native = road.native else { throw LaunchFailure(.file, "the scenario has no road") }
            if road.isMirrored { native.mirror.toggle() }
            let map = try native.streetMap()
            return Loaded(map: map, hash: 0, warnings: [])
        } catch let problems as Diagnostics {
            throw LaunchFailure(problems)
        }
    }

    private func load(file: Located<String>, isMirrored: Bool) throws -> Loaded {
        let path = try resolve(file)
        var diagnostics = Diagnostics()
        guard let map = RoadFormatRegistry.open(path, isMirrored: isMirrored, &diagnostics) else {
            throw LaunchFailure(diagnostics)
        }
        let bytes = FileManager.default.contents(atPath: path) ?? Data()
        let hash = bytes.withUnsafeBytes { StableHash.of(bytes: $0.bindMemory(to: UInt8.self)) }
        let warnings = diagnostics.sorted.map { "\($0.file): \($0.message)" } + map.notes
        return Loaded(map: map, hash: hash, warnings: warnings)
    }

    /// Beside the scenario file, else from the working directory.
    private func resolve(_ file: Located<String>) throws -> String {
        let folder =
            scenarioPath.contains("/")
            ? String(scenarioPath[..<(scenarioPath.lastIndex(of: "/") ?? scenarioPath.startIndex)]) : "."
        let places = file.value.hasPrefix("/") ? [file.value] : ["\(folder)/\(file.value)", file.value]
        if let found = places.first(where: { FileManager.default.fileExists(atPath: $0) }) { return found }
        var diagnostics = Diagnostics()
        diagnostics.error(
            ScenarioCode.road, "there is no road file '\(file.value)'", at: file.place,
            help: "looked at \(places.joined(separator: " and "))")
        throw LaunchFailure(diagnostics)
    }
}
