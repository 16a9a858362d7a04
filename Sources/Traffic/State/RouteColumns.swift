import Geometry
import RoadNetwork
import World

/// Where actors want to go: a list of lanes each, in one pool. Without a list, and after its end, an actor chooses its
/// way at every fork by a hash that needs no memory.
public struct RouteColumns: ColumnState {
    /// First element and number of elements in `lanes`.
    public var start: [Int32] = []
    public var length: [Int32] = []
    /// Which element the actor is on (or about to change to).
    public var index: [Int32] = []
    /// Forks passed by a walker, so that it does not go round in circles.
    public var forks: [UInt32] = []
    /// The pool.
    public var lanes: [Int32] = []

    public init() {}

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("start", &start)
        visitor.visit("length", &length)
        visitor.visit("index", &index)
        visitor.visit("forks", &forks)
        visitor.visit("lanes", &lanes)
    }

    mutating func append() {
        start.append(0)
        length.append(0)
        index.append(0)
        forks.append(0)
    }

    mutating func clear(_ row: Int) {
        (start[row], length[row], index[row], forks[row]) = (0, 0, 0, 0)
    }

    /// Gives an actor a list of lanes. A following element must succeed its predecessor or lie beside it.
    public mutating func set(_ actor: ActorID, lanes newLanes: [LaneID]) {
        let row = actor.index
        length[row] = 0
        compactIfWasteful()
        start[row] = Int32(lanes.count)
        length[row] = Int32(newLanes.count)
        index[row] = 0
        lanes += newLanes.map(\.row)
    }

    /// The list that an actor follows, from the element it is on.
    public func remaining(of actor: ActorID) -> [LaneID] {
        let row = actor.index
        let from = Int(start[row] + index[row])
        let to = Int(start[row] + length[row])
        return from < to ? lanes[from..<to].map { LaneID(Int($0)) } : []
    }

    /// The list's element `ahead` places after the present one; -1 after the end.
    @inline(__always)
    func element(_ row: Int, ahead: Int32) -> Int32 {
        let place = index[row] + ahead
        return place >= 0 && place < length[row] ? lanes[Int(start[row] + place)] : -1
    }

    private mutating func compactIfWasteful() {
        let live = length.reduce(0) { $0 + Int($1) }
        guard lanes.count > 2 * live + 4096 else { return }
        var packed: [Int32] = []
        packed.reserveCapacity(live)
        for row in start.indices {
            let old = Int(start[row])
            start[row] = Int32(packed.count)
            packed += lanes[old..<(old + Int(length[row]))]
        }
        lanes = packed
    }
}
