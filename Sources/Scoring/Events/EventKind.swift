import Geometry

/// Something that can happen in a run, with the page that explains it. One kind = one constant + one registry line.
public struct EventKind: Sendable, Hashable {
    /// Name in results, for example `red_light`.
    public let name: String
    /// One sentence for `list events`.
    public let summary: String
    /// What exactly counts, for `explain`.
    public let page: String
    /// What stands for the kind in the state: a hash of its name, so that declaration order does not matter.
    public let key: UInt64

    public init(name: String, summary: String, page: String) {
        self.name = name
        self.summary = summary
        self.page = page
        key = StableHash.of(name)
    }

    /// Every kind, sorted by name.
    public static let all: [EventKind] = [
        .collision, .goalReached, .offRoad, .redLight, .speeding, .stopLine, .timeOut, .wrongWay,
    ]

    /// The kind of a key; nil for a key of no registered kind.
    public static func kind(of key: UInt64) -> EventKind? { all.first { $0.key == key } }
}
