/// Writes numbers as little-endian bytes.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ number: Double) { write(number.bitPattern) }
}

/// Reads what `ByteWriter` wrote; every read may find the end.
struct ByteReader {
    /// The bytes end too early.
    struct Truncated: Error {}

    private let bytes: ArraySlice<UInt8>
    private(set) var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    var isAtEnd: Bool { position >= bytes.endIndex }
    /// Bytes left.
    var remaining: Int { bytes.endIndex - position }

    mutating func read<Number: FixedWidthInteger>(_ type: Number.Type) throws(Truncated) -> Number {
        let size = MemoryLayout<Number>.size
        guard remaining >= size else { throw Truncated() }
        var value: Number = 0
        withUnsafeMutableBytes(of: &value) { target in
            for offset in 0..<size { target[offset] = bytes[position + offset] }
        }
        position += size
        return Number(littleEndian: value)
    }

    mutating func readDouble() throws(Truncated) -> Double { Double(bitPattern: try read(UInt64.self)) }
}
