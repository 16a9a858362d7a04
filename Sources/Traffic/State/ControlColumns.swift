import Geometry

/// Who holds the two control slots of each actor, and with what target. A slot without a holder belongs to the traffic
/// model.
public struct ControlColumns: ColumnState {
    /// Action that holds the slot; -1 = the traffic model.
    public var longitudinalHolder: [Int32] = []
    /// `LongitudinalControl`
    public var longitudinalMode: [UInt8] = []
    /// Speed (m/s) or acceleration (m/s²) aimed at.
    public var longitudinalTarget: [Double] = []
    /// Magnitude of the acceleration towards a target speed, m/s²; or seconds in all where the change takes a time.
    public var longitudinalPace: [Double] = []
    /// Speed (m/s) and time (s) at which the change began.
    public var longitudinalFrom: [Double] = []
    public var longitudinalSince: [Double] = []

    /// Action that holds the slot; -1 = the traffic model.
    public var lateralHolder: [Int32] = []
    /// `LateralControl`
    public var lateralMode: [UInt8] = []
    /// Offset from the middle of the lane aimed at, metres, left positive.
    public var lateralOffset: [Double] = []
    /// Lane aimed at; -1 = none.
    public var lateralLane: [Int32] = []
    /// Seconds that a change takes.
    public var lateralDuration: [Double] = []
    /// The actor's path: first element and number of elements in `pathX`.
    public var pathStart: [Int32] = []
    public var pathLength: [Int32] = []
    /// Segment of the path that the actor is on.
    public var pathSegment: [Int32] = []

    /// Points of all paths, metres, and the time at which each is due, s (negative: none, the speed slot decides).
    public var pathX: [Double] = []
    public var pathY: [Double] = []
    public var pathTime: [Double] = []

    public init() {}

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("longitudinalHolder", &longitudinalHolder)
        visitor.visit("longitudinalMode", &longitudinalMode)
        visitor.visit("longitudinalTarget", &longitudinalTarget)
        visitor.visit("longitudinalPace", &longitudinalPace)
        visitor.visit("longitudinalFrom", &longitudinalFrom)
        visitor.visit("longitudinalSince", &longitudinalSince)
        visitor.visit("lateralHolder", &lateralHolder)
        visitor.visit("lateralMode", &lateralMode)
        visitor.visit("lateralOffset", &lateralOffset)
        visitor.visit("lateralLane", &lateralLane)
        visitor.visit("lateralDuration", &lateralDuration)
        visitor.visit("pathStart", &pathStart)
        visitor.visit("pathLength", &pathLength)
        visitor.visit("pathSegment", &pathSegment)
        visitor.visit("pathX", &pathX)
        visitor.visit("pathY", &pathY)
        visitor.visit("pathTime", &pathTime)
    }

    mutating func append() {
        longitudinalHolder.append(-1)
        longitudinalMode.append(0)
        longitudinalTarget.append(0)
        longitudinalPace.append(0)
        longitudinalFrom.append(0)
        longitudinalSince.append(0)
        lateralHolder.append(-1)
        lateralMode.append(0)
        lateralOffset.append(0)
        lateralLane.append(-1)
        lateralDuration.append(0)
        pathStart.append(0)
        pathLength.append(0)
        pathSegment.append(0)
    }

    mutating func clear(_ row: Int) {
        clearLongitudinal(row)
        clearLateral(row)
    }

    mutating func clearLongitudinal(_ row: Int) {
        (longitudinalHolder[row], longitudinalMode[row], longitudinalTarget[row]) = (-1, 0, 0)
        (longitudinalPace[row], longitudinalFrom[row], longitudinalSince[row]) = (0, 0, 0)
    }

    mutating func clearLateral(_ row: Int) {
        (lateralHolder[row], lateralMode[row], lateralOffset[row], lateralLane[row]) = (-1, 0, 0, -1)
        (lateralDuration[row], pathStart[row], pathLength[row], pathSegment[row]) = (0, 0, 0, 0)
    }
}

/// What an action makes of an actor's speed.
public enum LongitudinalControl: UInt8, Sendable, CaseIterable {
    /// The traffic model decides.
    case model
    /// To a target speed with a constant acceleration.
    case speedByRate
    /// To a target speed within a time, linearly.
    case speedByTime
    /// To a target speed within a time, smoothly (cubic ease in and out).
    case speedSmoothly
    /// A constant acceleration, to a standstill at most.
    case acceleration
}

/// What an action makes of an actor's place across the road.
public enum LateralControl: UInt8, Sendable, CaseIterable {
    /// The traffic model decides.
    case model
    /// Changes to a lane and stays on it.
    case lane
    /// Keeps an offset in its lane.
    case offset
    /// Follows a path of points.
    case path
}
