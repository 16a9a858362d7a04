import Geometry
import RoadNetwork

/// What a disguise does to one stored property of a map.
struct DisguisedTable: Sendable {
    let name: String
    let move: @Sendable (inout StreetMap, MapDisguise) -> Void
    let strip: @Sendable (inout StreetMap) -> Void
    /// Properties of the table's elements that its list of columns lacks, or has for nothing.
    let forgotten: @Sendable (StreetMap) -> [String]
    /// Something by which rows can be told apart; empty where it is no table.
    let identities: @Sendable (StreetMap) -> [String]
}

extension DisguisedTable {
    static let all: [DisguisedTable] = [
        .value("name") { map, disguise in map.name = disguise.name(of: map.name) },
        .value("notes") { map, _ in map.notes = [] },
        // A driver is told of it; the index is made anew.
        .value("drivingSide") { _, _ in }, .value("laneIndex") { _, _ in },
        .rows("roads", \.roads, \.roads, DisguisedColumn<Road>.all, isSeen: false),
        .rows("lanes", \.lanes, \.lanes, DisguisedColumn<Lane>.all),
        .rows("junctions", \.junctions, \.junctions, DisguisedColumn<Junction>.all, isSeen: false),
        .rows("conflicts", \.conflicts, \.conflicts, DisguisedColumn<ConflictZone>.all, isSeen: false),
        .rows("signalControllers", \.signalControllers, \.signalControllers, DisguisedColumn<SignalController>.all),
        .rows("signalGroups", \.signalGroups, \.signalGroups, DisguisedColumn<SignalGroup>.all),
        .rows("signalHeads", \.signalHeads, \.signalHeads, DisguisedColumn<SignalHead>.all),
        .rows("signs", \.signs, \.signs, DisguisedColumn<TrafficSign>.all),
        .rows("crossings", \.crossings, \.crossings, DisguisedColumn<Crossing>.all, isSeen: false),
        .rows("parkingBays", \.parkingBays, \.parkingBays, DisguisedColumn<ParkingBay>.all, isSeen: false),
        .rows("paint", \.paint, \.paint, DisguisedColumn<PaintPatch>.all),
        .rows("surfaces", \.surfaces, \.surfaces, DisguisedColumn<GroundSurface>.all),
        .rows("kerbs", \.kerbs, \.kerbs, DisguisedColumn<Kerb>.all),
        .rows("buildings", \.buildings, \.buildings, DisguisedColumn<Building>.all),
        .rows("furniture", \.furniture, \.furniture, DisguisedColumn<StreetFurniture>.all),
    ]

    private static func value(
        _ name: String, _ move: @escaping @Sendable (inout StreetMap, MapDisguise) -> Void
    ) -> DisguisedTable {
        DisguisedTable(name: name, move: move, strip: { _ in }, forgotten: { _ in [] }, identities: { _ in [] })
    }

    private static func rows<Row>(
        _ name: String, _ table: WritableKeyPath<StreetMap, [Row]> & Sendable,
        _ shuffle: KeyPath<MapDisguise, Shuffle> & Sendable, _ columns: [DisguisedColumn<Row>], isSeen: Bool = true
    ) -> DisguisedTable {
        DisguisedTable(
            name: name,
            move: { map, disguise in
                var rows = disguise[keyPath: shuffle].applied(to: map[keyPath: table])
                for index in rows.indices { columns.forEach { $0.move(&rows[index], disguise) } }
                map[keyPath: table] = rows
            },
            strip: { map in
                if !isSeen { map[keyPath: table] = [] }
                for index in map[keyPath: table].indices { columns.forEach { $0.strip(&map[keyPath: table][index]) } }
            },
            forgotten: { map in
                guard let row = map[keyPath: table].first else { return ["\(name): no row to look at"] }
                return differences(name, of: row, listed: columns.map(\.name)) + inner(of: row)
            },
            identities: { map in map[keyPath: table].map { identity($0) } })
    }

    /// The random key, or everything of a row that has none.
    private static func identity(_ row: Any) -> String {
        Mirror(reflecting: row).children.first { $0.label == "randomKey" }.map { "\($0.value)" } ?? "\(row)"
    }

    /// The same for elements that stand inside others.
    private static func inner(of row: Any) -> [String] {
        switch row {
        case let controller as SignalController:
            guard let phase = controller.phases.first else { return ["phases: no row to look at"] }
            return differences("phases", of: phase, listed: DisguisedColumn<SignalPhase>.all.map(\.name))
        case let crossing as Crossing:
            guard let lane = crossing.lanes.first else { return ["crossed lanes: no row to look at"] }
            return differences("crossed lanes", of: lane, listed: DisguisedColumn<Crossing.CrossedLane>.all.map(\.name))
        default: return []
        }
    }

    static func differences(_ name: String, of value: Any, listed: [String]) -> [String] {
        let stored = Mirror(reflecting: value).children.compactMap(\.label)
        return stored.filter { !listed.contains($0) }.map { "\(name).\($0) stands in no list" }
            + listed.filter { !stored.contains($0) }.map { "\(name).\($0) is listed but not stored" }
    }
}
