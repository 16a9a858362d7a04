import Testing

@Suite("Who imports whom")
struct ImportTests {
    @Test("Every import under Sources stands in the table", arguments: SourceTree.modules)
    func importsStandInTable(module: String) {
        for file in SourceTree.files where file.module == module {
            for finding in ImportRule.findings(in: file) { Issue.record("\(finding)") }
        }
    }

    @Test("Every folder under Sources has a row, and no module has two")
    func rowsMatchFolders() {
        for module in SourceTree.modules {
            #expect(ImportTable.rows.count { $0.module == module } == 1, "\(module) needs one row in the table")
        }
    }

    @Test("The table has no circle: a module imports only modules of rows above it")
    func tableIsAcyclic() {
        for (index, row) in ImportTable.rows.enumerated() where !row.module.hasPrefix("C") {
            let above = ImportTable.rows[..<index].map(\.module)
            for module in row.ours where !module.hasPrefix("C") {
                #expect(above.contains(module), "\(row.module) imports \(module), which stands below it")
            }
        }
    }

    @Test(
        "A policy that reaches behind the wall is reported, however the import is written",
        arguments: [
            "import RoadNetwork", "import World", "import Foundation", "import Glibc", "import Simulation",
            "@testable import World", "@_exported import World", "private import Foundation",
            "@preconcurrency public import World", "import struct World.WorldState",
            "import class Foundation.FileManager",
            "import Geometry; import World", "  import World", "@_implementationOnly\nimport World", "import `World`",
            "#if canImport(Foundation)\nimport Foundation\n#endif", "/* why */ import World",
            "import World // Geometry",
            "@_spi(Hidden) import World",
        ])
    func wallIsWatched(statement: String) {
        let file = SourceFile(
            path: "Sources/Policies/Sample/Sample.swift",
            text: "import DrivingInterface\nimport Geometry\n\(statement)\n\npublic struct Sample {}\n")
        #expect(ImportRule.findings(in: file).count == 1)
    }

    @Test("Words about imports in comments and strings are not imports")
    func commentsAreNotImports() {
        let text = """
            import Geometry
            // import World
            /* a /* nested */ comment
            import World */
            let a = "\\(name) import World"
            let b = ["import World"]
            """
        #expect(ImportRule.findings(in: SourceFile(path: "Sources/Policies/A/A.swift", text: text)).isEmpty)
    }

    @Test("The sensors, the policies and everything that a run's bits depend on know no Foundation and no C library")
    func coreIsFreeOfFoundation() {
        for module in DeterminismRule.modules {
            #expect(ImportTable.row(of: module)?.outside == [], "\(module) may import nothing from outside")
        }
    }
}
