import Fields
import Testing

/// A stream of numbers for tests: the same for the same seed.
struct TestRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// A text with some characters changed, removed, doubled or replaced by pieces that parsers stumble over.
func mutated(_ text: String, _ random: inout TestRandom, pieces: [String]) -> String {
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<Int.random(in: 1...6, using: &random) where !scalars.isEmpty {
        let place = Int.random(in: 0..<scalars.count, using: &random)
        let end = min(scalars.count, place + Int.random(in: 1...12, using: &random))
        switch Int.random(in: 0...4, using: &random) {
        case 0: scalars.removeSubrange(place..<end)
        case 1: scalars.insert(contentsOf: scalars[place..<end], at: place)
        case 2: scalars.insert(contentsOf: pieces.randomElement(using: &random)!.unicodeScalars, at: place)
        case 3: scalars[place] = Unicode.Scalar(UInt8.random(in: 9...126, using: &random))
        default: scalars.replaceSubrange(place..<end, with: pieces.randomElement(using: &random)!.unicodeScalars)
        }
    }
    return String(String.UnicodeScalarView(scalars))
}

@Suite("Text of strangers")
struct FuzzTests {
    private static let pieces = [
        "{", "}", "[", "]", ":", ",", "\"", "\\u", "\\", "null", "1e999", "-", "km/h", " ", "\n", "\t", "é", "東",
        "\u{0}",
        "999999999999999999999", "0.", "%", "range", "\u{202E}",
    ]

    private static let sample = #"""
        {"range": "0.2 km", "chain": "full-wave", "count": 7, "on": false, "name": "rear",
         "mount": {"yaw": "90 deg", "speed": "36 km/h", "share": "25 %"},
         "items": [{"speed": "1 m/s"}, {"speed": "2 m/s", "share": 0.75}],
         "at": ["1 m", "-50 cm"], "gain": "3 dB", "delay": "200 ms", "interval": ["1 m", "4 m"],
         "times": ["1 s", "1 min"], "words": ["a", "b"], "label": "truck"}
        """#

    @Test("never breaks the JSON reader, field tables or the formats of diagnostics", arguments: 0..<20)
    func json(seed: Int) {
        var random = TestRandom(state: UInt64(seed))
        for _ in 0..<100 {
            let text = mutated(Self.sample, &random, pieces: Self.pieces)
            var diagnostics = Diagnostics()
            guard let node = JSONText.parse(text, file: "x", &diagnostics) else {
                #expect(diagnostics.hasErrors)
                #expect(diagnostics.problems.allSatisfy { $0.mark != nil })
                continue
            }
            let radar = SampleRadar.read(node, &diagnostics)
            #expect((radar == nil) == diagnostics.hasErrors, "\(text)")
            #expect(radar.map { (1...400).contains($0.range) && $0.mount.share.isFinite } ?? true)
            #expect(diagnostics.problems.allSatisfy { $0.mark != nil })
            let printed = diagnostics.text()
            #expect(!printed.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
            // What we write we can read.
            var again = Diagnostics()
            let written = JSONText.write(diagnostics.json(), .indented)
            #expect(JSONText.parse(written, file: "y", &again).map { JSONValue($0) } == diagnostics.json())
        }
    }

    @Test("of any bytes is refused or read, never more", arguments: 0..<10)
    func bytes(seed: Int) {
        var random = TestRandom(state: UInt64(seed) + 1000)
        for _ in 0..<100 {
            let count = Int.random(in: 0...60, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let text = String(decoding: bytes, as: UTF8.self)
            var diagnostics = Diagnostics()
            _ = JSONText.parse(text, file: "x", &diagnostics)
            for dimension in Dimension.allCases {
                if let value = try? Quantity.parse(text, as: dimension) { #expect(value.isFinite) }
            }
            _ = try? NumberText.parseInteger(text)
            _ = NearestName.suggestion(for: text, among: ["range", "chain"])
            let source = SourceText(file: text, text: text)
            for offset in 0...text.utf8.count {
                let mark = source.mark(atByte: offset)
                #expect(source.line(mark.line) != nil)
            }
        }
    }
}
