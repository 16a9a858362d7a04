import Geometry

/// Where actors are on the network.
public struct PlaceColumns: ColumnState {
    /// Lane (drivers) or walkway (people) that holds the middle of the actor; -1 = not known yet, or on none.
    public var lane: [Int32] = []
    /// Arc length of the middle on it and offset to the left, metres.
    public var s: [Double] = []
    public var t: [Double] = []
    /// The lanes that the actor came from, newest first; -1 = none.
    public var trail: [SIMD4<Int32>] = []
    /// People: 1 walks towards the walkway's end, -1 towards its start.
    public var direction: [Int8] = []

    public init() {}

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("lane", &lane)
        visitor.visit("s", &s)
        visitor.visit("t", &t)
        visitor.visit("trail", &trail)
        visitor.visit("direction", &direction)
    }

    mutating func append() {
        lane.append(-1)
        s.append(0)
        t.append(0)
        trail.append(SIMD4(repeating: -1))
        direction.append(1)
    }

    mutating func clear(_ row: Int) {
        (lane[row], s[row], t[row], trail[row], direction[row]) = (-1, 0, 0, SIMD4(repeating: -1), 1)
    }

    /// Puts an actor on another lane that does not follow its present one.
    mutating func set(_ row: Int, lane newLane: Int32, s newS: Double, t newT: Double) {
        (lane[row], s[row], t[row], trail[row]) = (newLane, newS, newT, SIMD4(repeating: -1))
    }

    /// Goes on to the next lane.
    @inline(__always)
    mutating func advance(_ row: Int, to next: Int32) {
        let old = trail[row]
        trail[row] = SIMD4(lane[row], old[0], old[1], old[2])
        lane[row] = next
    }
}
