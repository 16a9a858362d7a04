import Geometry

extension SceneryDraft {
    /// Signs for the rules that the lanes carry, where the source has no such sign nearby, each on a post.
    mutating func putUpSigns() {
        for section in sections.all where section.junction.isNone {
            for isForward in [true, false] { putUpSigns(section, isForward: isForward) }
        }
        for crossing in map.crossings.sorted(by: { $0.randomKey < $1.randomKey })
        where crossing.isZebra && crossing.signalGroup.isNone {
            putUpCrossingSigns(crossing)
        }
        if !signs.isEmpty { notes.append("derived signs from right of way and speed limits: \(signs.count)") }
        for sign in (map.signs + signs).sorted(by: { $0.randomKey < $1.randomKey }) {
            putUpPost(sign.position, behind: TrafficSign.postDistance, facing: sign.facing, key: sign.randomKey)
        }
        for head in map.signalHeads.sorted(by: { $0.randomKey < $1.randomKey }) {
            putUpPost(head.position, behind: SignalHead.postDistance, facing: head.facing, key: head.randomKey)
        }
    }

    /// The signs at both ends of a section for one direction of travel.
    private mutating func putUpSigns(_ section: StreetSection, isForward: Bool) {
        let lanes = section.members.filter { $0.isForward == isForward && map[$0.lane].type.isDrivable }
        // The lane next to the side that traffic keeps to, seen in its own direction.
        let wantsLast = (map.drivingSide == .right) == isForward
        guard let edge = wantsLast ? lanes.last : lanes.first else { return }
        let lane = map[edge.lane]
        let ways = lanes.flatMap { map[$0.lane].successors }.filter { !map[$0].junction.isNone }.map { map[$0] }
        let controls = ways.map(\.control)
        if controls.contains(where: { $0 == .stop || $0 == .allWayStop }) {
            putUp(.stop, beside: lane, at: lane.stopLine ?? lane.length, size: 0.75)
        } else if controls.contains(.yield) {
            putUp(.yield, beside: lane, at: lane.stopLine ?? lane.length, size: 0.9)
        }
        if let limit = newSpeedLimit(lane) {
            putUp(.speedLimit, value: limit, beside: lane, at: min(8, lane.length / 2), size: 0.6)
        }
    }

    /// The limit in km/h if traffic comes onto the lane from one with another limit, else nil.
    private func newSpeedLimit(_ lane: Lane) -> Double? {
        guard lane.length > 5, lane.speedLimit < 60 else { return nil }
        let before = lane.predecessors.flatMap { id -> [Double] in
            map[id].junction.isNone ? [map[id].speedLimit] : map[id].predecessors.map { map[$0].speedLimit }
        }
        guard before.contains(where: { ($0 - lane.speedLimit).magnitude > 0.5 }) else { return nil }
        return (lane.speedLimit * 3.6 / 5).rounded() * 5
    }

    private mutating func putUp(
        _ kind: TrafficSign.Kind, value: Double = 0, beside lane: Lane, at s: Double, size: Double
    ) {
        let side = map.drivingSide == .right ? -1.0 : 1.0
        let pose = lane.centerline.pose(at: s)
        let edge = outerEdge(of: lane, at: s, side: side)
        putUp(kind, value: value, at: edge, facing: pose.yaw + .pi, size: size, key: lane.randomKey)
    }

    /// The first place beside a lane that is off the carriageway, 0.6 m behind its edge; at most 8 m away.
    private func outerEdge(of lane: Lane, at s: Double, side: Double) -> Vector2 {
        var offset = lane.halfWidth(at: s)
        while offset < 8, level.contains(lane.centerline.point(at: s, offset: side * (offset + 0.1))) { offset += 0.25 }
        return lane.centerline.point(at: s, offset: side * (offset + 0.6))
    }

    private mutating func putUpCrossingSigns(_ crossing: Crossing) {
        for crossed in crossing.lanes {
            let lane = map[crossed.lane]
            let side = map.drivingSide == .right ? -1.0 : 1.0
            // Only the lane at the edge of its direction gets one.
            let outer = side < 0 ? lane.rightNeighbour : lane.leftNeighbour
            guard lane.type.isDrivable, outer.isNone || !map[outer].type.isDrivable else { continue }
            let s = max(0, min(crossed.from, crossed.to) - 0.5)
            putUp(.pedestrianCrossing, beside: lane, at: s, size: 0.6)
        }
    }

    private mutating func putUp(
        _ kind: TrafficSign.Kind, value: Double, at place: Vector2, facing: Double, size: Double, key: UInt64
    ) {
        let isNear: (TrafficSign) -> Bool = { $0.kind == kind && $0.position.horizontal.distance(to: place) < 12 }
        guard !map.signs.contains(where: isNear), !level.contains(place) else { return }
        signs.append(
            TrafficSign(
                randomKey: StableHash.combine(key, StableHash.of(kind.rawValue)), kind: kind, value: value,
                position: Vector3(place.x, place.y, 2.2), facing: Angle.wrapped(facing), size: size))
    }

    /// A post behind a face or lamp that stands beside the carriageway. What hangs over it has no post of its own.
    private mutating func putUpPost(_ position: Vector3, behind: Double, facing: Double, key: UInt64) {
        let place = position.horizontal - Vector2(yaw: facing) * behind
        guard !level.contains(place) else { return }
        let box = OrientedBox(center: place, yaw: 0, length: 0.08, width: 0.08)
        guard !solid.overlaps(box.polygon) else { return }
        add(.pole, box, height: position.z + 0.2, key: StableHash.combine(key, 0x706F_7374))
    }

    /// Adds a thing and takes its place.
    mutating func add(
        _ kind: StreetFurniture.Kind, _ box: OrientedBox, height: Double, key: UInt64, crown: (Double, Double) = (0, 0)
    ) {
        solid.insert(box.polygon)
        furniture.append(
            StreetFurniture(
                randomKey: key, kind: kind, footprint: box, height: height, crownRadius: crown.0, crownBase: crown.1))
    }
}
