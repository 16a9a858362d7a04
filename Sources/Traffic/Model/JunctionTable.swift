import Geometry
import RoadNetwork

/// Conflict zones as each of their two lanes sees them, with the order that the rules of the road give.
struct JunctionTable: Sendable {
    /// Of all lanes, one after the other (`LaneRecord.zoneStart`).
    var zones: [ZoneView] = []
}

/// A conflict zone seen from one of its lanes.
struct ZoneView: Sendable {
    var other: Int32
    var kind: ConflictZone.Kind
    /// Who goes first by the rules: 1 this lane, -1 the other, 0 who comes first.
    var order: Int8
    /// Who goes first among equals: 1 this lane, -1 the other, 0 undecided.
    var tie: Int8
    /// The zone counts only for long vehicles: on this lane (`.mine`) or on the other (`.theirs`).
    var onlyLong = LongSide.nobody
    /// Arc lengths on this lane and on the other.
    var mineFrom: Double
    var mineTo: Double
    var theirsFrom: Double
    var theirsTo: Double
}

/// On which of two lanes a vehicle has to be long for a zone to count; `.nobody`: it counts for everybody.
enum LongSide: UInt8, Sendable {
    case nobody, mine, theirs
}

extension JunctionTable {
    /// Added to both ends of a zone, metres: room for vehicles that are wider than usual or not quite on their line.
    private static let margin = 0.3

    init(map: StreetMap, lanes: inout LaneTable) {
        let wide = Self.wideZones(map: map, lanes: lanes)
        for row in map.lanes.indices {
            lanes.records[row].zoneStart = Int32(zones.count)
            for index in map.lanes[row].conflicts {
                let zone = map.conflicts[Int(index)]
                guard zone.first != zone.second else { continue }
                zones.append(Self.view(of: zone, from: LaneID(row), lanes: lanes, side: map.drivingSide))
            }
            zones += wide[row]
            lanes.records[row].mustStayClear = map.lanes[row].conflicts.contains {
                map.conflicts[Int($0)].kind == .crossing
            }
            lanes.records[row].zoneCount = Int32(zones.count) - lanes.records[row].zoneStart
        }
    }

    private static func view(of zone: ConflictZone, from lane: LaneID, lanes: LaneTable, side: DrivingSide) -> ZoneView
    {
        let view = zone.view(from: lane)
        let mine = lanes[lane.row]
        let theirs = lanes[view.other.row]
        let tie = customaryOrder(mine, theirs, side: side)
        let comesFirst = [mine.control, theirs.control].contains { $0 == .allWayStop || $0 == .zipper }
        let order: Int8 = view.iYield ? -1 : view.theyYield ? 1 : comesFirst ? 0 : tie
        return ZoneView(
            other: view.other.row, kind: zone.kind, order: order, tie: tie,
            mineFrom: view.mine.lowerBound - margin, mineTo: view.mine.upperBound + margin,
            theirsFrom: view.theirs.lowerBound - margin, theirsTo: view.theirs.upperBound + margin)
    }

    /// Who goes first where no sign rules: oncoming traffic that goes straight before who turns across it, then who
    /// comes from the right (from the left where traffic keeps left), then straight on before turning.
    static func customaryOrder(_ mine: LaneRecord, _ theirs: LaneRecord, side: DrivingSide) -> Int8 {
        let turn = Angle.difference(from: mine.entryYaw, to: theirs.entryYaw)
        let across = side == .right ? turn : -turn
        if turn.magnitude > 0.5, turn.magnitude < 2.6 { return across > 0 ? -1 : 1 }
        let (myRank, theirRank) = (rank(of: mine.turn, side), rank(of: theirs.turn, side))
        return myRank == theirRank ? 0 : myRank < theirRank ? 1 : -1
    }

    /// Straight first, then turns to the near side, then turns across oncoming traffic, then U-turns.
    private static func rank(of turn: TurnDirection, _ side: DrivingSide) -> Int {
        switch turn {
        case .straight: return 0
        case .slightRight, .right: return side == .right ? 1 : 2
        case .slightLeft, .left: return side == .right ? 2 : 1
        case .uTurn: return 3
        }
    }
}
