import Fields

/// Background traffic.
public struct TrafficSpec: FieldDescribed {
    /// Vehicles and cycles to keep on the roads.
    public var vehicles = 0
    /// People to keep on the pavements.
    public var pedestrians = 0
    /// Share of the parking bays that are taken, 0–1.
    public var parkedShare = 0.0
    /// Shares of trucks and buses, and of cycles, among the vehicles, 0–1.
    public var heavyShare = 0.08
    public var cycleShare = 0.08
    /// Metres around the driven vehicle that stay free at the start.
    public var clearance = 25.0

    public init() {}

    public static let fields = FieldTable<Self>("traffic", "Actors that nobody placed: how many, and of what kinds.") {
        Field("vehicles", \.vehicles, in: 0...20_000, "Vehicles and cycles kept on the roads.")
        Field("pedestrians", \.pedestrians, in: 0...20_000, "People kept on the pavements.")
        Field("parked", \.parkedShare, .ratio, in: 0...1, "Share of the parking bays that are taken.")
        Field("heavy", \.heavyShare, .ratio, in: 0...1, "Share of trucks and buses among the vehicles.")
        Field("cycles", \.cycleShare, .ratio, in: 0...1, "Share of cycles among the vehicles.")
        Field("clearance", \.clearance, .length, in: 5...500, "Kept free around the ego vehicle at the start.")
    }
}
