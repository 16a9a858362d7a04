import Geometry

/// Background traffic that is kept up: how many of what kind. Actors that leave the map are replaced by new ones.
public struct PopulationState: ColumnState {
    /// Wanted numbers of vehicles (cycles included) and of people; 0 = nothing is kept up.
    public var vehicles: Int64 = 0
    public var pedestrians: Int64 = 0
    /// Shares of trucks and buses, and of cycles, among the vehicles, 0–1.
    public var heavyShare = 0.0
    public var cycleShare = 0.0
    /// New actors appear only farther than this from every driven vehicle, metres.
    public var sight = 120.0
    /// Actors made so far; gives each its random key.
    public var made: Int64 = 0

    public init() {}

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("vehicles", value: &vehicles)
        visitor.visit("pedestrians", value: &pedestrians)
        visitor.visit("heavyShare", value: &heavyShare)
        visitor.visit("cycleShare", value: &cycleShare)
        visitor.visit("sight", value: &sight)
        visitor.visit("made", value: &made)
    }
}

/// What background traffic to put on a map.
public struct PopulationRequest: Sendable, Hashable {
    /// Vehicles on the lanes, cycles included.
    public var vehicles = 0
    /// People on the pavements.
    public var pedestrians = 0
    /// Share of the parking bays that are taken, 0–1.
    public var parkedShare = 0.0
    /// Shares of trucks and buses, and of cycles, among the vehicles, 0–1.
    public var heavyShare = 0.08
    public var cycleShare = 0.08
    /// Metres around every driven vehicle that stay free at the start.
    public var clearance = 25.0
    /// Actors that leave the map are replaced out of sight of driven vehicles.
    public var isKeptUp = true

    public init() {}

    /// Vehicles for a density on the lanes of a map, vehicles per kilometre of lane.
    public static func vehicles(perKilometre density: Double, on model: TrafficModel) -> Int {
        let metres = model.lanes.records.reduce(0.0) { $0 + ($1.isDrivable && $1.junction < 0 ? $1.length : 0) }
        return Int((density * metres / 1000).rounded())
    }
}

/// What a request came to: on a full map fewer find a place than were asked for.
public struct PopulationReport: Sendable, Hashable {
    public var vehicles = 0
    public var pedestrians = 0
    public var parked = 0
}
