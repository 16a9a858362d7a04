/// A chain of points with arc length, metres. Heading and position are interpolated between points.
public struct Polyline: Sendable, Hashable {
    /// At least two points, consecutive ones distinct.
    public let points: [Vector2]
    /// Arc length from the first point to each point; starts at 0, increasing.
    public let arcLengths: [Double]
    /// Heading at each point: the mean direction of the adjoining segments, radians, unwrapped (continuous).
    public let headings: [Double]

    /// A polyline through `points`; points closer than 1 mm to their predecessor are dropped.
    /// Returns nil if fewer than two points remain.
    public init?(_ points: [Vector2]) {
        var kept: [Vector2] = []
        kept.reserveCapacity(points.count)
        for point in points where kept.isEmpty || kept[kept.count - 1].distance(to: point) > 1e-3 {
            kept.append(point)
        }
        guard kept.count >= 2 else { return nil }
        self.points = kept
        var lengths = [0.0]
        var segmentYaws: [Double] = []
        for index in 1..<kept.count {
            let step = kept[index] - kept[index - 1]
            lengths.append(lengths[index - 1] + step.length)
            let yaw = step.yaw
            let previous = segmentYaws.last ?? yaw
            segmentYaws.append(previous + Angle.difference(from: previous, to: yaw))
        }
        arcLengths = lengths
        headings = kept.indices.map { index in
            if index == 0 { return segmentYaws[0] }
            if index == kept.count - 1 { return segmentYaws[index - 1] }
            return (segmentYaws[index - 1] + segmentYaws[index]) / 2
        }
    }

    /// A polyline whose exact headings are known (sampled curves). `headings` must be unwrapped and as many as points;
    /// where points had to be dropped, headings are taken from the segments instead.
    public init?(_ points: [Vector2], headings: [Double]) {
        guard let plain = Polyline(points) else { return nil }
        self.points = plain.points
        arcLengths = plain.arcLengths
        self.headings = plain.points.count == headings.count ? headings : plain.headings
    }

    /// A polyline from what a sampler already knows: clean points (consecutive ones at least 1 mm apart), their arc
    /// lengths from 0 and their headings, unwrapped; all three must have the same count, at least two.
    public init(points: [Vector2], arcLengths: [Double], headings: [Double]) {
        precondition(
            points.count >= 2 && arcLengths.count == points.count && headings.count == points.count,
            "A polyline needs at least two points with one arc length and one heading each")
        self.points = points
        self.arcLengths = arcLengths
        self.headings = headings
    }

    /// Total arc length, metres.
    public var length: Double { arcLengths[arcLengths.count - 1] }

    /// Index of the segment that holds arc length `s` (clamped). Complexity: O(log n).
    public func segment(at s: Double) -> Int {
        var low = 0
        var high = arcLengths.count - 2
        while low < high {
            let middle = (low + high + 1) / 2
            if arcLengths[middle] <= s { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// Position and heading at arc length `s`; outside [0, length] the end segments are prolonged.
    public func pose(at s: Double) -> Pose2 {
        let index = segment(at: s)
        let span = arcLengths[index + 1] - arcLengths[index]
        let fraction = (s - arcLengths[index]) / span
        let position = points[index].interpolated(to: points[index + 1], fraction)
        let clamped = min(1, max(0, fraction))
        return Pose2(position, yaw: headings[index] + (headings[index + 1] - headings[index]) * clamped)
    }

    /// Position at arc length `s`, `offset` metres to the left of the line.
    public func point(at s: Double, offset: Double = 0) -> Vector2 {
        let pose = pose(at: s)
        return offset == 0 ? pose.position : pose.position + pose.forward.leftNormal * offset
    }

    /// Mean curvature around `s` over ± `window` metres, 1/m, positive to the left.
    public func curvature(at s: Double, window: Double = 2) -> Double {
        let from = max(0, s - window)
        let to = min(length, s + window)
        guard to - from > 1e-6 else { return 0 }
        return (pose(at: to).yaw - pose(at: from).yaw) / (to - from)
    }

    /// Radius of the tightest curve, with the curvature averaged over `window` metres to both sides; metres, 1e6 at most.
    /// Complexity: O(n log n).
    public func leastRadius(window: Double) -> Double {
        1 / max(1e-6, arcLengths.reduce(0) { max($0, curvature(at: $1, window: window).magnitude) })
    }

    /// The closest point of the line: arc length `s` in [0, length], offset `t` (left positive) and distance.
    ///
    /// |t| is the distance, but for points beyond an end: there it is the offset from the prolonged end.
    public struct Projection: Sendable {
        public var s: Double
        public var t: Double
        public var distance: Double
    }

    /// Projects a point onto the whole line. Complexity: O(n).
    public func project(_ point: Vector2) -> Projection {
        project(point, segments: 0..<(points.count - 1))
    }

    /// Projects a point onto the part of the line within ± `reach` metres of arc length `s`.
    public func project(_ point: Vector2, near s: Double, reach: Double) -> Projection {
        project(point, segments: segment(at: s - reach)..<(segment(at: s + reach) + 1))
    }

    private func project(_ point: Vector2, segments: Range<Int>) -> Projection {
        var (best, bestAlong, bestSquared) = (segments.lowerBound, 0.0, Double.infinity)
        for index in segments {
            let start = points[index]
            let direction = points[index + 1] - start
            let along = (point - start).dot(direction) / direction.lengthSquared
            let offset = point - (start + direction * min(1, max(0, along)))
            let squared = offset.lengthSquared
            if squared < bestSquared { (best, bestAlong, bestSquared) = (index, along, squared) }
        }
        let direction = points[best + 1] - points[best]
        let length = direction.length
        let distance = bestSquared.squareRoot()
        var t = direction.cross(point - points[best]) / length
        let nearest = bestAlong < 0 ? best : best + 1
        if bestAlong < 0 || bestAlong > 1, nearest > 0, nearest < points.count - 1 {
            // Outside of a corner the nearest point is the corner itself.
            let before = (points[nearest] - points[nearest - 1]).normalized
            let after = (points[nearest + 1] - points[nearest]).normalized
            t = (before + after).cross(point - points[nearest]) < 0 ? -distance : distance
        }
        return Projection(s: arcLengths[best] + min(1, max(0, bestAlong)) * length, t: t, distance: distance)
    }

    /// The line shifted `offset` metres to its left: mitre joints, so that straight pieces keep their distance; at turns
    /// sharper than 120° the mitre is cut to twice the offset.
    public func shifted(by offset: Double) -> Polyline {
        shifted(by: Array(repeating: offset, count: points.count))
    }

    /// The line shifted by one offset per point, metres to the left.
    public func shifted(by offsets: [Double]) -> Polyline {
        let moved = points.indices.map { index in
            points[index] + Vector2(yaw: headings[index]).leftNormal * (offsets[index] * mitre(at: index))
        }
        return Polyline(moved) ?? self
    }

    /// 1 / cos of half the turn at a point, at most 2.
    private func mitre(at index: Int) -> Double {
        guard index > 0, index < points.count - 1 else { return 1 }
        let before = (points[index] - points[index - 1]).normalized
        let after = (points[index + 1] - points[index]).normalized
        // cos² of half the turn is (1 + cos of the turn) / 2.
        return (2 / max(0.5, 1 + before.dot(after))).squareRoot()
    }

    /// The part between two arc lengths, 0 ≤ from < to ≤ length; at least 2 mm long, whatever they are.
    public func part(from: Double, to: Double) -> Polyline {
        guard to - from > 2e-3 else {
            let start = pose(at: from)
            return Polyline([start.position, start.position + start.forward * 2e-3]) ?? self
        }
        var kept = [pose(at: from).position]
        for index in points.indices where arcLengths[index] > from + 1e-3 && arcLengths[index] < to - 1e-3 {
            kept.append(points[index])
        }
        kept.append(pose(at: to).position)
        return Polyline(kept) ?? self
    }

    /// The same line run backwards.
    public func reversed() -> Polyline {
        Polyline(points.reversed()) ?? self
    }
}
