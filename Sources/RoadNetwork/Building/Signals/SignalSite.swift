import Geometry

/// Signals that run in one programme: those of a junction, of several that share a controller, or of one place on a road.
struct SignalSite {
    /// Name and key of the controller.
    var name: String
    var randomKey: UInt64
    var junctions: [Int] = []
    var approaches: [SiteApproach] = []
    var ruled: [RuledLane] = []
    /// Rows of the map's crossings that get pedestrian signals.
    var crossings: [Int] = []
    /// Rows of described controllers.
    var controllers: [Int] = []
}

/// A direction that traffic comes from.
struct SiteApproach {
    var road: Int
    var forward: Bool
    /// Row of the junction, or nil in the middle of a road.
    var junction: Int?
    /// Heading on arrival, radians.
    var heading: Double
    /// Rows of the lanes that end at the signal.
    var lanes: [Int]
    var randomKey: UInt64
}

/// A lane whose start a signal rules.
struct RuledLane {
    var lane: Int
    /// Row in `SignalSite.approaches`.
    var approach: Int
    var turn: TurnDirection
    /// Rows of the described lights that rule it; empty if derived.
    var lights: [Int]
    var isMotor: Bool
}

/// Disjoint sets of rows.
struct RowSets {
    private var parents: [Int]

    init(count: Int) { parents = Array(0..<count) }

    /// The set's representative: its smallest row.
    mutating func root(of row: Int) -> Int {
        var row = row
        while parents[row] != row {
            parents[row] = parents[parents[row]]
            row = parents[row]
        }
        return row
    }

    mutating func join(_ a: Int, _ b: Int) {
        let (x, y) = (root(of: a), root(of: b))
        parents[max(x, y)] = min(x, y)
    }
}
