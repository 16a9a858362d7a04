import Foundation
import Geometry
import Testing

@Suite("Random streams")
struct RandomStreamTests {
    private let count = 100_000
    private let stream = RandomStream(seed: 1, purpose: RandomPurpose("test.random"), key: 5, tick: 2)

    @Test("Uniform numbers fill their hundred classes evenly (chi² within 5 deviations)")
    func uniform() {
        var classes = Array(repeating: 0.0, count: 100)
        for index in 0..<count {
            let value = stream.uniform(index)
            #expect(value >= 0 && value < 1)
            classes[Int(value * 100)] += 1
        }
        let expected = Double(count) / 100
        let chiSquared = classes.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
        #expect((chiSquared - 99).magnitude < 5 * (2 * 99.0).squareRoot())
    }

    @Test("Normal numbers have the moments and tails of the normal law")
    func normal() {
        let values = (0..<count).map { stream.normal($0) }
        func moment(_ power: Double) -> Double { values.reduce(0) { $0 + pow($1, power) } / Double(count) }
        let scale = Double(count).squareRoot()
        #expect(moment(1).magnitude < 5 / scale)
        #expect((moment(2) - 1).magnitude < 5 * 2.0.squareRoot() / scale)
        #expect(moment(3).magnitude < 5 * 15.0.squareRoot() / scale)
        #expect((moment(4) - 3).magnitude < 5 * 96.0.squareRoot() / scale)
        let beyondTwo = Double(values.filter { $0.magnitude > 2 }.count) / Double(count)
        #expect((beyondTwo - 0.0455).magnitude < 0.004)
        #expect(values.allSatisfy { $0.isFinite })
    }

    @Test("Exponential numbers have their mean and are never negative")
    func exponential() {
        let values = (0..<count).map { stream.exponential(mean: 3, $0) }
        #expect((values.reduce(0, +) / Double(count) - 3).magnitude < 5 * 3 / Double(count).squareRoot())
        #expect(values.allSatisfy { $0 >= 0 && $0.isFinite })
    }

    @Test("Whole numbers and choices stay in range and hit everything evenly")
    func integers() {
        var hits = Array(repeating: 0, count: 7)
        for index in 0..<70_000 { hits[stream.integer(below: 7, index)] += 1 }
        #expect(hits.allSatisfy { ($0 - 10_000).magnitude < 500 })
        #expect((0..<100).allSatisfy { stream.integer(below: 1, $0) == 0 })
        #expect(Set((0..<100).map { stream.choice(["a", "b", "c"], $0) }) == ["a", "b", "c"])
    }

    @Test("Streams that differ in one thing only are independent")
    func independence() {
        let purpose = RandomPurpose("test.random")
        let pairs: [(RandomStream, RandomStream)] = [
            (stream, RandomStream(seed: 2, purpose: purpose, key: 5, tick: 2)),
            (stream, RandomStream(seed: 1, purpose: RandomPurpose("test.randon"), key: 5, tick: 2)),
            (stream, RandomStream(seed: 1, purpose: purpose, key: 6, tick: 2)),
            (stream, RandomStream(seed: 1, purpose: purpose, key: 5, tick: 3)),
        ]
        for (a, b) in pairs {
            #expect(correlation { (a.uniform($0), b.uniform($0)) } < 5 / Double(count).squareRoot())
        }
        for lag in [1, 2, 64] {
            #expect(
                correlation { (stream.uniform($0), stream.uniform($0 + lag)) } < 5 / Double(count).squareRoot())
            #expect(correlation { (stream.normal($0), stream.normal($0 + lag)) } < 5 / Double(count).squareRoot())
        }
        // Keys and ticks that count up, first draw each: what most callers do.
        #expect(
            correlation { index in
                (
                    RandomStream(seed: 1, purpose: purpose, key: 1, tick: index).uniform(),
                    RandomStream(seed: 1, purpose: purpose, key: 2, tick: index).uniform()
                )
            } < 5 / Double(count).squareRoot())
    }

    private func correlation(_ draw: (Int) -> (Double, Double)) -> Double {
        var (a, b, aa, bb, ab) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for index in 0..<count {
            let (x, y) = draw(index)
            (a, b, aa, bb, ab) = (a + x, b + y, aa + x * x, bb + y * y, ab + x * y)
        }
        let n = Double(count)
        return ((ab / n - a * b / n / n) / ((aa / n - a * a / n / n) * (bb / n - b * b / n / n)).squareRoot()).magnitude
    }

    @Test("The same stream gives the same bits for ever")
    func pinned() {
        let pinned = RandomStream(seed: 42, purpose: RandomPurpose("pinned"), key: 7, tick: 9)
        #expect(pinned.bits(0) == 18_172_865_022_111_009_495)
        #expect(pinned.bits(1) == 2_217_706_653_603_463_169)
    }
}

@Suite("Stable hashes")
struct StableHashTests {
    @Test("Every single bit of a block matters, wherever it stands")
    func bits() {
        let bytes = [UInt8](repeating: 0x5A, count: 200)
        let original = hash(bytes)
        var seen: Set<UInt64> = [original]
        for bit in 0..<1600 {
            var changed = bytes
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(seen.insert(hash(changed)).inserted, "bit \(bit)")
        }
    }

    @Test("One flipped bit flips about half of the hash")
    func avalanche() {
        let stream = RandomStream(seed: 8, purpose: RandomPurpose("test.hash"))
        var flips = 0
        for draw in 0..<500 {
            var bytes = (0..<64).map { UInt8(truncatingIfNeeded: stream.bits(draw * 64 + $0)) }
            let before = hash(bytes)
            let bit = stream.integer(below: 512, draw + 100_000)
            bytes[bit / 8] ^= 1 << (bit % 8)
            flips += (hash(bytes) ^ before).nonzeroBitCount
        }
        #expect((Double(flips) / 500 - 32).magnitude < 1.5)
    }

    @Test("Length, order and cut of the input matter")
    func structure() {
        var hashes: Set<UInt64> = []
        for length in 0..<100 { #expect(hashes.insert(hash([UInt8](repeating: 0, count: length))).inserted) }
        #expect(StableHash.of("ab") != StableHash.of("ba"))
        #expect(StableHash.combine(1, 2) != StableHash.combine(2, 1))
        var (one, other) = (BitHasher(), BitHasher())
        one.combine("ab")
        one.combine("c")
        other.combine("a")
        other.combine("bc")
        #expect(one.value != other.value)
        var (swapped, plain) = (BitHasher(), BitHasher())
        swapped.combine(2 as UInt64)
        swapped.combine(1 as UInt64)
        plain.combine(1 as UInt64)
        plain.combine(2 as UInt64)
        #expect(swapped.value != plain.value)
    }

    @Test("Mixing is one to one on a million counters")
    func mixing() {
        let mixed = (0..<1_000_000 as Range<UInt64>).map { StableHash.mix($0) }.sorted()
        #expect(zip(mixed, mixed.dropFirst()).allSatisfy { $0 != $1 })
    }

    private func hash(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBufferPointer { StableHash.of(bytes: $0) } }
}
