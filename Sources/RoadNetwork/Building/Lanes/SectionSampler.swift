import Geometry

/// Turns a lane section into sampled lanes: centre line, half widths and stations, in the direction of travel.
struct SectionSampler {
    /// A sampled lane before it gets its place in the map.
    struct SampledLane {
        var centerline: Polyline
        var halfWidths: [Double]
        /// Station of the reference line beside each point; descending where the lane travels against it.
        var stations: [Double]
    }

    let line: ReferenceLine
    let section: DescribedSection
    let range: ClosedRange<Double>
    /// Stations, with the reference line's pose, curvature and lane offset at each.
    private let stations: [Double]
    private let poses: [Pose2]
    private let normals: [Vector2]
    private let curvatures: [Double]
    private let offsets: [(value: Double, slope: Double)]
    /// A width below zero was met; it counts as zero.
    private(set) var foundNegativeWidth = false

    init(
        line: ReferenceLine, section: DescribedSection, laneOffset: [StationCubic], range: ClosedRange<Double>,
        tolerance: Double
    ) {
        self.line = line
        self.section = section
        self.range = range
        let from = range.lowerBound
        var series = [laneOffset]
        var reach = 0.0
        for lane in section.lanes {
            let records = lane.widths.isEmpty ? lane.borders : lane.widths
            for record in records { reach = max(reach, record.cubic.a.magnitude) }
            series.append(records.map { StationCubic(from: $0.from + section.from, $0.cubic) })
        }
        reach = min(100, reach * Double(section.lanes.count))
        let sampler = StationSampler(tolerance: tolerance, reach: reach)
        stations = sampler.stations(on: line, from: from, to: range.upperBound, series: series)
        var poses: [Pose2] = []
        poses.reserveCapacity(stations.count)
        for s in stations {
            var pose = line.pose(at: s)
            if let last = poses.last { pose.yaw = last.yaw + Angle.difference(from: last.yaw, to: pose.yaw) }
            poses.append(pose)
        }
        self.poses = poses
        normals = poses.map { $0.forward.leftNormal }
        curvatures = stations.map { s in
            let index = line.piece(at: s)
            return line.pieces[index].curvature(at: min(line.pieces[index].length, max(0, s - line.starts[index])))
        }
        // The last station belongs to this section: what begins exactly there is the next one's.
        offsets = stations.map { line.laneOffset(at: $0 == range.upperBound ? $0 - 1e-6 : $0) }
    }

    /// Every lane that has some width, by the order of `section.lanes`; nil for lanes without.
    mutating func sample(travelsForward: (DescribedLane) -> Bool) -> [SampledLane?] {
        var result = [SampledLane?](repeating: nil, count: section.lanes.count)
        for side in [1, -1] {
            let order = section.lanes.indices.filter { section.lanes[$0].number.signum() == side }
                // order: numbers are unique within a section
                .sorted { section.lanes[$0].number.magnitude < section.lanes[$1].number.magnitude }
            var inner = offsets
            for index in order {
                let lane = section.lanes[index]
                let outer = border(of: lane, inner: inner, side: Double(side))
                result[index] = assemble(inner: inner, outer: outer, forward: travelsForward(lane))
                inner = outer
            }
        }
        return result
    }

    /// Offset (left positive) and slope of the lane's outer border at every station.
    private mutating func border(
        of lane: DescribedLane, inner: [(value: Double, slope: Double)], side: Double
    ) -> [(value: Double, slope: Double)] {
        let usesBorders = lane.widths.isEmpty
        let records = usesBorders ? lane.borders : lane.widths
        var outer = inner
        var active = 0
        for index in stations.indices {
            let s = stations[index] - section.from
            while active + 1 < records.count, records[active + 1].from <= s + 1e-9, !isLast(index, records[active + 1])
            {
                active += 1
            }
            guard active < records.count, records[active].from <= s + 1e-9 else { continue }
            var width = records[active].value(at: s)
            var slope = records[active].slope(at: s)
            if usesBorders {
                width = side * (width + offsets[index].value - inner[index].value)
                slope = side * (slope + offsets[index].slope - inner[index].slope)
            }
            if width < 0 || !width.isFinite || !slope.isFinite {
                foundNegativeWidth = foundNegativeWidth || !(width >= -1e-3)
                (width, slope) = (0, 0)
            }
            outer[index].value += side * min(width, 1e4)
            outer[index].slope += side * slope
        }
        return outer
    }

    /// A record that begins where the section ends is never used.
    private func isLast(_ index: Int, _ record: StationCubic) -> Bool {
        index == stations.count - 1 && record.from >= stations[index] - section.from - 1e-9 && index > 0
    }

    private func assemble(
        inner: [(value: Double, slope: Double)], outer: [(value: Double, slope: Double)], forward: Bool
    ) -> SampledLane? {
        var points: [Vector2] = []
        var headings: [Double] = []
        var halfWidths: [Double] = []
        var kept: [Double] = []
        var arcLengths: [Double] = []
        points.reserveCapacity(stations.count)
        var widest = 0.0
        for step in stations.indices {
            let index = forward ? step : stations.count - 1 - step
            let t = (inner[index].value + outer[index].value) / 2
            let point = poses[index].position + normals[index] * t
            let ahead = forward ? poses[index].forward : poses[index].forward * -1
            if let last = points.last, (point - last).dot(ahead) < 1e-3 {
                // Inside a bend tighter than its offset the line runs backwards: it is cut short there.
                guard step == stations.count - 1 else { continue }
                while points.count > 1, (point - points[points.count - 1]).dot(ahead) < 1e-3 {
                    points.removeLast()
                    headings.removeLast()
                    halfWidths.removeLast()
                    kept.removeLast()
                    arcLengths.removeLast()
                }
            }
            let travelled = points.last.map { arcLengths[arcLengths.count - 1] + $0.distance(to: point) } ?? 0
            let slope = (inner[index].slope + outer[index].slope) / 2
            let along = max(0.05, 1 - curvatures[index] * t)
            let turn = slope == 0 ? 0 : DeterministicMath.atan2(slope, along)
            points.append(point)
            arcLengths.append(travelled)
            headings.append(poses[index].yaw + turn + (forward ? 0 : .pi))
            halfWidths.append((outer[index].value - inner[index].value).magnitude / 2)
            kept.append(stations[index])
            widest = max(widest, halfWidths[halfWidths.count - 1])
        }
        guard points.count >= 2, widest > 0.02, arcLengths[arcLengths.count - 1].isFinite else { return nil }
        return SampledLane(
            centerline: Polyline(points: points, arcLengths: arcLengths, headings: headings), halfWidths: halfWidths,
            stations: kept)
    }
}
