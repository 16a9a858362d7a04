import Fields

/// Keeps aliases out of keys, before Yams sees the text.
///
/// Yams expands an alias by copying a reference, which costs nothing; `YAMLConverter` then counts what it walks. But
/// Yams hashes every key, and a key out of aliases of aliases takes exponential time. So keys must not contain aliases.
/// This looks at characters, not at YAML: it may refuse an odd text with a lone `*word` before `]:`, never miss a case.
enum AliasGuard {
    /// Where a key may contain an alias; nil if none does.
    static func keyWithAlias(_ text: String) -> SourceMark? {
        var copy = text
        let offset = copy.withUTF8 { bytes -> Int? in
            guard bytes.contains(asterisk), let first = firstAlias(bytes, from: 0) else { return nil }
            return explicitKey(bytes) ?? simpleKey(bytes, from: first)
        }
        return offset.map { SourceText(file: "", text: text).mark(atByte: $0) }
    }

    private static let asterisk = UInt8(ascii: "*")

    /// Offset of `*` where a token can start and a name follows.
    private static func firstAlias(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        (start..<max(start, bytes.count - 1)).first {
            bytes[$0] == asterisk && isName(bytes[$0 + 1]) && startsToken(bytes, $0)
        }
    }

    /// `? key`: a key that may be anything. libyaml takes a `?` in brackets for one whatever follows it.
    private static func explicitKey(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        bytes.indices.first { bytes[$0] == UInt8(ascii: "?") && startsToken(bytes, $0) }
    }

    /// An alias followed, on its own line, by `:` right behind the alias, a bracket or space: keys without `?` end on
    /// the line they start in.
    private static func simpleKey(_ bytes: UnsafeBufferPointer<UInt8>, from first: Int) -> Int? {
        var next: Int? = first
        while let alias = next {
            var end = alias + 1
            var isInName = true
            while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D {
                let endsKey = isInName || [0x20, 0x09, UInt8(ascii: "]"), UInt8(ascii: "}")].contains(bytes[end - 1])
                if bytes[end] == UInt8(ascii: ":"), endsKey { return alias }
                isInName = isInName && isName(bytes[end])
                end += 1
            }
            next = firstAlias(bytes, from: end)
        }
        return nil
    }

    /// Letters of anchor names, as libyaml has them.
    private static func isName(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return (lower >= 0x61 && lower <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x5F || byte == 0x2D
    }

    /// A token can start behind space, brackets, commas, colons and question marks.
    private static func startsToken(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard index > 0 else { return true }
        return bytes[index - 1] <= 0x20 || "[{,:?".utf8.contains(bytes[index - 1])
    }
}
