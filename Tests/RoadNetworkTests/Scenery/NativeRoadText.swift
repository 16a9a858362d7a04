import Documents
import Fields
import RoadFormats
import RoadNetwork

/// Maps out of a few lines of a native road file.
enum NativeRoadText {
    static func read(_ yaml: String) throws -> StreetMap {
        var diagnostics = Diagnostics()
        guard let node = YAMLDocument.parse(text: yaml, file: "x.road.yaml", &diagnostics),
            let road = NativeRoad.read(node, &diagnostics)
        else { throw diagnostics }
        return StreetMapAssembler.assemble(try road.describe())
    }
}

extension StreetMap {
    /// The same map with lanes in the opposite order and other names; random keys stay.
    func reversedLaneRows() -> StreetMap {
        var copy = self
        func moved(_ id: LaneID) -> LaneID { id.isNone ? id : LaneID(lanes.count - 1 - id.index) }
        copy.lanes = lanes.reversed().enumerated().map { row, original in
            var lane = original
            lane.name = "lane \(row)"
            lane.successors = original.successors.map(moved).reversed()
            lane.predecessors = original.predecessors.map(moved).reversed()
            lane.leftNeighbour = moved(original.leftNeighbour)
            lane.rightNeighbour = moved(original.rightNeighbour)
            lane.oppositeNeighbour = moved(original.oppositeNeighbour)
            return lane
        }
        for row in copy.roads.indices { copy.roads[row].lanes = roads[row].lanes.map(moved).reversed() }
        for row in copy.junctions.indices { copy.junctions[row].lanes = junctions[row].lanes.map(moved).reversed() }
        for row in copy.crossings.indices {
            for index in copy.crossings[row].lanes.indices {
                copy.crossings[row].lanes[index].lane = moved(crossings[row].lanes[index].lane)
            }
        }
        for row in copy.parkingBays.indices { copy.parkingBays[row].lane = moved(parkingBays[row].lane) }
        return copy.indexed()
    }
}
