import DrivingInterface
import Geometry
import RoadNetwork
import World

/// What one tick did to a judged vehicle: computed once, read by every metric.
public struct JudgedMoment: Sendable {
    /// Seconds at the beginning and the end of the tick.
    public var from: Double
    public var to: Double
    /// Of the vehicle's reference point, at the beginning and the end.
    public var before: ActorMotion
    public var after: ActorMotion
    /// The vehicle's footprint at the end.
    public var footprint: OrientedBox
    /// Where the vehicle is on its route.
    public var progress: RouteProgress
    /// Whether the lane facts below were looked up at the end of this tick (every `samplingPeriod`).
    public var isSample: Bool
    /// Seconds since the last sample.
    public var sampleSpan: Double
    /// The lane that fits the pose best, nil off every lane.
    public var lane: StreetMap.LanePosition?
    /// How far the worst corner lies outside every carriageway, metres; 0 on the road.
    public var outsideCarriageway: Double
    /// Stop lines that the middle of the front bumper crossed in this tick.
    public var crossedStopLines: [StopLineCrossing]
    /// Contacts of the vehicle at the end of the tick.
    public var contacts: [JudgedContact]
    /// What the driver said of its own responsibility.
    public var mode: DrivingMode
}

/// A touch of the judged vehicle.
public struct JudgedContact: Sendable {
    /// The other actor; none for a static obstacle.
    public var other: ActorID
    /// Identity of the partner for counting (an actor's random key, an obstacle's random key).
    public var partnerKey: UInt64
    /// In the world.
    public var point: Vector2
    /// Unit vector from the judged vehicle towards the other, across the contact.
    public var normal: Vector2
    /// Relative speed along the normal, m/s, ≥ 0 while closing.
    public var impactSpeed: Double

    public init(other: ActorID, partnerKey: UInt64, point: Vector2, normal: Vector2, impactSpeed: Double) {
        self.other = other
        self.partnerKey = partnerKey
        self.point = point
        self.normal = normal
        self.impactSpeed = impactSpeed
    }
}

/// How far the vehicle has come along its route.
public struct RouteProgress: Sendable, Hashable, BitwiseCopyable {
    /// Arc length of the reference point on the route's path now, metres.
    public var s: Double
    /// Offset to the left of the path, metres.
    public var t: Double
    /// Furthest arc length reached while within 4 m of the path, metres.
    public var furthest: Double

    public init(s: Double = 0, t: Double = 0, furthest: Double = 0) {
        self.s = s
        self.t = t
        self.furthest = furthest
    }

    /// Moves on to where `position` projects on `path`, searched near the last arc length.
    public mutating func advance(to position: Vector2, on path: Polyline) {
        let projection = path.project(position, near: s, reach: 12)
        s = projection.s
        t = projection.t
        if projection.distance < 4 { furthest = max(furthest, s) }
    }
}
