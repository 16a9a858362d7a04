import ArgumentParser
import Foundation
import Launching

/// `mapless verify FILE…`
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Run scenarios several ways and compare the state hash of every tick.",
        discussion: "Repeats the run, runs it on another thread beside others, and restores it from a snapshot in the "
            + "middle. Exit code 1 when a hash differs.")

    @Argument(help: "Scenario files.")
    var files: [String]

    @OptionGroup var runArguments: RunArguments

    @Option(name: .customLong("repeat"), help: "How many times to run.")
    var count = 2

    mutating func run() throws {
        guard (1...1000).contains(count) else { throw LaunchFailure(.usage, "--repeat takes a number from 1 to 1000") }
        let launcher = try Launcher()
        let options = try runArguments.options()
        var isEqual = true
        for file in files {
            let ready = try launcher.prepare(try launcher.load(file), options)
            let verdict = Verification(ready: ready).verdict(repeats: count)
            print("\(verdict.isEqual ? "equal  " : "differs")  \(file)  \(verdict.sentence)")
            isEqual = isEqual && verdict.isEqual
        }
        if !isEqual { throw ExitStatus.failed }
    }
}
