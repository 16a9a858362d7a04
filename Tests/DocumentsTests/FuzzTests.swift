import Documents
import Fields
import Testing

/// A stream of numbers for tests: the same for the same seed.
private struct TestRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func mutate(_ text: String, pieces: [String]) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...6, using: &self) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &self)
            let end = min(bytes.count, place + Int.random(in: 1...12, using: &self))
            switch Int.random(in: 0...4, using: &self) {
            case 0: bytes.removeSubrange(place..<end)
            case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 2: bytes.insert(contentsOf: pieces.randomElement(using: &self)!.utf8, at: place)
            case 3: bytes[place] = UInt8.random(in: 0...255, using: &self)
            default: bytes.replaceSubrange(place..<end, with: pieces.randomElement(using: &self)!.utf8)
            }
        }
        return bytes
    }
}

@Suite("Files of strangers")
struct FuzzTests {
    private static let yaml = """
        # A scenario.
        name: &name cut-in
        ego: {speed: 50 km/h, lane: -1, tags: [a, 'b c', "d\\n\\u00e9"]}
        actors:
          - truck: {gap: 12 m, named: *name}
            note: |
              two
              lines
          - plain text
            over lines
        last: >-
          folded
          text
        """
    private static let yamlPieces = [
        ":", ": ", "- ", "\n", "\n  ", "\t", "&a ", "*a", "*name", "? ", "{", "}", "[", "]", ",", "'", "\"", "|", ">",
        "%",
        "---\n", "...\n", "!x ", "!!map ", "#", "<<", "\\x", "é", "\u{0}", "\u{FEFF}", "\u{2028}", "@", "`", "~",
    ]
    private static let xml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <OpenDRIVE><!-- c --><road id="1" length='1.5e1' name="a &amp; b">
          <lane id="-1"/><userData><![CDATA[<x>]]>é &#65;</userData></road></OpenDRIVE>
        """
    private static let xmlPieces = [
        "<", ">", "/>", "</", "<a>", "</a>", "&", "&amp;", "&#x", ";", "\"", "'", "=", "<!--", "-->", "<![CDATA[",
        "]]>",
        "<!DOCTYPE a>", "<?", "?>", "\u{0}", "é", "1e999", " ",
    ]

    @Test("are read as YAML or refused, values and problems with their places", arguments: 0..<20)
    func yaml(seed: Int) {
        var random = TestRandom(state: UInt64(seed))
        for _ in 0..<100 {
            let bytes = random.mutate(Self.yaml, pieces: Self.yamlPieces)
            var diagnostics = Diagnostics()
            let source = TextFile.decode(bytes, file: "x", &diagnostics)
            let node = source.flatMap { YAMLDocument.parse(text: $0.text, file: "x", &diagnostics) }
            #expect((node == nil) == diagnostics.hasErrors)
            #expect(diagnostics.problems.allSatisfy { $0.mark != nil }, "\(diagnostics.text())")
            if let source, let node { checkPlaces(node, in: source) }
        }
    }

    @Test("are read as XML or refused with places", arguments: 0..<20)
    func xml(seed: Int) {
        var random = TestRandom(state: UInt64(seed) + 1000)
        for _ in 0..<100 {
            let bytes = random.mutate(Self.xml, pieces: Self.xmlPieces)
            var diagnostics = Diagnostics()
            let source = TextFile.decode(bytes, file: "x", &diagnostics)
            let tree = source.flatMap { XMLDocument.parse(text: $0.text, file: "x", &diagnostics) }
            #expect((tree == nil) == diagnostics.hasErrors)
            #expect(diagnostics.problems.allSatisfy { $0.mark != nil })
            guard let tree else { continue }
            var open = [tree.root]
            while let element = open.popLast() {
                #expect(element.place.source.line(element.place.mark!.line) != nil)
                _ = (element.text, element.attributes.map { ($0.text, $0.number, $0.integer, $0.place) })
                open += element.children
            }
        }
    }

    @Test("of random bytes are refused or read, never more", arguments: 0..<10)
    func bytes(seed: Int) {
        var random = TestRandom(state: UInt64(seed) + 2000)
        for _ in 0..<100 {
            let count = Int.random(in: 0...80, using: &random)
            let isText = Bool.random(using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: isText ? 9...126 : 0...255, using: &random) }
            var diagnostics = Diagnostics()
            guard let source = TextFile.decode(bytes, file: "x", &diagnostics) else {
                #expect(diagnostics.hasErrors)
                continue
            }
            _ = YAMLDocument.parse(text: source.text, file: "x", &diagnostics)
            _ = XMLDocument.parse(text: source.text, file: "x", &diagnostics)
            #expect(diagnostics.problems.allSatisfy { $0.mark != nil }, "\(diagnostics.text())")
        }
    }

    /// A plain scalar on one line stands where its mark says.
    private func checkPlaces(_ node: DocumentNode, in source: SourceText) {
        node.items?.forEach { checkPlaces($0, in: source) }
        for entry in node.entries ?? [] { checkPlaces(entry.value, in: source) }
        guard let text = node.text, !node.isQuoted, !text.isEmpty, !text.contains("\n") else { return }
        let line = source.line(node.mark.line).map { Array($0.unicodeScalars) } ?? []
        let found = String(String.UnicodeScalarView(line.dropFirst(node.mark.column - 1)))
        // An anchored value is marked at its anchor; text over several lines is joined with spaces.
        let first = text.split(separator: " ").first ?? ""
        #expect(found.hasPrefix(first) || found.hasPrefix("&") || found.hasPrefix("!"), "\(text) at \(found)")
    }
}
