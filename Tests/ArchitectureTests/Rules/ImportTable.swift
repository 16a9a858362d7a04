/// Who may import whom: the table of ARCHITECTURE.md.
enum ImportTable {
    /// What a module may import: of ours, and from outside.
    struct Row {
        var module: String
        var ours: [String]
        var outside: [String]
    }

    static let rows: [Row] = [
        Row(module: "Geometry", ours: [], outside: []),
        Row(module: "Fields", ours: ["Geometry"], outside: []),
        Row(module: "RoadNetwork", ours: ["Geometry", "Fields"], outside: []),
        Row(module: "World", ours: ["Geometry", "Fields", "RoadNetwork"], outside: []),
        Row(module: "Optics", ours: ["Geometry", "RoadNetwork", "World"], outside: []),
        Row(module: "Traffic", ours: ["Geometry", "Fields", "RoadNetwork", "World", "Optics"], outside: []),
        Row(module: "DrivingInterface", ours: ["Geometry", "Fields"], outside: []),
        Row(
            module: "Sensing", ours: ["Geometry", "Fields", "RoadNetwork", "World", "Optics", "DrivingInterface"],
            outside: []),
        Row(module: "Policies", ours: ["Geometry", "Fields", "DrivingInterface"], outside: []),
        Row(
            module: "Scoring",
            ours: ["Geometry", "Fields", "RoadNetwork", "World", "Optics", "Traffic", "DrivingInterface"], outside: []),
        Row(module: "Documents", ours: ["Fields"], outside: ["Foundation", "FoundationXML", "Yams"]),
        Row(
            module: "RoadFormats", ours: ["Geometry", "Fields", "Documents", "RoadNetwork", "World", "Traffic"],
            outside: []),
        Row(module: "Scenarios", ours: belowScenarios, outside: []),
        Row(module: "Simulation", ours: upToScenarios, outside: []),
        Row(
            module: "PolicyHosts", ours: ["Geometry", "Fields", "DrivingInterface", "COnnxRuntime", "CHost"],
            outside: ["Foundation", "Glibc"]),
        Row(module: "ScenarioFormats", ours: upToSimulation, outside: ["Foundation"]),
        Row(module: "Export", ours: upToSimulation, outside: ["Foundation"]),
        Row(module: "Launching", ours: belowLaunching, outside: ["Foundation"]),
        Row(module: "Drawing", ours: upToSimulation + ["CCairo"], outside: []),
        Row(module: "Suites", ours: upToLaunching + ["Drawing", "Export"], outside: ["Foundation", "Glibc"]),
        Row(module: "Embedding", ours: upToLaunching + ["Drawing"], outside: ["Foundation"]),
        Row(module: "MaplessC", ours: ["Embedding"], outside: []),
        Row(module: "Viewer", ours: upToLaunching + ["Drawing", "Export", "Suites", "CSDL2"], outside: []),
        Row(
            module: "mapless", ours: upToLaunching + ["Drawing", "Export", "Suites"],
            outside: ["ArgumentParser", "Foundation"]),
        Row(
            module: "mapless-window", ours: upToLaunching + ["Drawing", "Export", "Suites", "Viewer"],
            outside: ["ArgumentParser", "Foundation"]),
        Row(module: "CCairo", ours: [], outside: []),
        Row(module: "CSDL2", ours: [], outside: []),
        Row(module: "COnnxRuntime", ours: [], outside: []),
        Row(module: "CHost", ours: [], outside: []),
    ]

    private static let belowScenarios = [
        "Geometry", "Fields", "RoadNetwork", "World", "Optics", "Traffic", "DrivingInterface", "Sensing", "Scoring",
        "Documents", "RoadFormats",
    ]
    private static let upToScenarios = belowScenarios + ["Scenarios"]
    private static let upToSimulation = upToScenarios + ["Simulation"]
    private static let belowLaunching = upToSimulation + ["Policies", "PolicyHosts", "ScenarioFormats"]
    private static let upToLaunching = belowLaunching + ["Launching"]

    /// The row of a module, or nil.
    static func row(of module: String) -> Row? { rows.first { $0.module == module } }
}
