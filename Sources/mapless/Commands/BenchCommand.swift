import ArgumentParser
import Fields
import Foundation
import Launching

/// `mapless bench sensors`
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Print how long things take on this machine.",
        discussion:
            "sensors: every kind of sensor on the shared sensor scene (folder MAPLESS_SHARED, default ../shared), "
            + "on made-up cities of 100 to 10,000 boxes, and every sensor set. Medians of CPU time of one thread.")

    @Argument(help: "What to measure: sensors.")
    var benchmarks: [String]

    @Option(help: "Write the figures as JSON Lines to a file, or `-` for standard output.")
    var json: String?

    @Option(help: "Measure only figures whose names begin like this, for example `lidar`.")
    var only = ""

    @Option(
        help: ArgumentHelp(
            "Another build of mapless whose figures are printed beside. Default: that for any x86-64 processor, "
                + "where it stands in the same checkout; `none` for none."))
    var beside: String?

    mutating func run() throws {
        for name in benchmarks where name != "sensors" {
            throw LaunchFailure(.usage, "no benchmark named '\(name)'; there is sensors")
        }
        let output = try JSONOutput(json)
        let bench = try SensorBench(sharedFolder: BenchCommand.sharedFolder, launcher: try Launcher(), prefix: only)
        let report = BenchReport(benchmark: "sensors", figures: try bench.figures())
        guard !report.figures.isEmpty else {
            throw LaunchFailure(
                .usage, "no figure has a name that begins with '\(only)'; without --only all are measured")
        }
        let other = otherBuild.flatMap(figures)
        var json = report.json
        if let other { json["beside"] = other }
        try output.write(json)
        if self.json != "-" { report.printTable(beside: other) }
    }

    /// Third-party data that are shared by checkouts.
    private static var sharedFolder: String {
        let named = ProcessInfo.processInfo.environment["MAPLESS_SHARED"] ?? ""
        return named.isEmpty ? "../shared" : named
    }

    private var otherBuild: String? {
        if let beside { return beside == "none" ? nil : beside }
        // In a checkout `.build-v3` holds the build for this processor, `.build` the one for any.
        let own = Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? ""
        let path = own.replacingOccurrences(of: "/.build-v3/", with: "/.build/")
        return path != own && FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    /// What another build measures; nil with a word on standard error where it cannot.
    private func figures(of executable: String) -> JSONValue? {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = ["bench", "sensors", "--json", "-", "--beside", "none", "--only", only]
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else {
            Console.error("note: '\(executable)' cannot be started")
            return nil
        }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        var diagnostics = Diagnostics()
        let text = String(bytes: data, encoding: .utf8) ?? ""
        guard process.terminationStatus == 0,
            let document = JSONText.parse(text, file: executable, &diagnostics)
        else {
            Console.error("note: '\(executable)' gave no figures; build it again with `swift build -c release`")
            return nil
        }
        return JSONValue(document)
    }
}
