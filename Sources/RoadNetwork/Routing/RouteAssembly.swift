import Geometry

extension RoutePlanner {
    /// Legs, path and directions of a way.
    func route(along stretches: [RouteStretch]) -> Route {
        var assembly = RouteAssembly(map: map)
        for stretch in stretches { assembly.append(stretch) }
        let (path, starts) = assembly.blendedPath()
        var route = Route(legs: assembly.legs.map(\.leg), path: path, legStarts: starts, manoeuvres: [])
        route.manoeuvres = RouteDirections(planner: self, route: route).manoeuvres()
        return route
    }
}

/// Turns stretches of lanes into legs, and legs into one smooth line.
struct RouteAssembly {
    let map: StreetMap
    var legs: [(leg: RouteLeg, isChange: Bool, blend: Double)] = []

    init(map: StreetMap) { self.map = map }

    /// Metres over which a lane change is blended at a speed: three and a half seconds, at least 15 m.
    static func comfortableChange(at speed: Double) -> Double { min(80, max(15, 3.5 * speed)) }

    /// Adds a stretch as one leg per lane. Lane changes come early, so that there is room to wait for a gap.
    mutating func append(_ stretch: RouteStretch) {
        let lane = map[stretch.lanes[0]]
        let last = map[stretch.lanes[stretch.lanes.count - 1]]
        let changes = stretch.lanes.count - 1
        let end = changes == 0 ? stretch.to : lane.centerline.project(last.centerline.point(at: stretch.to)).s
        let available = max(0, end - stretch.from)
        let wanted = RouteAssembly.comfortableChange(at: lane.speedLimit)
        let fits = available >= RoutePlanner.shortestChange * Double(changes)
        let span = changes == 0 ? wanted : fits ? min(wanted, available / Double(changes)) : wanted
        let lead = max(0, min(10, (available - span * Double(changes)) / 2))
        var from = stretch.from
        for index in 0..<changes {
            let middle =
                fits
                ? stretch.from + lead + (Double(index) + 0.5) * span
                : stretch.from + available * Double(index + 1) / Double(changes + 1)
            let place = lane.centerline.point(at: middle)
            let to = map[stretch.lanes[index]].centerline.project(place).s
            add(RouteLeg(lane: stretch.lanes[index], from: from, to: max(from, to)), isChange: index > 0, blend: span)
            from = map[stretch.lanes[index + 1]].centerline.project(place).s
        }
        let leg = RouteLeg(lane: stretch.lanes[changes], from: min(from, stretch.to), to: stretch.to)
        add(leg, isChange: changes > 0, blend: span)
    }

    private mutating func add(_ leg: RouteLeg, isChange: Bool, blend: Double) {
        if let last = legs.last, !isChange, last.leg.lane == leg.lane, (last.leg.to - leg.from).magnitude < 0.01 {
            legs[legs.count - 1].leg.to = leg.to
        } else {
            legs.append((leg, isChange, blend))
        }
    }

    /// A sideways step of the raw line between two legs, spread over `half` metres before and after it.
    private struct Blend {
        /// No blend is longer to either side, metres.
        static let reach = 41.0

        var at: Double
        var half: Double
        /// Metres to the left.
        var jump: Double

        /// What the raw line must be moved by at raw arc length `s`, and its slope.
        func offset(at s: Double, isBefore: Bool) -> (value: Double, slope: Double) {
            let u = (s - at) / half
            guard u.magnitude < 1 else { return (0, 0) }
            // Quintic smooth step: no step of curvature at its ends.
            let x = (u + 1) / 2
            let value = x * x * x * (10 - 15 * x + 6 * x * x)
            let slope = 30 * x * x * (1 - x) * (1 - x) / (2 * half)
            return (jump * (isBefore ? value : value - 1), jump * slope)
        }
    }

    /// The line along all legs with lane changes and small steps between lanes smoothed, and the arc length at which
    /// each leg begins.
    func blendedPath() -> (path: Polyline, legStarts: [Double]) {
        var rawStarts = [0.0]
        for entry in legs { rawStarts.append(rawStarts[rawStarts.count - 1] + entry.leg.to - entry.leg.from) }
        let blends = blends(rawStarts)
        var points: [Vector2] = []
        var headings: [Double] = []
        var startIndices: [Int] = []
        var firstBlend = 0
        for (index, entry) in legs.enumerated() {
            startIndices.append(max(0, points.count - 1))
            while firstBlend < blends.count, blends[firstBlend].at + Blend.reach < rawStarts[index] { firstBlend += 1 }
            for s in sampleStations(entry.leg, isFirst: index == 0) {
                let pose = map[entry.leg.lane].centerline.pose(at: s)
                let raw = rawStarts[index] + s - entry.leg.from
                var (offset, slope) = (0.0, 0.0)
                var number = firstBlend
                while number < blends.count, blends[number].at - Blend.reach <= raw {
                    let part = blends[number].offset(at: raw, isBefore: number >= index)
                    (offset, slope) = (offset + part.value, slope + part.slope)
                    number += 1
                }
                let point = pose.position + pose.forward.leftNormal * offset
                if let last = points.last, last.distance(to: point) < 0.02 { continue }
                points.append(point)
                let yaw = pose.yaw + DeterministicMath.atan(slope)
                let before = headings.last ?? yaw
                headings.append(before + Angle.difference(from: before, to: yaw))
            }
        }
        let path = Polyline(points, headings: headings) ?? shortestPath(from: points[0], yaw: headings[0])
        return (path, startIndices.map { path.arcLengths[min($0, path.arcLengths.count - 1)] })
    }

    /// A route of no length still needs a line: two centimetres along the lane.
    private func shortestPath(from point: Vector2, yaw: Double) -> Polyline {
        Polyline([point, point + Vector2(yaw: yaw) * 0.02])!
    }

    /// Arc lengths on a leg's lane at which the path gets a point: the lane's own points, and no gap above two metres.
    private func sampleStations(_ leg: RouteLeg, isFirst: Bool) -> [Double] {
        let stations = map[leg.lane].centerline.arcLengths
        var result = isFirst ? [leg.from] : []
        var last = leg.from
        func add(_ s: Double) {
            let pieces = max(1, Int(((s - last) / 2).rounded(.up)))
            for piece in 1...pieces { result.append(last + (s - last) * Double(piece) / Double(pieces)) }
            last = s
        }
        let first = map[leg.lane].centerline.segment(at: leg.from)
        for index in first..<stations.count where stations[index] > leg.from + 0.05 && stations[index] < leg.to - 0.05 {
            add(stations[index])
        }
        add(leg.to)
        return result
    }

    /// One blend per seam between legs, in order; seams without a step get a jump of 0.
    private func blends(_ rawStarts: [Double]) -> [Blend] {
        let total = rawStarts[rawStarts.count - 1]
        return legs.indices.dropLast().map { index in
            let (before, after) = (legs[index].leg, legs[index + 1].leg)
            let from = map[before.lane].centerline.pose(at: before.to)
            let to = map[after.lane].centerline.point(at: after.from)
            let jump = (to - from.position).dot(from.forward.leftNormal)
            let at = rawStarts[index + 1]
            let wish: Double
            if legs[index + 1].isChange {
                let (low, high) = roadLimits(around: index, rawStarts)
                wish = min(legs[index + 1].blend / 2, at - low, high - at)
            } else {
                wish = min(8, 4 * jump.magnitude + 1)
            }
            return Blend(at: at, half: max(0.5, min(wish, max(at, 0.5), max(total - at, 0.5))), jump: jump)
        }
    }

    /// The raw arc lengths between which legs `seam` and `seam + 1` run on road outside junctions.
    private func roadLimits(around seam: Int, _ rawStarts: [Double]) -> (low: Double, high: Double) {
        func isRoad(_ index: Int) -> Bool {
            let lane = map[legs[index].leg.lane]
            return lane.junction.isNone || lane.isRoundabout
        }
        var first = seam
        while first > 0, isRoad(first - 1) { first -= 1 }
        var last = seam + 1
        while last < legs.count - 1, isRoad(last + 1) { last += 1 }
        return (rawStarts[first], rawStarts[last + 1])
    }
}
