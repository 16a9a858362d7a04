import Foundation

/// Third-party data that some tests read: the folder named by `MAPLESS_SHARED`, else `../shared` beside the checkout.
public enum SharedFolder {
    /// Absolute path; nil where there is no such folder.
    public static var path: String? {
        let named = ProcessInfo.processInfo.environment["MAPLESS_SHARED"]
        let folder = named ?? Checkout.path + "../shared"
        return FileManager.default.fileExists(atPath: folder) ? folder : nil
    }
}

/// The sources that the tests belong to.
public enum Checkout {
    /// Absolute path, ending in a slash.
    public static let path = #filePath.split(separator: "/").dropLast(3).reduce("/") { $0 + $1 + "/" }

    /// The text of a file of the checkout.
    public static func text(_ file: String) throws -> String {
        try String(contentsOfFile: path + file, encoding: .utf8)
    }
}

/// Whether tests run that take minutes (`tools/test --nightly`).
public enum Nightly {
    public static let isOn = ProcessInfo.processInfo.environment["MAPLESS_NIGHTLY"] == "1"
}
