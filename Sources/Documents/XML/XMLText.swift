/// Character data: references, CDATA sections, comments.
enum XMLText {
    /// An attribute's value: references replaced, white space turned to spaces (XML 1.0, 3.3.3).
    static func attribute(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        let isPlain = bytes.allSatisfy { $0 != UInt8(ascii: "&") && $0 >= 0x20 }
        guard !isPlain else { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        var rest = bytes
        while let byte = rest.first {
            if byte == UInt8(ascii: "&"), let scalar = reference(&rest) {
                result.append(contentsOf: UTF8.encode(scalar)!)
            } else {
                result.append(byte < 0x20 ? 0x20 : byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Appends the text between two tags.
    static func append(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, to result: inout [UInt8]) {
        var rest = bytes
        while let byte = rest.first {
            if byte == UInt8(ascii: "&"), let scalar = reference(&rest) {
                result.append(contentsOf: UTF8.encode(scalar)!)
            } else if byte == UInt8(ascii: "<") {
                appendMarkup(&rest, to: &result)
            } else if byte == 0x0D {
                // Line breaks of every kind read as LF (XML 1.0, 2.11).
                rest = rest.dropFirst(rest.dropFirst().first == 0x0A ? 2 : 1)
                result.append(0x0A)
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
    }

    /// A CDATA section gives its content, comments and instructions nothing.
    private static func appendMarkup(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>, to result: inout [UInt8]) {
        let section = Array("<![CDATA[".utf8)
        let isSection = rest.starts(with: section)
        let close = isSection ? Array("]]>".utf8) : rest.starts(with: "<!--".utf8) ? Array("-->".utf8) : [0x3E]
        let content = rest.dropFirst(isSection ? section.count : 1)
        let end = content.indices.first { content[$0...].starts(with: close) } ?? content.endIndex
        if isSection { result.append(contentsOf: content[..<end]) }
        rest = content[min(end + close.count, content.endIndex)...]
    }

    /// The character of a reference at the start of `rest`, which is moved behind it; nil if it is no known one.
    static func reference(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
        guard let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
        guard let scalar = scalar(named: name) else { return nil }
        rest = rest[(end + 1)...]
        return scalar
    }

    private static func scalar(named name: String) -> Unicode.Scalar? {
        switch name {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#") else { return nil }
            let isHexadecimal = name.hasPrefix("#x")
            let digits = name.dropFirst(isHexadecimal ? 2 : 1)
            guard let first = digits.first, first.isHexDigit else { return nil }
            guard let number = UInt32(digits, radix: isHexadecimal ? 16 : 10) else { return nil }
            // Control characters are no characters of XML, written as references or not.
            return number < 0x20 && number != 9 && number != 10 && number != 13 ? nil : Unicode.Scalar(number)
        }
    }
}
