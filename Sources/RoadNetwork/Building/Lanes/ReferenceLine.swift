import Geometry

/// A road's reference line, ready for evaluation: road coordinates (s, t) to world positions.
struct ReferenceLine: Sendable {
    let pieces: [PlanPiece]
    /// Station at which each piece starts, and the end of the last: one more than pieces.
    let starts: [Double]
    private let laneOffset: [StationCubic]

    var length: Double { starts[starts.count - 1] }

    /// Keeps the pieces that have a finite place and a positive length; nil if none is left.
    init?(_ road: DescribedRoad) {
        pieces = road.plan.filter { piece in
            piece.length.isFinite && piece.length > 1e-6 && piece.start.position.x.isFinite
                && piece.start.position.y.isFinite && piece.start.yaw.isFinite
        }
        guard !pieces.isEmpty else { return nil }
        starts = pieces.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1.length) }
        laneOffset = road.laneOffset
    }

    /// Index of the piece that holds station `s` (clamped).
    func piece(at s: Double) -> Int {
        var low = 0
        var high = pieces.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= s { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// Pose at station `s`; clamped to the road.
    func pose(at s: Double) -> Pose2 {
        let index = piece(at: s)
        return pieces[index].pose(at: min(pieces[index].length, max(0, s - starts[index])))
    }

    /// World position `t` metres to the left of station `s`.
    func point(s: Double, t: Double) -> Vector2 {
        let pose = pose(at: s)
        return pose.position + pose.forward.leftNormal * t
    }

    /// Lateral shift of lane 0, and its slope, at station `s`.
    func laneOffset(at s: Double) -> (value: Double, slope: Double) {
        guard let record = laneOffset.record(at: s) else { return (0, 0) }
        return (record.value(at: s), record.slope(at: s))
    }
}

extension [StationCubic] {
    /// The record that holds at `s`: the last that begins at or before it, else the first. nil if there are none.
    /// Records ascend. Complexity: O(log n).
    func record(at s: Double) -> StationCubic? {
        var low = 0
        var high = count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if self[middle].from <= s + 1e-9 { low = middle } else { high = middle - 1 }
        }
        return isEmpty ? nil : self[low]
    }
}
