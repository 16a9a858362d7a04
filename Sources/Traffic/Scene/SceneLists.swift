import Geometry

/// A lane on an actor's way. Distances `u` count from the middle of the actor along its way.
struct ChainLink: Sendable {
    var lane: Int32
    /// u at which the lane's arc length is 0.
    var start: Double
    /// Arc lengths between which the way uses the lane.
    var from: Double
    var to: Double
    /// u at which the way leaves the lane.
    var end: Double { start + to }
}

/// A body on a lane: whatever overlaps the lane's area, or soon will.
struct LaneEntry: Sendable {
    var actor: Int32
    /// Arc lengths of its hindmost and foremost point on this lane.
    var rear: Double
    var front: Double
    /// Leftmost and rightmost offset.
    var left: Double
    var right: Double
    /// Along and across the lane, m/s.
    var speed: Double
    var lateralSpeed: Double
    var key: UInt64
    /// Not a body yet: where a long vehicle will be on its turn.
    var isShadow = false

    var middle: Double { (rear + front) / 2 }
}

/// Somebody who is on a lane with conflict zones, or on the way to it.
struct LaneUser: Sendable {
    var actor: Int32
    /// Arc lengths of front and rear on the lane; negative before it.
    var front: Double
    var rear: Double
    /// m/s
    var speed: Double
    /// Acceleration it can be expected to use, m/s²; speed it reaches at most on the lane, m/s.
    var pickup: Double
    var cruise: Double
    /// From the front to where it would have to wait, metres; negative once it is past.
    var lineDistance: Double
    /// Past the line, or too fast to stop before it.
    var isCommitted: Bool
    /// Held by something else than the junction's right of way: will not go now.
    var isInert: Bool
    /// Knows that others have waited long and lets them go.
    var isCourteous: Bool
    /// Sweeps over more than its lane when it turns.
    var isLong: Bool
    /// Times since which it stands and yields, and stands at its line, s; negative = not.
    var yieldsSince: Double
    var lineStop: Double
    var key: UInt64
}

/// Somebody on a crossing or waiting to step on it.
struct CrossingUser: Sendable {
    var actor: Int32
    /// Arc length on the crossing's path of its middle; its radius, metres.
    var along: Double
    var radius: Double
    /// Along the path, m/s (negative towards its start).
    var speed: Double
    /// Direction it wants to go: 1 or -1.
    var direction: Double
    /// Speed it walks at when nothing hinders it, m/s.
    var walkingSpeed: Double
    /// On the carriageway (else it waits at the kerb).
    var isOn: Bool
    var key: UInt64
}
