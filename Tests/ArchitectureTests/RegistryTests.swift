import Foundation
import RoadFormats
import Scoring
import Sensing
import Testing
import World

/// What every registry keeps to: an entry is one line in a sorted list, with a name of its own and a summary.
@Suite("Registries are sorted, and every entry can be told and explained")
struct RegistryTests {
    struct Registry: Sendable, CustomStringConvertible {
        var description: String
        var entries: [(name: String, summary: String)]

        /// Names in `lower_snake_case`, so that they read alike in files and on the command line.
        static let namePattern = "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
    }

    static let all: [Registry] = [
        Registry(
            description: "motion models", entries: MotionModelRegistry.all.map { ($0.kind, $0.summary) }),
        Registry(description: "road formats", entries: RoadFormatRegistry.all.map { ($0.name, $0.summary) }),
        Registry(description: "sensors", entries: SensorRegistry.standard.models.map { ($0.kind, $0.summary) }),
    ]

    @Test("Names are sorted, unique and plain; summaries are one sentence", arguments: all)
    func entriesAreInOrder(registry: Registry) {
        let names = registry.entries.map(\.name)
        #expect(!names.isEmpty)
        #expect(names == names.sorted())
        #expect(Set(names).count == names.count)
        for entry in registry.entries {
            #expect(entry.name.range(of: Registry.namePattern, options: .regularExpression) != nil, "\(entry.name)")
            #expect(entry.summary.count >= 15 && entry.summary.hasSuffix("."), "\(entry.name): \(entry.summary)")
            #expect(!entry.summary.contains("\n"))
        }
    }

    @Test("Every sensor has a page")
    func sensorsArePaged() {
        for model in SensorRegistry.standard.models { #expect(model.page.count > 80, "\(model.kind)") }
    }

    @Test("Metrics stand in the order of their type names, and no two give a number of the same name")
    func metricsAreInOrder() {
        let types = MetricRegistry.standard.metrics.map { "\($0)" }
        #expect(types == types.sorted())
        let outputs = MetricRegistry.standard.outputs.map(\.name)
        #expect(Set(outputs).count == outputs.count)
    }
}
