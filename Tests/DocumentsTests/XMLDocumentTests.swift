import Documents
import Fields
import Foundation
import FoundationXML
import TestSupport
import Testing

/// The tree of an XML text.
func tree(_ text: String) throws -> XMLTree {
    var diagnostics = Diagnostics()
    let tree = Documents.XMLDocument.parse(text: text, file: "x.xml", &diagnostics)
    return try #require(tree, "\(diagnostics.text())")
}

/// The first problem of an XML text.
func xmlProblem(_ text: String) -> String {
    var diagnostics = Diagnostics()
    let tree = Documents.XMLDocument.parse(text: text, file: "x.xml", &diagnostics)
    #expect((tree == nil) == diagnostics.hasErrors)
    guard let first = diagnostics.sorted.first else { return "" }
    return "\(first.mark?.line ?? 0):\(first.mark?.column ?? 0) \(first.code): \(first.message)"
}

@Suite("XML text")
struct XMLDocumentTests {
    @Test("becomes a tree with names, attributes, text and places")
    func structure() throws {
        let document = try tree(
            """
            <?xml version="1.0"?>
            <!-- head -->
            <road id="1" name='a &amp; "b"&#x41;'
                  s = "1.5e1">
              é <lane/>one<![CDATA[<two>&]]><!-- no -->&lt;three<lane id="-2">x</lane >four
            </road>
            """)
        let road = document.root
        #expect(road.name == "road")
        #expect(road.place.mark == SourceMark(line: 3, column: 1))
        #expect(road["name"]?.text == "a & \"b\"A")
        #expect(road["s"]?.number == 15)
        #expect(road["s"]?.place.mark == SourceMark(line: 4, column: 12))
        #expect(road["t"] == nil)
        #expect(road.attributes.map(\.name) == ["id", "name", "s"])
        #expect(road.children.map(\.name) == ["lane", "lane"])
        #expect(road.text == "\n  é one<two>&<threefour\n")
        let second = road.children("lane")[1]
        #expect(second["id"]?.integer == -2)
        #expect(second.text == "x")
        #expect(second.parent?.name == "road")
        #expect(second.place.mark == SourceMark(line: 5, column: 53))
        #expect(road.first("lane")?.children.first { _ in true } == nil)
    }

    @Test(
        "that is broken is explained where it breaks",
        arguments: [
            ("", "1:1 xml-syntax: the file has no element"),
            ("<a>", "1:1 xml-syntax: '<a>' is never closed"),
            ("<a></b>", "1:4 xml-syntax: '</b>' stands where '</a>' should"),
            ("<a/><b/>", "1:5 xml-syntax: a second root element; a file has one"),
            ("<a/>x", "1:5 xml-syntax: text outside the root element"),
            ("</a>", "1:1 xml-syntax: '</a>' closes nothing"),
            ("<a b=1/>", "1:6 xml-syntax: an attribute's value stands in quotes"),
            ("<a b/>", "1:5 xml-syntax: expected '=' behind the attribute's name"),
            ("<a b=\"1/>", "1:6 xml-syntax: the closing quote of this value is missing"),
            ("<a b='1'c='2'/>", "1:9 xml-syntax: expected a space, '>' or '/>'"),
            ("<a b='1' b='2'/>", "1:10 xml-syntax: the attribute 'b' stands twice"),
            ("<a b='<'/>", "1:7 xml-syntax: '<' in an attribute's value is written '&lt;'"),
            ("<a>\n x & y</a>", "2:4 xml-syntax: '&' starts no reference that is known; a lone '&' is written '&amp;'"),
            ("<a>&nbsp;</a>", "1:4 xml-syntax: '&' starts no reference that is known; a lone '&' is written '&amp;'"),
            ("<a>&#0;</a>", "1:4 xml-syntax: '&' starts no reference that is known; a lone '&' is written '&amp;'"),
            ("<a><!-- </a>", "1:4 xml-syntax: this comment is never closed"),
            ("<!DOCTYPE a><a/>", "1:1 xml-feature: document type declarations are not read; delete it"),
            ("<a><!x></a>", "1:4 xml-syntax: '<!' starts neither a comment nor a CDATA section"),
            ("<1/>", "1:2 xml-syntax: expected the name of an element"),
            ("<a", "1:1 xml-syntax: the tag is not closed"),
            ("<a>\u{1}</a>", "1:4 invalid-text: the control character U+0001 stands here; delete it"),
        ])
    func broken(text: String, expected: String) {
        #expect(xmlProblem(text) == expected)
    }

    @Test("of a stranger ends with an error soon: deep nesting, many names, long attributes lists")
    func bombs() {
        #expect(xmlProblem(String(repeating: "<a>", count: 1_000_000)).hasSuffix("more than 128 levels deep"))
        let names = (0..<20_000).map { "<n\($0)/>" }.joined()
        #expect(xmlProblem("<a>\(names)</a>").hasSuffix("more than 10000 different names"))
        let attributes = (0..<1000).map { " n\($0)=''" }.joined()
        #expect(xmlProblem("<a\(attributes)/>").hasSuffix("more than 256 attributes of one element"))
        let entities = "<!DOCTYPE a [<!ENTITY x 'x'>]><a>&x;</a>"
        #expect(xmlProblem(entities).contains("xml-feature"))
    }

    @Test("holds numbers as other readers read them")
    func numbers() throws {
        var texts = [
            "0", "-0", "+1", " 7 ", "1.", ".5", "1e22", "1e23", "123456789012345678901", "-1.5E-3", "4.9e-324",
        ]
        var state: UInt64 = 7
        for _ in 0..<2000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = Double(bitPattern: state)
            if value.isFinite { texts.append("\(value)") }
            texts.append("\(Double(Int64(bitPattern: state) >> 20) / 1e7)")
        }
        for text in texts {
            let attribute = try tree("<a x='\(text)'/>").root["x"]
            let expected = try #require(strtod(text, nil) as Double?)
            #expect(attribute?.number?.bitPattern == expected.bitPattern, "\(text)")
        }
        for text in ["", "-", "e5", "1e", "nan", "inf", "0x10", "1 2", "1,5", "1e999", "--1", "1e5000000"] {
            #expect(try tree("<a x='\(text)'/>").root["x"]?.number == nil, "\(text)")
        }
    }

    @Test("is read as FoundationXML reads it, on every XML file at hand")
    func agreesWithFoundation() throws {
        guard let shared = SharedFolder.path else { return print("skipped: no shared folder (MAPLESS_SHARED)") }
        var compared = 0
        for case let name as String in FileManager.default.enumerator(atPath: shared + "/data") ?? .init() {
            guard [".xodr", ".xosc", ".xml", ".osm"].contains(where: name.hasSuffix) else { continue }
            let path = "\(shared)/data/\(name)"
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            if data.count > 40_000 { continue }  // Seconds are enough.
            var diagnostics = Diagnostics()
            let ours = Documents.XMLDocument.read(path: path, &diagnostics).map { Digest(of: $0.root) }
            let theirs = FoundationDigest.read(data)
            if name.hasSuffix("valid_xml_document.negative.xodr") {
                #expect(ours == nil, "it is not well-formed, which FoundationXML does not notice")
            } else {
                #expect(ours?.text == theirs, "\(path) \(diagnostics.text())")
            }
            compared += 1
        }
        print("compared \(compared) XML files with FoundationXML")
        #expect(compared > 0)
    }
}

/// Everything a tree says, as text.
private struct Digest {
    var text = ""

    init(of element: Documents.XMLElement) { append(element) }

    private mutating func append(_ element: Documents.XMLElement) {
        let attributes = element.attributes.map { "\($0.name)=\($0.text)" }.sorted().joined(separator: ",")
        text += "\(element.name)(\(attributes)){"
        element.children.forEach { append($0) }
        text += withoutSpace(element.text) + "}"
    }
}

/// The same of FoundationXML's parser; nil if it refuses the file.
private final class FoundationDigest: NSObject, XMLParserDelegate {
    private var text = ""
    private var characters: [String] = []

    static func read(_ data: Data) -> String? {
        let digest = FoundationDigest()
        let parser = XMLParser(data: data)
        parser.delegate = digest
        return parser.parse() ? digest.text : nil
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        text += "\(name)(" + attributes.map { "\($0)=\($1)" }.sorted().joined(separator: ",") + "){"
        characters.append("")
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if !characters.isEmpty { characters[characters.count - 1] += string }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        characters[characters.count - 1] += String(decoding: block, as: UTF8.self)
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        text += withoutSpace(characters.removeLast()) + "}"
    }
}

private func withoutSpace(_ text: String) -> String { String(decoding: text.utf8.filter { $0 > 0x20 }, as: UTF8.self) }

@Suite("Attributes of XML elements")
struct XMLValueTests {
    private enum Rule: String, CaseIterable { case right = "RHT", left = "LHT" }

    @Test("are reported where they are wrong, and at the element where they are missing")
    func reports() throws {
        let road = try tree("<road id='7' length='long' lane='1.5' rule='RTH' width='3'/>").root
        var diagnostics = Diagnostics()
        #expect(road.integer("id", &diagnostics) == 7)
        #expect(road.number("width", &diagnostics) == 3)
        #expect(road.number("s", default: 2, &diagnostics) == 2)
        #expect(diagnostics.isEmpty)
        #expect(road.number("length", &diagnostics) == nil)
        #expect(road.integer("lane", &diagnostics) == nil)
        #expect(road.choice("rule", of: Rule.self, &diagnostics) == nil)
        #expect(road.text("Id", &diagnostics) == nil)
        #expect(road.first("planView", &diagnostics) == nil)
        #expect(
            diagnostics.sorted.map { "\($0.mark!.column) \($0.code): \($0.message)" } == [
                "1 xml-missing: <road> needs an attribute 'Id'; did you mean 'id'?",
                "1 xml-missing: <road> needs an element <planView>",
                "22 xml-value: 'length' is a number, not 'long'",
                "34 xml-value: 'lane' is a whole number, not '1.5'",
                "45 xml-value: 'rule' is one of RHT, LHT, not 'RTH'; did you mean 'RHT'?",
            ])
    }
}
