import Foundation
import Geometry
import RoadNetwork
import Testing
import World

@Suite("Actor columns")
struct ActorColumnsTests {
    private let clock = Clock(tick: 0, tickMicroseconds: 10_000)

    private func placed(speed: Double, acceleration: Double = 0, curvature: Double = 0) -> ActorColumns {
        var actors = ActorColumns()
        let id = actors.spawn(
            ActorPlacement(model: 0, randomKey: 1, pose: Pose2(x: 3, y: -2, yaw: 0.7), speed: speed), at: 100)
        actors.acceleration[id.index] = acceleration
        actors.curvature[id.index] = curvature
        return actors
    }

    @Test("Spawning takes the lowest free row and leaves nothing of its former actor")
    func rows() {
        var actors = ActorColumns()
        let ids = (0..<3).map {
            actors.spawn(ActorPlacement(model: 0, randomKey: UInt64($0), pose: .identity, speed: 1))
        }
        #expect(ids.map(\.index) == [0, 1, 2])
        actors.lights[1] = 7
        actors.gaze[1] = 2
        actors.despawn(ids[1])
        #expect(!actors.isPresent(ids[1]) && actors.isPresent(ids[2]))
        #expect(actors.presentActors == [ids[0], ids[2]])
        let fresh = actors.spawn(ActorPlacement(model: 2, randomKey: 9, flags: .driven, pose: .identity))
        #expect(fresh == ids[1])
        #expect(actors.lights[1] == 0 && actors.gaze[1] == 0 && actors.speed[1] == 0)
        #expect(actors.isDriven(fresh) && !actors.isDriven(ids[0]))
        #expect(!actors.isPresent(.none) && !actors.isPresent(ActorID(17)))
    }

    @Test("Every stored column is visited, and every visited column changes the hash")
    func everyColumnCounts() {
        #expect(ActorColumns().columnCount() == ActorColumns().storedColumnCount())
        var actors = placed(speed: 3)
        struct Flipper: ColumnVisitor {
            var target: Int
            var seen = 0
            mutating func visit<Element: BitwiseCopyable & Sendable>(
                _ name: StaticString, _ column: inout [Element]
            ) {
                if seen == target { column.withUnsafeMutableBytes { $0[0] ^= 1 } }
                seen += 1
            }
            mutating func visit<Element: BitwiseCopyable & Sendable>(
                _ name: StaticString, value: inout Element
            ) {
                if seen == target { withUnsafeMutableBytes(of: &value) { $0[0] ^= 1 } }
                seen += 1
            }
        }
        let before = actors.stateHash()
        for column in 0..<actors.columnCount() {
            var changed = actors
            var flipper = Flipper(target: column)
            changed.visitColumns(&flipper)
            #expect(changed.stateHash() != before, "column \(column)")
            #expect(changed.firstDifference(from: actors) != nil)
        }
        var flipper = Flipper(target: -1)
        actors.visitColumns(&flipper)
        #expect(actors.stateHash() == before)
    }

    @Test("The world's state is the clock, the actors, friction, weather and signals, nothing unvisited")
    func worldState() {
        let world = WorldState()
        #expect(world.columnCount() == world.storedColumnCount())
        var other = world
        other.signals = [1]
        #expect(other.firstDifference(from: world) == "signals")
        #expect(other.aspect(of: SignalGroupID(0)) == .red)
        #expect(other.aspect(of: SignalGroupID(5)) == .dark)
    }

    @Test("A straight motion is s = v·t + a·t²/2")
    func straight() {
        let actors = placed(speed: 4, acceleration: 1.5)
        let motion = actors.motion(of: ActorID(0), at: 300, clock: clock)
        let distance = 4.0 * 2 + 0.75 * 4
        #expect(motion.pose.position.distance(to: Vector2(3, -2) + Vector2(yaw: 0.7) * distance) < 1e-12)
        #expect(motion.speed == 7 && motion.acceleration == 1.5)
    }

    @Test("Braking ends in a standstill that lasts")
    func braking() {
        let actors = placed(speed: 4, acceleration: -2)
        let stopped = Vector2(3, -2) + Vector2(yaw: 0.7) * 4
        for tick: Int64 in [300, 301, 5000] {
            let motion = actors.motion(of: ActorID(0), at: tick, clock: clock)
            #expect(motion.pose.position.distance(to: stopped) < 1e-12)
            #expect(motion.speed == 0 && motion.acceleration == 0 && motion.yawRate == 0)
        }
        let standing = placed(speed: 0, acceleration: -3)
        #expect(standing.motion(of: ActorID(0), at: 900, clock: clock).pose.position == Vector2(3, -2))
        let reversing = placed(speed: -4, acceleration: 2)
        #expect(reversing.motion(of: ActorID(0), at: 5000, clock: clock).speed == 0)
    }

    @Test("Seen from later, an actor that sped up from a standstill stood before")
    func lookingBack() {
        let actors = placed(speed: 2, acceleration: 2)
        let early = actors.motion(of: ActorID(0), atTime: -5, clock: clock)
        #expect(early.speed == 0)
        #expect(early.pose.position.distance(to: Vector2(3, -2) - Vector2(yaw: 0.7)) < 1e-12)
        let standing = placed(speed: 0, acceleration: 2)
        #expect(standing.motion(of: ActorID(0), atTime: 0.5, clock: clock).pose.position == Vector2(3, -2))
    }

    @Test("An arc is a circle of radius 1 / curvature", arguments: [0.2, -0.05, 0.001, -1e-9])
    func arc(curvature: Double) {
        let actors = placed(speed: 10, acceleration: 0.5, curvature: curvature)
        for tick: Int64 in [110, 137, 400] {
            let time = Double(tick - 100) / 100
            let s = 10 * time + 0.25 * time * time
            let exact = PlanPiece(
                start: Pose2(x: 3, y: -2, yaw: 0.7), length: s, curve: .arc(curvature: curvature)
            ).end
            let motion = actors.motion(of: ActorID(0), at: tick, clock: clock)
            #expect(motion.pose.position.distance(to: exact.position) < 1e-9)
            #expect(Angle.difference(from: motion.pose.yaw, to: exact.yaw).magnitude < 1e-12)
            #expect((motion.yawRate - curvature * motion.speed).magnitude < 1e-15)
        }
    }

    @Test("The mean heading of a turn is continuous where series and sine meet")
    func meanHeading() {
        for turn in stride(from: -2.0, through: 2, by: 0.01) where turn != 0 {
            let mean = ArcMotion.meanHeading(turn: turn)
            #expect((mean.x - sin(turn) / turn).magnitude < 1e-14)
            #expect((mean.y - 2 * pow(sin(turn / 2), 2) / turn).magnitude < 1e-14)
        }
        #expect(ArcMotion.meanHeading(turn: 0) == Vector2(1, 0))
    }

    @Test("Stamping anew changes nothing that follows")
    func restamp() {
        let catalogue = Catalogue(models: [.articulatedTestBus])
        let original = placed(speed: 8, acceleration: -1, curvature: 0.05)
        var stamped = original
        for tick: Int64 in [110, 150, 151, 400] {
            stamped.restamp(ActorID(0), at: tick, clock: clock, catalogue: catalogue)
        }
        for tick: Int64 in [400, 450, 900, 1500] {
            let (a, b) = (
                original.motion(of: ActorID(0), at: tick, clock: clock),
                stamped.motion(of: ActorID(0), at: tick, clock: clock)
            )
            #expect(a.pose.position.distance(to: b.pose.position) < 1e-9)
            #expect((a.pose.yaw - b.pose.yaw).magnitude < 1e-12)
            #expect((a.speed - b.speed).magnitude < 1e-12)
        }
    }

    @Test("Motion turns with the world")
    func rotation() {
        for turn in [0.5, 2, -1.3] {
            var actors = placed(speed: 6, acceleration: 1, curvature: 0.1)
            let plain = actors.motion(of: ActorID(0), at: 260, clock: clock)
            let start = Vector2(3, -2).rotated(by: turn)
            (actors.x[0], actors.y[0], actors.yaw[0]) = (start.x, start.y, 0.7 + turn)
            let turned = actors.motion(of: ActorID(0), at: 260, clock: clock)
            #expect(turned.pose.position.distance(to: plain.pose.position.rotated(by: turn)) < 1e-12)
        }
    }

    @Test("A walker's sideways speed carries it along its left")
    func sideways() {
        var actors = placed(speed: 1)
        actors.lateralSpeed[0] = 0.5
        let motion = actors.motion(of: ActorID(0), at: 300, clock: clock)
        let expected = Pose2(x: 3, y: -2, yaw: 0.7).toOuter(Vector2(2, 1))
        #expect(motion.pose.position.distance(to: expected) < 1e-12)
    }
}

extension ActorModel {
    /// An 18 m bus: 10.2 m before the joint, 7.8 m behind.
    static let articulatedTestBus: ActorModel = {
        var bus = ActorModel(name: "articulated_bus", actorClass: .articulatedBus)
        (bus.length, bus.width, bus.wheelbase, bus.centerOffset) = (18, 2.55, 5.9, -0.4)
        bus.articulation = Articulation(jointOffset: -1.6, trailingWheelbase: 4.5)
        return bus
    }()
}

@Suite("Clock")
struct ClockTests {
    @Test(
        "Seconds are ticks times duration, and the tick at or after them is found again",
        arguments: [1000, 7000, 10_000])
    func ticks(microseconds: Int64) {
        let clock = Clock(tick: 123, tickMicroseconds: microseconds)
        #expect(clock.time == Double(123 * microseconds) / 1e6)
        for tick: Int64 in [0, 1, 999, 360_000_000] {
            #expect(clock.tick(atOrAfter: clock.time(of: tick)) == tick)
            #expect(clock.tick(atOrAfter: clock.time(of: tick) + 1e-4) == tick + 1)
        }
    }
}
