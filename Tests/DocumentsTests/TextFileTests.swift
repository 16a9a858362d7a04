import Documents
import Fields
import Foundation
import Testing

@Suite("A file")
struct TextFileTests {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "/mapless-text-\(UUID().uuidString)/"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private func write(_ bytes: [UInt8], _ name: String) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: folder + name))
        return folder + name
    }

    private func problem(_ path: String, limit: Int = 100) -> String {
        var diagnostics = Diagnostics()
        #expect(TextFile.read(path: path, limit: limit, &diagnostics) == nil)
        guard let first = diagnostics.sorted.first else { return "" }
        let place = first.mark.map { ":\($0.line):\($0.column)" } ?? ""
        return first.file.replacing(folder, with: "") + place + " \(first.code): "
            + first.message.replacing(folder, with: "")
    }

    @Test("is read as text without its byte order mark")
    func reads() throws {
        var diagnostics = Diagnostics()
        let path = try write([0xEF, 0xBB, 0xBF] + Array("é\r\nb\n".utf8), "a.yaml")
        let source = TextFile.read(path: path, &diagnostics)
        #expect(source?.text == "é\r\nb\n")
        #expect(source?.line(2) == "b")
        #expect(diagnostics.isEmpty)
        #expect(TextFile.read(path: try write([], "empty"), &diagnostics)?.text == "")
    }

    @Test("that cannot be read is explained")
    func explains() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try write([], "first_drive.yaml")
        #expect(
            problem(folder + "frist_drive.yaml")
                == "frist_drive.yaml unreadable-file: no such file; did you mean 'first_drive.yaml'?")
        #expect(problem(folder + "nowhere/x") == "nowhere/x unreadable-file: no such file")
        #expect(problem(String(folder.dropLast())).hasSuffix("unreadable-file: this is a folder; name a file in it"))
        #expect(problem("") == " unreadable-file: the name of the file is empty or broken")
        #expect(problem(folder + String(repeating: "x", count: 5000)).hasSuffix("the name of the file is too long"))
        #expect(
            problem(try write([UInt8](repeating: 65, count: 101), "large"))
                == "large too-large: the file is larger than 100 bytes, the most that is read")
        #expect(problem("/dev/zero").hasPrefix("/dev/zero too-large"))
        #expect(
            problem(try write(Array("a: é\nb: ".utf8) + [0xFF], "latin"))
                == "latin:2:4 invalid-text: the file is not UTF-8 from here on; save it as UTF-8")
        #expect(
            problem(try write(Array("ab\n\u{FFFD}c".utf8) + [0xC3], "cut"))
                == "cut:2:3 invalid-text: the file is not UTF-8 from here on; save it as UTF-8")
        #expect(
            problem(try write(Array("a\u{0}".utf8), "binary"))
                == "binary:1:2 invalid-text: the control character U+0000 stands here; delete it")
    }

    @Test("of XML may be UTF-16 or Latin-1")
    func encodings() throws {
        var diagnostics = Diagnostics()
        let text = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a n=\"\u{E9}\"/>"
        let latin = try write(text.unicodeScalars.map { UInt8($0.value) }, "latin.xml")
        #expect(XMLDocument.read(path: latin, &diagnostics)?.root["n"]?.text == "é")
        let wide = try write(
            [0xFF, 0xFE] + Array("<a n='é'/>".utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, "w.xml")
        #expect(XMLDocument.read(path: wide, &diagnostics)?.root["n"]?.text == "é")
        let other = try write(Array("<?xml version='1.0' encoding='EBCDIC'?><a/>".utf8), "e.xml")
        #expect(XMLDocument.read(path: other, &diagnostics) == nil)
        #expect(diagnostics.text().contains("xml-feature"))
    }
}
