import Documents
import Fields
import Foundation
import Geometry
import Sensing
import World

/// Where the files that ship with Mapless lie: catalogue, sensor sets.
public struct AssetFolder: Sendable {
    /// Absolute path.
    public let path: String

    /// The folder named by `MAPLESS_ASSETS`, else beside the executable, in `../share/mapless`, or in the source
    /// checkout.
    /// - Throws: `LaunchFailure` naming every place that was looked at.
    public init() throws {
        let candidates = Self.candidates
        for candidate in candidates where FileManager.default.fileExists(atPath: candidate + "/catalogue.yaml") {
            path = candidate
            return
        }
        throw LaunchFailure(
            .setUp, "the assets of Mapless were not found in \(candidates.joined(separator: ", ")); set MAPLESS_ASSETS")
    }

    private static var candidates: [String] {
        if let named = ProcessInfo.processInfo.environment["MAPLESS_ASSETS"], !named.isEmpty { return [named] }
        let executable = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
        var places =
            executable.map { folder in
                [folder.path + "/assets", folder.deletingLastPathComponent().path + "/share/mapless"]
            } ?? []
        // A build folder lies some steps below the checkout.
        var folder = executable
        for _ in 0..<6 {
            folder = folder?.deletingLastPathComponent()
            if let folder { places.append(folder.path + "/assets") }
        }
        places.append(FileManager.default.currentDirectoryPath + "/assets")
        return places
    }

    /// The catalogue of actor models, and the hash of its file.
    /// - Throws: `LaunchFailure` with the problems of the file.
    public func catalogue() throws -> (catalogue: Catalogue, hash: UInt64) {
        var diagnostics = Diagnostics()
        guard let node = YAMLDocument.read(path: path + "/catalogue.yaml", &diagnostics),
            let catalogue = Catalogue.read(node, &diagnostics)
        else { throw LaunchFailure(diagnostics) }
        return (catalogue, StableHash.of(node.source.text))
    }

    /// Names of the sensor sets, sorted.
    public var sensorSetNames: [String] { names(in: "sensor-sets") }

    /// Names of the sensor devices, sorted.
    public var sensorDeviceNames: [String] { names(in: "sensors") }

    private func names(in folder: String) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }

    /// Whether a sensor set is asked for by its file rather than by its name.
    static func isPath(_ name: String) -> Bool { name.hasSuffix(".yaml") }

    /// A sensor set by name (or by the path of a file), and the hash of its file and those of its devices.
    /// - Throws: `LaunchFailure` if there is none or it has problems.
    public func sensorSet(_ name: String, registry: SensorRegistry) throws -> (set: SensorSet, hash: UInt64) {
        if name == "none" { return (.none, 0) }
        let isPath = Self.isPath(name)
        guard isPath || sensorSetNames.contains(name) else {
            let hint = NearestName.hint(for: name, among: sensorSetNames)
            throw LaunchFailure(
                .usage, "no sensor set named '\(name)'\(hint); there are \(sensorSetNames.joined(separator: ", "))")
        }
        var diagnostics = Diagnostics()
        let shown = isPath ? String(name.split(separator: "/").last?.dropLast(5) ?? "") : name
        let file = isPath ? name : path + "/sensor-sets/\(name).yaml"
        guard let node = YAMLDocument.read(path: file, &diagnostics) else { throw LaunchFailure(diagnostics) }
        var hash = StableHash.of(node.source.text)
        let set = SensorSet.read(
            node, name: shown, registry: registry,
            devices: { device, diagnostics in
                guard let found = sensorDevice(device, registry: registry, &diagnostics) else { return nil }
                hash = StableHash.combine(hash, found.hash)
                return found.device
            }, &diagnostics)
        guard let set else { throw LaunchFailure(diagnostics) }
        return (set, hash)
    }

    /// A device by its name; nil if its file cannot be read.
    public func sensorDevice(_ name: String, registry: SensorRegistry) -> SensorDeviceFile? {
        var diagnostics = Diagnostics()
        return sensorDevice(Located(name), registry: registry, &diagnostics)?.device
    }

    /// A device by its name, and the hash of its file.
    private func sensorDevice(
        _ name: Located<String>, registry: SensorRegistry, _ diagnostics: inout Diagnostics
    ) -> (device: SensorDeviceFile, hash: UInt64)? {
        guard sensorDeviceNames.contains(name.value) else {
            _ = SensorDeviceFile.unknown(name, among: sensorDeviceNames, &diagnostics)
            return nil
        }
        guard let node = YAMLDocument.read(path: path + "/sensors/\(name.value).yaml", &diagnostics),
            let device = SensorDeviceFile.read(node, name: name.value, registry: registry, &diagnostics)
        else { return nil }
        return (device, StableHash.of(node.source.text))
    }
}
