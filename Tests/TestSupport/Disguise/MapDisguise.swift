import Geometry
import RoadNetwork

/// The same streets under other names and in another order of rows: nobody who drives or senses can tell.
///
/// Every element keeps its random key and everything that can be seen of it. Every stored property of every kind of
/// element stands in a list (`DisguisedColumn.all`, `DisguisedTable.all`); `forgotten(in:)` finds those that do not.
public struct MapDisguise: Sendable {
    let seed: UInt64
    /// The elements get other random keys too, as other elements in the same places would have: this may be noticed.
    let swapsKeys: Bool
    let roads, lanes, junctions, conflicts, signalControllers, signalGroups, signalHeads, signs, crossings: Shuffle
    let parkingBays, paint, surfaces, kerbs, buildings, furniture: Shuffle

    public init(of map: StreetMap, seed: UInt64 = 1, swapsKeys: Bool = false) {
        self.seed = seed
        self.swapsKeys = swapsKeys
        func shuffle<Row>(_ table: KeyPath<StreetMap, [Row]>, _ number: UInt64) -> Shuffle {
            Shuffle(count: map[keyPath: table].count, seed: seed, table: number)
        }
        (roads, lanes, junctions) = (shuffle(\.roads, 1), shuffle(\.lanes, 2), shuffle(\.junctions, 3))
        (conflicts, crossings) = (shuffle(\.conflicts, 4), shuffle(\.crossings, 5))
        (signalControllers, signalGroups) = (shuffle(\.signalControllers, 6), shuffle(\.signalGroups, 7))
        (signalHeads, signs) = (shuffle(\.signalHeads, 8), shuffle(\.signs, 9))
        (parkingBays, paint, surfaces) = (shuffle(\.parkingBays, 10), shuffle(\.paint, 11), shuffle(\.surfaces, 12))
        (kerbs, buildings, furniture) = (shuffle(\.kerbs, 13), shuffle(\.buildings, 14), shuffle(\.furniture, 15))
    }

    /// The map in disguise.
    public func applied(to map: StreetMap) -> StreetMap {
        var copy = map
        for table in DisguisedTable.all { table.move(&copy, self) }
        return copy.indexed()
    }

    /// The map without anything that no sensor can see and no directions speak of: nobody could drive on it by it.
    public static func stripped(_ map: StreetMap) -> StreetMap {
        var copy = map
        for table in DisguisedTable.all { table.strip(&copy) }
        return copy.indexed()
    }

    /// Stored properties of the map and its elements that the lists lack, or that the lists have for nothing.
    public static func forgotten(in map: StreetMap) -> [String] {
        DisguisedTable.differences("StreetMap", of: map, listed: DisguisedTable.all.map(\.name))
            + DisguisedTable.all.flatMap { $0.forgotten(map) }
    }

    /// Tables in which two elements have the same random key, so that rows would have to decide between them.
    public static func ambiguous(in map: StreetMap) -> [String] {
        DisguisedTable.all.filter { table in
            let sorted = table.identities(map).sorted()
            return zip(sorted, sorted.dropFirst()).contains { $0 == $1 }
        }.map(\.name)
    }

    /// Tables with more than one row that still stand in their old order.
    public func unmoved(in map: StreetMap) -> [String] {
        let moved = applied(to: map)
        return DisguisedTable.all.filter { $0.identities(map).count > 1 && $0.identities(map) == $0.identities(moved) }
            .map(\.name)
    }

    /// The disguised name of an element.
    public func name(of name: String) -> String {
        "x" + String(StableHash.combine(StableHash.of(name), seed), radix: 36)
    }

    /// A text in which every name of a place on the map stands disguised, but for names that are numbers.
    public func renamed(_ text: String, of map: StreetMap) -> String {
        let places = map.lanes.map(\.name) + map.crossings.map(\.name) + map.parkingBays.map(\.name)
        let signals = map.signalGroups.map(\.name) + map.signalControllers.map(\.name)
        let names = (places + signals).filter { Double($0) == nil }
        return NameReplacement(names: names).applied(to: text) { name(of: $0) }
    }

    func moved(_ lane: LaneID) -> LaneID { LaneID(Int(lanes.moved(lane.row))) }

    func moved(_ group: SignalGroupID) -> SignalGroupID { SignalGroupID(Int(signalGroups.moved(group.row))) }

    /// A list whose order means nothing, in another order.
    func mixed<Element>(_ list: [Element]) -> [Element] {
        Shuffle(count: list.count, seed: seed, table: 100).applied(to: list)
    }
}
