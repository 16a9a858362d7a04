import DrivingInterface
import Geometry
import World

/// Answers what a recording answered, at the same ticks.
public struct ReplayDriver: Driver {
    public let name: String
    public let isPrivileged: Bool
    private let ticks: [Int64]
    private let commands: [DrivingCommand]
    private let tickDuration: Double

    /// - Parameter vehicle: number of the driven vehicle.
    public init(_ recording: Recording, vehicle: Int) {
        name = recording.identity.policy
        isPrivileged = recording.identity.isPrivileged
        let mine = recording.answers.filter { $0.vehicle == vehicle }
        ticks = mine.map(\.tick)
        commands = mine.map(\.command)
        tickDuration = Double(recording.tickMicroseconds) / 1e6
    }

    public var memory: MemoryKind { .explicit }

    public func initialMemory() -> AnyColumnState { AnyColumnState(EmptyColumnState()) }

    public func drive(_ observation: Observation, truth: PrivilegedView, memory: inout AnyColumnState) throws
        -> DrivingCommand
    {
        let tick = truth.world.clock.tick
        guard let index = ticks.lastIndex(where: { $0 <= tick }), ticks[index] == tick else {
            throw DriverFailure("the recording has no answer for tick \(tick)")
        }
        return commands[index]
    }
}
