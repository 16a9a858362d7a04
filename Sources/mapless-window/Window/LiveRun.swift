import Drawing
import DrivingInterface
import Geometry
import Launching
import RoadNetwork
import Simulation
import Viewer
import World

/// A run that the window drives.
final class LiveRun: LiveSession {
    private let ready: ReadyRun
    private var loop: DriveLoop
    /// Where the driven vehicle was, every decision.
    private var trail: [Vector2] = []

    init(_ ready: ReadyRun) {
        self.ready = ready
        loop = ready.loop()
        loop.settle()
    }

    var map: StreetMap { ready.setting.map }
    var title: String { ready.identity.scenario }
    var time: Double { loop.simulation.state.clock.time }
    var decisionPeriod: Double { Double(ready.setting.decisionTicks) * ready.start.clock.tickDuration }
    var isFinished: Bool { loop.simulation.state.end != nil }
    var driverCount: Int { ready.setting.vehicles.count }

    func advance(to time: Double) throws {
        while !isFinished, self.time < time - 1e-9 {
            loop.advance()
            loop.settle()
            if let pose = RunScene.moment(of: loop.simulation, vehicle: 0).egoMotion?.pose {
                trail.append(pose.position)
                if trail.count > 80 { trail.removeFirst() }
            }
        }
    }

    func restart() throws {
        loop = ready.loop()
        loop.settle()
        trail = []
    }

    func moment(following driver: Int) -> SceneMoment {
        RunScene.moment(of: loop.simulation, vehicle: driver, belief: loop.beliefs[driver], trail: trail)
    }

    func facts(following driver: Int) -> HeadsUpFacts {
        var facts = RunScene.facts(
            of: loop.simulation, vehicle: driver, identity: ready.identity)
        if isFinished {
            let result = ready.report(loop)
            facts.events.append(
                HeadsUpFacts.Event(
                    time: time,
                    text: result.status == .passed ? "passed" : "\(result.status.rawValue): \(result.reason)",
                    isBad: result.status != .passed))
        }
        return facts
    }
}
