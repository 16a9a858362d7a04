import Fields
import Foundation
import Launching
import Simulation

/// One measured figure.
struct BenchFigure {
    /// Stable name, for example `lidar_128x1800`.
    var name: String
    /// What stands around: `shared`, `400 boxes`, …
    var scene: String
    var value: Double
    var unit: Unit
    /// Units of work per call, in millions: rays, pixels. 0: none.
    var work = 0.0

    enum Unit: String {
        /// CPU time of one frame.
        case microseconds = "us"
        /// Simulated seconds per CPU second.
        case realTimeFactor = "real_time_factor"
        case percent
        case ratio
    }

    /// Millions of rays or pixels per second, if any are counted.
    var rate: Double? { work > 0 ? work / value * 1e6 : nil }

    var json: JSONValue {
        var value: JSONValue = ["name": .string(name), "scene": .string(scene)]
        value[unit.rawValue] = .number(self.value)
        if let rate { value["mega_per_s"] = .number(rate) }
        return value
    }
}

/// The figures of one benchmark, and what they were measured on.
struct BenchReport {
    var benchmark: String
    var figures: [BenchFigure]

    var json: JSONValue {
        [
            "schema_version": 1, "benchmark": .string(benchmark), "mapless_version": .string(MaplessVersion.number),
            "build": .string(Version.build), "instruction_set": .string(InstructionSet.compiledFor),
            "cpu": .string(BenchReport.processor), "figures": .array(figures.map(\.json)),
        ]
    }

    /// Prints a table; figures of another build stand beside ours.
    func printTable(beside other: JSONValue?) {
        print("\(Version.text), \(BenchReport.processor); medians of CPU time of one thread")
        let theirs = other?["instruction_set"].flatMap { $0.text } ?? ""
        print(row("", "scene", InstructionSet.compiledFor, "", theirs))
        for figure in figures {
            let rate = figure.rate.map { String(format: "%.0f M/s", $0) } ?? ""
            let beside = BenchReport.value(of: figure, in: other).map { text($0, figure.unit) } ?? ""
            print(row(figure.name, figure.scene, text(figure.value, figure.unit), rate, beside))
        }
    }

    private func row(_ name: String, _ scene: String, _ value: String, _ rate: String, _ other: String) -> String {
        func left(_ text: String, _ width: Int) -> String { text.padding(toLength: width, withPad: " ", startingAt: 0) }
        func right(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(1, width - text.count)) + text
        }
        return left(name, 30) + left(scene, 20) + right(value, 14) + right(rate, 14) + right(other, 14)
    }

    private func text(_ value: Double, _ unit: BenchFigure.Unit) -> String {
        switch unit {
        case .microseconds: return String(format: value < 100 ? "%.2f us" : "%.0f us", value)
        case .realTimeFactor: return String(format: "%.1f x", value)
        case .percent: return String(format: "%+.0f %%", value)
        case .ratio: return String(format: "%.2f", value)
        }
    }

    /// The same figure in a report of another build.
    private static func value(of figure: BenchFigure, in report: JSONValue?) -> Double? {
        guard case .array(let figures)? = report?["figures"] else { return nil }
        let same = figures.first { $0["name"]?.text == figure.name && $0["scene"]?.text == figure.scene }
        guard case .number(let value)? = same?[figure.unit.rawValue] else { return nil }
        return value
    }

    /// Name of the machine's processor.
    private static var processor: String {
        let information = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = information.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
    }
}

extension JSONValue {
    fileprivate var text: String? {
        if case .string(let text) = self { return text }
        return nil
    }
}
