import Documents
import Fields
import Testing

/// The first problem of a YAML text as `line:column code: message`, or an empty text.
func yamlProblem(_ text: String) -> String {
    var diagnostics = Diagnostics()
    let node = YAMLDocument.parse(text: text, file: "x.yaml", &diagnostics)
    #expect((node == nil) == diagnostics.hasErrors)
    guard let first = diagnostics.sorted.first else { return "" }
    return "\(first.mark?.line ?? 0):\(first.mark?.column ?? 0) \(first.code): \(first.message)"
}

@Suite("YAML text")
struct YAMLDocumentTests {
    @Test("becomes nodes with the places of keys and values")
    func places() throws {
        var diagnostics = Diagnostics()
        let text = """
            # a comment
            ego: {speed: 50 km/h, "lane": '2'}
            actors:
              - truck: no
              - 017
            empty:
            """
        let node = try #require(YAMLDocument.parse(text: text, file: "x.yaml", &diagnostics))
        #expect(node.entries?.map(\.key) == ["ego", "actors", "empty"])
        let ego = try #require(node["ego"])
        #expect(ego["speed"]?.text == "50 km/h")
        #expect(ego["speed"]?.mark == SourceMark(line: 2, column: 14))
        #expect(ego.entries?[1].keyMark == SourceMark(line: 2, column: 23))
        #expect(ego["lane"]?.isQuoted == true)
        let actors = try #require(node["actors"]?.items)
        #expect(actors[0]["truck"]?.text == "no")
        #expect(actors[1].text == "017")
        #expect(actors[1].mark == SourceMark(line: 5, column: 5))
        #expect(node["empty"]?.isNull == true)
    }

    @Test(
        "that is broken is explained where it breaks",
        arguments: [
            ("a: 1\n\tb: 2\n", "2:1 yaml-syntax: indent with spaces, not with tabs"),
            (
                "a:\n  b: 1\n   c: 2\n",
                "3:5 yaml-syntax: no ':' can stand here; check the indentation, or put a text that holds ': ' in quotes"
            ),
            ("a: 1\nb\nc: 2\n", "2:1 yaml-syntax: this needs a ':'; write 'key: value'"),
            ("a: [1, 2\nb: 3\n", "2:2 yaml-syntax: expected ',' or ']' (in the list that starts in line 1)"),
            ("a: \"open\nb: 3\n", "1:4 yaml-syntax: the closing quote of this text is missing"),
            ("a: @home\n", "1:4 yaml-syntax: a value cannot start with '@'; put it in quotes"),
            (
                "- a\nb: 1\n",
                "2:1 yaml-syntax: expected '- '; check the indentation (in the list that starts in line 1)"
            ),
            ("[", "1:2 yaml-syntax: expected a value"),
            ("a: *x\n", "1:4 yaml-syntax: no anchor '&…' of this name stands before"),
            (": 1\n", "1:1 yaml-syntax: expected a key; check the indentation"),
            ("a: 1\na: 2\n", "2:1 duplicate-key: 'a' stands twice, first in line 1"),
            ("x:\n  - name: a\n    speed: 1\n    name: b\n", "4:5 duplicate-key: 'name' stands twice, first in line 2"),
            ("x: {a: 1, a: 2}\n", "1:5 duplicate-key: 'a' stands twice"),
            ("a: 1\n---\nb: 2\n", "2:1 yaml-feature: a second document starts here; write one document per file"),
            ("", "1:1 empty-file: the file is empty"),
            ("# only a comment\n", "1:1 empty-file: the file is empty"),
            ("---\n", "1:1 empty-file: the file is empty"),
            ("a: !thing 1\n", "1:4 yaml-feature: tags such as '!thing' are not read"),
            ("<<: {a: 1}\n", "1:1 yaml-feature: merge keys are not read; write the keys out"),
            ("? [a]\n: 1\n", "1:3 yaml-feature: a key is a list or a mapping; keys are plain words"),
            ("a: &x [1]\n[*x]: 2\n", "2:2 yaml-feature: an alias cannot be part of a key"),
            ("a: &x 1\n? *x\n: 2\n", "2:1 yaml-feature: an alias cannot be part of a key"),
            ("a: 1\u{0}\n", "1:5 invalid-text: the control character U+0000 stands here; delete it"),
            ("a: \"\\0\"\n", "1:4 invalid-text: the text holds a control character"),
            ("a: é\u{2028}\n", "1:5 invalid-text: the control character U+2028 stands here; delete it"),
        ])
    func broken(text: String, expected: String) {
        #expect(yamlProblem(text) == expected)
    }

    @Test("may use anchors, a byte order mark and bold words in comments")
    func accepted() throws {
        var diagnostics = Diagnostics()
        let text = "\u{FEFF}# **bold**: *x* really?\na: &x [1, 2]\nb: *x\nc: {d: *x, e: *x}  # note: well\n"
        let node = try #require(YAMLDocument.parse(text: text, file: "x", &diagnostics), "\(diagnostics.text())")
        #expect(node["c"]?["e"]?.items?.count == 2)
        #expect(node["b"]?.mark == SourceMark(line: 2, column: 4))  // where the anchor stands
    }

    @Test("of a stranger ends with an error soon: aliases of aliases, deep nesting, many values, many bytes")
    func bombs() {
        let levels = (1...30).map {
            "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ","))]"
        }
        let bomb = "a0: &a0 [x]\n" + levels.joined(separator: "\n")
        #expect(yamlProblem(bomb).contains("too-large: more than 200000 values, counted with what aliases stand for"))
        let inKeys = bomb + "\n[*a30]: 1\n"
        #expect(yamlProblem(inKeys).hasSuffix("an alias cannot be part of a key"))
        #expect(yamlProblem(bomb + "\nx: {? *a30 : 1}\n").hasSuffix("an alias cannot be part of a key"))
        for opening in ["[", "{a: ", "- ", "{? ", "? "] {
            let deep = yamlProblem(String(repeating: opening, count: 200_000))
            #expect(deep.contains("too-deep") || deep.contains("yaml-syntax"), "\(opening) \(deep)")
        }
        let indented = (0..<500).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(yamlProblem(indented).contains("too-deep: more than 64 levels deep"))
        #expect(yamlProblem("[" + String(repeating: "a,", count: 300_000) + "]").contains("too-large"))
        #expect(yamlProblem("a: " + String(repeating: "x", count: 2 << 20)).contains("too-large"))
    }
}
