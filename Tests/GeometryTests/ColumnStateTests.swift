import Geometry
import Testing

private struct Pair: ColumnState {
    var speed: [Double] = []
    var code: [UInt8] = []

    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("speed", &speed)
        visitor.visit("code", &code)
    }
}

private struct Counter: ColumnState {
    var ticks: Int64 = 0
    var pair = Pair()

    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("ticks", value: &ticks)
        pair.visitColumns(&visitor)
    }
}

@Suite("Column states")
struct ColumnStateTests {
    @Test("Clearing a row zeroes it in every column, and appends one past the end")
    func clearing() {
        var pair = Pair(speed: [1, 2], code: [3, 4])
        pair.clearRow(2)
        pair.clearRow(0)
        #expect(pair.speed == [0, 2, 0] && pair.code == [0, 4, 0])
    }

    @Test("A difference is named by its column")
    func difference() {
        let one = Counter(ticks: 1, pair: Pair(speed: [1], code: [1]))
        var other = one
        #expect(one.firstDifference(from: other) == nil && one.stateHash() == other.stateHash())
        other.pair.code = [2]
        #expect(one.firstDifference(from: other) == "code" && one.stateHash() != other.stateHash())
        #expect(one.columnCount() == 3)
        // Negative zero is another state: bits count.
        #expect(Pair(speed: [0.0]).stateHash() != Pair(speed: [-0.0]).stateHash())
    }

    @Test("A column that is stored but not visited shows in the counts")
    func forgotten() {
        struct Forgetful: ColumnState {
            var seen: [Int32] = []
            var forgotten: [Int32] = []
            mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) { visitor.visit("seen", &seen) }
        }
        #expect(Forgetful().storedColumnCount() == 2 && Forgetful().columnCount() == 1)
        #expect(Counter().storedColumnCount() == 3)
    }

    @Test("A state of any type is hashed and compared through its box")
    func erased() {
        let state = Counter(ticks: 1, pair: Pair(speed: [1], code: [1]))
        var erased = AnyColumnState(state)
        #expect(erased.stateHash() == state.stateHash())
        #expect(erased.columnCount() == 3)
        let copy = erased
        let returned = erased.modify(as: Counter.self) { counter in
            counter.pair.speed[0] = 9
            return counter.ticks
        }
        #expect(returned == 1)
        #expect(erased.value(as: Counter.self).pair.speed == [9])
        #expect(copy.value(as: Counter.self).pair.speed == [1])
        #expect(erased.firstDifference(from: copy) == "speed")
        #expect(AnyColumnState(EmptyColumnState()).columnCount() == 0)
    }

    @Test("Changing a boxed state in place moves no column")
    func inPlace() {
        var erased = AnyColumnState(Pair(speed: Array(repeating: 0, count: 1000), code: []))
        func address() -> UnsafeRawPointer? {
            erased.modify(as: Pair.self) { pair in
                pair.speed[3] += 1
                return pair.speed.withUnsafeBytes { $0.baseAddress }
            }
        }
        let first = address()
        for _ in 0..<5 { #expect(address() == first) }
    }

    @Test("Visiting a copy changes neither the original nor its hash")
    func copyOnWrite() {
        struct Doubler: ColumnVisitor {
            mutating func visit<Element: BitwiseCopyable & Sendable>(_ name: StaticString, _ column: inout [Element]) {
                column += column
            }
            mutating func visit<Element: BitwiseCopyable & Sendable>(_ name: StaticString, value: inout Element) {}
        }
        let original = AnyColumnState(Pair(speed: [1, 2], code: [3]))
        var copy = original
        var doubler = Doubler()
        copy.visitColumns(&doubler)
        #expect(copy.value(as: Pair.self).speed == [1, 2, 1, 2])
        #expect(original.value(as: Pair.self).speed == [1, 2])
    }
}
