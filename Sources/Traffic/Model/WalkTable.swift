import Geometry
import RoadNetwork

/// Where people walk: pavements, crossings and the links between them, as a graph that is walked both ways.
struct WalkTable: Sendable {
    /// Geometry of the walkways, one record each.
    var lines = LaneTable()
    var walkways: [Walkway] = []
    /// Ends that meet in a node: node n's are `ends[nodeStarts[n] ..< nodeStarts[n + 1]]`, sorted by key.
    var nodeStarts: [Int32] = [0]
    var ends: [WalkEnd] = []
    /// Walkway of each crossing of the map.
    var walkwayOfCrossing: [Int32] = []

    /// The ends that meet in a node.
    @inline(__always)
    func ends(at node: Int32) -> ArraySlice<WalkEnd> {
        ends[Int(nodeStarts[Int(node)])..<Int(nodeStarts[Int(node) + 1])]
    }
}

/// A stretch of pavement, a crossing, or a link between two of them.
struct Walkway: Sendable {
    /// Nodes at its start and end.
    var startNode: Int32
    var endNode: Int32
    /// Row of the crossing, or -1.
    var crossing: Int32
    /// Metres.
    var length: Double
    var halfWidth: Double
    var key: UInt64
}

/// One end of a walkway in a node.
struct WalkEnd: Sendable {
    var walkway: Int32
    /// The walkway starts here (else it ends here).
    var isStart: Bool
}
