import Geometry

/// Who is near a point: a hash grid over the footprints of one instant, for people who look around themselves.
struct NearbyGrid: Sendable {
    /// Metres.
    static let cellSize = 4.0

    private var starts: [Int32] = []
    private var items: [Int32] = []
    private var cells: [(cell: SIMD2<Int32>, row: Int32)] = []
    private var mask = 0

    mutating func reset() { cells.removeAll(keepingCapacity: true) }

    /// Adds an actor in every cell that its length passes through.
    @inline(__always)
    mutating func add(_ row: Int, _ actor: SceneActor) {
        let steps = max(0, Int((2 * actor.halfLength / 3).rounded(.up)) - 1)
        for step in 0...steps {
            let share = steps == 0 ? 0 : Double(step) / Double(steps) * 2 - 1
            let point = actor.position + actor.forward * (actor.halfLength * share)
            cells.append((Self.cell(of: point), Int32(row)))
        }
    }

    /// Makes the grid ready to be asked.
    mutating func seal() {
        var buckets = 16
        while buckets < 2 * cells.count { buckets *= 2 }
        mask = buckets - 1
        starts.removeAll(keepingCapacity: true)
        starts.append(contentsOf: repeatElement(0, count: buckets + 1))
        for entry in cells { starts[bucket(entry.cell)] += 1 }
        var sum: Int32 = 0
        for index in starts.indices {
            sum += starts[index]
            starts[index] = sum
        }
        items.removeAll(keepingCapacity: true)
        items.append(contentsOf: repeatElement(0, count: cells.count))
        for entry in cells {
            let place = bucket(entry.cell)
            starts[place] -= 1
            items[Int(starts[place])] = entry.row
        }
    }

    /// Calls `body` with actors in the nine cells around a point; an actor may be named several times, and some are
    /// farther away.
    @inline(__always)
    func forEach(around point: Vector2, _ body: (Int) -> Void) {
        guard mask > 0 else { return }
        let middle = Self.cell(of: point)
        for dy in -1...1 {
            for dx in -1...1 {
                let bucket = bucket(SIMD2(middle.x &+ Int32(dx), middle.y &+ Int32(dy)))
                for index in starts[bucket]..<starts[bucket + 1] { body(Int(items[Int(index)])) }
            }
        }
    }

    /// Calls `body` with actors in all cells that a square touches; as `forEach(around:_:)` otherwise.
    @inline(__always)
    func forEach(around point: Vector2, reach: Double, _ body: (Int) -> Void) {
        guard mask > 0 else { return }
        let corner = Vector2(reach, reach)
        let (low, high) = (Self.cell(of: point - corner), Self.cell(of: point + corner))
        var cell = low
        while cell.y <= high.y {
            cell.x = low.x
            while cell.x <= high.x {
                let bucket = bucket(cell)
                for index in starts[bucket]..<starts[bucket + 1] { body(Int(items[Int(index)])) }
                cell.x &+= 1
            }
            cell.y &+= 1
        }
    }

    @inline(__always)
    private func bucket(_ cell: SIMD2<Int32>) -> Int {
        let mixed = UInt32(bitPattern: cell.x) &* 0x9E37_79B1 ^ UInt32(bitPattern: cell.y) &* 0x85EB_CA77
        return Int((mixed ^ (mixed >> 15)) & UInt32(mask))
    }

    @inline(__always)
    private static func cell(of point: Vector2) -> SIMD2<Int32> {
        let limit = 1e9
        let x = min(limit, max(-limit, (point.x / cellSize).rounded(.down)))
        let y = min(limit, max(-limit, (point.y / cellSize).rounded(.down)))
        return SIMD2(Int32(x), Int32(y))
    }
}
