import ArgumentParser
import Drawing
import Fields
import Foundation
import Launching
import Viewer

/// The SDL program that `mapless watch` and `mapless replay` start.
@main
struct WindowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mapless-window", abstract: "The window of mapless; start it with `mapless watch` or `replay`.")

    @Argument(help: "watch or replay.")
    var mode: String

    @Argument(help: "Scenario file, or recorded run.")
    var file: String

    @Option var at: Double = 0
    @Option var screenshot: String?
    @Option var policy: String?
    @Option var seed: UInt64 = 0
    @Option var variant = "default"
    @Option var drawSeed: UInt64 = 0
    @Option(name: .customLong("set")) var overrides: [String] = []
    @Option var sensors: String?

    mutating func run() throws {
        do {
            let ready = try ready()
            var options = SessionWindow<LiveRun>.Options()
            options.startTime = at
            let window = try SessionWindow(LiveRun(ready), options: options)
            if let screenshot {
                try window.saveScreenshot(to: screenshot)
            } else {
                try window.run()
            }
        } catch let failure as LaunchFailure {
            throw fail(failure.diagnostics.isEmpty ? "error: \(failure.message)" : failure.diagnostics.text(), 2)
        } catch let failure as SDLFailure {
            throw fail("error: \(failure)", 2)
        } catch let failure as DrawingFailure {
            throw fail("error: \(failure)", 2)
        }
    }

    private func ready() throws -> ReadyRun {
        let launcher = try Launcher()
        if mode == "replay" { return try RecordedRun(path: file, launcher: launcher).ready }
        let options = try RunOptions(
            policy: policy, seed: seed, variant: variant, drawSeed: drawSeed, overrides: overrides, sensors: sensors)
        return try launcher.prepare(try launcher.load(file), options)
    }

    private func fail(_ text: String, _ code: Int32) -> ExitCode {
        FileHandle.standardError.write(Data((text + "\n").utf8))
        return ExitCode(code)
    }
}
