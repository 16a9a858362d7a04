import Geometry

/// Finds the lane that leads away from a junction: the straight line, across or beside the approach, along which the
/// ground looks most like a lane with the oncoming traffic's half to its left and a kerb to its right.
struct ExitSearch {
    /// A lane that leads away: a point on its middle and its direction (unit vector).
    struct Exit: Sendable {
        var point: Vector2
        var direction: Vector2
        var score: Double
    }

    let cells: GroundCells
    /// Where the approach reaches the junction, and its direction there.
    let entry: Vector2
    let forward: Vector2

    /// Distances from the crossing point of both axes at which the exit is looked at, metres.
    private static let stations = stride(from: 6.0, through: 36.0, by: 2.5)

    /// A sum of evidence below which a line is looked at no farther.
    private static let hopeless = -10.0

    /// Looks at exits that turn by `turns` radians (left positive) and cross the approach's axis `ahead` metres after the
    /// entry.
    func best(
        turns: StrideThrough<Double>, ahead: StrideThrough<Double>, usual: (turn: Double, ahead: Double)
    ) -> Exit? {
        var best: Exit?
        for turn in turns {
            let (sine, cosine) = DeterministicMath.sinCos(turn)
            let direction = forward * cosine + forward.leftNormal * sine
            for distance in ahead {
                let point = entry + forward * distance
                // To the right, the lane is the first that comes; to the left, it lies behind the oncoming half.
                let far = usual.turn < -1 ? 0.1 * max(0, distance - 6) : 0.04 * (distance - usual.ahead).magnitude
                let unusual = (turn - usual.turn).magnitude * 0.35 + far
                let score = score(point, direction) - unusual
                if score > best?.score ?? 0.8 { best = Exit(point: point, direction: direction, score: score) }
            }
        }
        return best
    }

    /// Looks closely around a known exit.
    func refined(_ exit: Exit) -> Exit {
        var best = exit
        best.score = score(exit.point, exit.direction) + 0.1
        for turn in [-0.06, -0.03, 0, 0.03, 0.06] {
            let (sine, cosine) = DeterministicMath.sinCos(turn)
            let direction = exit.direction * cosine + exit.direction.leftNormal * sine
            for aside in [-0.6, -0.3, 0, 0.3, 0.6] {
                // Turned about a point in the exit, not about the middle of the junction.
                let pivot = exit.point + exit.direction * 12 + exit.direction.leftNormal * aside
                let point = pivot - direction * 12
                let score = score(point, direction)
                if score > best.score { best = Exit(point: point, direction: direction, score: score) }
            }
        }
        return best
    }

    /// How much a line looks like the middle of a lane: about 1 per point for a plain one.
    private func score(_ point: Vector2, _ direction: Vector2) -> Double {
        let left = direction.leftNormal
        var (total, known) = (0.0, 0)
        for station in ExitSearch.stations {
            let middle = point + direction * station
            for offset in [-0.9, 0, 0.9] {
                let cell = cells.place(of: middle + left * offset)
                guard cell >= 0 else { continue }
                let road = cells.road[cell]
                if road > 0 { (total, known) = (total + 1, known + 1) }
                if road < 0 { (total, known) = (total - 4, known + 1) }
                if offset == 0, cells.paint[cell] > 3 { total -= 3 }
            }
            let (onLeft, onRight) = (lanes(from: middle, aside: left), lanes(from: middle, aside: -left))
            if onLeft > 0 { total += 1 }
            // Traffic keeps to the right half.
            if onRight > onLeft { total -= 2 }
            if isBorder(middle - left * 1.7) || isBorder(middle - left * 2.1) { total += 1 }
            if isLine(middle + left * 1.6, direction) || isLine(middle + left * 1.85, direction) { total += 3 }
            if isPaint(middle + left * 2.8) || isPaint(middle + left * 3.1) || isPaint(middle + left * 3.4) {
                total -= 1
            }
            if isOff(middle + left * 2.0) { total -= 2 }
            if isOff(middle - left * 3.2) { total += 1 }
            // A median to the right: this carriageway is for the oncoming traffic.
            if Median.look(cells, from: middle, aside: -left, reach: 12, carriageway: 2) == .found { total -= 3 }
            if isStopLine(middle, direction) { total -= 6 }
            if total < ExitSearch.hopeless { return 0 }
        }
        return known < 8 ? 0 : total / Double(max(known, 14))
    }

    /// Lanes that there is asphalt for beside a point.
    private func lanes(from point: Vector2, aside: Vector2) -> Int {
        for count in 0..<3 where !isRoad(point + aside * (3.1 * Double(count + 1))) { return count }
        return 3
    }

    /// Whether a painted line lies across the lane: there traffic leaves the road, it does not enter it.
    private func isStopLine(_ middle: Vector2, _ direction: Vector2) -> Bool {
        let across = direction.leftNormal
        for ahead in 0..<4 {
            let place = middle + direction * (0.5 * Double(ahead))
            var dark = 0
            for step in -2...2 where dark < 2 && !isPaint(place + across * (0.5 * Double(step))) { dark += 1 }
            if dark < 2 { return true }
        }
        return false
    }

    @inline(__always)
    private func isRoad(_ point: Vector2) -> Bool {
        let cell = cells.place(of: point)
        return cell >= 0 && cells.road[cell] > 0
    }

    @inline(__always)
    private func isOff(_ point: Vector2) -> Bool {
        let cell = cells.place(of: point)
        return cell >= 0 && cells.road[cell] < 0
    }

    @inline(__always)
    private func isPaint(_ point: Vector2) -> Bool {
        let cell = cells.place(of: point)
        return cell >= 0 && cells.paint[cell] > 2
    }

    /// Whether paint goes on along a direction: the bars of a crossing do not, unless it is crossed at right angles.
    private func isLine(_ point: Vector2, _ direction: Vector2) -> Bool {
        isPaint(point) && (isPaint(point + direction) || isPaint(point - direction))
    }

    @inline(__always)
    private func isBorder(_ point: Vector2) -> Bool {
        let cell = cells.place(of: point)
        return cell >= 0 && (cells.road[cell] < 0 || cells.paint[cell] > 2)
    }
}
