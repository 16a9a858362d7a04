import DrivingInterface
import Geometry
import Traffic
import World

/// A driver that sees the world and the route instead of sensors: yardstick and teacher, marked in every result.
public protocol PrivilegedDriver: Sendable, SendableMetatype {
    /// What it keeps between decisions.
    associatedtype Memory: ColumnState

    /// Name on the command line.
    static var name: String { get }
    /// One sentence for `list policies`.
    static var summary: String { get }

    init(episode: EpisodeInfo)

    /// The memory at the first decision.
    func initialMemory() -> Memory

    /// One decision.
    func drive(_ truth: PrivilegedView, memory: inout Memory) -> DrivingCommand
}

/// What ships.
public enum PrivilegedRegistry {
    /// Sorted by name.
    public static let all: [any PrivilegedDriver.Type] = [CruiseDriver.self, OracleDriver.self]
}

/// A privileged driver as a driver.
public struct TruthDriver<Seeing: PrivilegedDriver>: Driver {
    private let driver: Seeing

    public init(_ driver: Seeing) { self.driver = driver }

    public var name: String { Seeing.name }
    public var isPrivileged: Bool { true }
    public var memory: MemoryKind { .explicit }

    public func initialMemory() -> AnyColumnState { AnyColumnState(driver.initialMemory()) }

    public func drive(_ observation: Observation, truth: PrivilegedView, memory: inout AnyColumnState)
        -> DrivingCommand
    {
        memory.modify(as: Seeing.Memory.self) { driver.drive(truth, memory: &$0) }
    }
}
