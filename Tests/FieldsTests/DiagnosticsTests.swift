import Fields
import Testing

@Suite("Diagnostics")
struct DiagnosticsTests {
    private enum OtherCode: String, DiagnosticCode {
        case overlap = "overlapping-actors"
        var explanation: Explanation { Explanation("Two actors overlap", "Move one of them.") }
    }

    private let source = SourceText(
        file: "a b.yaml", text: "one\r\n\tego: 东 truk\n" + String(repeating: "x", count: 500))

    private func at(_ line: Int, _ column: Int, _ length: Int = 1) -> SourcePlace {
        SourcePlace(source, SourceMark(line: line, column: column), length: length)
    }

    @Test("show the line and a caret under tabs and wide characters")
    func caret() {
        let problem = Diagnostic(.error, FieldsCode.unknownKey, "what", at: at(2, 9, 4), help: "this")
        #expect(
            problem.text == """
                a b.yaml:2:9: error[unknown-key]: what
                \tego: 东 truk
                \t        ^~~~
                help: this

                """)
        let far = Diagnostic(.warning, FieldsCode.unknownKey, "far", at: at(3, 300)).text
        let lines = far.split(separator: "\n")
        #expect(lines[1].count == 122 && lines[1].first == "…" && lines[1].last == "…")
        #expect(lines[2] == String(repeating: " ", count: 61) + "^")
        #expect(Diagnostic(.error, FieldsCode.tooLarge, "big", at: .file("f")).text == "f: error[too-large]: big\n")
        #expect(Diagnostic(.error, FieldsCode.tooLarge, "big", at: .nowhere).text == "error[too-large]: big\n")
        #expect(
            Diagnostic(.error, FieldsCode.tooLarge, "x", at: at(9, 1)).text == "a b.yaml:9:1: error[too-large]: x\n")
    }

    @Test("let no control character of a file through to the terminal")
    func harmless() {
        let evil = SourceText(file: "\u{1B}[2J", text: "a\u{1B}[31m\u{202E}b")
        let place = SourcePlace(evil, SourceMark(line: 1, column: 2))
        let text = Diagnostic(.error, FieldsCode.unknownKey, "'\u{1B}]0;x\u{7}'", at: place).text
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
    }

    @Test("are sorted by file and position, each once, and the rest is counted")
    func sorting() {
        var diagnostics = Diagnostics(capacity: 5)
        diagnostics.error(FieldsCode.unknownKey, "late", at: at(2, 3))
        diagnostics.error(FieldsCode.unknownKey, "other file", at: .file("z"))
        diagnostics.warning(FieldsCode.unknownKey, "early", at: at(1, 1))
        diagnostics.error(FieldsCode.unknownKey, "late", at: at(2, 3))
        diagnostics.error(FieldsCode.unknownKey, "between", at: at(2, 1))
        diagnostics.error(FieldsCode.unknownKey, "not kept", at: at(1, 1))
        #expect(diagnostics.sorted.map(\.message) == ["early", "between", "late", "other file"])
        #expect(diagnostics.errorCount == 5)
        #expect(diagnostics.warningCount == 1)
        #expect(diagnostics.text(limit: 2).hasSuffix("… and 3 more problems\n"))
        var both = Diagnostics(capacity: 2)
        both.merge(diagnostics)
        #expect((both.errorCount, both.warningCount, both.problems.count) == (5, 1, 2))
    }

    @Test("become JSON, SARIF and GitHub commands")
    func formats() {
        var diagnostics = Diagnostics()
        diagnostics.warning(OtherCode.overlap, "50 %", at: at(1, 1))
        diagnostics.error(FieldsCode.unknownKey, "a, b: c", at: at(2, 9, 4), help: "this")
        #expect(
            JSONText.write(diagnostics.json()) == """
                {"schema_version":1,"errors":1,"warnings":1,"problems":[\
                {"severity":"warning","code":"overlapping-actors","message":"50 %","file":"a b.yaml","line":1,\
                "column":1,"length":1},\
                {"severity":"error","code":"unknown-key","message":"a, b: c","file":"a b.yaml","line":2,"column":9,\
                "length":4,"help":"this"}]}
                """)
        #expect(
            diagnostics.github() == """
                ::error file=a b.yaml,line=2,col=9,endColumn=13,title=unknown-key::a, b: c%0Athis
                ::warning file=a b.yaml,line=1,col=1,endColumn=2,title=overlapping-actors::50 %25

                """)
        let registry = DiagnosticRegistry([FieldsCode.self, OtherCode.self])
        let sarif = diagnostics.sarif(registry, version: "1.0")
        #expect(sarif["version"] == "2.1.0")
        let text = JSONText.write(sarif)
        #expect(text.contains(#""rules":[{"id":"overlapping-actors","#))
        #expect(
            text.contains(
                #""artifactLocation":{"uri":"a%20b.yaml"},"region":{"startLine":2,"startColumn":9,"endColumn":13}"#))
    }

    @Test("have codes with pages, joined from the tables of modules")
    func registry() {
        let registry = DiagnosticRegistry([OtherCode.self, FieldsCode.self])
        #expect(registry.entries.map(\.code) == registry.entries.map(\.code).sorted())
        #expect(registry["overlapping-actors"]?.page == "overlapping-actors: Two actors overlap\n\nMove one of them.\n")
        #expect(registry["nothing"] == nil)
        for entry in registry.entries {
            #expect(!entry.explanation.title.isEmpty && !entry.explanation.title.hasSuffix("."), "\(entry.code)")
            #expect(entry.explanation.page.hasSuffix("."), "\(entry.code)")
            #expect(entry.code.allSatisfy { $0 == "-" || ($0.isASCII && $0.isLowercase) }, "\(entry.code)")
        }
    }
}
