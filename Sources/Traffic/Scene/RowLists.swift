/// Lists of elements by row (lane, crossing), rebuilt at every observation without allocating after warm-up.
///
/// Elements are collected in any order, then `seal` groups them by row and sorts each group, so that nothing depends on
/// the order of collection. Cost is linear in the elements, not in the rows.
struct RowLists<Element: Sendable>: Sendable {
    private var starts: [Int32] = []
    private var counts: [Int32] = []
    private var touched: [Int32] = []
    private var pendingRows: [Int32] = []
    private var pending: [Element] = []
    private(set) var elements: [Element] = []

    /// Forgets everything; `rows` is the number of rows that elements may name.
    mutating func reset(rows: Int) {
        for row in touched { counts[Int(row)] = 0 }
        touched.removeAll(keepingCapacity: true)
        pendingRows.removeAll(keepingCapacity: true)
        pending.removeAll(keepingCapacity: true)
        if counts.count != rows {
            counts = Array(repeating: 0, count: rows)
            starts = Array(repeating: 0, count: rows)
        }
    }

    @inline(__always)
    mutating func add(_ element: Element, to row: Int32) {
        if counts[Int(row)] == 0 { touched.append(row) }
        counts[Int(row)] += 1
        pendingRows.append(row)
        pending.append(element)
    }

    /// Groups by row; within a row ascending by `precedes`, which must be a total order.
    @inline(__always)
    mutating func seal(by precedes: (Element, Element) -> Bool) {
        var next: Int32 = 0
        for row in touched {
            starts[Int(row)] = next
            next += counts[Int(row)]
            counts[Int(row)] = 0
        }
        if elements.count < pending.count {
            if let filler = pending.first {
                elements.append(contentsOf: repeatElement(filler, count: pending.count - elements.count))
            }
        }
        for index in pending.indices {
            let row = Int(pendingRows[index])
            let element = pending[index]
            let start = Int(starts[row])
            var place = start + Int(counts[row])
            while place > start, precedes(element, elements[place - 1]) {
                elements[place] = elements[place - 1]
                place -= 1
            }
            elements[place] = element
            counts[row] += 1
        }
    }

    /// Places in `elements` of a row's list.
    @inline(__always)
    func range(_ row: Int32) -> Range<Int> {
        let count = Int(counts[Int(row)])
        guard count > 0 else { return 0..<0 }
        let start = Int(starts[Int(row)])
        return start..<(start + count)
    }
}
