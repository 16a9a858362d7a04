import Geometry
import Testing

@Suite("The hash of many bytes")
struct BulkHashTests {
    private func hash(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { BulkHash.of($0) } }

    @Test("Any flipped bit, any length and any exchange of blocks changes it")
    func sensitivity() {
        let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 / 256) }
        var seen: Set<UInt64> = [hash(bytes)]
        var count = 1
        func check(_ changed: [UInt8]) {
            seen.insert(hash(changed))
            count += 1
        }
        for index in stride(from: 0, to: bytes.count, by: 7) {
            var changed = bytes
            changed[index] ^= UInt8(1 << (index % 8))
            check(changed)
        }
        for length in 0..<300 { check(Array(bytes.prefix(length))) }
        for length in 2..<300 { check([UInt8](repeating: 0, count: length)) }
        for block in 1..<30 {
            var changed = bytes
            for index in 0..<128 { changed.swapAt(index, block * 128 + index) }
            check(changed)
        }
        #expect(seen.count == count)
    }

    @Test("It is the same everywhere")
    func pinned() {
        #expect(hash([]) == 3415254786667595930)
        #expect(hash((0..<1000).map { UInt8(truncatingIfNeeded: $0) }) == 1996926179388912022)
    }

    @Test("Half of its bits change with one bit of a long run")
    func avalanche() {
        let bytes = [UInt8](repeating: 0, count: 4096)
        let plain = hash(bytes)
        var flips = 0
        for index in 0..<512 {
            var changed = bytes
            changed[index * 8] = 1
            flips += (hash(changed) ^ plain).nonzeroBitCount
        }
        #expect((Double(flips) / 512 - 32).magnitude < 1.5)
    }
}
