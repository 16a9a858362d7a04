import Geometry
import RoadNetwork

/// Turns the elements of a map into solids, ground pieces and decals, then sorts them into cells.
struct SceneBuilder {
    var store = SceneStore()
    var signalLamps: [SignalLamp] = []
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
    consuming func finish() -> StaticContent {
        let tones = numberTones()
        let solids = sorted(
            store.solids, keys: solidKeys, circle: { ($0.x, $0.y, Double($0.radius)) })
        let patches = sorted(
            store.patches, keys: patchKeys, circle: { ($0.x, $0.y, Double($0.radius)) })
        store.solids.free()
        store.patches.free()
        (store.solids, store.patches) = (solids.sorted, patches.sorted)
        return StaticContent(
            store: store, solidIndex: solids.index, patchIndex: patches.index, tones: tones, signalLamps: signalLamps)
    }

    private func sorted<Element: BitwiseCopyable>(
        _ elements: ScratchBuffer<Element>, keys: [(key: UInt64, piece: Int32)],
        circle: (Element) -> (x: Double, y: Double, radius: Double)
    ) -> (index: CellIndex, sorted: ScratchBuffer<Element>) {
        let circles = (0..<elements.count).map { circle(elements.start[$0]) }
        let (index, order) = CellIndex.build(circles) { a, b in
            (keys[a].key, keys[a].piece, a) < (keys[b].key, keys[b].piece, b)
        }
        var sorted = ScratchBuffer<Element>()
        sorted.reserve(elements.count)
        for row in order { sorted.append(elements.start[row]) }
        return (index, sorted)
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
