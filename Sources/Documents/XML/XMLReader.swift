/// Reads well-formed XML in one pass over the bytes, without recursion.
struct XMLReader {
    /// Why the text is not well-formed, or not read.
    struct Problem: Error {
        enum Kind { case syntax, feature, size, depth }
        var kind: Kind
        var message: String
        var offset: Int
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let limits: XMLDocument.Limits
    private(set) var elements: [XMLTree.ElementRow] = []
    private(set) var attributes: [XMLTree.AttributeRow] = []
    private(set) var names = NameTable()
    private var index = 0
    /// Row of the element that is open; -1 outside the root.
    private var open: Int32 = -1
    private var depth = 0

    init(bytes: UnsafeBufferPointer<UInt8>, limits: XMLDocument.Limits) {
        self.bytes = bytes
        self.limits = limits
        elements.reserveCapacity(bytes.count / 80)
        attributes.reserveCapacity(bytes.count / 20)
    }

    /// Reads everything.
    mutating func document() throws(Problem) {
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "<") { try markup() } else { try characterData() }
        }
        if open >= 0 {
            let row = elements[Int(open)]
            throw fail("'<\(names.names[Int(row.name)])>' is never closed", at: Int(row.start))
        }
        if elements.isEmpty { throw fail("the file has no element", at: 0) }
    }

    /// Byte offsets at which lines start.
    func lineStarts() -> [Int32] {
        var starts: [Int32] = [0]
        for offset in bytes.indices {
            let isBreak =
                bytes[offset] == 0x0A
                || (bytes[offset] == 0x0D && !(offset + 1 < bytes.count && bytes[offset + 1] == 0x0A))
            if isBreak { starts.append(Int32(offset + 1)) }
        }
        return starts
    }

    private mutating func markup() throws(Problem) {
        switch index + 1 < bytes.count ? bytes[index + 1] : 0 {
        case UInt8(ascii: "/"): try endTag()
        case UInt8(ascii: "?"): try skip(to: "?>", of: "instruction")
        case UInt8(ascii: "!"):
            if starts(with: "<!--") { return try skip(to: "-->", of: "comment", after: 4) }
            if starts(with: "<![CDATA["), open >= 0 { return try skip(to: "]]>", of: "CDATA section", after: 9) }
            if starts(with: "<!DOCTYPE") || starts(with: "<!ENTITY") {
                throw fail("document type declarations are not read; delete it", kind: .feature)
            }
            throw fail("'<!' starts neither a comment nor a CDATA section")
        default: try startTag()
        }
    }

    private mutating func startTag() throws(Problem) {
        let start = index
        guard open >= 0 || elements.isEmpty else { throw fail("a second root element; a file has one") }
        guard depth < limits.depth else { throw fail("more than \(limits.depth) levels deep", kind: .depth) }
        try countNode()
        index += 1
        let name = try name(of: "an element")
        let row = Int32(elements.count)
        elements.append(
            XMLTree.ElementRow(
                name: name, parent: open, firstAttribute: Int32(attributes.count), start: Int32(start)))
        append(row)
        try readAttributes(of: Int(row))
        let isEmpty = bytes[index] == UInt8(ascii: "/")
        index += isEmpty ? 2 : 1
        elements[Int(row)].contentStart = Int32(index)
        if isEmpty {
            elements[Int(row)].contentEnd = Int32(index)
            elements[Int(row)].end = Int32(index)
        } else {
            open = row
            depth += 1
        }
    }

    /// Joins an element to the children of the open one.
    private mutating func append(_ row: Int32) {
        guard open >= 0 else { return }
        let last = elements[Int(open)].lastChild
        if last >= 0 {
            elements[Int(last)].nextSibling = row
        } else {
            elements[Int(open)].firstChild = row
        }
        elements[Int(open)].lastChild = row
    }

    /// Ends at `>` or `/>`.
    private mutating func readAttributes(of row: Int) throws(Problem) {
        while true {
            let hadSpace = skipSpace()
            guard index < bytes.count else { throw fail("the tag is not closed", at: Int(elements[row].start)) }
            if bytes[index] == UInt8(ascii: ">") || starts(with: "/>") { return }
            guard hadSpace else { throw fail("expected a space, '>' or '/>'") }
            try readAttribute(of: row)
        }
    }

    private mutating func readAttribute(of row: Int) throws(Problem) {
        try countNode()
        let start = index
        let name = try name(of: "an attribute")
        _ = skipSpace()
        guard take(UInt8(ascii: "=")) else { throw fail("expected '=' behind the attribute's name") }
        _ = skipSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
            throw fail("an attribute's value stands in quotes")
        }
        let quote = bytes[index]
        index += 1
        let valueStart = index
        while index < bytes.count, bytes[index] != quote {
            if bytes[index] == UInt8(ascii: "<") { throw fail("'<' in an attribute's value is written '&lt;'") }
            if bytes[index] == UInt8(ascii: "&") { try reference() } else { index += 1 }
        }
        guard index < bytes.count else {
            throw fail("the closing quote of this value is missing", at: valueStart - 1)
        }
        // Each is compared with all before it.
        guard elements[row].attributeCount < 256 else {
            throw fail("more than 256 attributes of one element", at: start, kind: .size)
        }
        for other in attributes[Int(elements[row].firstAttribute)...] where other.name == name {
            throw fail("the attribute '\(names.names[Int(name)])' stands twice", at: start)
        }
        attributes.append(
            XMLTree.AttributeRow(
                name: name, start: Int32(start), valueStart: Int32(valueStart), valueEnd: Int32(index)))
        elements[row].attributeCount += 1
        index += 1
    }

    private mutating func endTag() throws(Problem) {
        let start = index
        index += 2
        let name = try name(of: "an element")
        guard open >= 0 else { throw fail("'</\(names.names[Int(name)])>' closes nothing", at: start) }
        let row = elements[Int(open)]
        guard row.name == name else {
            throw fail(
                "'</\(names.names[Int(name)])>' stands where '</\(names.names[Int(row.name)])>' should", at: start)
        }
        _ = skipSpace()
        guard take(UInt8(ascii: ">")) else { throw fail("expected '>'") }
        elements[Int(open)].contentEnd = Int32(start)
        elements[Int(open)].end = Int32(index)
        open = row.parent
        depth -= 1
    }

    private mutating func characterData() throws(Problem) {
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") {
            if open < 0, !isSpace(bytes[index]) { throw fail("text outside the root element") }
            if bytes[index] == UInt8(ascii: "&") { try reference() } else { index += 1 }
        }
    }

    /// Moves behind `&…;`.
    private mutating func reference() throws(Problem) {
        var rest = bytes[index...]
        guard XMLText.reference(&rest) != nil else {
            throw fail("'&' starts no reference that is known; a lone '&' is written '&amp;'")
        }
        index = rest.startIndex
    }

    private mutating func skip(to end: StaticString, of what: String, after: Int = 2) throws(Problem) {
        let start = index
        index += after
        while index < bytes.count {
            if bytes[index] == end.utf8Start[0], starts(with: end) {
                index += end.utf8CodeUnitCount
                return
            }
            index += 1
        }
        throw fail("this \(what) is never closed", at: start)
    }

    private mutating func name(of what: String) throws(Problem) -> Int32 {
        let start = index
        while index < bytes.count, isName(bytes[index]) { index += 1 }
        guard index > start, isNameStart(bytes[start]) else { throw fail("expected the name of \(what)", at: start) }
        let row = names.row(of: bytes[start..<index])
        // No format has so many; it keeps somebody who knows the hash function from filling one slot.
        guard row < 10_000 else { throw fail("more than 10000 different names", at: start, kind: .size) }
        return row
    }

    private mutating func countNode() throws(Problem) {
        if elements.count + attributes.count >= limits.nodes {
            throw fail("more than \(limits.nodes) elements and attributes", kind: .size)
        }
    }

    private mutating func skipSpace() -> Bool {
        let start = index
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        return index > start
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private func starts(with text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index + count <= bytes.count else { return false }
        for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] { return false }
        return true
    }

    private func fail(_ message: String, at offset: Int? = nil, kind: Problem.Kind = .syntax) -> Problem {
        Problem(kind: kind, message: message, offset: offset ?? index)
    }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

/// Letters, digits and signs of names; every character beyond ASCII counts as a letter.
private func isName(_ byte: UInt8) -> Bool {
    isNameStart(byte) || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
}

private func isNameStart(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
        || byte >= 0x80
}

/// Each name once, found by an open-addressing table over its bytes.
struct NameTable {
    private(set) var names: [String] = []
    /// Rows of `names` by hash; -1 is free. A power of two, at most half full.
    private var slots = [Int32](repeating: -1, count: 256)

    /// The row of a name, which is added if it is new.
    mutating func row(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int32 {
        var slot = Self.hash(bytes) & (slots.count - 1)
        while slots[slot] >= 0 {
            if names[Int(slots[slot])].utf8.elementsEqual(bytes) { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        names.append(String(decoding: bytes, as: UTF8.self))
        slots[slot] = Int32(names.count - 1)
        if names.count * 2 > slots.count { grow() }
        return Int32(names.count - 1)
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (row, name) in names.enumerated() {
            var slot = Self.hash(name.utf8) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(row)
        }
    }

    /// FNV-1a (Fowler, Noll, Vo), mixed.
    private static func hash(_ bytes: some Sequence<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 29)) >> 1)
    }
}
