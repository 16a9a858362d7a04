import Geometry
import Testing

@testable import Scoring

@Suite("Every metric")
struct MetricContractTests {
    @Test("Names are sorted and unique, outputs unique, units stand in the keys, pages are written")
    func registry() {
        let metrics = MetricRegistry.standard.metrics
        let names = metrics.map { $0.name }
        #expect(names == names.sorted())
        #expect(names.count == metrics.count)
        let outputs = MetricRegistry.standard.outputs
        for (index, output) in outputs.enumerated() {
            #expect(!outputs[..<index].contains { $0.name == output.name })
            switch output.unit {
            case "s": #expect(output.name.hasSuffix("_s"))
            case "m": #expect(output.name.hasSuffix("_m"))
            case "m/s": #expect(output.name.hasSuffix("_mps"))
            default: break
            }
        }
        for metric in metrics { #expect(metric.page.count > 40 && metric.summary.hasSuffix(".")) }
    }

    @Test("A metric's state is visited whole")
    func columns() {
        func check<State: ColumnState>(_ state: State) {
            var copy = state
            var count = ColumnHashes()
            copy.visitColumns(&count)
            #expect(count.names.count == Mirror(reflecting: state).children.count, "\(State.self)")
        }
        check(CollisionMetric.State())
        check(ComfortMetric.State())
        check(OffRoadMetric.State())
        check(ProximityMetric.State())
        check(RedLightMetric.State())
        check(RouteMetric.State())
        check(SpeedingMetric.State())
        check(StandstillMetric.State())
        check(StopLineMetric.State())
        check(WrongWayMetric.State())
        check(EventLog())
    }

    @Test("Event kinds are sorted by name, unique, and found by their key")
    func events() {
        let names = EventKind.all.map(\.name)
        #expect(names == names.sorted())
        for kind in EventKind.all { #expect(EventKind.kind(of: kind.key) == kind) }
        #expect(EventKind.kind(of: 0) == nil)
    }
}

@Suite("Native score")
struct NativeScoreTests {
    private func values(_ changed: [(String, Double)] = []) -> [MetricValue] {
        let clean = [
            ("route_completion", 1.0), ("at_fault_collisions", 0), ("red_lights", 0), ("stop_lines_run", 0),
            ("off_road_s", 0), ("wrong_way_m", 0), ("speeding_s", 0),
        ]
        return clean.map { name, value in
            MetricValue(name: name, value: changed.first { $0.0 == name }?.1 ?? value)
        }
    }

    @Test(
        "Penalties multiply",
        arguments: [
            ([], 100), ([("route_completion", 0.4)], 40), ([("at_fault_collisions", 1)], 50),
            ([("red_lights", 2)], 49), ([("speeding_s", 3)], 90),
            // 100 · 0.5 · 0.5 · 0.7 · 0.7
            ([("at_fault_collisions", 1), ("route_completion", 0.5), ("red_lights", 1), ("off_road_s", 2)], 12.25),
        ] as [([(String, Double)], Double)])
    func penalties(_ changed: [(String, Double)], _ expected: Double) throws {
        let score = NativeScore.score(values(changed))
        #expect((try #require(score.value) - expected).magnitude < 1e-9)
    }

    @Test("A missing term makes the score null and is named, never 0 or 1")
    func missing() {
        let score = NativeScore.score(values().filter { $0.name != "red_lights" })
        #expect(score.value == nil)
        #expect(score.missing == ["red_lights"])
    }

    @Test("A limit does not hold for a value that is not a number")
    func limits() {
        #expect(!CriterionLimit.atMost(1).holds(for: .nan))
        #expect(!CriterionLimit.atLeast(1).holds(for: .nan))
        #expect(CriterionLimit.atMost(1).holds(for: 1))
        #expect(CriterionLimit.atLeast(1).holds(for: 1))
    }
}
