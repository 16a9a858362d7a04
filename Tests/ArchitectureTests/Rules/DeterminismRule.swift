/// A pattern of code that could give different bits in another process, build or machine.
struct DeterminismRule: Sendable, CustomStringConvertible {
    var name: String
    /// Regular expression (ICU) over blanked code.
    var pattern: String
    /// What to do instead.
    var help: String
    /// Lines of which each must be found.
    var bad: [String]
    /// Lines of which none may be found.
    var good: [String]

    var description: String { name }

    /// Modules whose results are part of a run.
    static let modules = [
        "Geometry", "Fields", "RoadNetwork", "World", "Optics", "Traffic", "DrivingInterface", "Sensing", "Policies",
        "Scoring", "RoadFormats", "Scenarios", "Simulation",
    ]

    /// Where the file breaks the rule.
    func findings(in file: SourceFile) -> [Finding] {
        file.matches(of: pattern).map {
            Finding(path: file.path, line: $0.line, message: "[\(name)] '\($0.text)': \(help)")
        }
    }

    static let all: [DeterminismRule] = [
        DeterminismRule(
            name: "unordered",
            pattern: #"\b(?:Dictionary|Set|NSDictionary|NSSet)\b(?!:)"#
                + #"|(?<![\w\])])\[\s*:\s*\]"#
                + #"|(?<![\w\])])\[\s*(?:any\s+)?[A-Za-z_][\w.]*(?:<[^>]*>)?\??\s*:\s*[^\s:]"#
                + #"|\b(?:let|var)\s+\w+\s*=\s*\["[^"]*"\s*:"#,
            help: "order differs between processes; use a sorted array or columns",
            bad: [
                "let a: Dictionary<Int, Int>", "var seen = Set<Int>()", "var a: [String: Int]", "let a = [:]",
                "let a = [\"x\": 1]", "let a = [key: value]", "func f() -> [LaneID: [Int]]", "let t: [any P.Type: Int]",
            ],
            good: [
                "struct A: OptionSet {", "let a = grid[row: 3]", "let a: [Int] = [1, 2]", "{ [weak self] in x }",
                "let a = b ? [c] : [d]", "case .a: [Kind.x]", "let s: SensorSet", "JSON.object([\"x\": 1])",
            ]),
        DeterminismRule(
            name: "hasher",
            pattern: #"\b(?:Hasher|hashValue)\b|\bhash\(into"#,
            help: "seeded per process; use BitHasher or StableHash",
            bad: ["var h = Hasher()", "x.hashValue", "func hash(into hasher: inout H) {"],
            good: ["var h = BitHasher()", "struct A: Hashable {"]),
        DeterminismRule(
            name: "random",
            pattern: #"\.random\b|\brandomElement\b|\.shuffled?\(|RandomNumberGenerator\b|\b[dl]rand48\b"#,
            help: "use RandomStream, keyed by a random key",
            bad: ["Double.random(in: 0...1)", "a.randomElement()", "a.shuffled()", "a.shuffle()", "drand48()"],
            good: ["stream.uniform()", "actors.randomKey[row]"]),
        DeterminismRule(
            name: "machine",
            pattern:
                #"\b(?:Date|ContinuousClock|SuspendingClock|DispatchTime|ProcessInfo|getenv|setenv|Locale|TimeZone"#
                + #"|CommandLine|clock_gettime|gettimeofday)\b"#,
            help: "clock, environment and locale are no input of a run; hand the value in",
            bad: ["Date()", "ContinuousClock().now", "getenv(\"A\")", "ProcessInfo.processInfo", "Locale.current"],
            good: ["let clock = Clock()", "var validDate: Int"]),
        DeterminismRule(
            name: "identity",
            pattern: #"\bObjectIdentifier\b|\bUnmanaged\b|bitPattern:\s*[\w.]*(?:[pP]ointer|[aA]ddress)\b"#,
            help: "addresses differ between processes; compare random keys",
            bad: ["ObjectIdentifier(a)", "UInt(bitPattern: pointer)", "Int(bitPattern: a.baseAddress)"],
            good: ["UInt64(bitPattern: Int64(mount))", "if a === b {}"]),
        DeterminismRule(
            name: "libm",
            pattern:
                #"(?<![\w.])(?<!func )(?:sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|exp|exp2|expm1|log|log2|log10"#
                + #"|log1p|pow|cbrt|hypot|fmod|sqrt|fma)\s*\(|\b(?:Foundation|Glibc|Darwin|Musl)\s*\."#,
            help: "the C library's bits depend on the CPU; use DeterministicMath (and squareRoot())",
            bad: ["let a = sin(x)", "1 + pow(x, 2)", "Foundation.cos(x)", "sqrt (2)"],
            good: ["DeterministicMath.sin(x)", "static func sin(_ x: Double)", "x.squareRoot()", "basin(x)"]),
        DeterminismRule(
            name: "fused",
            pattern: #"\b(?:addingProduct|addProduct|subtractingProduct)\b"#,
            help: "rounds once where a·b + c rounds twice; write a * b + c",
            bad: ["a.addingProduct(b, c)", "a.addProduct(b, c)"],
            good: ["a + b * c"]),
        DeterminismRule(
            name: "printing",
            pattern: #"(?<![\w.])(?:print|debugPrint|dump)\s*\("#,
            help: "libraries return what they have to say",
            bad: ["print(x)", "debugPrint(x)"],
            good: ["visitor.print(x)", "blueprint(x)"]),
    ]
}
