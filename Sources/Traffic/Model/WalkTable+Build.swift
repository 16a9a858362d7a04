import Geometry
import RoadNetwork

extension WalkTable {
    init(map: StreetMap, lanes: LaneTable) {
        var builder = WalkBuilder(map: map, lanes: lanes)
        self = builder.build()
    }
}

/// Builds the graph of walkways from pavement lanes and crossings.
private struct WalkBuilder {
    /// A crossing ends at most this far from its pavement, metres.
    private static let crossingReach = 10.0
    /// Ends of pavements that lie this close belong to one street corner, metres.
    private static let cornerReach = 9.0
    /// Points this close are one place, metres.
    private static let sameplace = 0.5

    let map: StreetMap
    let lanes: LaneTable
    /// Pieces to become walkways: line, half width, crossing row, key.
    var pieces: [Piece] = []
    var table = WalkTable()

    struct Piece {
        var line: Polyline
        var halfWidth: Double
        var crossing: Int32
        var key: UInt64
    }

    /// Where a pavement is cut because a crossing ends beside it.
    struct Cut {
        var lane: Int
        var s: Double
        var from: Vector2
        var key: UInt64
    }

    init(map: StreetMap, lanes: LaneTable) {
        self.map = map
        self.lanes = lanes
    }

    mutating func build() -> WalkTable {
        let pavements = map.lanes.indices
            .filter { map.lanes[$0].users.contains(.pedestrians) && map.lanes[$0].length > 0.5 }
            .sorted { map.lanes[$0].randomKey < map.lanes[$1].randomKey }
        let cuts = addCrossings()
        for lane in pavements { addPavement(lane, cuts: cuts.filter { $0.lane == lane }.map(\.s)) }
        addLinks(cuts: cuts)
        addCorners()
        finish()
        return table
    }

    /// Adds the crossings and returns where their ends meet pavements.
    private mutating func addCrossings() -> [Cut] {
        table.walkwayOfCrossing = Array(repeating: -1, count: map.crossings.count)
        var cuts: [Cut] = []
        let rows = map.crossings.indices.sorted { map.crossings[$0].randomKey < map.crossings[$1].randomKey }
        for row in rows {
            let crossing = map.crossings[row]
            table.walkwayOfCrossing[row] = Int32(pieces.count)
            pieces.append(
                Piece(
                    line: crossing.path, halfWidth: crossing.width / 2, crossing: Int32(row), key: crossing.randomKey))
            let points = crossing.path.points
            for (index, point) in [points[0], points[points.count - 1]].enumerated() {
                let key = StableHash.combine(crossing.randomKey, UInt64(index))
                if let cut = nearestPavement(to: point, key: key) { cuts.append(cut) }
            }
        }
        return cuts
    }

    private func nearestPavement(to point: Vector2, key: UInt64) -> Cut? {
        guard let index = map.laneIndex else { return nil }
        var best: (distance: Double, key: UInt64, cut: Cut)?
        for row in index.candidates(near: point, radius: Self.crossingReach)
        where map.lanes[row].users.contains(.pedestrians) && map.lanes[row].length > 0.5 {
            let lane = map.lanes[row]
            let projection = lane.centerline.project(point)
            guard projection.distance < Self.crossingReach else { continue }
            if let best, (best.distance, best.key) <= (projection.distance, lane.randomKey) { continue }
            let near = projection.s < 1 ? 0 : projection.s > lane.length - 1 ? lane.length : projection.s
            best = (projection.distance, lane.randomKey, Cut(lane: row, s: near, from: point, key: key))
        }
        return best?.cut
    }

    /// Adds the parts of a pavement lane that lie beside the carriageway, cut at the given arc lengths.
    private mutating func addPavement(_ row: Int, cuts: [Double]) {
        let lane = map.lanes[row]
        var index: UInt64 = 0
        for range in safeRanges(row) {
            var places = [range.lowerBound]
            for s in cuts.sorted() where s - places[places.count - 1] > Self.sameplace && s < range.upperBound - 0.5 {
                places.append(s)
            }
            places.append(range.upperBound)
            for (from, to) in zip(places, places.dropFirst()) {
                index += 1
                pieces.append(
                    Piece(
                        line: lane.centerline.part(from: from, to: to),
                        halfWidth: max(0.5, lane.halfWidth(at: (from + to) / 2)), crossing: -1,
                        key: StableHash.combine(lane.randomKey, index)))
            }
        }
    }

    /// Metres between the places at which a pavement is looked at.
    private static let lookEvery = 2.0

    /// The stretches of a pavement that do not lie on a lane for vehicles, as some sources draw them.
    private func safeRanges(_ row: Int) -> [ClosedRange<Double>] {
        guard let index = map.laneIndex else { return [] }
        let length = map.lanes[row].length
        let steps = max(1, Int(length / Self.lookEvery))
        var ranges: [ClosedRange<Double>] = []
        var from: Double? = nil
        for step in 0...steps {
            let s = length * Double(step) / Double(steps)
            let point = lanes.pose(Int32(row), at: s, offset: 0).position
            var isOnRoad = false
            index.forEach(from: point, to: point) { isOnRoad = isOnRoad || isOnLane(point, $0) }
            if isOnRoad {
                if let start = from, s - Self.lookEvery - start > 2 { ranges.append(start...(s - Self.lookEvery)) }
                from = nil
            } else if from == nil {
                from = s
            }
        }
        if let start = from, length - start > 0.5 { ranges.append(start...length) }
        return ranges
    }

    private func isOnLane(_ point: Vector2, _ row: Int) -> Bool {
        let record = lanes.records[row]
        guard !record.users.isDisjoint(with: .anyVehicle) else { return false }
        let place = lanes.project(point, on: Int32(row))
        return place.s > -0.3 && place.s < record.length + 0.3
            && place.t.magnitude < lanes.halfWidth(Int32(row), at: place.s) + 0.3
    }

    /// Adds a link from each crossing's end to the pavement beside it.
    private mutating func addLinks(cuts: [Cut]) {
        for cut in cuts {
            let target = map.lanes[cut.lane].centerline.pose(at: cut.s).position
            addLink(from: cut.from, to: target, key: cut.key)
        }
    }

    private mutating func addLink(from: Vector2, to: Vector2, key: UInt64) {
        guard from.distance(to: to) > Self.sameplace, let line = Polyline([from, to]) else { return }
        pieces.append(Piece(line: line, halfWidth: 1, crossing: -1, key: key))
    }

    /// Links ends of pavements that lie round one street corner, unless the way leads over the carriageway.
    private mutating func addCorners() {
        var tips: [(point: Vector2, key: UInt64, piece: Int)] = []
        for (index, piece) in pieces.enumerated() where piece.crossing < 0 {
            let points = piece.line.points
            tips.append((points[0], StableHash.combine(piece.key, 1), index))
            tips.append((points[points.count - 1], StableHash.combine(piece.key, 2), index))
        }
        guard !tips.isEmpty else { return }
        let grid = SpatialGrid(bounds: tips.map { ($0.point, $0.point) }, cellSize: 20)
        for first in tips.indices {
            for second in grid.candidates(near: tips[first].point, radius: Self.cornerReach)
            where tips[first].key < tips[second].key && tips[first].piece != tips[second].piece {
                let (from, to) = (tips[first].point, tips[second].point)
                guard from.distance(to: to) < Self.cornerReach, staysOffCarriageway(from: from, to: to) else {
                    continue
                }
                addLink(from: from, to: to, key: StableHash.combine(tips[first].key, tips[second].key))
            }
        }
    }

    private func staysOffCarriageway(from: Vector2, to: Vector2) -> Bool {
        let steps = max(2, Int(from.distance(to: to)))
        for step in 0...steps {
            let point = from.interpolated(to: to, Double(step) / Double(steps))
            let lanes = map.lanes(at: point)
            if lanes.contains(where: { map.lanes[$0.lane.index].type.isCarriageway }) { return false }
        }
        return true
    }

    /// Joins ends that lie at one place into nodes and fills the table.
    private mutating func finish() {
        let points = pieces.flatMap { [$0.line.points[0], $0.line.points[$0.line.points.count - 1]] }
        let nodes = clusters(of: points)
        for (index, piece) in pieces.enumerated() {
            table.lines.append(line: piece.line, halfWidth: piece.halfWidth, key: piece.key)
            table.walkways.append(
                Walkway(
                    startNode: nodes.of[2 * index], endNode: nodes.of[2 * index + 1], crossing: piece.crossing,
                    length: piece.line.length, halfWidth: piece.halfWidth, key: piece.key))
        }
        var members: [[(key: UInt64, end: WalkEnd)]] = Array(repeating: [], count: nodes.count)
        for (index, piece) in pieces.enumerated() {
            members[Int(nodes.of[2 * index])].append((piece.key, WalkEnd(walkway: Int32(index), isStart: true)))
            members[Int(nodes.of[2 * index + 1])].append((piece.key, WalkEnd(walkway: Int32(index), isStart: false)))
        }
        for node in members {
            table.ends += node.sorted { ($0.key, $0.end.isStart ? 0 : 1) < ($1.key, $1.end.isStart ? 0 : 1) }.map(\.end)
            table.nodeStarts.append(Int32(table.ends.count))
        }
    }

    /// Groups points closer than `sameplace`, each to the first group that has such a point.
    private func clusters(of points: [Vector2]) -> (of: [Int32], count: Int) {
        guard !points.isEmpty else { return ([], 0) }
        let grid = SpatialGrid(bounds: points.map { ($0, $0) }, cellSize: 20)
        var group = [Int32](repeating: -1, count: points.count)
        var count = 0
        for seed in points.indices where group[seed] < 0 {
            for member in grid.candidates(near: points[seed], radius: Self.sameplace)
            where group[member] < 0 && points[member].distance(to: points[seed]) <= Self.sameplace {
                group[member] = Int32(count)
            }
            count += 1
        }
        return (group, count)
    }
}

extension LaneTable {
    /// Adds a bare line without links or users.
    mutating func append(line: Polyline, halfWidth: Double, key: UInt64) {
        var record = LaneRecord()
        record.pointStart = Int32(points.count)
        record.pointCount = Int32(line.points.count)
        record.length = line.length
        record.key = key
        appendPoints(line, halfWidths: Array(repeating: halfWidth, count: line.points.count))
        records.append(record)
    }
}
