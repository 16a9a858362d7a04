import Geometry

/// A way through the network for one vehicle: lanes to drive, and the directions a navigation system would give.
public struct Route: Sendable {
    /// Consecutive pieces; the next one is a successor lane, or a neighbour lane after a lane change.
    public var legs: [RouteLeg]
    /// One smooth line along the legs (lane changes blended), from the start to the goal.
    public var path: Polyline
    /// Arc length on `path` at which each leg begins.
    public var legStarts: [Double]
    /// Directions in order; the last one is `.arrive` at `path.length`.
    public var manoeuvres: [RouteManoeuvre]

    public init(legs: [RouteLeg], path: Polyline, legStarts: [Double], manoeuvres: [RouteManoeuvre]) {
        self.legs = legs
        self.path = path
        self.legStarts = legStarts
        self.manoeuvres = manoeuvres
    }

    /// Metres from start to goal.
    public var length: Double { path.length }
}

/// A stretch of one lane.
public struct RouteLeg: Sendable, Hashable {
    public var lane: LaneID
    public var from: Double
    public var to: Double

    public init(lane: LaneID, from: Double, to: Double) {
        self.lane = lane
        self.from = from
        self.to = to
    }
}

/// A direction at a place of the route.
public struct RouteManoeuvre: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case left, right, straight, keepLeft, keepRight, uTurn, arrive
        /// Counted from the entry, 1 = first.
        case roundaboutExit(Int)
    }

    public var kind: Kind
    /// Arc length on the route's path where the junction begins (the stop line), or the goal.
    public var at: Double
    /// Arc length where the junction ends.
    public var end: Double

    public init(kind: Kind, at: Double, end: Double) {
        self.kind = kind
        self.at = at
        self.end = end
    }
}
