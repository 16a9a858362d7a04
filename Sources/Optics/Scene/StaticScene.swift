import Geometry
import RoadNetwork

/// Everything that stands still on a map, as sensors see it: buildings, street furniture, trees, kerbs, signs, signal
/// housings, raised surfaces, ground materials and paint, in a spatial index.
///
/// Built once per map and shared by every run and thread. Building takes time proportional to the size of the map.
/// Nothing in it depends on names or on the order of rows: ties are ordered by random keys.
public struct StaticScene: Sendable {
    let content: StaticContent

    init(content: StaticContent) { self.content = content }

    /// Reads `map`.
    public init(map: StreetMap) {
        var builder = SceneBuilder()
        builder.add(map)
        content = builder.finish()
    }

    /// Lamps of signal heads whose state changes: `DynamicScene` shines them.
    var signalLamps: [SignalLamp] { content.signalLamps }
    var clocks: [CountdownClock] { content.clocks }
}

/// The memory of a `StaticScene`: immutable after `SceneBuilder.finish`, freed with its last owner.
final class StaticContent: @unchecked Sendable {
    let store: SceneStore
    /// Solids that cameras draw at any distance, and those that have a `detailRange`.
    let solidIndex: CellIndex
    let detailIndex: CellIndex
    let patchIndex: CellIndex
    /// Ground palette in drawing order; row 0 is bare ground.
    let tones: ReadOnlyTable<GroundTone>
    let toneHeights: ReadOnlyTable<Float>
    /// Height of the highest raised surface, metres.
    let highestGround: Float
    let signalLamps: [SignalLamp]
    /// Of the map's countdowns.
    let clocks: [CountdownClock]
    /// Ascending random keys.
    let lampPosts: ReadOnlyTable<LampPost>

    init(
        store: SceneStore, solidIndex: CellIndex, detailIndex: CellIndex, patchIndex: CellIndex, tones: [GroundTone],
        signalLamps: [SignalLamp], clocks: [CountdownClock], lampPosts: [LampPost]
    ) {
        self.store = store
        self.solidIndex = solidIndex
        self.detailIndex = detailIndex
        self.patchIndex = patchIndex
        self.tones = ReadOnlyTable(tones)
        toneHeights = ReadOnlyTable(tones.map(\.height))
        highestGround = tones.map(\.height).max() ?? 0
        self.signalLamps = signalLamps
        self.clocks = clocks
        self.lampPosts = ReadOnlyTable(lampPosts)
    }

    deinit { store.free() }
}

/// One lamp of a signal head.
struct SignalLamp: Sendable {
    /// Row of `StreetMap.signalGroups`; -1 for a head without a group.
    var group: Int32
    var colour: LampColour
    /// Of a countdown, which takes its colour from what the group shows.
    var bar: CountdownBar?

    enum LampColour: UInt8, Sendable {
        case red, yellow, green
    }
}
