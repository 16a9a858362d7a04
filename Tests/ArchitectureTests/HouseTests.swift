import Foundation
import Testing

@Suite("The house is in order")
struct HouseTests {
    @Test("No public type is named like a module, so that Module.Type always resolves")
    func typesAreNotModules() {
        let declaration =
            #"\b(?:public|open|package)\s+(?:final\s+|indirect\s+)?"#
            + #"(?:struct|class|enum|protocol|actor|typealias)\s+(\w+)"#
        for file in SourceTree.files {
            for match in file.matches(of: declaration) where ImportTable.row(of: match.text) != nil {
                Issue.record("\(file.path):\(match.line): type \(match.text) is named like a module")
            }
        }
    }

    @Test("No source file is longer than 600 lines")
    func filesAreShort() {
        for file in SourceTree.files + SourceTree.testFiles {
            #expect(file.lineCount <= 600, "\(file.path) has \(file.lineCount) lines; split it by subject")
        }
    }

    @Test("Every source file of a library stands in a folder of its module that says what it is about")
    func filesStandInFolders() {
        for file in SourceTree.files where !file.module.hasPrefix("mapless") {
            let depth = file.path.split(separator: "/").count
            let isPlaceholder = file.path.hasSuffix("/Placeholder.swift")
            #expect(depth >= 4 || isPlaceholder, "\(file.path) should stand in a folder under Sources/\(file.module)")
        }
    }

    @Test("A module with files of its own has no placeholder left")
    func placeholdersAreGone() {
        for module in SourceTree.modules {
            let files = SourceTree.files.filter { $0.module == module }
            let placeholders = files.count { $0.path.hasSuffix("/Placeholder.swift") }
            #expect(placeholders == 0 || files.count == 1, "\(module) still has its Placeholder.swift")
        }
    }

    @Test("ARCHITECTURE.md describes every module")
    func architecturePageIsComplete() {
        let page = SourceTree.text(of: "ARCHITECTURE.md")
        for module in SourceTree.modules {
            #expect(page.contains("`\(module)`"), "ARCHITECTURE.md does not mention `\(module)`")
        }
    }

    @Test(
        "Pages link only to files that are there",
        arguments: ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "DETERMINISM.md"])
    func linksLead(page: String) throws {
        let text = SourceTree.text(of: page)
        #expect(!text.isEmpty, "\(page) is missing")
        let expression = try NSRegularExpression(pattern: #"\]\(([^)#:\s]+)(?:#[^)]*)?\)"#)
        let whole = NSRange(location: 0, length: (text as NSString).length)
        for match in expression.matches(in: text, range: whole) {
            let path = (text as NSString).substring(with: match.range(at: 1))
            let target = SourceTree.root.appendingPathComponent(path).path
            #expect(FileManager.default.fileExists(atPath: target), "\(page) links to \(path), which is not there")
        }
    }

    @Test("Tests name no path of one machine")
    func pathsAreRelative() {
        for file in SourceTree.files + SourceTree.testFiles where !file.path.hasSuffix("HouseTests.swift") {
            for home in ["\"/work/", "\"/root/", "\"/home/"] where file.text.contains(home) {
                Issue.record("\(file.path) names a path under \(home)")
            }
        }
    }
}
