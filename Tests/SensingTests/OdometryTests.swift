import DrivingInterface
import Geometry
import Sensing
import Testing
import World

@Suite("The car's own instruments")
struct OdometryTests {
    @Test(
        "Without errors, dead reckoning follows a circle to a millimetre, at any tick",
        arguments: [1_000, 10_000, 50_000] as [Int64])
    func perfect(tick: Int64) throws {
        var drive = try TestDrive(
            [], tickMicroseconds: tick, start: Pose2(x: 100, y: -50, yaw: 2), speed: 12, curvature: 0.04,
            odometry: .perfect)
        while drive.world.clock.time < 20 { drive.step() }
        let measured = drive.state.odometry.measured
        let truth = drive.start.toLocal(drive.pose(at: 20))
        #expect(measured.poseSinceStart.position.distance(to: truth.position) < 1e-3)
        #expect(Angle.difference(from: measured.poseSinceStart.yaw, to: truth.yaw).magnitude < 1e-6)
        #expect((measured.lateralAcceleration - 12 * 12 * 0.04).magnitude < 1e-9)
    }

    @Test("With errors it drifts, differently for every seed, equally at every tick")
    func drift() throws {
        func final(_ tick: Int64, _ seed: UInt64) throws -> EgoMotion {
            var drive = try TestDrive([], tickMicroseconds: tick, seed: seed, speed: 15)
            while drive.world.clock.time < 60 { drive.step() }
            return drive.state.odometry.measured
        }
        let fine = try final(5_000, 1)
        let coarse = try final(20_000, 1)
        #expect(fine.poseSinceStart.position.distance(to: coarse.poseSinceStart.position) < 1e-6)
        let error = fine.poseSinceStart.position.distance(to: Vector2(900, 0))
        #expect(error > 0.1 && error < 60)
        #expect(try final(20_000, 2).poseSinceStart.position.distance(to: coarse.poseSinceStart.position) > 0.1)
    }

    @Test("Standing still it stands still")
    func standstill() throws {
        var drive = try TestDrive([], speed: 0)
        for _ in 0..<1000 { drive.step() }
        #expect(drive.state.odometry.measured.poseSinceStart.position == .zero)
        #expect(drive.state.odometry.measured.speed == 0)
    }
}
