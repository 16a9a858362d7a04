import DrivingInterface
import Geometry
import Scenarios
import Scoring
import World

/// Everything of a run that changes, as one value: a snapshot copies it, the hash covers it.
public struct SimulationState: ColumnState {
    public internal(set) var situation: Situation
    public internal(set) var vehicles: [VehicleState]
    /// `RunEnd.rawValue`; 0 while the run goes on.
    var endCode: Int64 = 0
    /// 1 between `advanceToDecision` and `answer`.
    var isAwaitingAnswer: Int64 = 0

    init(situation: Situation, vehicles: [VehicleState]) {
        self.situation = situation
        self.vehicles = vehicles
    }

    /// Why the run is over; nil while it goes on.
    public var end: RunEnd? { RunEnd(rawValue: endCode) }

    public var clock: Clock { situation.world.clock }

    /// Hash of everything but the drivers' memories: what a recording keeps per tick, so that its answers can be played
    /// back without the driver. Reads the columns in place, without copying them.
    mutating func tickHash() -> UInt64 {
        var visitor = HashingVisitor()
        situation.visitColumns(&visitor)
        for index in vehicles.indices { vehicles[index].visitWithoutMemory(&visitor) }
        visitor.visit("endCode", value: &endCode)
        return visitor.hasher.value
    }

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        situation.visitColumns(&visitor)
        for index in vehicles.indices { vehicles[index].visitColumns(&visitor) }
        visitor.visit("endCode", value: &endCode)
        visitor.visit("isAwaitingAnswer", value: &isAwaitingAnswer)
    }
}

/// What a driven vehicle remembers beyond the situation.
public struct VehicleState: ColumnState {
    public internal(set) var actuation = ActuationState()
    public internal(set) var judge: JudgeState
    /// The driver's memory.
    public var memory: AnyColumnState

    init(judge: JudgeState, memory: AnyColumnState) {
        self.judge = judge
        self.memory = memory
    }

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitWithoutMemory(&visitor)
        memory.visitColumns(&visitor)
    }

    mutating func visitWithoutMemory<V: ColumnVisitor>(_ visitor: inout V) {
        actuation.visitColumns(&visitor)
        judge.visitColumns(&visitor)
    }
}

/// Why a run is over.
public enum RunEnd: Int64, Sendable, CaseIterable {
    case goal = 1
    case collision = 2
    case timeLimit = 3
    case driverFailure = 4
    /// Something in the state is no longer a number.
    case brokenState = 5
}
