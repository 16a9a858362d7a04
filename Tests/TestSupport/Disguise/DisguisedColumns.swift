import Geometry
import RoadNetwork

// What a disguise does to each stored property of every kind of element. `MapDisguise.forgotten` compares these lists
// with the properties that the elements have.

extension DisguisedColumn<Road> {
    static let all: [DisguisedColumn] = [
        .named(\.name), .key(\.randomKey),
        // From the left edge to the right one: an order that means something.
        DisguisedColumn(
            name: "lanes", move: { road, disguise in road.lanes = road.lanes.map { disguise.moved($0) } },
            strip: { $0.lanes = [] }),
        .row("junction", \.junction, of: \.junctions), .hidden("referenceLine", \.referenceLine, as: .nowhere),
    ]
}

extension DisguisedColumn<Lane> {
    /// A stripped lane keeps what directions are made of, and a line for tables to be built from.
    static let all: [DisguisedColumn] = [
        .named(\.name), .key(\.randomKey), .row("road", \.road, of: \.roads),
        .hidden("stationAtStart", \.stationAtStart, as: 0), .hidden("stationAtEnd", \.stationAtEnd, as: 0),
        .hidden("number", \.number, as: 0), .hidden("type", \.type, as: .none), .seen("speedLimit"),
        DisguisedColumn(
            name: "centerline", move: { _, _ in },
            strip: {
                $0.centerline = .nowhere
                $0.halfWidths = [1, 1]
            }),
        .seen("halfWidths"),  // With the centre line.
        .hidden("users", \.users, as: []), .row("leftNeighbour", \.leftNeighbour, of: \.lanes),
        .row("rightNeighbour", \.rightNeighbour, of: \.lanes),
        .row("oppositeNeighbour", \.oppositeNeighbour, of: \.lanes),
        .hidden("mayChangeLeft", \.mayChangeLeft, as: false), .hidden("mayChangeRight", \.mayChangeRight, as: false),
        .rows("successors", \.successors, of: \.lanes), .rows("predecessors", \.predecessors, of: \.lanes),
        .row("junction", \.junction, of: \.junctions), .hidden("turn", \.turn, as: .straight),
        .hidden("isRoundabout", \.isRoundabout, as: false), .hidden("control", \.control, as: .none),
        .row("signalGroup", \.signalGroup, of: \.signalGroups),
        DisguisedColumn(
            name: "conflicts",
            move: { lane, disguise in
                lane.conflicts = disguise.mixed(lane.conflicts.map { disguise.conflicts.moved($0) })
            }, strip: { $0.conflicts = [] }),
        .hidden("stopLine", \.stopLine, as: nil), .hidden("leftMarks", \.leftMarks, as: []),
        .hidden("rightMarks", \.rightMarks, as: []),
    ]
}

extension DisguisedColumn<Junction> {
    static let all: [DisguisedColumn] = [
        .named(\.name), .key(\.randomKey), .rows("lanes", \.lanes, of: \.lanes),
        .row("controller", \.controller, of: \.signalControllers), .hidden("isRoundabout", \.isRoundabout, as: false),
        .hidden("center", \.center, as: .zero), .hidden("radius", \.radius, as: 0),
    ]
}

extension DisguisedColumn<ConflictZone> {
    /// Stripped maps have none. Which of its lanes stands first is as arbitrary as the order of rows.
    static let all: [DisguisedColumn] = [
        .row("first", \.first, of: \.lanes), .row("second", \.second, of: \.lanes),
        DisguisedColumn(name: "priority", move: { zone, disguise in zone.swapSides(disguise) }, strip: { _ in }),
        .seen("kind"), .seen("firstFrom"), .seen("firstTo"), .seen("secondFrom"), .seen("secondTo"),
    ]
}

extension DisguisedColumn<SignalController> {
    static let all: [DisguisedColumn] = [
        .named(\.name), .key(\.randomKey), .seen("offset"),
        .inner("phases", \.phases, DisguisedColumn<SignalPhase>.all, isMixed: false, isSeen: true),
    ]
}

extension DisguisedColumn<SignalPhase> {
    static let all: [DisguisedColumn] = [
        .seen("duration"),
        DisguisedColumn(
            name: "aspects",
            move: { phase, disguise in
                phase.aspects = disguise.mixed(phase.aspects).map { (disguise.moved($0.group), $0.aspect) }
            }, strip: { _ in }),
    ]
}

extension DisguisedColumn<SignalGroup> {
    static let all: [DisguisedColumn] = [
        .named(\.name), .key(\.randomKey), .row("controller", \.controller, of: \.signalControllers, isSeen: true),
        .hidden("isForPedestrians", \.isForPedestrians, as: false),
    ]
}

extension DisguisedColumn<SignalHead> {
    static let all: [DisguisedColumn] = [
        .key(\.randomKey), .row("group", \.group, of: \.signalGroups, isSeen: true), .seen("position"),
        .seen("facing"), .seen("lens"), .seen("lensDiameter"),
    ]
}

extension DisguisedColumn<TrafficSign> {
    static let all: [DisguisedColumn] = [
        .key(\.randomKey), .seen("kind"), .seen("value"), .seen("position"), .seen("facing"), .seen("size"),
    ]
}

extension DisguisedColumn<Crossing> {
    /// Stripped maps have none.
    static let all: [DisguisedColumn] = [
        .named(\.name), .key(\.randomKey), .seen("path"), .seen("width"), .seen("isZebra"),
        .row("signalGroup", \.signalGroup, of: \.signalGroups),
        .inner("lanes", \.lanes, DisguisedColumn<Crossing.CrossedLane>.all, isMixed: true, isSeen: false),
    ]
}

extension DisguisedColumn<Crossing.CrossedLane> {
    static let all: [DisguisedColumn] = [
        .row("lane", \.lane, of: \.lanes), .seen("from"), .seen("to"), .seen("along"),
    ]
}

extension DisguisedColumn<ParkingBay> {
    /// Stripped maps have none; what is seen of a bay is its paint.
    static let all: [DisguisedColumn] = [
        .named(\.name), .key(\.randomKey), .seen("box"), .row("lane", \.lane, of: \.lanes), .seen("s"),
    ]
}

extension DisguisedColumn<PaintPatch> {
    static let all: [DisguisedColumn] = [
        .key(\.randomKey), .hidden("kind", \.kind, as: .text), .seen("colour"), .seen("wear"), .seen("outline"),
    ]
}

extension DisguisedColumn<GroundSurface> {
    static let all: [DisguisedColumn] = [
        .key(\.randomKey), .seen("material"), .seen("height"), .seen("outline"),
    ]
}

extension DisguisedColumn<Kerb> {
    static let all: [DisguisedColumn] = [.key(\.randomKey), .seen("line"), .seen("height")]
}

extension DisguisedColumn<Building> {
    static let all: [DisguisedColumn] = [
        .key(\.randomKey), .seen("parts"), .seen("height"), .seen("colour"), .seen("reflectivity"),
        .seen("floorHeight"),
    ]
}

extension DisguisedColumn<StreetFurniture> {
    static let all: [DisguisedColumn] = [
        .key(\.randomKey), .seen("kind"), .seen("footprint"), .seen("height"), .seen("crownRadius"),
        .seen("crownBase"),
    ]
}

extension Polyline {
    /// A short line where nobody drives.
    static let nowhere = Polyline([Vector2(1e5, 1e5), Vector2(1e5 + 1, 1e5)])!
}

extension ConflictZone {
    /// Makes the second lane the first in about half of the zones.
    mutating func swapSides(_ disguise: MapDisguise) {
        guard StableHash.mix(disguise.seed ^ UInt64(truncatingIfNeeded: first.row &+ second.row)) & 1 == 1 else {
            return
        }
        (first, second) = (second, first)
        (firstFrom, secondFrom) = (secondFrom, firstFrom)
        (firstTo, secondTo) = (secondTo, firstTo)
        priority = priority == .first ? .second : priority == .second ? .first : .equal
    }
}
