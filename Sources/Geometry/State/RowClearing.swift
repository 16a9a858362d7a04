extension ColumnState {
    /// Sets one row of every column to zero bits; appends the row if it is the one past the end.
    ///
    /// For states all of whose columns have one element per row, and whose elements are numbers (all bits zero is a
    /// value of theirs). Spawning and despawning use it, so that neither can forget a column.
    public mutating func clearRow(_ row: Int) {
        var visitor = RowClearingVisitor(row: row)
        visitColumns(&visitor)
    }
}

private struct RowClearingVisitor: ColumnVisitor {
    let row: Int

    mutating func visit<Element: BitwiseCopyable & Sendable>(_ name: StaticString, _ column: inout [Element]) {
        let zero = withUnsafeTemporaryAllocation(
            byteCount: MemoryLayout<Element>.stride, alignment: MemoryLayout<Element>.alignment
        ) { bytes in
            bytes.initializeMemory(as: UInt8.self, repeating: 0)
            return bytes.load(as: Element.self)
        }
        if row == column.count { column.append(zero) } else { column[row] = zero }
    }

    mutating func visit<Element: BitwiseCopyable & Sendable>(_ name: StaticString, value: inout Element) {}
}
