import ArgumentParser
import Fields
import Foundation
import Launching
import Scenarios
import Simulation

/// `mapless run FILE…`
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run scenarios headless.",
        discussion: "Prints a line per run. Exit code 0: all passed, 1: a scenario failed, 2: wrong usage or file, "
            + "3: the policy broke, 4: internal error, 130: interrupted.")

    @Argument(help: "Scenario files.")
    var files: [String]

    @OptionGroup var runArguments: RunArguments

    @Option(help: "Run the seeds 0 … K−1.")
    var seeds: Int?

    @Option(help: "Write a recording: a file for one run, a folder for several.")
    var record: String?

    @Option(help: "Write results as JSON Lines to a file, or `-` for standard output.")
    var json: String?

    mutating func run() throws {
        let launcher = try Launcher()
        var results: [RunResult] = []
        let runs = try wishes(launcher)
        let output = try JSONOutput(json)
        for (scenario, options) in runs {
            if Interruption.isWanted { throw ExitStatus.interrupted }
            let loading = CPUTimer()
            let ready = try launcher.prepare(scenario, options)
            let loadSeconds = loading.seconds.wall
            guard var finished = ready.finish(isRecording: record != nil, isInterrupted: { Interruption.isWanted })
            else { throw ExitStatus.interrupted }
            finished.result.wall.insert(("load", loadSeconds), at: 0)
            if let recording = finished.recording { try write(recording, count: runs.count) }
            if json != "-" { print(Console.line(finished.result)) }
            for warning in finished.result.warnings.prefix(3) where json != "-" && Console.isTerminal {
                print("        note: \(warning)")
            }
            try output.write(finished.result.json)
            results.append(finished.result)
        }
        let status = ExitStatus(results)
        if status != .passed { throw status }
    }

    /// Every run of the command, in order; all files are read before the first run starts.
    private func wishes(_ launcher: Launcher) throws -> [(LoadedScenario, RunOptions)] {
        let options = try runArguments.options()
        if let seeds, seeds < 1 || seeds > 1_000_000 {
            throw LaunchFailure(.usage, "--seeds takes a number from 1 to 1000000")
        }
        let scenarios = try files.map { try launcher.load($0) }
        return scenarios.flatMap { scenario in
            (seeds.map { Array(0..<UInt64($0)) } ?? [options.seed]).map { seed in
                var copy = options
                copy.seed = seed
                return (scenario, copy)
            }
        }
    }

    private func write(_ recording: Recording, count: Int) throws {
        guard let record else { return }
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: record, isDirectory: &isFolder)
        let identity = recording.identity
        let isFile = count == 1 && !record.hasSuffix("/") && !(exists && isFolder.boolValue)
        let path =
            isFile
            ? record : "\(record)/runs/\(identity.scenario)/\(identity.variant.fullName)-s\(identity.seed).run"
        try OutputFile.write(Data(recording.bytes), to: path)
    }
}

/// JSON Lines to a file or standard output.
struct JSONOutput {
    private let handle: FileHandle?

    /// - Parameter path: `-`: standard output; nil: nowhere.
    init(_ path: String?) throws {
        guard let path else {
            handle = nil
            return
        }
        if path == "-" {
            handle = .standardOutput
            return
        }
        try OutputFile.write(Data(), to: path)
        handle = FileHandle(forWritingAtPath: path)
    }

    /// - Throws: `LaunchFailure` with the system's reason, for example a full disk.
    func write(_ value: JSONValue) throws {
        do { try handle?.write(contentsOf: Data((JSONText.write(value) + "\n").utf8)) } catch {
            throw LaunchFailure(.setUp, "results cannot be written: \(error.localizedDescription)")
        }
    }
}

/// Files that a command writes.
enum OutputFile {
    /// Writes a whole file, making its folders.
    /// - Throws: `LaunchFailure` with the path and the system's reason.
    static func write(_ data: Data, to path: String) throws {
        try makeFolder(of: path)
        do {
            try data.write(to: URL(fileURLWithPath: path))
        } catch {
            throw LaunchFailure(.usage, "'\(path)' cannot be written: \(error.localizedDescription)")
        }
    }

    /// Makes the folder of a file where there is none.
    /// - Throws: `LaunchFailure` with the path and the system's reason.
    static func makeFolder(of path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw LaunchFailure(.usage, "'\(path)' cannot be written: \(error.localizedDescription)")
        }
    }
}
