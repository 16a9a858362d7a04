import ArgumentParser
import Foundation
import Launching

/// `mapless watch FILE`
struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Run a scenario in a window.",
        discussion:
            "`keys` lists the keys. With --screenshot the real window is opened, saves what it shows, and quits.")

    @Argument(help: "Scenario file.")
    var file: String

    @OptionGroup var runArguments: RunArguments

    @Option(help: "Simulated time to begin at, seconds.")
    var at: Double = 0

    @Option(help: "Save what the window shows at that time to a PNG and quit.")
    var screenshot: String?

    mutating func run() throws {
        _ = try runArguments.options()
        var arguments = ["watch", file, "--at", "\(at)"] + runArguments.arguments
        if let screenshot { arguments += ["--screenshot", screenshot] }
        try WindowProgram.start(arguments)
    }
}

extension RunArguments {
    /// The same options as words, for the window program.
    var arguments: [String] {
        var words = ["--seed", "\(seed)", "--variant", variant, "--draw-seed", "\(drawSeed)"]
        if let policy { words += ["--policy", policy] }
        if let sensors { words += ["--sensors", sensors] }
        for override in overrides { words += ["--set", override] }
        return words
    }
}

/// The window is a program of its own, so that headless runs never load SDL.
enum WindowProgram {
    /// Becomes the window program.
    /// - Throws: `LaunchFailure` if it is not beside this program.
    static func start(_ arguments: [String]) throws {
        let own = Bundle.main.executableURL?.resolvingSymlinksInPath()
        let path = own?.deletingLastPathComponent().appendingPathComponent("mapless-window").path ?? "mapless-window"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw LaunchFailure(.setUp, "the window program is missing at \(path); build it with `swift build`")
        }
        let words = [path] + arguments
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        pointers.append(nil)
        execv(path, pointers)
        throw LaunchFailure(.setUp, "the window program could not be started: \(String(cString: strerror(errno)))")
    }
}
