import Documents
import Fields
import RoadNetwork

/// Every format that streets can be read from, and the one way to open a road file.
public enum RoadFormatRegistry {
    /// Sorted by name.
    public static let all: [any RoadFormat.Type] = [NativeFormat.self, OpenDRIVEFormat.self]

    /// Opens a road file of any known format: told by the ending of its name, else by its XML root element.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - options: how to assemble the map.
    ///   - isMirrored: the streets in a mirror: left is right, and traffic keeps to the other side.
    ///   - diagnostics: gets everything that is wrong with the file, with places.
    /// - Returns: the finished map; nil after at least one error.
    public static func open(
        _ path: String, options: StreetMapAssembler.Options = StreetMapAssembler.Options(),
        isMirrored: Bool = false, _ diagnostics: inout Diagnostics
    ) -> StreetMap? {
        guard let format = format(of: path, &diagnostics) else { return nil }
        guard let description = format.describe(path: path, &diagnostics) else { return nil }
        return StreetMapAssembler.furnished(isMirrored ? description.mirrored() : description, options: options)
    }

    /// Whether a file's name ends like a road file's.
    public static func isRoadFile(_ path: String) -> Bool { !fitting(path).isEmpty }

    /// Formats with the endings of theirs that a file's name has.
    private static func fitting(_ path: String) -> [(ending: String, format: any RoadFormat.Type)] {
        let lower = path.lowercased()
        return all.flatMap { format in format.fileExtensions.map { (ending: $0, format: format) } }
            .filter { lower.hasSuffix("." + $0.ending) }
    }

    /// The format of a file; nil after reporting that none fits.
    public static func format(of path: String, _ diagnostics: inout Diagnostics) -> (any RoadFormat.Type)? {
        if let best = fitting(path).max(by: { $0.ending.count < $1.ending.count }) { return best.format }
        if path.lowercased().hasSuffix(".xml") {
            guard let tree = XMLDocument.read(path: path, &diagnostics) else { return nil }
            if let format = all.first(where: { $0.rootElements.contains(tree.root.name) }) { return format }
        }
        let known = all.flatMap { $0.fileExtensions }.map { "." + $0 }.joined(separator: ", ")
        diagnostics.error(
            RoadFormatCode.unknownFormat, "this is no road file that can be read", at: .file(path),
            help: "road files end in \(known)")
        return nil
    }

    /// The file's name without folders and ending.
    static func title(of path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.split(separator: ".").first.map(String.init) ?? file
    }
}

/// What can be wrong with a road file of any format.
public enum RoadFormatCode: String, DiagnosticCode {
    case unknownFormat = "unknown-road-format"

    public var explanation: Explanation {
        switch self {
        case .unknownFormat:
            Explanation(
                "A file that is no road file",
                "The format is told by the ending of the name, for `.xml` by the root element. `list roads` shows the "
                    + "formats.")
        }
    }
}
