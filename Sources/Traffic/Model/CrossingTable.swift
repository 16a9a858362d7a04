import Geometry
import RoadNetwork

/// Crossings, and the stretches of lanes that they lie over.
struct CrossingTable: Sendable {
    var crossings: [CrossingRecord] = []
    /// Of all lanes, one after the other (`LaneRecord.stretchStart`), ascending along each lane.
    var stretches: [CrossedStretch] = []
    /// Of all crossings, one after the other (`CrossingRecord.laneStart`).
    var crossedLanes: [CrossedLaneRecord] = []
    /// Crossings by place, with some room around them.
    var index = SpatialGrid(bounds: [], cellSize: 40)
}

/// What inner loops read of a crossing.
struct CrossingRecord: Sendable {
    var signalGroup: Int32
    var isZebra: Bool
    /// Metres from kerb to kerb and across.
    var length: Double
    var halfWidth: Double
    /// First and last point of its path.
    var start: Vector2
    var end: Vector2
    var laneStart: Int32
    var laneCount: Int32
}

/// A stretch of a lane under a crossing.
struct CrossedStretch: Sendable {
    var crossing: Int32
    /// Arc lengths on the lane.
    var from: Double
    var to: Double
    /// Arc length on the crossing where the lane's middle is met, and half of the lane's width, metres.
    var along: Double
    var halfWidth: Double
}

/// A lane under a crossing.
struct CrossedLaneRecord: Sendable {
    var lane: Int32
    var from: Double
    var to: Double
    var along: Double
    var halfWidth: Double
}

extension CrossingTable {
    init(map: StreetMap, lanes: inout LaneTable) {
        var byLane: [[CrossedStretch]] = Array(repeating: [], count: map.lanes.count)
        for (row, crossing) in map.crossings.enumerated() {
            let vehicleLanes = crossing.lanes.filter { !map.lanes[$0.lane.index].users.isDisjoint(with: .anyVehicle) }
            crossings.append(
                CrossingRecord(
                    signalGroup: crossing.signalGroup.row, isZebra: crossing.isZebra, length: crossing.path.length,
                    halfWidth: crossing.width / 2, start: crossing.path.points[0],
                    end: crossing.path.points[crossing.path.points.count - 1], laneStart: Int32(crossedLanes.count),
                    laneCount: Int32(vehicleLanes.count)))
            for crossed in vehicleLanes {
                let middle = (crossed.from + crossed.to) / 2
                let halfWidth = lanes.halfWidth(crossed.lane.row, at: middle)
                crossedLanes.append(
                    CrossedLaneRecord(
                        lane: crossed.lane.row, from: crossed.from, to: crossed.to, along: crossed.along,
                        halfWidth: halfWidth))
                byLane[crossed.lane.index].append(
                    CrossedStretch(
                        crossing: Int32(row), from: crossed.from, to: crossed.to, along: crossed.along,
                        halfWidth: halfWidth))
            }
        }
        index = SpatialGrid(
            bounds: crossings.map { crossing in
                let reach = crossing.halfWidth + 2
                let (a, b) = (crossing.start, crossing.end)
                return (
                    Vector2(min(a.x, b.x) - reach, min(a.y, b.y) - reach),
                    Vector2(max(a.x, b.x) + reach, max(a.y, b.y) + reach)
                )
            }, cellSize: 40)
        for row in byLane.indices {
            let sorted = byLane[row].sorted {
                ($0.from, map.crossings[Int($0.crossing)].randomKey) < (
                    $1.from, map.crossings[Int($1.crossing)].randomKey
                )
            }
            lanes.records[row].stretchStart = Int32(stretches.count)
            lanes.records[row].stretchCount = Int32(sorted.count)
            stretches += sorted
            lanes.records[row].stopLine = Self.clearLine(lanes.records[row].stopLine, sorted)
        }
    }

    /// Where vehicles wait before a lane's end: before a crossing if there is no room for a car behind it.
    private static func clearLine(_ line: Double, _ stretches: [CrossedStretch]) -> Double {
        var line = line
        for stretch in stretches.reversed() where stretch.to > line - 6 && stretch.from > 1.5 {
            line = min(line, stretch.from - 0.3)
        }
        return line
    }
}
