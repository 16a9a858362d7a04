import ArgumentParser
import Fields
import Foundation
import Launching
import RoadFormats
import RoadNetwork
import Scenarios

/// `mapless check FILE…`
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Validate scenario and road files without running them.")

    /// How problems are printed.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, sarif, github
    }

    @Argument(help: "Scenario files (*.yaml) and road files (*.road.yaml, *.xodr).")
    var files: [String]

    @Option(help: "How problems are printed: text, json, sarif or github.")
    var format = Format.text

    @Flag(help: "Warnings count as errors.")
    var strict = false

    mutating func run() throws {
        let launcher = try Launcher()
        var all = Diagnostics()
        for file in files {
            let checker = FileChecker(launcher: launcher)
            let problems = checker.check(file)
            all.merge(problems.diagnostics)
            if format == .text, problems.diagnostics.errorCount == 0 { print("\(file): \(problems.summary)") }
        }
        report(all)
        if all.hasErrors || (strict && all.warningCount > 0) { throw ExitStatus.usage }
    }

    private func report(_ diagnostics: Diagnostics) {
        switch format {
        case .text: if !diagnostics.isEmpty { Console.error(diagnostics.text()) }
        case .json: print(JSONText.write(diagnostics.json(), .indented))
        case .sarif: print(JSONText.write(diagnostics.sarif(Handbook.diagnostics, version: Version.text), .indented))
        case .github: print(diagnostics.github())
        }
    }
}

/// Reads one file as far as it goes without running it.
struct FileChecker {
    let launcher: Launcher

    /// What a file is and what is wrong with it.
    struct Findings {
        var diagnostics: Diagnostics
        var summary: String
    }

    /// Checks a road file by its format, everything else as a scenario in every fixed variant.
    func check(_ path: String) -> Findings {
        if RoadFormatRegistry.isRoadFile(path) {
            var diagnostics = Diagnostics()
            let map = RoadFormatRegistry.open(path, &diagnostics)
            let lanes = map.map { "road with \($0.lanes.count) lanes, \($0.junctions.count) junctions" } ?? ""
            return Findings(diagnostics: diagnostics, summary: lanes)
        }
        return checkScenario(path)
    }

    private func checkScenario(_ path: String) -> Findings {
        var diagnostics = Diagnostics()
        do {
            let scenario = try launcher.load(path)
            let names = scenario.source.variantNames
            for name in names.prefix(200) {
                var options = RunOptions()
                options.variant.name = name
                diagnostics.merge(try launcher.stage(scenario, options).diagnostics)
            }
            let shown = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
            return Findings(diagnostics: diagnostics, summary: "scenario with variants \(shown)")
        } catch let failure as LaunchFailure {
            if failure.diagnostics.isEmpty {
                diagnostics.error(LaunchCode.launch, failure.message, at: .file(path))
            } else {
                diagnostics.merge(failure.diagnostics)
            }
        } catch {
            diagnostics.error(LaunchCode.launch, "\(error)", at: .file(path))
        }
        return Findings(diagnostics: diagnostics, summary: "")
    }
}
