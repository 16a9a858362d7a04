import Geometry

/// A way from the approach into an exit: straight on, one arc, straight on.
struct TurnCurve {
    let start: Vector2
    let direction: Vector2
    /// Metres straight on, then radius and signed angle of the arc.
    let lead: Double
    let radius: Double
    let angle: Double

    /// The widest arc that joins a pose to a line and keeps clear of ground that is no road; nil where the line lies
    /// behind or runs nearly parallel.
    init?(
        from start: Vector2, along direction: Vector2, to exit: ExitSearch.Exit, usualRadius: Double,
        on cells: GroundCells
    ) {
        let sine = direction.cross(exit.direction)
        let angle = DeterministicMath.atan2(sine, direction.dot(exit.direction))
        guard angle.magnitude > 0.12, angle.magnitude < 2.9 else { return nil }
        let ahead = (exit.point - start).cross(exit.direction) / sine
        guard ahead > 0.5 else { return nil }
        let tangent = DeterministicMath.tan(angle.magnitude / 2)
        let widest = min(40, ahead / tangent)
        var best: (cost: Double, curve: TurnCurve)?
        for share in [1.0, 0.85, 0.7, 0.55, 0.42, 0.32] {
            let radius = widest * share
            if share < 1, radius < 4.5 { break }
            let curve = TurnCurve(
                start: start, direction: direction, lead: ahead - radius * tangent, radius: radius, angle: angle)
            let cost = Double(curve.collisions(on: cells)) + (radius - min(widest, usualRadius)).magnitude * 0.25
            if cost < best?.cost ?? .infinity { best = (cost, curve) }
        }
        guard let best else { return nil }
        self = best.curve
    }

    private init(start: Vector2, direction: Vector2, lead: Double, radius: Double, angle: Double) {
        (self.start, self.direction, self.lead) = (start, direction, lead)
        (self.radius, self.angle) = (radius, angle)
    }

    /// Metres to the end of the arc.
    var length: Double { max(0, lead) + radius * angle.magnitude }

    /// Position `s` metres after the start; straight on behind the arc.
    func point(at s: Double) -> Vector2 { pose(at: s).position }

    private func pose(at s: Double) -> (position: Vector2, direction: Vector2) {
        if s <= lead { return (start + direction * s, direction) }
        let sign = angle < 0 ? -1.0 : 1.0
        let turned = min(angle.magnitude, max(0, (s - lead) / radius))
        let (sine, cosine) = DeterministicMath.sinCos(turned)
        let left = direction.leftNormal * sign
        let heading = direction * cosine + left * sine
        let position = start + direction * (lead + radius * sine) + left * (radius * (1 - cosine))
        return (position + heading * max(0, s - lead - radius * angle.magnitude), heading)
    }

    /// Cells beside the way that are no road, weighted.
    private func collisions(on cells: GroundCells) -> Int {
        var count = 0
        for s in stride(from: 1.0, through: length + 4, by: 1.5) {
            let (position, heading) = pose(at: s)
            for offset in [-1.5, -1.2, -0.6, 0.6, 1.2, 1.5] {
                let cell = cells.place(of: position + heading.leftNormal * offset)
                if cell >= 0, cells.road[cell] < -2 { count += 1 }
            }
            // The front corners swing out of the turn.
            for offset in [-1.0, 1.0] {
                let cell = cells.place(of: position + heading * 3.7 + heading.leftNormal * offset)
                if cell >= 0, cells.road[cell] < -2 { count += 2 }
            }
        }
        return count
    }
}
