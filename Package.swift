// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// Settings of every target of ours: warnings are errors, and a member is visible only where its module is imported.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// Kernels are compiled with optimisation in debug too: a SIMD loop is some thousand times slower at -Onone.
/// `MAPLESS_KERNELS=unoptimised` turns that off, for the one case that compares bits with and without (tools/test).
let kernel: [SwiftSetting] =
    Context.environment["MAPLESS_KERNELS"] == "unoptimised"
    ? house : house + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A library target of ours that may import exactly `dependencies` (the table of ARCHITECTURE.md).
func part(_ name: String, _ dependencies: [Target.Dependency], settings: [SwiftSetting] = house) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let upToScenarios: [Target.Dependency] = [
    "Geometry", "Fields", "RoadNetwork", "World", "Optics", "Traffic", "DrivingInterface", "Sensing", "Scoring",
    "Documents", "RoadFormats", "Scenarios",
]
let upToLaunching: [Target.Dependency] = upToScenarios + ["Simulation", "Policies", "Launching"]

/// One test target per module, where its folder exists, plus suites that look at the whole.
let testTargets: [Target] = [
    "Geometry", "Fields", "RoadNetwork", "World", "Optics", "Traffic", "DrivingInterface", "Sensing", "Policies",
    "Scoring", "Documents", "RoadFormats", "Scenarios", "Simulation", "Launching", "Drawing", "Architecture",
    "CommandLine", "Drives", "Viewer",
].filter { FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/Tests/\($0)Tests") }
    .map { name in
        .testTarget(
            name: "\(name)Tests",
            dependencies: upToLaunching + ["Drawing", "TestSupport"] + (name == "Viewer" ? ["Viewer", "CSDL2"] : [])
                + (name == "Sensing" ? ["AllocationCounter"] : []),
            path: "Tests/\(name)Tests",
            swiftSettings: house)
    }

let package = Package(
    name: "Mapless",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "mapless", targets: ["mapless"]),
        .executable(name: "mapless-window", targets: ["mapless-window"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        part("Geometry", []),
        part("Fields", ["Geometry"]),
        part("RoadNetwork", ["Geometry", "Fields"]),
        part("World", ["Geometry", "Fields", "RoadNetwork"]),
        part("Optics", ["Geometry", "RoadNetwork", "World"], settings: kernel),
        part("Traffic", ["Geometry", "Fields", "RoadNetwork", "World", "Optics"]),
        part("DrivingInterface", ["Geometry", "Fields"]),
        part(
            "Sensing", ["Geometry", "Fields", "RoadNetwork", "World", "Optics", "DrivingInterface"], settings: kernel),
        part("Policies", ["Geometry", "Fields", "DrivingInterface"], settings: kernel),
        part(
            "Scoring",
            ["Geometry", "Fields", "RoadNetwork", "World", "Optics", "Traffic", "DrivingInterface"]),
        part("Documents", ["Fields", yams], settings: kernel),
        part("RoadFormats", ["Geometry", "Fields", "Documents", "RoadNetwork", "World", "Traffic"]),
        part(
            "Scenarios",
            [
                "Geometry", "Fields", "RoadNetwork", "World", "Optics", "Traffic", "DrivingInterface", "Sensing",
                "Scoring", "Documents", "RoadFormats",
            ]),
        part("Simulation", upToScenarios),
        part("Launching", upToScenarios + ["Simulation", "Policies"]),
        .target(name: "CCairo", cSettings: [.unsafeFlags(["-ffp-contract=off"])]),
        part("Drawing", upToScenarios + ["Simulation", "CCairo"]),
        .systemLibrary(name: "CSDL2", pkgConfig: "sdl2", providers: [.apt(["libsdl2-dev"])]),
        part("Viewer", upToLaunching + ["Drawing", "CSDL2"]),
        .executableTarget(
            name: "mapless", dependencies: upToLaunching + ["Drawing", argumentParser], swiftSettings: house),
        .executableTarget(
            name: "mapless-window", dependencies: upToLaunching + ["Drawing", "Viewer", argumentParser],
            swiftSettings: house),
        .executableTarget(
            name: "kernel-case",
            dependencies: ["Geometry", "RoadNetwork", "World", "Optics", "DrivingInterface", "Sensing"],
            path: "Tests/KernelCase", swiftSettings: house, linkerSettings: [.linkedLibrary("m")]),
        .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),
        .target(
            name: "TestSupport", dependencies: upToLaunching, path: "Tests/TestSupport", swiftSettings: house),
    ] + testTargets,
    swiftLanguageModes: [.v6]
)
