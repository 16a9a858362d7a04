import DrivingInterface
import Geometry
import RoadNetwork
import Traffic
import World

/// Whoever drives a vehicle: a mapless policy, or a privileged driver that sees the truth.
public protocol Driver: Sendable {
    /// Name in results.
    var name: String { get }
    /// Sees the world itself instead of observations; marked in every result.
    var isPrivileged: Bool { get }
    /// What it remembers between decisions can be copied with a snapshot.
    var memory: MemoryKind { get }
    /// The memory at the first decision.
    func initialMemory() -> AnyColumnState
    /// One decision.
    /// - Throws: `DriverFailure` if the driver cannot go on.
    func drive(_ observation: Observation, truth: PrivilegedView, memory: inout AnyColumnState) throws
        -> DrivingCommand
}

/// How a driver's memory can be looked back on.
public enum MemoryKind: String, Sendable, CaseIterable {
    /// A value that a snapshot copies.
    case explicit
    /// Reset, then fed again with its recorded observations.
    case replayable
    /// Cannot be brought back.
    case opaque
}

/// Why a driver cannot go on.
public struct DriverFailure: Error, Sendable {
    public var reason: String
    public init(_ reason: String) { self.reason = reason }
}

/// What a privileged driver may look at: the world now and the route. No scenario, no trigger, no future, no name.
public struct PrivilegedView {
    public var world: WorldState
    public var traffic: TrafficModel
    public var route: Route
    /// Arc length of the vehicle on the route's path, metres.
    public var routePosition: Double
    public var vehicle: ActorID
    /// Memory to work in.
    let scratch: SimulationScratch

    public var map: StreetMap { traffic.map }
    public var catalogue: Catalogue { traffic.catalogue }
}

/// A mapless policy as a driver.
public struct PolicyDriver<Policy: DrivingPolicy>: Driver {
    private let policy: Policy

    /// - Throws: `PolicyRefusal` if the policy cannot drive with what is mounted.
    public init(_ type: Policy.Type, episode: EpisodeInfo) throws { policy = try Policy(episode: episode) }

    public var name: String { Policy.name }
    public var isPrivileged: Bool { false }
    public var memory: MemoryKind { .explicit }

    public func initialMemory() -> AnyColumnState { AnyColumnState(policy.initialMemory()) }

    public func drive(_ observation: Observation, truth: PrivilegedView, memory: inout AnyColumnState)
        -> DrivingCommand
    {
        memory.modify(as: Policy.Memory.self) { policy.drive(observation, memory: &$0) }
    }
}
