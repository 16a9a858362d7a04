/// A table of diagnostic codes, declared by a module next to their use: an enum with one case per code.
///
/// ```swift
/// public enum TrafficCode: String, DiagnosticCode {
///     case unknownActor = "unknown-actor"
///     public var explanation: Explanation {
///         switch self {
///         case .unknownActor: Explanation("A name that no actor has", "Names of actors are those under `actors:` …")
///         }
///     }
/// }
/// ```
public protocol DiagnosticCode: RawRepresentable<String>, CaseIterable, Sendable, SendableMetatype {
    /// What `explain CODE` says.
    var explanation: Explanation { get }
}

/// The title and page of a diagnostic code.
public struct Explanation: Sendable, Hashable {
    /// One line without a full stop.
    public var title: String
    /// What it means, and what to write instead (Markdown, several lines allowed).
    public var page: String

    public init(_ title: String, _ page: String) {
        self.title = title
        self.page = page
    }
}

/// All codes of a program, joined from the tables of its modules.
public struct DiagnosticRegistry: Sendable {
    /// One code with what explains it.
    public struct Entry: Sendable {
        public var code: String
        public var explanation: Explanation
    }

    /// Sorted by code.
    public let entries: [Entry]

    /// - Parameter tables: the enums of the modules; a code may stand in one of them only.
    public init(_ tables: [any DiagnosticCode.Type]) {
        // order: codes are unique, checked below
        entries = tables.flatMap { Self.entries(of: $0) }.sorted { $0.code < $1.code }
        for (entry, next) in zip(entries, entries.dropFirst()) {
            precondition(entry.code != next.code, "diagnostic code '\(entry.code)' is declared twice")
        }
    }

    /// The entry of a code; nil if it is unknown.
    public subscript(code: String) -> Entry? { entries.first { $0.code == code } }

    private static func entries<Table: DiagnosticCode>(of table: Table.Type) -> [Entry] {
        table.allCases.map { Entry(code: $0.rawValue, explanation: $0.explanation) }
    }
}
