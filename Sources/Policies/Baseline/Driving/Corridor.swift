import Geometry

/// What lies on the way: obstacles on the path, and whoever is about to cross it.
struct Corridor {
    let path: LanePath
    /// Station of the car's reference point on the path, metres.
    let station: Double
    /// Half of the width that is kept free, metres.
    let halfWidth: Double
    /// Metres from the reference point to the front bumper, and back to the rear one.
    let front: Double
    let rear: Double

    /// The nearest thing on the path.
    struct Obstacle {
        /// Metres ahead of the front bumper.
        var gap: Double
        /// Along the path, m/s.
        var speed: Double
    }

    /// Metres ahead of the front bumper of a point on the way, and beside the way's middle; nil if it is beside the way
    /// or behind.
    func gap(of point: Vector2) -> (ahead: Double, aside: Double)? {
        let start = path.point(at: station)
        guard point.distance(to: start) < 50 else { return nil }
        let (s, t) = path.project(point)
        guard t.magnitude < halfWidth, s > station + 0.5, s < path.length - 0.1 else { return nil }
        return (s - station - front, t.magnitude)
    }

    /// Where and when something that moves straight on will be on the way.
    struct Crossing {
        /// Metres ahead of the reference point between which it crosses.
        var from: Double
        var to: Double
        /// Seconds from now between which it is there.
        var enters: Double
        var leaves: Double
    }

    /// Follows a track for some seconds; nil if it does not come onto the way, or goes along it.
    func crossing(of track: Track, ahead seconds: Double) -> Crossing? {
        let speed = track.velocity.length
        guard speed > 0.6 else { return nil }
        let heading = track.velocity / speed
        let across = heading.leftNormal
        let half = (track.extent.highX - track.extent.lowX, track.extent.highY - track.extent.lowY)
        let halfAlong = (half.0 * heading.x.magnitude + half.1 * heading.y.magnitude) / 2
        let halfAcross = min(1.3, (half.0 * across.x.magnitude + half.1 * across.y.magnitude) / 2)
        let middle = track.extent.middle
        var found: Crossing?
        for index in 0..<LanePath.count {
            let s = LanePath.step * Double(index) - station
            guard s > -rear, s < 40 else { continue }
            let way = path[index] - middle
            guard way.dot(across).magnitude < halfAcross + halfWidth else { continue }
            // Along the way, whoever drives ahead or comes towards is met on the path itself or not at all.
            let along = path.direction(index).dot(heading)
            guard along < 0.85, along > -0.92 else { continue }
            let distance = way.dot(heading)
            let enters = (distance - halfAlong - halfWidth) / speed
            let leaves = (distance + halfAlong + halfWidth) / speed
            guard leaves > 0, enters < seconds else { continue }
            let last = found ?? Crossing(from: s, to: s, enters: enters, leaves: leaves)
            found = Crossing(
                from: min(last.from, s), to: max(last.to, s), enters: min(last.enters, enters),
                leaves: max(last.leaves, leaves))
        }
        return found
    }
}
