import ArgumentParser
import Fields
import Foundation
import Launching
import RoadFormats

/// `mapless list KIND [FILE]`
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print what there is: policies, sensors, metrics, … or the lanes of a file.",
        discussion:
            "Kinds: actions, behaviours, diagnostics, events, metrics, models, policies, profiles, road-formats, "
            + "sensor-devices, sensor-sets, sensors, triggers; of a scenario or road file: lanes, crossings, signals, bays."
    )

    @Argument(help: "What to list.")
    var kind: String

    @Argument(help: "A scenario or road file, for its lanes, crossings, signals and bays.")
    var file: String?

    mutating func run() throws {
        let launcher = try Launcher()
        if StreetList.kinds.contains(kind) { return try listStreet(launcher) }
        let chapter = try Handbook(launcher).chapter(kind)
        let width = chapter.entries.map(\.name.count).max() ?? 0
        for entry in chapter.entries {
            print("\(entry.name.padding(toLength: width, withPad: " ", startingAt: 0))  \(entry.summary)")
        }
    }

    private func listStreet(_ launcher: Launcher) throws {
        guard let file else { throw LaunchFailure(.usage, "'list \(kind)' needs a scenario or road file") }
        for line in StreetList.lines(kind, of: try launcher.map(ofFile: file)) ?? [] { print(line) }
    }
}

/// `mapless explain NAME`
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Print the page of a metric, sensor, event, action, diagnostic, …")

    @Argument(help: "Its name.")
    var name: String

    mutating func run() throws {
        let pages = try Handbook(try Launcher()).pages(name)
        for (index, page) in pages.enumerated() {
            if index > 0 { print() }
            print("[\(page.chapter.title)]")
            print(page.entry.page, terminator: page.entry.page.hasSuffix("\n") ? "" : "\n")
        }
    }
}

/// `mapless schema [NAME]`
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of a kind of file, for editors.")

    @Argument(help: "scenario, road or sensor-set.")
    var name = "scenario"

    mutating func run() throws {
        let launcher = try Launcher()
        guard let document = Schemas.document(name, sensors: launcher.sensors) else {
            throw LaunchFailure(.usage, "no schema named '\(name)'; there are \(Schemas.names.joined(separator: ", "))")
        }
        print(JSONText.write(document, .indented))
    }
}
