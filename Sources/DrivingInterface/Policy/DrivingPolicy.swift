import Geometry

/// A mapless driver: answers observations, remembers only what it keeps in `Memory`.
///
/// A policy module may import only Geometry, Fields and DrivingInterface: it cannot name a lane or an actor. The same
/// observations and memory must give the same answer.
public protocol DrivingPolicy: Sendable, SendableMetatype {
    /// Everything that is kept between decisions; a snapshot of a run copies it.
    associatedtype Memory: ColumnState

    /// Name on the command line.
    static var name: String { get }
    /// One sentence for `list policies`.
    static var summary: String { get }
    /// The sensor set it was made for, used where neither command line nor scenario names one; nil for none.
    static var sensorSet: String? { get }
    /// Which frames it gets; a selector that matches no mount ends the command before tick 0.
    static var subscriptions: [SensorSelector] { get }

    /// Prepares for an episode.
    /// - Throws: `PolicyRefusal` if the mounted sensors do not suffice.
    init(episode: EpisodeInfo) throws

    /// The memory at the first decision.
    func initialMemory() -> Memory

    /// One decision.
    func drive(_ observation: Observation, memory: inout Memory) -> DrivingCommand
}

extension DrivingPolicy {
    public static var sensorSet: String? { nil }
}

/// Why a policy cannot drive this episode, in words for its author.
public struct PolicyRefusal: Error, Sendable {
    public var reason: String
    public init(_ reason: String) { self.reason = reason }
}

/// For policies that remember nothing.
public struct NoMemory: ColumnState {
    public init() {}
    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {}
}
