import Fields
import Testing

@Suite("JSON text")
struct JSONTests {
    private func problem(_ text: String, limits: JSONText.Limits = .init()) -> String {
        var diagnostics = Diagnostics()
        let node = JSONText.parse(text, file: "x.json", limits: limits, &diagnostics)
        #expect((node == nil) == diagnostics.hasErrors)
        guard let first = diagnostics.sorted.first else { return "" }
        return "\(first.mark?.line ?? 0):\(first.mark?.column ?? 0) \(first.code): \(first.message)"
    }

    private func value(_ text: String) throws -> JSONValue { JSONValue(try node(text)) }

    @Test("keeps order, numbers and texts over reading and writing")
    func roundTrip() throws {
        let text = #"{"z":1,"a":[true,false,null,-2.5,1e-07,5e-324],"é\n\"\\":"\u0001😀","o":{},"l":[]}"#
        #expect(JSONText.write(try value(text)) == text)
        let pair = #"["\ud83d\ude00\u00e9\/\b\f"]"#
        #expect(try value(pair) == ["😀é/\u{8}\u{C}"])
        #expect(try value("\u{FEFF} 12 ") == 12)
        #expect(try value(" 9007199254740993 ") == .integer(9_007_199_254_740_993))
        #expect(try value("1.0") == .number(1))
        #expect(try value(#""1""#) == .string("1"))
        #expect(JSONText.write([.number(.nan), .number(.infinity), 0.1, 1e100, -0.0]) == "[null,null,0.1,1e+100,-0.0]")
    }

    @Test("is written indented for people, lists of numbers on one line")
    func indented() {
        let value: JSONValue = ["a": [1, 2], "b": [["c": 1]], "d": [:], "e": [[1], []]]
        #expect(
            JSONText.write(value, .indented) == """
                {
                  "a": [1, 2],
                  "b": [
                    {
                      "c": 1
                    }
                  ],
                  "d": {},
                  "e": [
                    [1],
                    []
                  ]
                }
                """)
    }

    @Test("objects are changed by name and keep their order")
    func members() {
        var value: JSONValue = ["a": 1, "b": 2]
        value["a"] = 3
        value["c"] = 4
        value["b"] = nil
        #expect(JSONText.write(value) == #"{"a":3,"c":4}"#)
        #expect(value["b"] == nil && value["c"] == 4)
    }

    @Test(
        "that is broken is explained where it breaks",
        arguments: [
            ("", "1:1 json-syntax: the file is empty; it should hold a value"),
            ("{\"a\": 1,}", "1:9 json-syntax: a comma before '}' is one too many"),
            ("[1 2]", "1:4 json-syntax: expected ',' or ']'"),
            ("[1,\n  é: 2]", "2:3 json-syntax: 'é' is no JSON value"),
            ("{a: 1}", "1:2 json-syntax: expected a key in double quotes or '}'"),
            ("{\"é\" 1}", "1:6 json-syntax: expected ':' after the key"),
            ("{\"a\": 1, \"a\": 2}", "1:10 duplicate-key: 'a' stands twice"),
            ("[01]", "1:2 json-syntax: '01' is no JSON value"), ("[1.]", "1:2 json-syntax: '1.' is no JSON value"),
            ("[.5]", "1:2 json-syntax: '.5' is no JSON value"), ("[NaN]", "1:2 json-syntax: 'NaN' is no JSON value"),
            ("[+1]", "1:2 json-syntax: '+1' is no JSON value"), ("[1e]", "1:2 json-syntax: '1e' is no JSON value"),
            ("\"abc", "1:1 json-syntax: the closing quote of this text is missing"),
            ("\"a\nb\"", "1:3 json-syntax: a text in quotes ends on its own line; write \\n for a line break"),
            ("\"\\x\"", "1:3 json-syntax: no such escape; known are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"),
            ("\"\\u12\"", "1:4 json-syntax: four hexadecimal digits must follow \\u"),
            ("\"\\ud800x\"", "1:8 json-syntax: half of a surrogate pair stands alone"),
            ("1 2", "1:3 json-syntax: something follows the end of the value"),
            ("[", "1:2 json-syntax: expected a value"), ("// x", "1:1 json-syntax: '//' is no JSON value"),
        ])
    func broken(text: String, expected: String) {
        #expect(problem(text) == expected)
    }

    @Test("of a stranger ends with an error: deep nesting, many values, many bytes")
    func limits() {
        #expect(problem(String(repeating: "[", count: 100_000)) == "1:65 too-deep: more than 64 levels deep")
        let keys = (0..<20_000).map { "\"\(($0 * 7919) % 20_000)\":0" }.joined(separator: ",")
        #expect(problem("{\(keys)}") == "")
        #expect(problem("{\(keys),\"0\":0}").hasSuffix("duplicate-key: '0' stands twice"))
        #expect(problem("[1,2,3]", limits: .init(values: 3)) == "1:6 too-large: more than 3 values")
        #expect(
            problem("[1,2,3]", limits: .init(bytes: 6)) == "0:0 too-large: the text has 7 bytes; at most 6 are read")
    }
}
