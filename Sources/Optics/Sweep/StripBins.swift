/// Which swept things each strip of eight columns may see, in the order in which they were added.
struct StripBins {
    /// First and last strip of each thing, twice (the second pair is empty unless the thing wraps around the turn).
    private var spans = ScratchBuffer<SIMD4<Int32>>()
    private var starts = ScratchBuffer<Int32>()
    private var entries = ScratchBuffer<Int32>()

    mutating func removeAll() { spans.count = 0 }

    func free() {
        spans.free()
        starts.free()
        entries.free()
    }

    /// Notes the columns of the next thing; false if it covers none (and was not added).
    @inline(__always)
    mutating func add(_ columns: ColumnRanges) -> Bool {
        let (first, second) = (columns.first, columns.second)
        guard !(first.isEmpty && second.isEmpty) else { return false }
        spans.append(
            SIMD4(
                Int32(truncatingIfNeeded: first.lowerBound / laneCount),
                Int32(truncatingIfNeeded: first.isEmpty ? -1 : (first.upperBound - 1) / laneCount),
                Int32(truncatingIfNeeded: second.lowerBound / laneCount),
                Int32(truncatingIfNeeded: second.isEmpty ? -1 : (second.upperBound - 1) / laneCount)))
        return true
    }

    /// First and last strip of a thing that does not wrap around.
    @inline(__always)
    func strips(of thing: Int) -> (first: Int, last: Int) {
        (Int(spans.start[thing].x), Int(spans.start[thing].y))
    }

    /// Calls `body` with the strips that a thing may be seen in.
    @inline(__always)
    func forEachStrip(of thing: Int, _ body: (Int) -> Void) {
        let span = spans.start[thing]
        var strip = Int(span.x)
        while strip <= span.y { body(strip); strip += 1 }
        strip = Int(span.z)
        while strip <= span.w { body(strip); strip += 1 }
    }

    /// Sorts the things by strip (counting sort, stable). Where a thing wraps onto a strip twice it is listed twice,
    /// which changes nothing.
    mutating func sort(stripCount: Int) {
        starts.reserve(stripCount + 2)
        let start = starts.start
        for strip in 0..<(stripCount + 2) { start[strip] = 0 }
        for thing in 0..<spans.count {
            let span = spans.start[thing]
            var strip = Int(span.x)
            while strip <= span.y { start[strip + 2] += 1; strip += 1 }
            strip = Int(span.z)
            while strip <= span.w { start[strip + 2] += 1; strip += 1 }
        }
        for strip in 1..<(stripCount + 2) { start[strip] += start[strip - 1] }
        entries.reserve(Int(start[stripCount + 1]))
        for thing in 0..<spans.count {
            let span = spans.start[thing]
            var strip = Int(span.x)
            while strip <= span.y { place(thing, in: strip); strip += 1 }
            strip = Int(span.z)
            while strip <= span.w { place(thing, in: strip); strip += 1 }
        }
    }

    /// `starts[strip + 1]` runs from the strip's first entry to its end while the strip is filled.
    @inline(__always)
    private func place(_ thing: Int, in strip: Int) {
        let position = starts.start[strip + 1]
        entries.start[Int(position)] = Int32(truncatingIfNeeded: thing)
        starts.start[strip + 1] = position + 1
    }

    /// The things of a strip; valid until the next `sort`.
    @inline(__always)
    subscript(strip: Int) -> UnsafeBufferPointer<Int32> {
        let first = Int(starts.start[strip])
        return UnsafeBufferPointer(start: entries.start + first, count: Int(starts.start[strip + 1]) - first)
    }
}
