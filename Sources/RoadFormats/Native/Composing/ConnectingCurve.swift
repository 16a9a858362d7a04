import Geometry
import RoadNetwork

/// A smooth way from one pose to another, as pieces of a reference line.
enum ConnectingCurve {
    /// Straight lines joined by one arc where that is possible, else a cubic; heading is continuous everywhere.
    static func plan(from start: Pose2, to end: Pose2) -> [PlanPiece] {
        let local = start.toLocal(end)
        let turn = local.yaw
        if turn.magnitude < 1e-7, local.position.y.magnitude < 1e-7, local.position.x > 0 {
            return [PlanPiece(start: start, length: local.position.x, curve: .line)]
        }
        if turn.magnitude > 3.05, let back = uTurn(start, local) { return back }
        let spline = cubic(start, local)
        // One arc is what road builders draw, unless it had to be much tighter than a curve all along the way.
        if turn.magnitude > 0.15, let bend = bend(start, local),
            bend.reduce(.infinity, { min($0, $1.leastRadius) }) > 0.8 * spline.leastRadius
        {
            return bend
        }
        return [spline]
    }

    /// Line, arc, line: the arc as wide as the nearer end allows.
    private static func bend(_ start: Pose2, _ end: Pose2) -> [PlanPiece]? {
        let turn = end.yaw
        let sine = DeterministicMath.sin(turn)
        guard sine.magnitude > 0.05 else { return nil }
        // Where the two straight lines meet: `ahead` of the start, and so far before the end.
        let before = end.position.y / sine
        let ahead = end.position.x - before * DeterministicMath.cos(turn)
        guard ahead > 0.2, before > 0.2 else { return nil }
        let tangent = min(ahead, before)
        let radius = tangent / DeterministicMath.tan(turn.magnitude / 2)
        guard radius > 2.5 else { return nil }
        return chain(
            start,
            [
                (ahead - tangent, .line),
                (radius * turn.magnitude, .arc(curvature: turn > 0 ? 1 / radius : -1 / radius)),
                (before - tangent, .line),
            ])
    }

    /// Line, half a circle, line.
    private static func uTurn(_ start: Pose2, _ end: Pose2) -> [PlanPiece]? {
        let radius = end.position.y.magnitude / 2
        guard radius > 1.5, (end.yaw.magnitude - .pi).magnitude < 1e-6 else { return nil }
        let lead = max(0.5, end.position.x + 0.5)
        let curvature = end.position.y > 0 ? 1 / radius : -1 / radius
        return chain(
            start,
            [
                (lead, .line), (.pi * radius, .arc(curvature: curvature)), (lead - end.position.x, .line),
            ])
    }

    private static func chain(_ start: Pose2, _ parts: [(length: Double, curve: PlanCurve)]) -> [PlanPiece] {
        var pieces: [PlanPiece] = []
        var pose = start
        for part in parts where part.length > 1e-6 {
            let piece = PlanPiece(start: pose, length: part.length, curve: part.curve)
            pieces.append(piece)
            pose = piece.end
        }
        return pieces
    }

    /// The cubic alone: bends gently all over instead of along one arc.
    static func spline(from start: Pose2, to end: Pose2) -> PlanPiece { cubic(start, start.toLocal(end)) }

    /// Hermite cubic: position and direction at both ends.
    private static func cubic(_ start: Pose2, _ end: Pose2) -> PlanPiece {
        let reach = end.position.length * (1 + 0.3 * end.yaw.magnitude / .pi)
        let (sine, cosine) = DeterministicMath.sinCos(end.yaw)
        func hermite(_ to: Double, _ first: Double, _ last: Double) -> Cubic {
            Cubic(0, first, 3 * to - 2 * first - last, first + last - 2 * to)
        }
        let u = hermite(end.position.x, reach, reach * cosine)
        let v = hermite(end.position.y, 0, reach * sine)
        var length = 0.0
        let steps = 64
        for step in 0..<steps {
            let p = (Double(step) + 0.5) / Double(steps)
            length += DeterministicMath.hypotenuse(u.slope(at: p), v.slope(at: p)) / Double(steps)
        }
        return PlanPiece(start: start, length: length, curve: .parametricCubic(u: u, v: v, range: 1))
    }
}

extension PlanPiece {
    /// The smallest radius on the piece, metres; infinite for lines.
    var leastRadius: Double {
        let steps = 24
        let step = length / Double(steps)
        var greatest = 0.0
        for index in 0..<steps {
            let (a, b) = (pose(at: Double(index) * step), pose(at: Double(index + 1) * step))
            let chord = a.position.distance(to: b.position)
            guard chord > 1e-9 else { continue }
            greatest = max(greatest, Angle.difference(from: a.yaw, to: b.yaw).magnitude / chord)
        }
        return greatest > 1e-9 ? 1 / greatest : .infinity
    }
}
