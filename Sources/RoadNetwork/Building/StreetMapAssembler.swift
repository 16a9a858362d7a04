import Geometry

/// Turns a `RoadDescription` into a `StreetMap`: samples the lanes, links them, finds out who yields to whom, sets up
/// signals and crossings, and derives what the source lacks.
///
/// Total: whatever is wrong with a description is repaired or left out, and said in `StreetMap.notes`.
public enum StreetMapAssembler {
    /// How to assemble.
    public struct Options: Sendable {
        /// Largest distance between the chords of a sampled border and the true curve, metres.
        public var tolerance = 0.01
        /// Signal programmes, crossings, stop lines and signs are derived where the source has none.
        public var derivesEquipment = true

        public init() {}
    }

    /// The finished, indexed map. Complexity: about linear in the number of lanes.
    public static func assemble(_ description: RoadDescription, options: Options = Options()) -> StreetMap {
        var assembly = MapAssembly(description, options: options)
        assembly.sampleLanes()
        assembly.linkLanes()
        assembly.closeGaps()
        assembly.findNeighbours()
        assembly.buildJunctions()
        assembly.map = assembly.map.indexed()
        assembly.findOppositeLanes()
        assembly.findRoundabouts()
        assembly.settleRightOfWay()
        assembly.buildCrossings()
        assembly.buildSignals()
        assembly.setStopLines()
        assembly.buildSigns()
        assembly.buildObjects()
        assembly.notePlanCrossings()
        assembly.map.notes = assembly.notes.finished()
        return assembly.map
    }
}

/// The state of one assembly: the growing map and where each of its rows came from.
struct MapAssembly {
    /// Sections of roads are put in order while lanes are sampled; everything else stays as it came.
    var description: RoadDescription
    let options: StreetMapAssembler.Options
    var map: StreetMap
    /// One per described road; nil where it has no usable geometry.
    var lines: [ReferenceLine?] = []
    /// One per described road: its sections, ascending.
    var sections: [[SectionRows]] = []
    /// One per lane of the map.
    var origins: [LaneOrigin] = []
    /// One per junction.
    var layouts: [JunctionLayout] = []
    /// One per described road: rows of the described signals that have a place on it.
    var signalRows: [[Int]]
    /// One per described signal: rows of the controllers that switch it.
    var controllerRows: [[Int]]
    var notes = NoteBook()

    /// Where a lane of the map came from.
    struct LaneOrigin {
        var road: Int
        var section: Int
        /// Row in the section's `lanes`.
        var lane: Int
        /// Travels along ascending stations.
        var forward: Bool
        /// Station of each point of the centre line.
        var stations: [Double]
    }

    /// A section's place in the map.
    struct SectionRows {
        /// Row in the described road's `sections`.
        var section: Int
        var range: ClosedRange<Double>
        /// Rows of the map's lanes from the left edge to the right edge.
        var lanes: [Int]
        /// Lane numbers, in the same order.
        var numbers: [Int]

        /// Row of the lane with a number, nil if there is none.
        func lane(_ number: Int) -> Int? {
            for index in numbers.indices where numbers[index] == number { return lanes[index] }
            return nil
        }
    }

    init(_ description: RoadDescription, options: StreetMapAssembler.Options) {
        self.description = description
        self.options = options
        map = StreetMap(name: description.name, drivingSide: description.drivingSide)
        notes.lines = description.notes
        controllerRows = Array(repeating: [], count: description.signals.count)
        for (row, controller) in description.controllers.enumerated() {
            for signal in controller.signals where controllerRows.indices.contains(signal) {
                controllerRows[signal].append(row)
            }
        }
        signalRows = Array(repeating: [], count: description.roads.count)
        for (row, signal) in description.signals.enumerated() {
            for place in signal.places where signalRows.indices.contains(place.road) {
                if signalRows[place.road].last != row { signalRows[place.road].append(row) }
            }
        }
    }

    func describedLane(_ row: Int) -> DescribedLane {
        let origin = origins[row]
        return description.roads[origin.road].sections[origin.section].lanes[origin.lane]
    }

    /// The described road with a row, nil if the row does not exist.
    func road(_ row: Int) -> DescribedRoad? {
        description.roads.indices.contains(row) ? description.roads[row] : nil
    }
}
