import Fields

/// Why a run could not be made ready.
public struct LaunchFailure: Error, Sendable {
    /// What kind of reason, for exit codes.
    public enum Kind: Sendable {
        /// Wrong words on the command line.
        case usage
        /// A file with problems.
        case file
        /// The policy cannot drive this, or could not start.
        case policy
        /// Mapless itself is not complete.
        case setUp
    }

    public var kind: Kind
    public var message: String
    /// The problems of the files, where there are any.
    public var diagnostics: Diagnostics

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
        diagnostics = Diagnostics()
    }

    /// A file with problems.
    public init(_ diagnostics: Diagnostics) {
        kind = .file
        message = diagnostics.sorted.first.map { $0.message } ?? "the file cannot be used"
        self.diagnostics = diagnostics
    }
}
