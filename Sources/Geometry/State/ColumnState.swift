/// State made of columns of plain bits, visited in one fixed order by everything that must see all of it: hash,
/// snapshot comparison, spawn, despawn.
///
/// A conforming struct lists **every** stored property in `visitColumns`; a test counts stored properties against
/// visited columns, so that a forgotten one fails. Columns hold no padding: use fixed-width numbers, not Bool or enums
/// with payload inside structs.
public protocol ColumnState: Sendable {
    /// Visits every column (and every nested `ColumnState`) in declaration order.
    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V)
}

/// Something done to every column of a state in turn.
public protocol ColumnVisitor {
    /// Visits a column with one element per row.
    mutating func visit<Element: BitwiseCopyable & Sendable>(_ name: StaticString, _ column: inout [Element])

    /// Visits a single value.
    mutating func visit<Element: BitwiseCopyable & Sendable>(_ name: StaticString, value: inout Element)
}

extension ColumnState {
    /// Hash of the bits of every column. Complexity: O(bytes of state).
    public func stateHash() -> UInt64 {
        var copy = self
        var visitor = HashingVisitor()
        copy.visitColumns(&visitor)
        return visitor.hasher.value
    }

    /// The name of the first column in which two states differ, or nil if all bits are equal.
    public func firstDifference(from other: Self) -> String? {
        var mine = ColumnHashes()
        var theirs = ColumnHashes()
        var (left, right) = (self, other)
        left.visitColumns(&mine)
        right.visitColumns(&theirs)
        guard mine.hashes.count == theirs.hashes.count else { return "number of columns" }
        for index in mine.hashes.indices where mine.hashes[index] != theirs.hashes[index] {
            return mine.names[index]
        }
        return nil
    }

    /// The number of columns and values that `visitColumns` reaches.
    public func columnCount() -> Int {
        var copy = self
        var visitor = ColumnHashes()
        copy.visitColumns(&visitor)
        return visitor.names.count
    }
}

/// Mixes every column into one hash. Names are left out: renaming a column changes no golden.
public struct HashingVisitor: ColumnVisitor {
    public var hasher = BitHasher()

    public init() {}

    public mutating func visit<Element: BitwiseCopyable & Sendable>(_ name: StaticString, _ column: inout [Element]) {
        hasher.combine(column)
    }

    public mutating func visit<Element: BitwiseCopyable & Sendable>(_ name: StaticString, value: inout Element) {
        withUnsafeBytes(of: value) { hasher.combine(bytes: $0) }
    }
}

/// One hash per column, with its name: what tests and `verify` use to say where two states part.
public struct ColumnHashes: ColumnVisitor {
    public private(set) var names: [String] = []
    public private(set) var hashes: [UInt64] = []

    public init() {}

    public mutating func visit<Element: BitwiseCopyable & Sendable>(_ name: StaticString, _ column: inout [Element]) {
        var hasher = BitHasher()
        hasher.combine(column)
        names.append("\(name)")
        hashes.append(hasher.value)
    }

    public mutating func visit<Element: BitwiseCopyable & Sendable>(_ name: StaticString, value: inout Element) {
        var hasher = BitHasher()
        withUnsafeBytes(of: value) { hasher.combine(bytes: $0) }
        names.append("\(name)")
        hashes.append(hasher.value)
    }
}
