import Fields
import Foundation

/// Files into memory, with errors that say what to do.
public enum TextFile {
    /// Most bytes that are read unless a caller says otherwise.
    public static let usualLimit = 64 << 20

    /// The text of a file; nil after reporting why there is none (missing, a folder, unreadable, larger than `limit`
    /// bytes, not UTF-8, control characters). A byte order mark is dropped.
    public static func read(
        path: String, limit: Int = usualLimit, _ diagnostics: inout Diagnostics
    ) -> SourceText? {
        bytes(path: path, limit: limit, &diagnostics).flatMap { decode($0, file: path, &diagnostics) }
    }

    /// The bytes of a file; nil after reporting why there are none.
    public static func bytes(path: String, limit: Int = usualLimit, _ diagnostics: inout Diagnostics) -> [UInt8]? {
        func fail(_ message: String, _ code: some DiagnosticCode = DocumentsCode.unreadableFile) -> [UInt8]? {
            diagnostics.error(code, message, at: .file(path))
            return nil
        }
        // A path with a NUL in it would be cut there by the system.
        guard !path.isEmpty, !path.utf8.contains(0) else { return fail("the name of the file is empty or broken") }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return fail(reason(errno, path)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return fail(reason(errno, path)) }
        guard status.st_mode & S_IFMT != S_IFDIR else { return fail("this is a folder; name a file in it") }
        let isRegular = status.st_mode & S_IFMT == S_IFREG
        let tooLarge = "the file is larger than \(limit) bytes, the most that is read"
        guard !isRegular || status.st_size <= limit else { return fail(tooLarge, FieldsCode.tooLarge) }
        var result: [UInt8] = []
        result.reserveCapacity(isRegular ? Int(status.st_size) + 1 : 1 << 16)
        guard append(descriptor, to: &result, limit: limit) else { return fail(reason(errno, path)) }
        return result.count <= limit ? result : fail(tooLarge, FieldsCode.tooLarge)
    }

    /// Bytes as clean UTF-8 text; nil after reporting the first byte that is not.
    public static func decode(_ bytes: [UInt8], file: String, _ diagnostics: inout Diagnostics) -> SourceText? {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard let text = String(validating: bytes[start...], as: UTF8.self) else {
            let shown = SourceText(file: file, text: String(decoding: bytes[start...], as: UTF8.self))
            let place = SourcePlace(shown, shown.mark(ofFirst: "\u{FFFD}"))
            diagnostics.error(
                DocumentsCode.invalidText, "the file is not UTF-8 from here on; save it as UTF-8", at: place)
            return nil
        }
        let source = SourceText(file: file, text: text)
        return isClean(source, &diagnostics) ? source : nil
    }

    /// Reports the first control character or unusual line separator of a text.
    static func isClean(_ source: SourceText, _ diagnostics: inout Diagnostics) -> Bool {
        guard let offset = firstControl(in: source.text) else { return true }
        let scalar = source.text.unicodeScalars[source.text.utf8.index(source.text.startIndex, offsetBy: offset)]
        let number = String(scalar.value, radix: 16, uppercase: true)
        let name = "U+" + String(repeating: "0", count: max(0, 4 - number.count)) + number
        diagnostics.error(
            DocumentsCode.invalidText, "the control character \(name) stands here; delete it",
            at: SourcePlace(source, source.mark(atByte: offset)))
        return false
    }

    /// Byte offset of the first character that is neither text, nor space, nor a usual line break.
    private static func firstControl(in text: String) -> Int? {
        var copy = text
        return copy.withUTF8 { bytes in
            for (offset, byte) in bytes.enumerated() {
                if byte < 0x20 {
                    if byte != 0x09, byte != 0x0A, byte != 0x0D { return offset }
                } else if byte == 0x7F {
                    return offset
                } else if byte == 0xC2 {
                    if bytes[offset + 1] < 0xA0 { return offset }  // U+0080…U+009F
                } else if byte == 0xE2, bytes[offset + 1] == 0x80, bytes[offset + 2] & 0xFE == 0xA8 {
                    return offset  // U+2028, U+2029
                }
            }
            return nil
        }
    }

    private static func append(_ descriptor: Int32, to result: inout [UInt8], limit: Int) -> Bool {
        let chunk = 1 << 18
        while result.count <= limit {
            let before = result.count
            var failed = false
            let room = min(chunk, limit + 1 - before)
            result.append(contentsOf: repeatElement(0, count: room))
            let got = result.withUnsafeMutableBytes { buffer -> Int in
                let got = Foundation.read(descriptor, buffer.baseAddress! + before, room)
                failed = got < 0 && errno != EINTR
                return max(got, 0)
            }
            let wasInterrupted = !failed && got == 0 && errno == EINTR
            result.removeLast(room - got)
            if failed { return false }
            if got == 0, !wasInterrupted { return true }
            errno = 0
        }
        return true
    }

    private static func reason(_ code: Int32, _ path: String) -> String {
        switch code {
        case ENOENT, ENOTDIR: "no such file" + nearbyHint(path)
        case EACCES, EPERM: "this user may not read the file"
        case ENAMETOOLONG: "the name of the file is too long"
        case EISDIR: "this is a folder; name a file in it"
        default: "the file cannot be read: \(String(cString: strerror(code)))"
        }
    }

    /// `; did you mean 'scenarios/first_drive.yaml'?`
    private static func nearbyHint(_ path: String) -> String {
        let slash = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
        let folder = String(path[..<slash])
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
        guard names.count <= 10_000 else { return "" }
        let near = NearestName.suggestion(for: String(path[slash...]), among: names.sorted())
        return near.map { "; did you mean '\(folder)\($0)'?" } ?? ""
    }
}

extension SourceText {
    /// Where a character first stands; nil if it does not.
    func mark(ofFirst scalar: Unicode.Scalar) -> SourceMark? {
        text.unicodeScalars.firstIndex(of: scalar).map {
            mark(atByte: text.utf8.distance(from: text.startIndex, to: $0))
        }
    }
}
