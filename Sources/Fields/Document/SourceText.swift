/// One file (or text typed by somebody) as it was read, so that a diagnostic can show the line it speaks of.
public final class SourceText: Sendable {
    /// The name shown to people: the path as they gave it; empty if the text has none.
    public let file: String
    /// The whole text.
    public let text: String

    /// - Parameters:
    ///   - file: the name to show, usually the path as the user wrote it.
    ///   - text: the whole text.
    public init(file: String, text: String) {
        self.file = file
        var contiguous = text
        contiguous.makeContiguousUTF8()
        self.text = contiguous
    }

    /// A source for values that come from no file.
    public static let none = SourceText(file: "", text: "")

    /// The text of a line without its line break; nil if the text has no such line. Lines end at LF, CR or CR LF.
    ///
    /// - Parameter number: from 1.
    /// - Complexity: O(length of the text); diagnostics are few.
    public func line(_ number: Int) -> String? {
        var copy = text
        return copy.withUTF8 { bytes in
            var current = 1
            var index = 0
            while current < number {
                guard let end = Self.lineEnd(bytes, from: index), end < bytes.count else { return nil }
                index = Self.afterBreak(bytes, at: end)
                current += 1
            }
            let end = Self.lineEnd(bytes, from: index) ?? bytes.count
            return String(decoding: bytes[index..<end], as: UTF8.self)
        }
    }

    /// Line and column of a byte offset into the UTF-8 text; an offset past the end stands for the end.
    public func mark(atByte offset: Int) -> SourceMark {
        var copy = text
        return copy.withUTF8 { bytes in
            let target = min(max(offset, 0), bytes.count)
            var line = 1
            var start = 0
            while let end = Self.lineEnd(bytes, from: start), end < target {
                let next = Self.afterBreak(bytes, at: end)
                guard next <= target else { break }
                (start, line) = (next, line + 1)
            }
            let characters = bytes[start..<target].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
            return SourceMark(line: line, column: characters + 1)
        }
    }

    private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if bytes[index] == 0x0A || bytes[index] == 0x0D { return index }
            index += 1
        }
        return nil
    }

    private static func afterBreak(_ bytes: UnsafeBufferPointer<UInt8>, at end: Int) -> Int {
        let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
        return end + (isPair ? 2 : 1)
    }
}

/// A line and a column, both from 1; columns count Unicode scalars.
public struct SourceMark: Sendable, Hashable, Comparable {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Earlier in the text.
    public static func < (a: SourceMark, b: SourceMark) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// Where something stands: a source, a mark in it, and how many characters from there belong to it.
public struct SourcePlace: Sendable {
    public var source: SourceText
    /// Nil if the whole file is meant.
    public var mark: SourceMark?
    /// Unicode scalars on the mark's line, at least 1.
    public var length: Int

    public init(_ source: SourceText, _ mark: SourceMark? = nil, length: Int = 1) {
        self.source = source
        self.mark = mark
        self.length = max(length, 1)
    }

    /// The place of values that come from no file.
    public static let nowhere = SourcePlace(.none)

    /// A whole file, by the name to show.
    public static func file(_ name: String) -> SourcePlace { SourcePlace(SourceText(file: name, text: "")) }
}

/// A value together with the place it was read from, for problems found later (a name that nobody has).
public struct Located<Value: Sendable>: Sendable {
    public var value: Value
    public var place: SourcePlace

    public init(_ value: Value, at place: SourcePlace = .nowhere) {
        self.value = value
        self.place = place
    }
}

extension Located: Equatable where Value: Equatable {
    /// Equal values; places do not count.
    public static func == (a: Located, b: Located) -> Bool { a.value == b.value }
}
