import Geometry

/// Lays the path through a junction: from the approach along an arc into the lane that leads away.
struct TurnPlanning {
    /// Metres before the stop line at which the search for the exit begins.
    static let searchFrom = 24.0

    /// Searches the exit and lays the path where a turn is due.
    /// - Parameters:
    ///   - pose: of the car.
    ///   - station: of the car on the path, metres.
    ///   - distance: metres from the car to the stop line, negative behind it.
    static func plan(
        _ path: inout LanePath, _ junction: inout JunctionAhead, map: inout GroundMap, pose: Pose2, station: Double,
        distance: Double
    ) {
        guard let usual = Usual(junction.turn), distance < searchFrom else { return }
        let entry = junction.entry
        map.withCells { cells in
            search(&junction, cells, entry: entry, usual: usual, isInside: junction.isInside)
            guard junction.exitScore > 0 || usual.isSure else { return }
            // Once inside, the turn goes on from wherever the car is.
            let start = distance > 0 ? entry : JunctionAhead.Entry(position: pose.position, direction: pose.forward)
            lay(
                &path, from: start, into: junction.exit, cells, station: station + max(0, distance),
                isLeft: usual.turn > 0)
        }
    }

    /// Where the way ahead ends and nothing was announced, the road bends: searches where it goes on.
    /// - Parameters:
    ///   - pose: of the car.
    ///   - station: of the car on the path, metres.
    static func bend(_ path: inout LanePath, map: inout GroundMap, pose: Pose2, station: Double) {
        let entry = JunctionAhead.Entry(position: pose.position, direction: pose.forward)
        map.withCells { cells in
            let search = ExitSearch(cells: cells, entry: entry.position, forward: entry.direction)
            guard
                let found = search.best(
                    turns: stride(from: -2.1, through: 2.1, by: 0.175), ahead: stride(from: 3, through: 18, by: 1),
                    usual: (0, 8)), found.direction.dot(entry.direction) < 0.95
            else { return }
            lay(
                &path, from: entry, into: search.refined(found), cells, station: station,
                isLeft: entry.direction.cross(found.direction) > 0)
        }
    }

    /// Metres of known way ahead below which the road is taken to bend.
    static let bendFrom = 15.0

    /// Where exits lie at usual crossings.
    private struct Usual {
        /// Change of heading, radians, left positive, and by how much others may differ from it.
        var turn: Double
        var spread: Double
        /// Where the exit's axis crosses that of the approach, metres behind the line; the farthest that may be.
        var ahead: Double
        var farthest: Double
        /// Whether the way turns there even where no exit is seen.
        var isSure = true

        /// nil where the way follows the lane.
        init?(_ turn: JunctionAhead.Turn) {
            switch turn {
            case .left: (self.turn, spread, ahead, farthest) = (.pi / 2, 1.05, 17, 30)
            case .right: (self.turn, spread, ahead, farthest) = (-.pi / 2, 1.05, 12.5, 22)
            case .bearLeft: (self.turn, spread, ahead, farthest, isSure) = (0.6, 0.525, 12, 30, false)
            case .bearRight: (self.turn, spread, ahead, farthest, isSure) = (-0.6, 0.525, 12, 30, false)
            case .none, .straight, .back, .arrive: return nil
            }
        }
    }

    private static func search(
        _ junction: inout JunctionAhead, _ cells: GroundCells, entry: JunctionAhead.Entry,
        usual: Usual, isInside: Bool
    ) {
        let search = ExitSearch(cells: cells, entry: entry.position, forward: entry.direction)
        if isInside, junction.exitScore > 0 { junction.exit = search.refined(junction.exit) }
        let found = search.best(
            turns: stride(from: usual.turn - usual.spread, through: usual.turn + usual.spread, by: 0.175),
            ahead: stride(from: 4, through: usual.farthest, by: 0.75), usual: (usual.turn, usual.ahead))
        // What has turned out to be no lane is given up for a plainly better one.
        if isInside, junction.exitScore > 0, (found?.score ?? 0) < junction.exitScore + 0.3 { return }
        if let found {
            junction.exit = search.refined(found)
        } else if junction.exitScore == 0, usual.isSure {
            let (sine, cosine) = DeterministicMath.sinCos(usual.turn)
            junction.exit = ExitSearch.Exit(
                point: entry.position + entry.direction * usual.ahead,
                direction: entry.direction * cosine + entry.direction.leftNormal * sine, score: 0)
        }
    }

    /// - Parameter station: of the start on the path.
    private static func lay(
        _ path: inout LanePath, from start: JunctionAhead.Entry, into exit: ExitSearch.Exit, _ cells: GroundCells,
        station: Double, isLeft: Bool
    ) {
        let first = Int((station / LanePath.step).rounded(.up))
        guard first < LanePath.count - 2 else { return }
        let lead = Double(first) * LanePath.step - station
        if let curve = TurnCurve(
            from: start.position, along: start.direction, to: exit, usualRadius: isLeft ? 11.5 : 6.8, on: cells)
        {
            path.lay(from: first, planned: Int((curve.length + 3 - lead) / LanePath.step)) {
                curve.point(at: lead + $0)
            }
        } else if start.direction.dot(exit.direction) > 0.9 {
            let merge = MergeCurve(from: start.position, along: start.direction, to: exit)
            path.lay(from: first, planned: Int((merge.length - lead) / LanePath.step)) { merge.point(at: lead + $0) }
        }
    }
}

extension JunctionAhead {
    /// Where the approach reaches the stop line.
    struct Entry {
        var position: Vector2
        var direction: Vector2
    }

    var entry: Entry { Entry(position: Vector2(entryX, entryY), direction: Vector2(yaw: entryYaw)) }

    /// Metres before the stop line from which the entry stays as it was seen: nearer, the turn bends the path.
    private static let entryKept = 9.0

    /// Takes the entry from the path while the car is still far from it.
    /// - Parameter approach: direction of the lane before the junction where its lines told it, radians; else nan.
    mutating func lookAtEntry(_ path: LanePath, station: Double, distance: Double, approach: Double) {
        guard isAnnounced, entryX.isNaN || distance > JunctionAhead.entryKept else { return }
        // Where a turn is laid already, it has bent the path a little before the line too.
        let back = min(distance, distance > TurnPlanning.searchFrom ? 3 : 10)
        let before = path.pose(at: station + distance - back)
        let position = before.position + before.direction * back
        (entryX, entryY) = (position.x, position.y)
        entryYaw = approach.isNaN ? before.direction.yaw : approach
    }

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
