import ArgumentParser
import Foundation
import Launching
import Simulation

/// `mapless replay RUN`
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Show a recorded run in the window, or make it again and compare every tick.")

    @Argument(help: "A recorded run (*.run).")
    var file: String

    @Option(help: "Simulated time to begin at, seconds.")
    var at: Double = 0

    @Flag(help: "Make the run again headless and compare the state hash of every tick.")
    var verify = false

    mutating func run() throws {
        guard verify else { return try WindowProgram.start(["replay", file, "--at", "\(at)"]) }
        let launcher = try Launcher()
        let recording = try RecordedRun(path: file, launcher: launcher)
        let verdict = try recording.verdict()
        print("\(verdict.isEqual ? "equal  " : "differs")  \(file)  \(verdict.sentence)")
        if !verdict.isEqual { throw ExitStatus.failed }
    }
}
