import RoadNetwork
import World

extension ActorClass {
    /// What a road user of this class counts as on a lane.
    var laneUsers: LaneUsers {
        switch self {
        case .car, .van, .motorcycle: return .cars
        case .truck: return .heavy
        case .bus, .articulatedBus: return .buses
        case .bicycle, .eScooter, .cargoTricycle: return .bicycles
        case .adult, .child, .wheelchair, .dog: return .pedestrians
        case .cone, .barrier, .box: return []
        }
    }

    /// Rides at the edge of a lane and uses cycle lanes.
    var keepsToEdge: Bool { self == .bicycle || self == .eScooter || self == .cargoTricycle }
}

extension LaneUsers {
    /// Everybody on wheels who keeps to lanes.
    static let anyVehicle: LaneUsers = [.cars, .heavy, .buses, .bicycles]
}
