import Documents
import Fields
import Testing

@testable import Scenarios

@Suite("Parameters and variants")
struct VariantTests {
    private func source(_ head: String) throws -> ScenarioSource {
        var diagnostics = Diagnostics()
        let text =
            head
            + "\nroad: {native: {pieces: {a: {straight: {length: 100 m}}}}}\nego: {at: {lane: a/-1}, route: {to: {lane: a/-1, s: 90 m}}}\n"
        let node = try #require(YAMLDocument.parse(text: text, file: "t.yaml", &diagnostics))
        return try #require(ScenarioSource(node, &diagnostics), "\(diagnostics.text())")
    }

    private let declared = """
        parameters:
          gap: {default: 20 m, range: [10 m, 40 m]}
          count: {default: 3, range: [1, 5]}
          model: {default: sedan, choices: [sedan, van]}
          free: 7 s
        """

    private func value(_ name: String, _ variant: Variant, _ source: ScenarioSource) throws -> String {
        try #require(try source.values(of: variant).first { $0.name == name }?.value)
    }

    @Test("The default variant has the default values, and the hazard is on")
    func defaults() throws {
        let source = try source(declared)
        #expect(source.variantNames == ["default"])
        #expect(try value("gap", Variant(), source) == "20 m")
        #expect(try value("free", Variant(), source) == "7 s")
        #expect(try value("hazard", Variant(), source) == "on")
    }

    @Test("Random draws lie in the range, depend on the draw seed alone, and differ from each other")
    func draws() throws {
        let source = try source(declared)
        var seen: [String] = []
        for draw in 0..<40 {
            let variant = Variant(name: "r\(draw)", drawSeed: 3)
            let gap = try value("gap", variant, source)
            let number = try #require(ScenarioExpression.number(of: gap))
            #expect((10...40).contains(number.value))
            let count = try #require(Int(try value("count", variant, source)))
            #expect((1...5).contains(count))
            #expect(try value("gap", Variant(name: "r\(draw)", drawSeed: 3), source) == gap)
            #expect(try value("hazard", variant, source) == "on")
            if !seen.contains(gap) { seen.append(gap) }
        }
        #expect(seen.count > 30)
        #expect(
            try value("gap", Variant(name: "r0", drawSeed: 4), source)
                != value("gap", Variant(name: "r0", drawSeed: 3), source))
    }

    @Test("Fixed draws and grid cells are variants with names")
    func fixed() throws {
        let source = try source(
            declared + "\ndraws: [{gap: 12 m}, {gap: 14 m, model: van}]\ngrid: {gap: [10 m, 20 m], model: [sedan, van]}"
        )
        #expect(
            source.variantNames == [
                "d1", "d2", "gap=10m,model=sedan", "gap=10m,model=van", "gap=20m,model=sedan", "gap=20m,model=van",
            ])
        #expect(try value("model", Variant(name: "d2"), source) == "van")
        #expect(try value("gap", Variant(name: "gap=20m,model=van"), source) == "20 m")
    }

    @Test("Overrides come last, are part of the name, and must fit")
    func overrides() throws {
        let source = try source(declared)
        let variant = Variant(name: "r1", overrides: [.init(name: "gap", value: "11 m")])
        #expect(try value("gap", variant, source) == "11 m")
        #expect(variant.fullName == "r1+set:gap=11 m")
        for (name, value) in [("gap", "50 m"), ("gap", "3 s"), ("model", "tank"), ("nobody", "1")] {
            #expect(throws: VariantProblem.self) {
                try source.values(of: Variant(overrides: [.init(name: name, value: value)]))
            }
        }
        #expect(throws: VariantProblem.self) { try source.values(of: Variant(name: "d1")) }
        #expect(throws: VariantProblem.self) { try source.values(of: Variant(name: "nonsense")) }
    }

    @Test("A reference to a parameter that nobody declared is reported where it stands")
    func unknown() throws {
        let source = try source(declared + "\ntime_limit: $fre")
        var diagnostics = Diagnostics()
        #expect(source.file(for: Variant(), &diagnostics) == nil)
        let problem = try #require(diagnostics.sorted.first)
        #expect(problem.code == "unknown-parameter")
        #expect(problem.message.contains("did you mean '$free'"))
        #expect(problem.mark?.line == 6)
    }
}
