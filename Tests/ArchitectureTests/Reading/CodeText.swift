/// Swift text with everything that is not code blanked out.
enum CodeText {
    /// Comments and the insides of string literals become spaces; code inside `\( … )` stays. Length, lines and columns
    /// (in UTF-16) stay.
    static func blanked(_ text: String) -> String {
        var reader = Reader(units: Array(text.utf16))
        reader.readCode(until: nil)
        return String(decoding: reader.output, as: UTF16.self)
    }

    private struct Reader {
        let units: [UInt16]
        var output: [UInt16]
        var position = 0

        init(units: [UInt16]) {
            self.units = units
            output = units
        }

        func starts(_ token: StaticString, at offset: Int = 0) -> Bool {
            let start = position + offset
            guard start + token.utf8CodeUnitCount <= units.count else { return false }
            return token.withUTF8Buffer { bytes in
                bytes.indices.allSatisfy { units[start + $0] == UInt16(bytes[$0]) }
            }
        }

        mutating func blank() {
            if units[position] != 10 { output[position] = 32 }
            position += 1
        }

        /// Reads code up to a closing parenthesis (inside an interpolation) or the end.
        mutating func readCode(until closing: UInt16?) {
            var depth = 0
            while position < units.count {
                if starts("//") {
                    while position < units.count, units[position] != 10 { blank() }
                } else if starts("/*") {
                    readBlockComment()
                } else if units[position] == 34 || hashesBeforeQuote() > 0 {
                    readString()
                } else {
                    if units[position] == 40 { depth += 1 }
                    if units[position] == 41 {
                        depth -= 1
                        if closing != nil, depth < 0 { return }
                    }
                    position += 1
                }
            }
        }

        mutating func readBlockComment() {
            var depth = 0
            repeat {
                if starts("/*") {
                    depth += 1
                    blank()
                } else if starts("*/") {
                    depth -= 1
                    blank()
                }
                if position < units.count { blank() }
            } while depth > 0 && position < units.count
        }

        /// The number of `#` here if they open a raw string.
        func hashesBeforeQuote() -> Int {
            var end = position
            while end < units.count, units[end] == 35 { end += 1 }
            return end < units.count && units[end] == 34 ? end - position : 0
        }

        mutating func readString() {
            let hashes = hashesBeforeQuote()
            position += hashes
            let quotes = starts("\"\"\"") ? 3 : 1
            position += quotes
            while position < units.count, !closes(quotes: quotes, hashes: hashes) {
                if quotes == 1, units[position] == 10 { return }
                guard units[position] == 92, escapes(hashes: hashes) else {
                    blank()
                    continue
                }
                readEscape(hashes: hashes)
            }
            position = min(units.count, position + quotes + hashes)
        }

        mutating func readEscape(hashes: Int) {
            for _ in 0...hashes where position < units.count { blank() }
            guard position < units.count else { return }
            guard units[position] == 40 else { return blank() }
            position += 1
            readCode(until: 41)
            position = min(units.count, position + 1)
        }

        func closes(quotes: Int, hashes: Int) -> Bool {
            guard position + quotes + hashes <= units.count else { return false }
            return (0..<quotes).allSatisfy { units[position + $0] == 34 }
                && (0..<hashes).allSatisfy { units[position + quotes + $0] == 35 }
        }

        func escapes(hashes: Int) -> Bool {
            position + hashes < units.count && (0..<hashes).allSatisfy { units[position + 1 + $0] == 35 }
        }
    }
}
