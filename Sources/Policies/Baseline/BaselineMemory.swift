import Geometry

/// Everything the baseline keeps between decisions. Positions are in the frame of the starting pose (dead reckoning),
/// driving coordinates (see `Mirror`).
public struct BaselineMemory: ColumnState {
    var ground = GroundMap()
    var path = LanePath()
    var keeping = LaneKeeping()
    var change = LaneChange()
    var junction = JunctionAhead()
    var signals = SignalWatch()
    var line = LineAhead()
    var horizon: HorizonScan
    var tracks = Tracks()
    /// Why the car went no faster at the last decision.
    var reason = SpeedReason.free
    /// Where the car was at the last decision, and how far it has driven, metres.
    var lastPose = Pose2.identity
    var odometer = 0.0
    /// When the newest frame of each that was read was measured, seconds; -1 for never.
    var radarTimes: [Double]
    var cameraTimes: [Double]
    /// Linear brightness of asphalt as each camera sees it, 0 while unknown.
    var asphalt: [Float]

    init(directions: Int, cameras: Int, radars: Int) {
        horizon = HorizonScan(count: directions)
        radarTimes = Array(repeating: -1, count: radars)
        cameraTimes = Array(repeating: -1, count: cameras)
        asphalt = Array(repeating: 0, count: cameras)
    }

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        ground.visitColumns(&visitor)
        path.visitColumns(&visitor)
        keeping.visitColumns(&visitor)
        change.visitColumns(&visitor)
        junction.visitColumns(&visitor)
        signals.visitColumns(&visitor)
        line.visitColumns(&visitor)
        horizon.visitColumns(&visitor)
        tracks.visitColumns(&visitor)
        visitor.visit("reason", value: &reason)
        visitor.visit("lastPose", value: &lastPose)
        visitor.visit("odometer", value: &odometer)
        visitor.visit("radarTimes", &radarTimes)
        visitor.visit("cameraTimes", &cameraTimes)
        visitor.visit("asphalt", &asphalt)
    }
}
