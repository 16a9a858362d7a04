import DrivingInterface
import Geometry
import Scenarios
import Scoring
import Sensing
import Traffic
import World

/// One run. Two halves, composed by everyone who drives: `advanceToDecision()` moves the world until the drivers are
/// due and says what they observe, `answer(_:)` takes what they decide.
///
///     while true {
///         let observations = simulation.advanceToDecision()
///         if observations.isEmpty { break }
///         simulation.answer(observations.map { decide($0) })
///     }
///
/// Looking at `state` and setting it to an earlier value is all that snapshots, rewinding and verification need.
public struct SimulatedRun {
    public let setting: RunSetting
    /// Setting it to a state of the same run goes on from there.
    public var state: SimulationState
    /// Hash of the state, drivers' memories left out, after every tick; only kept where `isHashing`.
    public private(set) var tickHashes: [UInt64] = []
    /// Whether the state is hashed after every tick (recording, verification).
    public var isHashing = false
    /// Actor and column that stopped the run because it is no longer a number.
    public internal(set) var brokenColumn: String?
    let scratch: SimulationScratch

    public init(setting: RunSetting, state: SimulationState) {
        self.setting = setting
        self.state = state
        scratch = SimulationScratch()
    }

    /// Moves on to the next decision.
    /// - Returns: what each driven vehicle's driver observes; empty when the run is over.
    public mutating func advanceToDecision() -> [Observation] {
        if state.isAwaitingAnswer != 0 { return observations() }
        while state.end == nil {
            fireEvents()
            decideTraffic()
            sense()
            if state.clock.tick % setting.decisionTicks == 0 {
                state.isAwaitingAnswer = 1
                return observations()
            }
            finishTick()
        }
        return []
    }

    /// Takes the drivers' answers, one per driven vehicle, and finishes the tick.
    public mutating func answer(_ commands: [DrivingCommand]) {
        precondition(state.isAwaitingAnswer != 0, "An answer needs an observation before it")
        precondition(commands.count == setting.vehicles.count, "One answer per driven vehicle")
        state.isAwaitingAnswer = 0
        enqueue(commands)
        finishTick()
    }

    /// Ends the run because a driver cannot go on.
    public mutating func fail(_ end: RunEnd = .driverFailure) {
        state.endCode = end.rawValue
        state.isAwaitingAnswer = 0
    }

    private mutating func finishTick() {
        actuateAndIntegrate()
        judge()
        checkFinite()
        if isHashing { tickHashes.append(state.tickHash()) }
    }
}

/// Memory that is written before it is read in every tick; never state.
final class SimulationScratch {
    let sensing = SensingScratch()
    var traffic = TrafficScratch()
    var contacts = ContactFinder()
    var motions: [ActorMotion] = []
}
