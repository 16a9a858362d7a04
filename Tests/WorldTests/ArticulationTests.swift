import Foundation
import Geometry
import Testing
import World

@Suite("Articulated vehicles")
struct ArticulationTests {
    private let joint = Articulation(jointOffset: -1.6, trailingWheelbase: 4.5)

    @Test("On a circle the second axle rolls without slip", arguments: [0.02, -0.05, 0.08])
    func steadyCircle(curvature: Double) {
        let angle = joint.steadyAngle(curvature: curvature)
        // The second axle's line must pass through the centre of the circle, 1 / curvature to the left of the first's.
        let centre = Vector2(0, 1 / curvature)
        let trailing = Vector2(yaw: angle)
        let axle = Vector2(-1.6, 0) - trailing * 4.5
        #expect((centre - axle).dot(trailing).magnitude < 1e-9)
    }

    @Test("A bend's angle builds up and a straight's dies out over the trailing wheelbase")
    func relaxation() {
        var angle = 0.0
        for _ in 0..<400 { angle = joint.angle(after: 0.1, turn: 0.005, from: angle) }
        #expect((angle - joint.steadyAngle(curvature: 0.05)).magnitude < 1e-3)
        let straight = joint.angle(after: 4.5, turn: 0, from: 0.3)
        #expect((straight - 0.3 / M_E).magnitude < 1e-12)
        let inParts = joint.angle(after: 2, turn: 0, from: joint.angle(after: 2.5, turn: 0, from: 0.3))
        #expect((inParts - straight).magnitude < 1e-12)
    }

    @Test("The exact slow motion of a trailer is followed within two degrees")
    func againstIntegration() {
        // dφ/ds = −(sin φ + h·κ·cos φ) / d − κ, integrated finely, along an S bend.
        var (exact, closed) = (0.0, 0.0)
        for index in 0..<600 {
            let curvature = 0.06 * sin(Double(index) / 60)
            for _ in 0..<100 {
                exact += 0.001 * (-(sin(exact) + 1.6 * curvature * cos(exact)) / 4.5 - curvature)
            }
            closed = joint.angle(after: 0.1, turn: 0.1 * curvature, from: closed)
            #expect((exact - closed).magnitude < 0.035)
        }
    }

    @Test("Backing up never folds the vehicle further than its joint allows")
    func backing() {
        var angle = 0.01
        for _ in 0..<500 { angle = joint.angle(after: -0.1, turn: 0, from: angle) }
        #expect(angle == joint.maximumAngle)
    }

    @Test("The two bodies share the joint and end where the whole does when straight")
    func bodies() throws {
        let bus = ActorModel.articulatedTestBus
        let straight = bus.bodies(at: Pose2(x: 5, y: 5, yaw: 0.4), articulationAngle: 0)
        let second = try #require(straight.second)
        #expect((straight.first.halfLength + second.halfLength - 9).magnitude < 1e-12)
        let whole = bus.footprint(at: Pose2(x: 5, y: 5, yaw: 0.4))
        #expect((straight.first.corners[0]).distance(to: whole.corners[0]) < 1e-12)
        #expect(second.corners[1].distance(to: whole.corners[1]) < 1e-12)
        let bent = try #require(bus.bodies(at: .identity, articulationAngle: 0.5).second)
        #expect((bent.center - Vector2(-1.6, 0)).normalized.distance(to: -Vector2(yaw: 0.5)) < 1e-12)
    }
}
