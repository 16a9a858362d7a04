import Geometry

/// Paint before and in junctions: stop lines, teeth, arrows, crossings.
extension SceneryDraft {
    /// Whether the source itself painted something of this kind within two metres.
    private func isPainted(_ kind: PaintPatch.Kind, at point: Vector2) -> Bool {
        map.paint.contains { $0.kind == kind && $0.outline.middle.distance(to: point) < 2 }
    }

    /// Stop lines and teeth where lanes enter junctions, and arrows before them.
    mutating func paintApproaches() {
        for section in sections.all where section.junction.isNone {
            for member in section.members {
                let lane = map[member.lane]
                let ways = lane.successors.filter { !map[$0].junction.isNone }.map { map[$0] }
                guard lane.type.isDrivable || lane.type == .biking, !ways.isEmpty else { continue }
                paintLine(lane, controls: ways.map(\.control))
                let siblings = section.members.count {
                    map[$0.lane].type.isDrivable && $0.isForward == member.isForward
                }
                if lane.type.isDrivable, siblings > 1 { paintArrows(lane, turns: ways.map(\.turn)) }
            }
        }
    }

    private mutating func paintLine(_ lane: Lane, controls: [EntryControl]) {
        let stops = controls.contains { [.signal, .stop, .allWayStop].contains($0) }
        guard stops || controls.contains(.yield) else { return }
        let s = lane.stopLine ?? lane.length
        let pose = lane.centerline.pose(at: s)
        let half = lane.halfWidth(at: s) - 0.1
        guard half > 0.3, !isPainted(stops ? .stopLine : .yieldLine, at: pose.position) else { return }
        let key = StableHash.combine(lane.randomKey, 0x7374_6F70)
        if stops {
            // Its near edge is where the vehicle has to stand.
            let box = OrientedBox(
                center: pose.toOuter(Vector2(0.2, 0)), axis: pose.forward, halfLength: 0.2, halfWidth: half)
            add([box.polygon], .stopLine, .white, key: key)
        } else {
            let count = max(1, Int((2 * half / 0.75).rounded(.down)))
            let step = 2 * half / Double(count)
            let teeth = (0..<count).compactMap { index -> ConvexPolygon? in
                let y = -half + (Double(index) + 0.5) * step
                let corners = [Vector2(0, y), Vector2(0.6, y - 0.25), Vector2(0.6, y + 0.25)]
                return ConvexPolygon(hullOf: corners.map { pose.toOuter($0) })
            }
            add(teeth, .yieldLine, .white, key: key)
        }
    }

    private mutating func paintArrows(_ lane: Lane, turns: [TurnDirection]) {
        let line = lane.stopLine ?? lane.length
        for (number, distance) in [3.0, 25.0].enumerated() {
            guard let (lane, tail) = place(before: lane, line - distance - TurnArrow.length) else { continue }
            let pose = lane.centerline.pose(at: tail)
            guard lane.halfWidth(at: tail) > 1.2, !isPainted(.arrow, at: pose.position) else { continue }
            let pieces = TurnArrow.pieces(for: turns).compactMap { corners in
                ConvexPolygon(hullOf: corners.map { pose.toOuter($0) })
            }
            add(pieces, .arrow, .white, key: StableHash.combine(lane.randomKey, UInt64(number) &+ 0x6172_726F))
        }
    }

    /// A place on a lane, or on the ones before it where `s` is negative; nil where that is not one road.
    private func place(before lane: Lane, _ s: Double) -> (lane: Lane, s: Double)? {
        var (lane, s) = (lane, s)
        for _ in 0..<4 {
            // Not across the joint: the arrow is one straight piece.
            if s > 0.5 { return s + TurnArrow.length < lane.length + 3 ? (lane, s) : nil }
            guard lane.predecessors.count == 1, map[lane.predecessors[0]].junction.isNone else { return nil }
            lane = map[lane.predecessors[0]]
            s += lane.length
        }
        return nil
    }

    /// Zebra bars, or two broken lines where walkers have signals only.
    mutating func paintCrossings() {
        for crossing in map.crossings.sorted(by: { $0.randomKey < $1.randomKey }) {
            guard !isPainted(.zebra, at: crossing.path.point(at: crossing.path.length / 2)) else { continue }
            let pieces = crossing.isZebra ? zebraBars(crossing) : crossingBorders(crossing)
            add(pieces.filter { level.contains($0.middle) }, .zebra, .white, key: crossing.randomKey)
        }
    }

    private func zebraBars(_ crossing: Crossing) -> [ConvexPolygon] {
        let count = max(1, Int(((crossing.path.length + 0.5) / 1).rounded(.down)))
        let margin = (crossing.path.length - Double(count) + 0.5) / 2
        return (0..<count).map { index in
            let pose = crossing.path.pose(at: margin + Double(index) + 0.25)
            return OrientedBox(
                center: pose.position, axis: pose.forward, halfLength: 0.25, halfWidth: crossing.width / 2
            ).polygon
        }
    }

    private func crossingBorders(_ crossing: Crossing) -> [ConvexPolygon] {
        let chain = PointChain(crossing.path.points)
        return [0.5, -0.5].flatMap { side -> [ConvexPolygon] in
            var pieces: [ConvexPolygon] = []
            var s = 0.1
            while s + 0.5 < chain.length {
                let part = ConvexStrips.offset(chain.part(from: s, to: s + 0.5), by: side * crossing.width)
                pieces += ConvexStrips.ribbon(part, width: 0.12, tolerance: 0.02)
                s += 0.75
            }
            return pieces
        }
    }

    /// The two ends and the lane's side of each bay.
    mutating func paintParkingBays() {
        guard !map.paint.contains(where: { $0.kind == .parkingLine }) else { return }
        for bay in map.parkingBays.sorted(by: { $0.randomKey < $1.randomKey }) {
            let box = bay.box
            let across = box.axis.leftNormal * box.halfWidth
            let along = box.axis * box.halfLength
            var lines = [[box.center + along - across, box.center + along + across]]
            lines.append([box.center - along - across, box.center - along + across])
            if !bay.lane.isNone {
                let lane = map[bay.lane].centerline.point(at: bay.s)
                let side = (lane - box.center).dot(across) > 0 ? across : -across
                lines.append([box.center - along + side, box.center + along + side])
            }
            let pieces = lines.flatMap { ConvexStrips.ribbon($0, width: 0.1, tolerance: 0.02) }
            add(pieces, .parkingLine, .white, key: StableHash.combine(bay.randomKey, 2))
        }
    }
}

/// The arrows on the road that say which way a lane leads.
public enum TurnArrow {
    /// From tail to tip, metres.
    public static let length = 5.0

    /// Convex outlines in the arrow's frame: x ahead from the tail, y to the left.
    public static func pieces(for turns: [TurnDirection]) -> [[Vector2]] {
        let ahead = turns.contains { $0 == .straight }
        let left = turns.contains { [.left, .slightLeft, .uTurn].contains($0) }
        let right = turns.contains { [.right, .slightRight].contains($0) }
        let shaftEnd = ahead ? 3.2 : 2.6
        var result = [box(0, shaftEnd, 0.13)]
        if ahead { result.append([Vector2(3.2, 0.45), Vector2(3.2, -0.45), Vector2(length, 0)]) }
        if left { result += branch(side: 1, at: ahead ? 1.2 : 2.2) }
        if right { result += branch(side: -1, at: ahead ? 1.2 : 2.2) }
        return result
    }

    private static func box(_ from: Double, _ to: Double, _ half: Double) -> [Vector2] {
        [Vector2(from, half), Vector2(from, -half), Vector2(to, -half), Vector2(to, half)]
    }

    private static func branch(side: Double, at x: Double) -> [[Vector2]] {
        let arm = [Vector2(x, 0.13), Vector2(x + 0.4, -0.13), Vector2(x + 1.35, 0.5), Vector2(x + 0.95, 0.5)]
        let head = [Vector2(x + 0.55, 0.5), Vector2(x + 1.75, 0.5), Vector2(x + 1.3, 1.25)]
        return [arm, head].map { $0.map { Vector2($0.x, $0.y * side) } }
    }
}
