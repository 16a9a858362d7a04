import Geometry

/// A random order of the rows of a table.
struct Shuffle: Sendable {
    /// The old row of each new one.
    let order: [Int]
    /// The new row of each old one.
    let newRow: [Int32]

    init(count: Int, seed: UInt64, table: UInt64) {
        let stream = RandomStream(seed: seed, purpose: RandomPurpose("test.shuffle"), key: table)
        order = (0..<count).sorted { (stream.bits($0), $0) < (stream.bits($1), $1) }
        var rows = Array(repeating: Int32(-1), count: count)
        for (new, old) in order.enumerated() { rows[old] = Int32(new) }
        newRow = rows
    }

    /// The new row of an old one; -1, which points at nothing, stays.
    func moved(_ row: Int32) -> Int32 { row < 0 ? row : newRow[Int(row)] }

    /// The elements in the new order.
    func applied<Element>(to elements: [Element]) -> [Element] { order.map { elements[$0] } }
}
