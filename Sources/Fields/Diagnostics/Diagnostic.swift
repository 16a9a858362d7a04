/// One problem of a file: what is wrong, where, and what to write instead.
public struct Diagnostic: Sendable {
    /// How bad it is, worst first.
    public enum Severity: String, Sendable, CaseIterable {
        case error, warning, note
    }

    public var severity: Severity
    /// Name of a `DiagnosticCode`, for `explain`.
    public var code: String
    /// One sentence in lower case without a full stop, with what to write instead if that is known.
    public var message: String
    public var place: SourcePlace
    /// More, on a line of its own below the caret.
    public var help: String?

    public init(
        _ severity: Severity, _ code: some DiagnosticCode, _ message: String, at place: SourcePlace, help: String? = nil
    ) {
        self.severity = severity
        self.code = code.rawValue
        self.message = message
        self.place = place
        self.help = help
    }

    /// Name of the file as shown to people; empty if there is none.
    public var file: String { place.source.file }
    /// Line and column; nil if the whole file is meant.
    public var mark: SourceMark? { place.mark }
    /// Unicode scalars from the mark that are meant.
    public var length: Int { place.length }
}

/// Collects the problems of any number of files, bounded in memory.
///
/// Thrown as an error where a caller wants nothing but a sound value.
public struct Diagnostics: Sendable, Error {
    /// Problems kept, in the order they were found. Further ones are only counted.
    public private(set) var problems: [Diagnostic] = []
    /// All errors found, kept or not.
    public private(set) var errorCount = 0
    /// All warnings found, kept or not.
    public private(set) var warningCount = 0
    /// How many problems are kept.
    public let capacity: Int
    private var noteCount = 0

    /// - Parameter capacity: how many problems to keep; a stranger's file may have millions.
    public init(capacity: Int = 1000) { self.capacity = capacity }

    public var hasErrors: Bool { errorCount > 0 }
    public var isEmpty: Bool { errorCount + warningCount + noteCount == 0 }
    /// All problems found, kept or not.
    public var count: Int { errorCount + warningCount + noteCount }

    /// Adds a problem.
    public mutating func add(_ problem: Diagnostic) {
        switch problem.severity {
        case .error: errorCount += 1
        case .warning: warningCount += 1
        case .note: noteCount += 1
        }
        if problems.count < capacity { problems.append(problem) }
    }

    /// Adds an error.
    public mutating func error(
        _ code: some DiagnosticCode, _ message: String, at place: SourcePlace, help: String? = nil
    ) {
        add(Diagnostic(.error, code, message, at: place, help: help))
    }

    /// Adds a warning.
    public mutating func warning(
        _ code: some DiagnosticCode, _ message: String, at place: SourcePlace, help: String? = nil
    ) {
        add(Diagnostic(.warning, code, message, at: place, help: help))
    }

    /// Adds everything that another collection holds.
    public mutating func merge(_ other: Diagnostics) {
        let keptErrors = other.problems.count { $0.severity == .error }
        let keptWarnings = other.problems.count { $0.severity == .warning }
        other.problems.forEach { add($0) }
        errorCount += other.errorCount - keptErrors
        warningCount += other.warningCount - keptWarnings
        noteCount += other.noteCount - (other.problems.count - keptErrors - keptWarnings)
    }

    /// Problems by file (in the order files first appear), then position, then the order they were found in; a
    /// problem that was found twice at the same place stands once.
    public var sorted: [Diagnostic] {
        var files: [String] = []
        let ranks = problems.map { problem -> Int in
            if let rank = files.firstIndex(of: problem.file) { return rank }
            files.append(problem.file)
            return files.count - 1
        }
        let start = SourceMark(line: 0, column: 0)
        let order = problems.indices.sorted { a, b in
            let (left, right) = (problems[a].mark ?? start, problems[b].mark ?? start)
            return (ranks[a], left.line, left.column, a) < (ranks[b], right.line, right.column, b)
        }
        var result: [Diagnostic] = []
        for row in order {
            let problem = problems[row]
            let isRepeated = result.reversed().prefix { $0.mark == problem.mark && $0.file == problem.file }
                .contains { $0.code == problem.code && $0.message == problem.message }
            if !isRepeated { result.append(problem) }
        }
        return result
    }
}
