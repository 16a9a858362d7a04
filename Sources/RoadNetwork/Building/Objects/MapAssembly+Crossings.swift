import Geometry

extension MapAssembly {
    /// Makes the crossings that the source describes, with the lanes they lie over. The map must be indexed.
    mutating func buildCrossings() {
        for object in description.objects {
            guard case .crossing(let isZebra) = object.kind else { continue }
            guard let hull = ConvexPolygon(hullOf: footprint(of: object)), let pose = pose(of: object.place) else {
                notes.note("Crossings without an area were left out", object.id)
                continue
            }
            var roadYaw = pose.yaw
            if case .road(let row, let s, _, _) = object.place, let line = lines[row] { roadYaw = line.pose(at: s).yaw }
            let name = object.id.isEmpty ? "crossing \(map.crossings.count + 1)" : object.id
            addCrossing(name: name, key: object.randomKey, area: hull, roadYaw: roadYaw, isZebra: isZebra)
        }
    }

    /// Adds a crossing that covers `area` on a road with the given heading. It is made to reach from kerb to kerb:
    /// sources often draw it a little short, long or aside.
    ///
    /// - Parameter margin: how far beyond the area a kerb may lie, metres.
    mutating func addCrossing(
        name: String, key: UInt64, area: ConvexPolygon, roadYaw: Double, isZebra: Bool, margin: Double = 4
    ) {
        guard let shape = MapAssembly.walkingShape(area, roadYaw: roadYaw) else { return }
        let start = shape.path.pose(at: -margin).position
        let end = shape.path.pose(at: shape.path.length + margin).position
        var lanes = crossedLanes(from: start, to: end, width: shape.width, includesParking: true)
        lanes.sort { ($0.along, map[$0.lane].randomKey) < ($1.along, map[$1.lane].randomKey) }
        let ranges = lanes.map { crossed -> ClosedRange<Double> in
            let half = map[crossed.lane].halfWidth(at: (crossed.from + crossed.to) / 2)
            return (crossed.along - half)...(crossed.along + half)
        }
        let reach = MapAssembly.union(of: ranges, touching: margin...(margin + shape.path.length))
        var path = shape.path
        if let reach, reach.upperBound - reach.lowerBound > 1 {
            let whole = Polyline([start, end]) ?? path
            path = Polyline([whole.point(at: reach.lowerBound), whole.point(at: reach.upperBound)]) ?? path
            lanes.removeAll { !reach.contains($0.along) }
            for index in lanes.indices { lanes[index].along -= reach.lowerBound }
            lanes.removeAll { map[$0.lane].users.subtracting(.pedestrians).isEmpty }
        } else {
            lanes = crossedLanes(from: path.points[0], to: path.points[1], width: shape.width, includesParking: false)
        }
        map.crossings.append(
            Crossing(name: name, randomKey: key, path: path, width: shape.width, isZebra: isZebra, lanes: lanes))
    }

    /// The hull of all ranges that touch `seed`, and of those that adjoin the hull.
    private static func union(of ranges: [ClosedRange<Double>], touching seed: ClosedRange<Double>)
        -> ClosedRange<Double>?
    {
        var hull: ClosedRange<Double>?
        func absorb(_ range: ClosedRange<Double>) {
            hull = hull.map { min($0.lowerBound, range.lowerBound)...max($0.upperBound, range.upperBound) } ?? range
        }
        for range in ranges where range.overlaps(seed) { absorb(range) }
        for range in ranges + ranges.reversed() {
            guard let reach = hull, range.lowerBound < reach.upperBound + 0.5,
                range.upperBound > reach.lowerBound - 0.5
            else { continue }
            absorb(range)
        }
        return hull
    }

    /// Lanes for vehicles under a straight crossing, with the arc lengths it covers on each.
    private func crossedLanes(
        from start: Vector2, to end: Vector2, width: Double, includesParking: Bool
    ) -> [Crossing.CrossedLane] {
        let box = OrientedBox(
            center: (start + end) / 2, axis: (end - start).normalized, halfLength: start.distance(to: end) / 2,
            halfWidth: width / 2)
        let area = ConvexPolygon(counterClockwise: box.corners)
        let low = area.corners.reduce(area.corners[0]) { Vector2(min($0.x, $1.x), min($0.y, $1.y)) }
        let high = area.corners.reduce(area.corners[0]) { Vector2(max($0.x, $1.x), max($0.y, $1.y)) }
        var lanes: [Crossing.CrossedLane] = []
        for row in map.laneIndex?.candidates(from: low, to: high) ?? [] {
            let lane = map.lanes[row]
            guard lane.type.isCarriageway, includesParking || !lane.users.subtracting(.pedestrians).isEmpty,
                let range = MapAssembly.part(of: lane.centerline, inside: area)
            else { continue }
            let middle = lane.centerline.pose(at: (range.lowerBound + range.upperBound) / 2)
            guard middle.forward.cross(box.axis).magnitude > 0.5 else { continue }
            lanes.append(
                Crossing.CrossedLane(
                    lane: LaneID(row), from: range.lowerBound, to: range.upperBound,
                    along: (middle.position - start).dot(box.axis)))
        }
        return lanes
    }

    /// The way people walk over an area (across the road), and how wide it is.
    private static func walkingShape(_ area: ConvexPolygon, roadYaw: Double) -> (path: Polyline, width: Double)? {
        var longest = Vector2.zero
        for (index, corner) in area.corners.enumerated() {
            let edge = area.corners[(index + 1) % area.corners.count] - corner
            if edge.lengthSquared > longest.lengthSquared { longest = edge }
        }
        let along = longest.normalized
        let road = Vector2(yaw: roadYaw)
        let across = along.dot(road).magnitude < along.cross(road).magnitude ? along : along.leftNormal
        let walking = road.cross(across) < 0 ? -across : across
        let origin = area.middle
        var (low, high, near, far) = (0.0, 0.0, 0.0, 0.0)
        for corner in area.corners {
            let offset = corner - origin
            (low, high) = (min(low, offset.dot(walking)), max(high, offset.dot(walking)))
            (near, far) = (min(near, offset.dot(walking.leftNormal)), max(far, offset.dot(walking.leftNormal)))
        }
        let center = origin + walking.leftNormal * ((near + far) / 2)
        guard let path = Polyline([center + walking * low, center + walking * high]), far - near > 0.1 else {
            return nil
        }
        return (path, far - near)
    }

    /// Arc lengths between which a line runs inside a convex area (the hull of all such parts); nil if it misses it.
    static func part(of line: Polyline, inside area: ConvexPolygon) -> ClosedRange<Double>? {
        var found: ClosedRange<Double>?
        for index in 1..<line.points.count {
            let start = line.points[index - 1]
            let d = line.points[index] - start
            var (from, to) = (0.0, 1.0)
            for (corner, first) in area.corners.enumerated() {
                let edge = area.corners[(corner + 1) % area.corners.count] - first
                let outside = edge.cross(start - first)
                let rate = edge.cross(d)
                if rate.magnitude < 1e-12 {
                    if outside < 0 { to = -1 }
                } else if rate > 0 {
                    from = max(from, -outside / rate)
                } else {
                    to = min(to, -outside / rate)
                }
            }
            guard from < to else { continue }
            let span = line.arcLengths[index] - line.arcLengths[index - 1]
            let base = line.arcLengths[index - 1]
            let part = (base + from * span)...(base + to * span)
            found = found.map { min($0.lowerBound, part.lowerBound)...max($0.upperBound, part.upperBound) } ?? part
        }
        return found
    }
}
