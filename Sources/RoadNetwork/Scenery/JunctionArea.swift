import Geometry

/// Where a road meets a junction. Left and right are seen from the junction along the road.
struct JunctionArm {
    var section: Int
    /// The section's end (true) or start touches the junction.
    var atEnd: Bool
    var leftCorner: Vector2
    var rightCorner: Vector2
    /// Unit vector away from the junction.
    var outward: Vector2

    var middle: Vector2 { (leftCorner + rightCorner) / 2 }
}

/// The paved area of a junction: bounded by the mouths of its arms and by a curve at each corner between them.
struct JunctionArea {
    /// A kerb line from the left corner of one arm to the right corner of the next, counter-clockwise.
    struct Corner {
        var from: Int
        var to: Int
        var line: [Vector2]
    }

    var key: UInt64
    /// Counter-clockwise.
    var arms: [JunctionArm]
    var corners: [Corner]
    /// Counter-clockwise border, simple; empty if the arms do not enclose an area.
    var outline: [Vector2]
    /// Where there is no outline: the areas between mouths that ways straight on join, which the lanes alone would leave
    /// with holes.
    var links: [ConvexPolygon] = []

    static func all(in map: StreetMap, sections: StreetSections) -> [JunctionArea] {
        map.junctions.indices.map { JunctionArea(JunctionID($0), map: map, sections: sections) }
    }

    private init(_ junction: JunctionID, map: StreetMap, sections: StreetSections) {
        key = map[junction].randomKey
        var finder = ArmFinder(sections: sections, junction: junction)
        var ways = map[junction].lanes.map { (lane: $0, from: finder.entry(of: $0), to: finder.exit(of: $0)) }
        ways.sort { map[$0.lane].randomKey < map[$1.lane].randomKey }
        let rank = finder.sortArms()
        ways = ways.map { ($0.lane, $0.from < 0 ? -1 : rank[$0.from], $0.to < 0 ? -1 : rank[$0.to]) }
        let center =
            finder.arms.isEmpty ? .zero : finder.arms.reduce(.zero) { $0 + $1.middle } / Double(finder.arms.count)
        // Angles of mouths around the middle; equal ones by section, whose order depends on random keys.
        let order = finder.arms.indices.sorted { a, b in
            let (first, second) = (finder.arms[a], finder.arms[b])
            let (one, two) = ((first.middle - center).yaw, (second.middle - center).yaw)
            return (one, first.section, first.atEnd ? 1 : 0) < (two, second.section, second.atEnd ? 1 : 0)
        }
        arms = order.map { finder.arms[$0] }
        var place = Array(repeating: -1, count: arms.count)
        for (new, old) in order.enumerated() { place[old] = new }
        let maker = CornerMaker(
            sections: sections, arms: arms,
            ways: ways.map { ($0.lane, $0.from < 0 ? -1 : place[$0.from], $0.to < 0 ? -1 : place[$0.to]) })
        corners = arms.indices.map { maker.corner(after: $0) }
        outline = JunctionArea.outline(arms: arms, lines: corners.map(\.line))
        let poking = maker.borders.filter { border in border.contains { !contains($0) } }
        if !poking.isEmpty, !outline.isEmpty {
            for index in corners.indices { corners[index].line = maker.widened(corners[index].line, by: poking) }
            outline = JunctionArea.outline(arms: arms, lines: corners.map(\.line))
        }
        if outline.isEmpty {
            corners = arms.indices.map { index in
                let next = (index + 1) % arms.count
                return Corner(from: index, to: next, line: [arms[index].leftCorner, arms[next].rightCorner])
            }
            outline = JunctionArea.outline(arms: arms, lines: corners.map(\.line))
        }
        guard outline.isEmpty else { return }
        corners = []
        links = JunctionArea.links(maker.ways, arms: arms, map: map)
    }

    private static func links(_ ways: [(lane: LaneID, from: Int, to: Int)], arms: [JunctionArm], map: StreetMap)
        -> [ConvexPolygon]
    {
        var joined: [(Int, Int)] = []
        var result: [ConvexPolygon] = []
        for way in ways where way.from >= 0 && way.to >= 0 && way.from != way.to {
            let pair = (min(way.from, way.to), max(way.from, way.to))
            let isAhead = [.straight, .slightLeft, .slightRight].contains(map[way.lane].turn)
            guard isAhead, map[way.lane].type.isDrivable, !joined.contains(where: { $0 == pair }) else { continue }
            joined.append(pair)
            let corners = [way.from, way.to].flatMap { [arms[$0].leftCorner, arms[$0].rightCorner] }
            if let hull = ConvexPolygon(hullOf: corners) { result.append(hull) }
        }
        return result
    }

    private static func outline(arms: [JunctionArm], lines: [[Vector2]]) -> [Vector2] {
        var border: [Vector2] = []
        for (arm, line) in zip(arms, lines) {
            for point in [arm.rightCorner] + line {
                if let last = border.last, last.distance(to: point) < 0.01 { continue }
                border.append(point)
            }
        }
        while border.count > 1, border[0].distance(to: border[border.count - 1]) < 0.01 { border.removeLast() }
        guard border.count >= 3, isSimple(border) else { return [] }
        let area = border.indices.reduce(0) { $0 + border[$1].cross(border[($1 + 1) % border.count]) }
        return area > 0 ? border : []
    }

    /// Whether no two edges of a closed border cross. Complexity: O(n²) for the few dozen corners of a junction.
    private static func isSimple(_ border: [Vector2]) -> Bool {
        let count = border.count
        for first in 0..<count {
            let edge = Segment(from: border[first], to: border[(first + 1) % count])
            guard first + 2 < count else { continue }
            for second in (first + 2)..<count where (second + 1) % count != first {
                let other = Segment(from: border[second], to: border[(second + 1) % count])
                if edge.crossing(with: other) != nil { return false }
            }
        }
        return true
    }

    /// Whether the outline holds a point (crossing number).
    func contains(_ point: Vector2) -> Bool {
        var inside = false
        var previous = outline.last ?? .zero
        for corner in outline {
            if (corner.y > point.y) != (previous.y > point.y) {
                let x = corner.x + (point.y - corner.y) / (previous.y - corner.y) * (previous.x - corner.x)
                if point.x < x { inside.toggle() }
            }
            previous = corner
        }
        return inside
    }
}

/// Collects the arms of a junction from its connecting lanes.
private struct ArmFinder {
    let sections: StreetSections
    let junction: JunctionID
    var arms: [JunctionArm] = []

    init(sections: StreetSections, junction: JunctionID) {
        self.sections = sections
        self.junction = junction
    }

    /// Row of the arm that a connecting lane comes from; -1 if it begins inside the junction.
    mutating func entry(of lane: LaneID) -> Int {
        let map = sections.map
        for before in map[lane].predecessors where map[before].junction != junction {
            return arm(of: before, atLaneEnd: true)
        }
        return -1
    }

    mutating func exit(of lane: LaneID) -> Int {
        let map = sections.map
        for after in map[lane].successors where map[after].junction != junction {
            return arm(of: after, atLaneEnd: false)
        }
        return -1
    }

    /// Puts the arms into an order that depends on random keys only; the new row of each old one.
    mutating func sortArms() -> [Int] {
        let order = arms.indices.sorted { a, b in
            (arms[a].section, arms[a].atEnd ? 1 : 0) < (arms[b].section, arms[b].atEnd ? 1 : 0)
        }
        var rank = Array(repeating: 0, count: arms.count)
        for (new, old) in order.enumerated() { rank[old] = new }
        arms = order.map { arms[$0] }
        return rank
    }

    private mutating func arm(of lane: LaneID, atLaneEnd: Bool) -> Int {
        let row = Int(sections.ofLane[lane.index])
        guard row >= 0, let member = sections.all[row].members.first(where: { $0.lane == lane }) else { return -1 }
        let atEnd = member.isForward == atLaneEnd
        if let known = arms.firstIndex(where: { $0.section == row && $0.atEnd == atEnd }) { return known }
        guard let range = sections.levelRange(of: sections.all[row]) else { return -1 }
        let section = sections.all[row]
        let left = sections.border(section.members[range.lowerBound], side: 1)
        let right = sections.border(section.members[range.upperBound], side: -1)
        // Seen from the junction, sides swap where the section ends.
        let leftCorner = atEnd ? right[right.count - 1] : left[0]
        let rightCorner = atEnd ? left[left.count - 1] : right[0]
        let across = (leftCorner - rightCorner).normalized
        arms.append(
            JunctionArm(
                section: row, atEnd: atEnd, leftCorner: leftCorner, rightCorner: rightCorner,
                outward: Vector2(across.y, -across.x)))
        return arms.count - 1
    }
}

/// Draws the kerb lines at the corners.
private struct CornerMaker {
    let sections: StreetSections
    let arms: [JunctionArm]
    /// Connecting lanes with the arms they join; -1 for none.
    let ways: [(lane: LaneID, from: Int, to: Int)]

    func corner(after arm: Int) -> JunctionArea.Corner {
        let next = (arm + 1) % arms.count
        let (from, to) = (arms[arm].leftCorner, arms[next].rightCorner)
        var best: (gap: Double, key: UInt64, line: [Vector2])?
        for way in ways {
            guard let border = border(of: way, arm, next) else { continue }
            let gap = border[0].distance(to: from) + border[border.count - 1].distance(to: to)
            let key = sections.map[way.lane].randomKey
            if let best, (best.gap, best.key) <= (gap, key) { continue }
            best = (gap, key, border)
        }
        let line = best.map { stretched($0.line, from: from, to: to) } ?? smoothLine(arms[arm], arms[next])
        return JunctionArea.Corner(from: arm, to: next, line: line)
    }

    /// The border of a lane between two arms on the side of the corner, from arm `arm` to arm `next`.
    private func border(of way: (lane: LaneID, from: Int, to: Int), _ arm: Int, _ next: Int) -> [Vector2]? {
        guard StreetSection.Ground(sections.map[way.lane].type).isLevel else { return nil }
        let member = StreetSection.Member(lane: way.lane, isForward: true)
        if way.from == arm, way.to == next { return sections.border(member, side: -1) }
        if way.from == next, way.to == arm { return sections.border(member, side: 1).reversed() }
        return nil
    }

    /// Both borders of every level lane that runs from arm to arm, drawn in by a centimetre and without the ends, which
    /// lie in the mouths.
    var borders: [ArraySlice<Vector2>] {
        ways.flatMap { way -> [ArraySlice<Vector2>] in
            let lane = sections.map[way.lane]
            guard way.from >= 0, way.to >= 0, StreetSection.Ground(lane.type).isLevel else { return [] }
            let line = lane.centerline
            return [1.0, -1.0].map { side in
                let border = line.points.indices.map { index in
                    line.points[index] + Vector2(yaw: line.headings[index]).leftNormal
                        * (side * max(0, lane.halfWidths[index] - 0.01))
                }
                return PointChain(border).refined(step: 0.5).dropFirst().dropLast()
            }
        }
    }

    /// A corner's line moved outwards where lanes reach beyond it; their borders are given.
    func widened(_ line: [Vector2], by borders: [ArraySlice<Vector2>]) -> [Vector2] {
        let line = PointChain(line).refined(step: 0.5)
        guard line.count > 2 else { return line }
        let outside = ConvexStrips.offset(line, by: -3)
        return line.indices.map { index in
            guard index > 0, index < line.count - 1 else { return line[index] }
            let ray = Segment(from: line[index], to: outside[index])
            var farthest = 0.0
            for border in borders {
                for (a, b) in zip(border, border.dropFirst()) {
                    if let hit = ray.crossing(with: Segment(from: a, to: b)) { farthest = max(farthest, hit.mine) }
                }
            }
            guard farthest > 0 else { return line[index] }
            return line[index].interpolated(to: outside[index], min(1, farthest + 0.02))
        }
    }

    /// The line moved outwards so that it begins and ends at the corners of the mouths: what lies between the lane and
    /// the kerb (parking, cycle lanes) runs out along it.
    private func stretched(_ line: [Vector2], from: Vector2, to: Vector2) -> [Vector2] {
        let (first, last) = (from - line[0], to - line[line.count - 1])
        let chain = PointChain(line)
        return line.indices.map { index in
            let fraction = chain.stations[index] / max(1e-6, chain.length)
            return line[index] + first.interpolated(to: last, fraction)
        }
    }

    /// A cubic Bézier curve that leaves one mouth and joins the other in the direction of their roads.
    private func smoothLine(_ arm: JunctionArm, _ next: JunctionArm) -> [Vector2] {
        let (from, to) = (arm.leftCorner, next.rightCorner)
        let reach = 0.35 * from.distance(to: to)
        let (first, second) = (from - arm.outward * reach, to - next.outward * reach)
        return (0...8).map { step in
            let t = Double(step) / 8
            let u = 1 - t
            return from * (u * u * u) + first * (3 * u * u * t) + second * (3 * u * t * t) + to * (t * t * t)
        }
    }
}
