import Geometry
import RoadNetwork

/// Turns the elements of a map into solids, ground pieces and decals, then sorts them into cells.
struct SceneBuilder {
    var store = SceneStore()
    var signalLamps: [SignalLamp] = []
    var clocks: [CountdownClock] = []
    /// With the random keys of their posts.
    var lampPosts: [(post: LampPost, key: UInt64)] = []
    /// Order among things of one cell: the element's random key, then the piece's number in the element.
    private var solidKeys: [(key: UInt64, piece: Int32)] = []
    private var patchKeys: [(key: UInt64, piece: Int32)] = []
    /// Tone of each patch before tones are numbered.
    private var patchTones: [GroundTone] = []

    mutating func add(_ map: StreetMap) {
        addGround(map)
        addBuildings(map)
        addKerbs(map)
        addFurniture(map)
        addSigns(map)
        addSignalHeads(map)
    }

    /// Gives every solid added since the last call the random key of the element it belongs to.
    mutating func close(_ key: UInt64) {
        var piece: Int32 = 0
        while solidKeys.count < store.solids.count {
            solidKeys.append((key, piece))
            piece += 1
        }
    }

    /// Adds a ground piece.
    mutating func addPatch(_ outline: ConvexPolygon, tone: GroundTone, key: UInt64) {
        let anchor = outline.middle
        let first = store.corners.count
        let radius = store.addCorners(outline.corners, around: anchor)
        store.patches.append(
            GroundPatch(
                x: anchor.x, y: anchor.y, radius: radius, firstCorner: Int32(first),
                cornerCount: UInt16(outline.corners.count), tone: 0))
        patchKeys.append((key, 0))
        patchTones.append(tone)
    }

    /// Numbers the tones, sorts everything into cells and seals the memory.
    mutating func finish() -> StaticContent {
        let tones = numberTones()
        let store = self.store
        let (large, small) = (0..<store.solids.count).reduce(into: ([Int](), [Int]())) { split, row in
            if store.solids.start[row].detailRange < .infinity { split.1.append(row) } else { split.0.append(row) }
        }
        let solidIndex = index(large, keys: solidKeys, from: 0) { store.solids.start[$0].circle }
        let detailIndex = index(small, keys: solidKeys, from: large.count) { store.solids.start[$0].circle }
        let patchIndex = index(Array(0..<store.patches.count), keys: patchKeys, from: 0) {
            store.patches.start[$0].circle
        }
        var sealed = store
        sealed.solids = SceneBuilder.reordered(store.solids, solidIndex.order + detailIndex.order)
        sealed.patches = SceneBuilder.reordered(store.patches, patchIndex.order)
        return StaticContent(
            store: sealed, solidIndex: solidIndex.index, detailIndex: detailIndex.index, patchIndex: patchIndex.index,
            tones: tones, signalLamps: signalLamps, clocks: clocks,
            lampPosts: lampPosts.sorted(by: SceneBuilder.precedes).map(\.post))
    }

    private static func precedes(_ a: (post: LampPost, key: UInt64), _ b: (post: LampPost, key: UInt64)) -> Bool {
        (a.key, a.post.x, a.post.y) < (b.key, b.post.x, b.post.y)
    }

    /// Sorts some rows into cells; their sorted numbers begin at `first`.
    private func index(
        _ rows: [Int], keys: [(key: UInt64, piece: Int32)], from first: Int,
        circle: (Int) -> (x: Double, y: Double, radius: Double)
    ) -> (index: CellIndex, order: [Int]) {
        let (index, order) = CellIndex.build(rows.map(circle), firstNumber: first) { a, b in
            let (mine, theirs) = (keys[rows[a]], keys[rows[b]])
            return (mine.key, mine.piece, a) < (theirs.key, theirs.piece, b)
        }
        return (index, order.map { rows[$0] })
    }

    /// A copy in another order; the original is freed.
    private static func reordered<Element: BitwiseCopyable>(
        _ elements: ScratchBuffer<Element>, _ order: [Int]
    ) -> ScratchBuffer<Element> {
        var sorted = ScratchBuffer<Element>()
        sorted.reserve(order.count)
        for row in order { sorted.append(elements.start[row]) }
        elements.free()
        return sorted
    }

    /// Gives every patch the number of its tone in drawing order; bare ground is number 0. Tones are numbered in a byte:
    /// a map with more than 250 gets coarser colours.
    private mutating func numberTones() -> [GroundTone] {
        var steps: Float = 256
        var tones = distinctTones()
        while tones.count > 250 {
            steps /= 4
            for row in patchTones.indices { patchTones[row] = patchTones[row].coarsened(steps: steps) }
            tones = distinctTones()
        }
        tones.sort { $0.precedes($1) }
        for row in patchTones.indices {
            store.patches.start[row].tone = UInt16(tones.firstIndex(of: patchTones[row]) ?? 0)
        }
        return tones
    }

    private func distinctTones() -> [GroundTone] {
        var tones = [GroundTone.bare]
        var last = GroundTone.bare
        for tone in patchTones where tone != last {
            last = tone
            if !tones.contains(tone) { tones.append(tone) }
        }
        return tones
    }
}
