import Geometry
import RoadNetwork

/// Zones that count for long vehicles only: where a bus that turns sweeps over a lane that cars would pass beside it.
extension JunctionTable {
    /// The bus that the sweeps are made for, metres.
    private static let halfLength = 6.0
    private static let halfWidth = 1.28
    private static let centerOffset = 2.6
    private static let nearLead = 2.6
    private static let farLead = 6.5
    private static let sharpest = 0.19
    /// Step along the way, and half of the strip that other vehicles use, metres.
    private static let step = 1.5
    private static let strip = 1.05

    /// Views of such zones for each lane of the map.
    static func wideZones(map: StreetMap, lanes: LaneTable) -> [[ZoneView]] {
        var views: [[ZoneView]] = Array(repeating: [], count: map.lanes.count)
        for junction in map.junctions {
            let members = junction.lanes.map(\.row).filter {
                !lanes[$0].users.isDisjoint(with: .anyVehicle)
            }.sorted { lanes[$0].key < lanes[$1].key }
            for lane in members where isTurn(lanes[lane]) {
                let poses = sweep(lane, lanes, side: map.drivingSide)
                for other in members where other != lane && !areKnown(lane, other, map) {
                    add(lane, other, poses, lanes, map.drivingSide, to: &views)
                }
            }
        }
        return views
    }

    private static func isTurn(_ record: LaneRecord) -> Bool {
        record.turn != .straight && !record.users.isDisjoint(with: [.heavy, .buses])
    }

    /// Whether two lanes share a zone already, or begin in the same lane.
    private static func areKnown(_ lane: Int32, _ other: Int32, _ map: StreetMap) -> Bool {
        let mine = map.lanes[Int(lane)]
        let theirs = map.lanes[Int(other)]
        if mine.predecessors.contains(where: { theirs.predecessors.contains($0) }) { return true }
        return mine.conflicts.contains { row in
            let zone = map.conflicts[Int(row)]
            return zone.first.row == other || zone.second.row == other
        }
    }

    /// Footprints of the bus along a lane, with the arc length of its middle; begun straight before it.
    private static func sweep(_ lane: Int32, _ lanes: LaneTable, side: DrivingSide) -> [(s: Double, box: OrientedBox)] {
        var boxes: [(s: Double, box: OrientedBox)] = []
        var yaw = lanes[lane].entryYaw
        let entry = lanes.pose(lane, at: 0, offset: 0).position
        var axle = entry - Vector2(yaw: yaw) * (halfLength + 2 + centerOffset)
        var s = -halfLength - 2
        while s < lanes[lane].length + halfLength {
            let forward = Vector2(yaw: yaw)
            boxes.append(
                (
                    s,
                    OrientedBox(
                        center: axle + forward * centerOffset, axis: forward, halfLength: halfLength + strip,
                        halfWidth: halfWidth + strip)
                ))
            let curvature = curvature(lane, axle: axle, forward: forward, s: s, lanes, side)
            axle += Vector2(yaw: yaw + curvature * step / 2) * step
            yaw += curvature * step
            s += step
        }
        return boxes
    }

    private static func curvature(
        _ lane: Int32, axle: Vector2, forward: Vector2, s: Double, _ lanes: LaneTable, _ side: DrivingSide
    ) -> Double {
        let ahead = Steering.lookAhead(speed: 4, halfLength: halfLength)
        func local(_ ahead: Double) -> Vector2 {
            let offset = lanes.pose(lane, at: s + ahead, offset: 0).position - axle
            return Vector2(offset.dot(forward), forward.cross(offset))
        }
        let near = local(ahead)
        if side == .right ? near.y > 0 : near.y < 0 {
            return Steering.curvature(towards: local(ahead + farLead - nearLead), lead: farLead, sharpest: sharpest)
        }
        return Steering.curvature(towards: near, lead: nearLead, sharpest: sharpest)
    }

    private static func add(
        _ lane: Int32, _ other: Int32, _ poses: [(s: Double, box: OrientedBox)], _ lanes: LaneTable,
        _ side: DrivingSide, to views: inout [[ZoneView]]
    ) {
        var (mineFrom, mineTo) = (Double.infinity, -Double.infinity)
        var (theirsFrom, theirsTo) = (Double.infinity, -Double.infinity)
        let length = lanes[other].length
        var along = 0.0
        while along <= length {
            let point = lanes.pose(other, at: along, offset: 0).position
            for pose in poses where pose.box.contains(point) {
                (mineFrom, mineTo) = (min(mineFrom, pose.s + halfLength), max(mineTo, pose.s - halfLength))
                (theirsFrom, theirsTo) = (min(theirsFrom, along), max(theirsTo, along))
            }
            along += step
        }
        guard mineFrom < .infinity else { return }
        let order = customaryOrder(lanes[lane], lanes[other], side: side)
        let view = ZoneView(
            other: other, kind: .crossing, order: order, tie: order, onlyLong: .mine, mineFrom: mineFrom - 1,
            mineTo: mineTo + 1, theirsFrom: theirsFrom - 1, theirsTo: theirsTo + 1)
        views[Int(lane)].append(view)
        views[Int(other)].append(
            ZoneView(
                other: lane, kind: .crossing, order: -order, tie: -order, onlyLong: .theirs,
                mineFrom: view.theirsFrom, mineTo: view.theirsTo, theirsFrom: view.mineFrom, theirsTo: view.mineTo))
    }
}
