import DrivingInterface
import Geometry
import RoadNetwork
import Scenarios
import Scoring
import World

/// Drives a simulation to its end with its drivers, and keeps what a recording needs.
public struct DriveLoop {
    public private(set) var simulation: SimulatedRun
    public let drivers: [any Driver]
    /// Answers so far, for a recording.
    public private(set) var answers: [Recording.Answer] = []
    /// What each driver last said that it believes; nil if it says nothing.
    public private(set) var beliefs: [DrivenBelief?]
    /// Why a driver could not go on; nil unless one did.
    public private(set) var failure: String?

    /// - Parameter drivers: one per driven vehicle.
    public init(simulation: SimulatedRun, drivers: [any Driver]) {
        precondition(drivers.count == simulation.setting.vehicles.count, "One driver per driven vehicle")
        self.simulation = simulation
        self.drivers = drivers
        beliefs = Array(repeating: nil, count: drivers.count)
    }

    /// Hashes the state after every tick from now on.
    public mutating func hashEveryTick() { simulation.isHashing = true }

    /// Goes back (or on) to a state of this run.
    public mutating func restore(_ state: SimulationState) {
        simulation.state = state
        answers.removeAll { $0.tick >= state.clock.tick + (state.isAwaitingAnswer == 0 ? 0 : 1) }
    }

    /// One decision and the ticks up to the next one.
    /// - Returns: false when the run is over.
    @discardableResult
    public mutating func advance() -> Bool {
        let observations = simulation.advanceToDecision()
        guard !observations.isEmpty else { return false }
        var commands: [DrivingCommand] = []
        for index in drivers.indices {
            let view = simulation.truth(of: index)
            do {
                let command = try drivers[index].drive(
                    observations[index], truth: view, memory: &simulation.state.vehicles[index].memory)
                guard command.isSound else { throw DriverFailure("it answered with numbers that are not finite") }
                commands.append(command)
                let pose = view.world.actors.motion(
                    of: view.vehicle, at: view.world.clock.tick, clock: view.world.clock)
                beliefs[index] = command.belief.map { DrivenBelief(belief: $0, pose: pose.pose) }
            } catch {
                failure = "\(drivers[index].name) failed at t = \(simulation.state.clock.time) s: \(reason(of: error))"
                simulation.fail()
                return false
            }
        }
        for (index, command) in commands.enumerated() {
            answers.append(Recording.Answer(tick: simulation.state.clock.tick, vehicle: index, command: command))
        }
        simulation.answer(commands)
        return simulation.state.end == nil
    }

    /// Lets the sensors measure what is due now without a decision being taken, for whoever looks.
    public mutating func settle() { _ = simulation.advanceToDecision() }

    /// Drives to the end.
    public mutating func run() {
        while advance() {}
    }

    private func reason(of error: any Error) -> String {
        (error as? DriverFailure)?.reason ?? "\(error)"
    }
}

/// A belief with the pose of the vehicle at the time of the observation that it was formed from.
public struct DrivenBelief: Sendable {
    public var belief: Belief
    public var pose: Pose2
}

extension SimulatedRun {
    /// What a privileged driver of a vehicle may look at.
    func truth(of index: Int) -> PrivilegedView {
        PrivilegedView(
            world: state.situation.world, traffic: setting.traffic, route: setting.vehicles[index].route,
            routePosition: state.vehicles[index].judge.progress.s, vehicle: setting.vehicles[index].actor,
            scratch: scratch)
    }
}

extension DrivingCommand {
    /// Every number is finite, and a trajectory has points in order of time.
    var isSound: Bool {
        switch motion {
        case .controls(.angle(let steering), let acceleration), .controls(.rate(let steering), let acceleration):
            return steering.isFinite && acceleration.isFinite
        case .trajectory(let points):
            guard points.count >= 2, points.count <= CommandCoding.longestTrajectory else { return false }
            let isFinite = points.allSatisfy {
                $0.time.isFinite && $0.pose.position.x.isFinite && $0.pose.position.y.isFinite
                    && $0.pose.yaw.isFinite && $0.speed.isFinite
            }
            return isFinite && points[0].time > 0 && zip(points, points.dropFirst()).allSatisfy { $0.time < $1.time }
        }
    }
}
