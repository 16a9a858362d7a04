import Fields
import Foundation
import Launching
import Scenarios
import Scoring
import Simulation

/// What goes to the terminal.
enum Console {
    /// A line on standard error.
    static func error(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    /// Standard output is a terminal that understands colours.
    static var isTerminal: Bool { isatty(1) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil }

    /// A failure with the problems of its files.
    static func report(_ failure: LaunchFailure) {
        if failure.diagnostics.isEmpty {
            error("error: \(failure.message)")
        } else {
            error(failure.diagnostics.text())
        }
    }

    /// One line per run.
    static func line(_ result: RunResult) -> String {
        let identity = result.identity
        let score = result.scores.first?.score.value.map { "  score \(Int($0.rounded()))" } ?? ""
        let time = String(format: "%.1f s", result.duration)
        let speed = result.realTimeFactor > 0 ? String(format: "  %.0f× real time", result.realTimeFactor) : ""
        let who = "\(identity.policy)\(identity.isPrivileged ? " (privileged)" : "")"
        let what = "\(identity.scenario)  \(identity.variant.fullName)  seed \(identity.seed)  \(who)"
        let head = "\(mark(result.status))  \(what)  \(time)\(score)\(speed)"
        guard !result.reason.isEmpty else { return head }
        return head + "\n        \(result.reason)\n        replay: tools/mapless watch \(identity.options)"
    }

    private static func mark(_ status: RunStatus) -> String {
        let word = status.rawValue.padding(toLength: 7, withPad: " ", startingAt: 0)
        guard isTerminal else { return word }
        switch status {
        case .passed: return "\u{1B}[32m\(word)\u{1B}[0m"
        case .failed: return "\u{1B}[31m\(word)\u{1B}[0m"
        case .invalid: return "\u{1B}[35m\(word)\u{1B}[0m"
        }
    }
}

/// The program's version.
enum Version {
    /// `debug` or `release`.
    static var build: String {
        #if DEBUG
            return "debug"
        #else
            return "release"
        #endif
    }

    /// In one line.
    static var text: String {
        "mapless \(MaplessVersion.number) (\(build), \(InstructionSet.compiledFor))"
    }
}
