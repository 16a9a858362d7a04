import Fields

/// Which values the parameters of a scenario take, by name.
public struct Variant: Sendable, Hashable {
    /// `default`, `d1`, `gap=12m,speed=30km/h`, `r7`, with `+set:…` behind it where values were overridden.
    public var name: String
    /// Overridden values in the order given.
    public var overrides: [Override]
    /// Seed of the random draws `rK`.
    public var drawSeed: UInt64

    /// A value given with `--set`.
    public struct Override: Sendable, Hashable {
        public var name: String
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    public init(name: String = "default", overrides: [Override] = [], drawSeed: UInt64 = 0) {
        self.name = name
        self.overrides = overrides
        self.drawSeed = drawSeed
    }

    /// The name with the overridden values, as it stands in results.
    public var fullName: String {
        overrides.isEmpty ? name : name + "+set:" + overrides.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
    }
}

/// The variants that a file offers.
struct VariantTable: Sendable {
    var declarations: [ParameterDeclaration]
    /// Fixed draws d1, d2, …: the values that differ from the defaults.
    var draws: [[Variant.Override]]
    /// Values per parameter of the grid, in file order.
    var grid: [(name: String, values: [String])]
    var scenarioHash: UInt64

    /// Names of all fixed draws and grid cells; `default` where there are neither.
    var names: [String] {
        let fixed = draws.indices.map { "d\($0 + 1)" } + cells.map(\.name)
        return fixed.isEmpty ? ["default"] : fixed
    }

    /// Cells of the grid, the last parameter varying fastest.
    private var cells: [(name: String, values: [Variant.Override])] {
        guard !grid.isEmpty else { return [] }
        var cells: [[Variant.Override]] = [[]]
        for axis in grid {
            cells = cells.flatMap { cell in
                axis.values.map { cell + [Variant.Override(name: axis.name, value: $0)] }
            }
        }
        return cells.map { cell in
            (cell.map { "\($0.name)=\($0.value.filter { $0 != " " })" }.joined(separator: ","), cell)
        }
    }

    /// The value of every parameter in a variant.
    /// - Throws: a sentence that says what is wrong with the variant's name or an overridden value.
    func values(of variant: Variant) throws(VariantProblem) -> [(name: String, value: String)] {
        var values = declarations.map { (name: $0.name, value: $0.value) }
        func set(_ override: Variant.Override) {
            if let index = values.firstIndex(where: { $0.name == override.name }) {
                values[index].value = override.value
            }
        }
        if let draw = try named(variant.name) {
            draw.forEach(set)
        } else if let number = drawNumber(variant.name) {
            values = declarations.map {
                ($0.name, $0.drawn(number, seed: variant.drawSeed, scenarioHash: scenarioHash))
            }
        }
        for override in variant.overrides {
            try check(override)
            set(override)
        }
        return values
    }

    private func named(_ name: String) throws(VariantProblem) -> [Variant.Override]? {
        if name == "default" { return [] }
        if let index = draws.indices.first(where: { "d\($0 + 1)" == name }) { return draws[index] }
        if let cell = cells.first(where: { $0.name == name }) { return cell.values }
        if drawNumber(name) != nil { return nil }
        let offered = (["default"] + names + ["r0, r1, …"]).prefix(12).joined(separator: ", ")
        throw VariantProblem(message: "no variant named '\(name)'; there are \(offered)")
    }

    private func drawNumber(_ name: String) -> Int? {
        guard name.first == "r", name.count <= 10, name.dropFirst().allSatisfy(\.isNumber) else { return nil }
        return Int(name.dropFirst())
    }

    private func check(_ override: Variant.Override) throws(VariantProblem) {
        guard let declaration = declarations.first(where: { $0.name == override.name }) else {
            let near =
                NearestName.suggestion(for: override.name, among: declarations.map(\.name))
                .map { "; did you mean '\($0)'?" } ?? ""
            throw VariantProblem(message: "the scenario has no parameter named '\(override.name)'\(near)")
        }
        if let problem = declaration.problem(with: override.value) {
            throw VariantProblem(message: "'\(override.value)' does not fit: \(problem)")
        }
    }
}

/// What is wrong with a wish for a variant.
public struct VariantProblem: Error, Sendable {
    public var message: String
}
