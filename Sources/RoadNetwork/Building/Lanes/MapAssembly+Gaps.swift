import Geometry

extension MapAssembly {
    /// Radius below which a connecting lane for vehicles is looked at, metres: about what a car can turn.
    private static let tightRadius = 4.5

    /// Draws connecting lanes anew that do not meet the lanes they connect (gap above 10 cm or kink above 20°), or bend
    /// tighter than a car can drive though there is room, as a smooth curve from one to the other.
    mutating func closeGaps() {
        for row in map.lanes.indices where description.roads[origins[row].road].junction != nil {
            let lane = map.lanes[row]
            guard let source = lane.predecessors.first, let target = lane.successors.first,
                source.index != row, target.index != row
            else { continue }
            let start = endPose(source.index)
            let goal = startPose(target.index)
            let misses = isApart(start, startPose(row)) || isApart(endPose(row), goal)
            let radius = lane.centerline.leastRadius(window: 1.5)
            guard misses || (lane.type.isDrivable && radius < Self.tightRadius),
                start.position.distance(to: goal.position) < 60
            else { continue }
            let ends = (map.lanes[source.index].halfWidths.last ?? 1.5, map.lanes[target.index].halfWidths[0])
            guard let curve = MapAssembly.curve(from: start, to: goal) else { continue }
            let drawn = redrawn(row, along: curve, ends: ends)
            guard misses || drawn.centerline.leastRadius(window: 1.5) > 1.2 * radius else { continue }
            (map.lanes[row], origins[row].stations) = (drawn, stations(of: drawn))
            notes.note(
                misses
                    ? "Connecting lanes that did not meet their neighbours were drawn anew"
                    : "Connecting lanes that nobody could drive were drawn less sharp", lane.name)
        }
    }

    private func startPose(_ row: Int) -> Pose2 {
        let line = map.lanes[row].centerline
        return Pose2(line.points[0], yaw: line.headings[0])
    }

    private func endPose(_ row: Int) -> Pose2 {
        let line = map.lanes[row].centerline
        return Pose2(line.points[line.points.count - 1], yaw: line.headings[line.headings.count - 1])
    }

    private func isApart(_ a: Pose2, _ b: Pose2) -> Bool {
        a.position.distance(to: b.position) > 0.1 || Angle.difference(from: a.yaw, to: b.yaw).magnitude > 0.35
    }

    /// A cubic Hermite curve with tangents as long as the chord, longer where it turns back; nil if both ends are the
    /// same point.
    static func curve(from start: Pose2, to goal: Pose2) -> (points: [Vector2], headings: [Double])? {
        let chord = start.position.distance(to: goal.position)
        guard chord > 0.02 else { return nil }
        let turn = Angle.difference(from: start.yaw, to: goal.yaw).magnitude
        let pull = turn > 2.4 ? max(2 * chord, 8) : chord
        let (p, q, u, v) = (start.position, goal.position, start.forward * pull, goal.forward * pull)
        let count = max(2, min(64, Int(turn / 0.1) + Int(chord / 4) + 4))
        var points: [Vector2] = []
        var headings: [Double] = []
        for step in 0...count {
            let t = Double(step) / Double(count)
            let (t2, t3) = (t * t, t * t * t)
            let point = p * (2 * t3 - 3 * t2 + 1) + u * (t3 - 2 * t2 + t) + q * (3 * t2 - 2 * t3) + v * (t3 - t2)
            let slope = p * (6 * t2 - 6 * t) + u * (3 * t2 - 4 * t + 1) + q * (6 * t - 6 * t2) + v * (3 * t2 - 2 * t)
            if let last = points.last, last.distance(to: point) < 2e-3 { continue }
            let yaw = slope.length > 1e-9 ? slope.yaw : headings.last ?? start.yaw
            headings.append(headings.last.map { $0 + Angle.difference(from: $0, to: yaw) } ?? yaw)
            points.append(point)
        }
        return points.count >= 2 ? (points, headings) : nil
    }

    /// A lane along another line.
    private func redrawn(
        _ row: Int, along curve: (points: [Vector2], headings: [Double]), ends: (Double, Double)
    ) -> Lane {
        var lengths = [0.0]
        for index in 1..<curve.points.count {
            lengths.append(lengths[index - 1] + curve.points[index].distance(to: curve.points[index - 1]))
        }
        let total = lengths[lengths.count - 1]
        var lane = map.lanes[row]
        lane.halfWidths = lengths.map { ends.0 + (ends.1 - ends.0) * $0 / total }
        lane.centerline = Polyline(points: curve.points, arcLengths: lengths, headings: curve.headings)
        return lane
    }

    /// Stations of the road beside the points of a lane, spread evenly.
    private func stations(of lane: Lane) -> [Double] {
        let (from, to) = (lane.stationAtStart, lane.stationAtEnd)
        return lane.centerline.arcLengths.map { from + (to - from) * $0 / lane.centerline.length }
    }
}
