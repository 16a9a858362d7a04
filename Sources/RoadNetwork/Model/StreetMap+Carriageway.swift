import Geometry

extension StreetMap {
    /// How far the worst corner of a box lies outside every carriageway lane, metres; 0 if all corners are on one.
    ///
    /// Farther than `reach` metres is reported as `reach`. Complexity: O(lanes near the box).
    public func distanceOutsideCarriageway(_ box: OrientedBox, reach: Double = 3) -> Double {
        box.corners.reduce(0) { max($0, distanceOutsideCarriageway($1, reach: reach)) }
    }

    /// How far a point lies outside every carriageway lane, metres; 0 on one, `reach` if it is at least that far.
    public func distanceOutsideCarriageway(_ point: Vector2, reach: Double = 3) -> Double {
        guard let laneIndex else { return reach }
        var best = reach
        for row in laneIndex.candidates(near: point, radius: reach) where lanes[row].type.isCarriageway {
            let projection = lanes[row].centerline.project(point)
            best = min(best, projection.distance - lanes[row].halfWidth(at: projection.s))
            if best <= 0 { return 0 }
        }
        return best
    }
}
