import Fields
import RoadNetwork

/// A file format that streets can be read from. To add one: a type in a file of its own, and a line in
/// `RoadFormatRegistry.all`.
public protocol RoadFormat: Sendable, SendableMetatype {
    /// One lower-case word.
    static var name: String { get }
    /// One sentence.
    static var summary: String { get }
    /// Endings of file names without the leading point, for example `net.xml`; the longest that fits wins.
    static var fileExtensions: [String] { get }
    /// Names of the XML root element; empty for formats that are not XML.
    static var rootElements: [String] { get }
    /// Reads a file; nil after reporting at least one error.
    static func describe(path: String, _ diagnostics: inout Diagnostics) -> RoadDescription?
}
