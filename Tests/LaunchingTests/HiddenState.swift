import DrivingInterface
import Foundation
import Geometry
import Simulation

/// A driver that remembers something that no snapshot sees: what verification must find.
final class HiddenState: Driver, @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0.0

    var name: String { "hidden" }
    var isPrivileged: Bool { true }
    var memory: MemoryKind { .opaque }

    func initialMemory() -> AnyColumnState { AnyColumnState(EmptyColumnState()) }

    func drive(_ observation: Observation, truth: PrivilegedView, memory: inout AnyColumnState) -> DrivingCommand {
        lock.withLock { count += 1 }
        return .controls(steeringAngle: 0, acceleration: 0.5 + count * 1e-6)
    }
}
