import Geometry
import RoadNetwork
import World

/// Everything about traffic that does not change during a run: the map and catalogue as inner loops read them, driver
/// profiles, behaviours, the seed. Immutable and shared by every run on the same map.
public final class TrafficModel: Sendable {
    public let map: StreetMap
    public let catalogue: Catalogue
    public let seed: UInt64
    public let parameters: TrafficParameters
    /// Driver profiles; `TrafficState.profile` holds rows of it.
    public let profiles: [DriverProfile]
    /// Behaviours; `TrafficState.behaviour` holds rows of it + 1.
    public let behaviours: [any Behaviour.Type]

    let lanes: LaneTable
    let junctions: JunctionTable
    let crossings: CrossingTable
    let walks: WalkTable
    let bodies: [BodyRecord]
    let programmes: SignalTable
    /// What actors with each behaviour are taken for.
    let roles: [SceneRole]
    /// Rows of lanes by ascending random key, for whoever has to go through all of them in an order of their own.
    let lanesByKey: [Int32]

    /// Builds the tables. Complexity: about linear in the size of the map.
    public init(
        map: StreetMap, catalogue: Catalogue, seed: UInt64, parameters: TrafficParameters = TrafficParameters(),
        profiles: [DriverProfile] = DriverProfile.all, behaviours: [any Behaviour.Type] = BehaviourRegistry.all
    ) {
        self.map = map
        self.catalogue = catalogue
        self.seed = seed
        self.parameters = parameters
        self.profiles = profiles
        self.behaviours = behaviours
        var lanes = LaneTable(map: map)
        junctions = JunctionTable(map: map, lanes: &lanes)
        crossings = CrossingTable(map: map, lanes: &lanes)
        self.lanes = lanes
        walks = WalkTable(map: map, lanes: lanes)
        bodies = catalogue.models.map { BodyRecord($0) }
        programmes = SignalTable(map: map)
        roles = behaviours.map { $0.role.inScene }
        lanesByKey = map.lanes.indices.sorted { map.lanes[$0].randomKey < map.lanes[$1].randomKey }.map { Int32($0) }
    }

    /// The row of a driver profile by name; nil if there is none.
    public func profile(named name: String) -> UInt8? {
        profiles.firstIndex { $0.name == name }.map { UInt8($0) }
    }

    /// The behaviour code (`TrafficState.behaviour`) of a kind; nil if there is none.
    public func behaviour(_ kind: String) -> UInt8? {
        behaviours.firstIndex { $0.kind == kind }.map { UInt8($0 + 1) }
    }

    /// Whether traffic decides at a tick.
    public func decides(at tick: Int64) -> Bool { tick % Int64(parameters.decisionTicks) == 0 }
}

/// Settings of traffic that belong to a run.
public struct TrafficParameters: Sendable, Hashable {
    /// Ticks between two decisions, > 0.
    public var decisionTicks = 10

    public init(decisionTicks: Int = 10) { self.decisionTicks = max(1, decisionTicks) }
}
