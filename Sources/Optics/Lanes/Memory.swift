/// Read-only numbers that many threads share: filled once, never changed, freed with the last owner.
final class ReadOnlyTable<Element: BitwiseCopyable>: @unchecked Sendable {
    let start: UnsafePointer<Element>
    let count: Int

    init(_ elements: [Element]) {
        count = elements.count
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
        for index in elements.indices { (memory + index).initialize(to: elements[index]) }
        start = UnsafePointer(memory)
    }

    deinit { UnsafeMutablePointer(mutating: start).deallocate() }

    @inline(__always)
    subscript(index: Int) -> Element { start[index] }
}

/// Memory that a kernel writes before it reads; grows to the largest need and stays.
struct ScratchBuffer<Element: BitwiseCopyable> {
    private(set) var start: UnsafeMutablePointer<Element>
    private(set) var capacity: Int
    /// Elements in use, for buffers that are filled one after another.
    var count = 0

    init() {
        capacity = 0
        start = UnsafeMutablePointer.allocate(capacity: 1)
    }

    func free() { start.deallocate() }

    /// Makes room for `needed` elements; what was in use is kept.
    @inline(__always)
    mutating func reserve(_ needed: Int) {
        if needed > capacity { grow(to: needed) }
    }

    @inline(never)
    private mutating func grow(to needed: Int) {
        let larger = max(needed, capacity * 2, 64)
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: larger)
        memory.update(from: start, count: count)
        start.deallocate()
        (start, capacity) = (memory, larger)
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        reserve(count + 1)
        start[count] = element
        count += 1
    }
}
