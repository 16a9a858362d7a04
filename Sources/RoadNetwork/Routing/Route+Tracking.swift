import Geometry

/// Following a route: where somebody is on it, and what comes next.
extension Route {
    /// The arc length on the path that is closest to `position`, near the `previous` one: a path that crosses itself is
    /// not confused. `reach`: how far from `previous` to look, metres. Without `previous` the whole path is searched.
    public func arcLength(of position: Vector2, after previous: Double? = nil, reach: Double = 20) -> Double {
        guard let previous else { return path.project(position).s }
        return path.project(position, near: previous, reach: reach).s
    }

    /// Metres to the left of the path at arc length `s` (negative: to its right).
    public func lateralOffset(of position: Vector2, at s: Double) -> Double {
        path.pose(at: s).toLocal(position).y
    }

    /// The row of the leg at arc length `s`. Complexity: O(log legs).
    public func leg(at s: Double) -> Int {
        var low = 0
        var high = legStarts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if legStarts[middle] <= s { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// The lane at arc length `s` of the path, and the arc length on it. `t` is 0.
    public func lanePosition(at s: Double) -> StreetMap.LanePosition {
        let index = leg(at: s)
        let end = index + 1 < legStarts.count ? legStarts[index + 1] : path.length
        let span = end - legStarts[index]
        let fraction = span > 0 ? min(1, max(0, (s - legStarts[index]) / span)) : 0
        let leg = legs[index]
        return StreetMap.LanePosition(lane: leg.lane, s: leg.from + (leg.to - leg.from) * fraction, t: 0)
    }

    /// The arc length on the path of a place on lane `lane`, nil if no leg holds it. The first one not before `after`.
    public func arcLength(ofLane lane: LaneID, s: Double, after: Double = 0) -> Double? {
        for (index, leg) in legs.enumerated() where leg.lane == lane && leg.from <= s && s <= leg.to {
            let end = index + 1 < legStarts.count ? legStarts[index + 1] : path.length
            let fraction = leg.to > leg.from ? (s - leg.from) / (leg.to - leg.from) : 0
            let place = legStarts[index] + (end - legStarts[index]) * fraction
            if place >= after { return place }
        }
        return nil
    }

    /// The row of the manoeuvre to announce at arc length `s`: the first that has not ended yet, else the arrival.
    public func manoeuvre(at s: Double) -> Int {
        manoeuvres.firstIndex { $0.end > s } ?? manoeuvres.count - 1
    }
}
