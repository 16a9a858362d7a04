import ArgumentParser
import Foundation
import Launching
import Simulation

/// The command line.
@main
struct MaplessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mapless",
        abstract: "Drives a policy through a deterministic city without a map, and says how well it drove.",
        version: Version.text,
        subcommands: [
            RunCommand.self, WatchCommand.self, CheckCommand.self, VerifyCommand.self, ReplayCommand.self,
            RenderCommand.self, SenseCommand.self, ListCommand.self, ExplainCommand.self, SchemaCommand.self,
            KeysCommand.self, BenchCommand.self, ReadabilityCommand.self,
        ])

    static func main() {
        Interruption.prepare()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as LaunchFailure {
            Console.report(failure)
            Foundation.exit(ExitStatus(failure).rawValue)
        } catch let status as ExitStatus {
            Foundation.exit(status.rawValue)
        } catch {
            // Help and version are no failures; wrong words are usage errors.
            let code = exitCode(for: error)
            let text = fullMessage(for: error)
            if code.isSuccess { print(text) } else { Console.error(text) }
            Foundation.exit(code.isSuccess ? 0 : ExitStatus.usage.rawValue)
        }
    }
}

/// What the process says to whoever started it.
enum ExitStatus: Int32, Error {
    case passed = 0
    case failed = 1
    case usage = 2
    case policyFailure = 3
    case internalError = 4
    case interrupted = 130

    init(_ failure: LaunchFailure) {
        switch failure.kind {
        case .usage, .file: self = .usage
        case .policy: self = .policyFailure
        case .setUp: self = .usage
        }
    }

    /// Of all results together: the first that applies of interrupted, internal, invalid, policy, failed, passed.
    init(_ results: [RunResult]) {
        if results.isEmpty || results.contains(where: { $0.status == .invalid }) {
            self = results.isEmpty ? .usage : .internalError
        } else if results.contains(where: \.isPolicyFailure) {
            self = .policyFailure
        } else {
            self = results.contains { $0.status == .failed } ? .failed : .passed
        }
    }
}

/// Ctrl-C: the run in hand is given up, results so far stay.
enum Interruption {
    nonisolated(unsafe) private static var flag: sig_atomic_t = 0

    static var isWanted: Bool { flag != 0 }

    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGINT) { _ in Interruption.flag = 1 }
        signal(SIGTERM) { _ in Interruption.flag = 1 }
    }
}
