import Testing

@Suite("Sources keep to the rules of determinism")
struct DeterminismTests {
    @Test("No module that a run's bits depend on breaks a rule", arguments: DeterminismRule.all)
    func sourcesKeepRule(rule: DeterminismRule) {
        for file in judgedFiles {
            // Defines the very names that others must not take from the C library.
            if rule.name == "libm", file.path.hasPrefix("Sources/Geometry/Numbers/DeterministicMath") { continue }
            for finding in rule.findings(in: file) { Issue.record("\(finding)") }
        }
    }

    @Test("Each rule finds each of its bad samples and none of the good ones", arguments: DeterminismRule.all)
    func ruleFindsSamples(rule: DeterminismRule) {
        for line in rule.bad {
            #expect(rule.findings(in: sample(line)).count >= 1, "\(rule.name) must find: \(line)")
        }
        for line in rule.good {
            #expect(rule.findings(in: sample(line)).isEmpty, "\(rule.name) must not find: \(line)")
        }
    }

    @Test("Every sort ends in an id or a random key, or says why it need not")
    func sortsAreTotal() {
        for file in judgedFiles {
            for finding in SortRule.findings(in: file) { Issue.record("\(finding)") }
        }
    }

    @Test("The rule on sorts finds a single key, and accepts tuples, whole values and reasons")
    func sortRuleFindsSamples() {
        for bad in ["a.sort { $0.s < $1.s }", "let b = a.sorted(by: { x, y in x.s < y.s })"] {
            #expect(SortRule.findings(in: sample(bad)).count == 1, "must find: \(bad)")
        }
        let good = [
            "a.sort { ($0.s, $0.randomKey) < ($1.s, $1.randomKey) }", "a.sorted(by: >)", "a.sorted()",
            "a.sort { $0.randomKey < $1.randomKey }", "a.sort(by: precedes)", "a.sort { $0.precedes($1) }",
            "a.sort { $0.name < $1.name }  // order: names are unique",
            "// order: names are unique\na.sort { $0.name < $1.name }",
            "a.sorted {\n    (key($0), $0.id) < (key($1), $1.id)\n}",
        ]
        for line in good { #expect(SortRule.findings(in: sample(line)).isEmpty, "must not find: \(line)") }
    }

    private var judgedFiles: [SourceFile] {
        SourceTree.files.filter { DeterminismRule.modules.contains($0.module) }
    }

    private func sample(_ line: String) -> SourceFile {
        SourceFile(path: "Sources/World/Sample/Sample.swift", text: "import Geometry\n\n\(line)\n")
    }
}
