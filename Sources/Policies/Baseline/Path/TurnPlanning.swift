import Geometry

/// Lays the path through a junction: from the approach along an arc into the lane that leads away.
struct TurnPlanning {
    /// Metres before the stop line at which the search for the exit begins.
    private static let searchFrom = 24.0

    /// Searches the exit and lays the path where a turn is due.
    /// - Parameters:
    ///   - station: of the car on the path, metres.
    ///   - distance: metres from the car to the stop line, negative behind it.
    static func plan(
        _ path: inout LanePath, _ junction: inout JunctionAhead, map: inout GroundMap, station: Double,
        distance: Double
    ) {
        guard let usual = usualTurn(junction.turn), distance < searchFrom else { return }
        let start = path.pose(at: station + max(0, distance))
        map.withCells { cells in
            search(&junction, cells, entry: start, usual: usual, isInside: junction.isInside)
            lay(&path, junction, cells, station: station, distance: distance, isLeft: usual.turn > 0)
        }
    }

    /// Direction and place of an exit at a usual crossing.
    private static func usualTurn(_ turn: JunctionAhead.Turn) -> (turn: Double, ahead: Double)? {
        switch turn {
        case .left: return (.pi / 2, 17)
        case .right: return (-.pi / 2, 12.5)
        default: return nil
        }
    }

    private static func search(
        _ junction: inout JunctionAhead, _ cells: GroundCells, entry: (position: Vector2, direction: Vector2),
        usual: (turn: Double, ahead: Double), isInside: Bool
    ) {
        if isInside, junction.exitScore > 0 {
            let search = ExitSearch(cells: cells, entry: entry.position, forward: entry.direction)
            junction.exit = search.refined(junction.exit)
            return
        }
        let search = ExitSearch(cells: cells, entry: entry.position, forward: entry.direction)
        let widest = usual.turn + 0.7
        let found = search.best(
            turns: stride(from: usual.turn - 0.7, through: widest, by: 0.175),
            ahead: stride(from: 4, through: usual.turn > 0 ? 30 : 22, by: 0.75), usual: usual)
        if let found {
            junction.exit = search.refined(found)
        } else if junction.exitScore == 0 {
            let (sine, cosine) = DeterministicMath.sinCos(usual.turn)
            junction.exit = ExitSearch.Exit(
                point: entry.position + entry.direction * usual.ahead,
                direction: entry.direction * cosine + entry.direction.leftNormal * sine, score: 0)
        }
    }

    private static func lay(
        _ path: inout LanePath, _ junction: JunctionAhead, _ cells: GroundCells, station: Double, distance: Double,
        isLeft: Bool
    ) {
        // The next point of the path that is not yet behind both the car and the stop line.
        let first = Int(((station + max(distance, 0.75)) / LanePath.step).rounded(.up))
        guard first < LanePath.count - 2 else { return }
        let pose = path.pose(at: Double(first) * LanePath.step)
        let exit = junction.exit
        if let curve = TurnCurve(
            from: pose.position, along: pose.direction, to: exit, usualRadius: isLeft ? 11.5 : 6.8, on: cells)
        {
            let planned = Int((curve.length + 3) / LanePath.step)
            path.lay(from: first, planned: planned) { curve.point(at: $0) }
        } else if pose.direction.dot(exit.direction) > 0.9 {
            let merge = MergeCurve(from: pose.position, along: pose.direction, to: exit)
            path.lay(from: first, planned: Int(merge.length / LanePath.step)) { merge.point(at: $0) }
        }
    }
}

extension JunctionAhead {
    /// The lane that leads away.
    var exit: ExitSearch.Exit {
        get {
            ExitSearch.Exit(point: Vector2(exitX, exitY), direction: Vector2(yaw: exitYaw), score: exitScore)
        }
        set {
            (exitX, exitY, exitYaw) = (newValue.point.x, newValue.point.y, newValue.direction.yaw)
            exitScore = newValue.score
        }
    }
}
