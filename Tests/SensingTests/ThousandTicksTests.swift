import DrivingInterface
import Geometry
import RoadNetwork
import TestSupport
import Testing
import World

@testable import Sensing

@Suite("A thousand ticks of every kind of sensor")
struct ThousandTicksTests {
    private static let mounts: [SensorMount] = AllocationTests.devices.enumerated().map { row, entry in
        SensorMount(
            name: "sensor \(row)", device: entry.device, egoFromSensor: Pose3(Vector3(1.2, 0.1, 1.7), yaw: 0.1),
            rate: FrameRate(10))
    }

    private static func drive(_ mounts: [SensorMount]) throws -> TestDrive {
        try TestDrive(mounts, stage: .street, tickMicroseconds: 10_000, speed: 4, curvature: 0.02) { world in
            (world.weather.rain, world.weather.wetness) = (4, 0.6)
            world.weather.meteorologicalOpticalRange = 400
            TestStreet.populate(&world)
        }
    }

    @Test("Alone, among all others, and restored in the middle with fresh memory every frame is the same to the byte")
    func thousand() throws {
        let ticks = Nightly.isOn ? 1000 : 120
        let end = Double(ticks) * 0.01
        var all = try ThousandTicksTests.drive(ThousandTicksTests.mounts)
        var hashes = ThousandTicksTests.mounts.map { _ in [UInt64]() }
        var middle: TestDrive?
        var tick = 0
        func note(_ drive: TestDrive, into hashes: inout [[UInt64]]) {
            for frame in drive.frames where hashes[frame.mount].last != frame.contentHash {
                hashes[frame.mount].append(frame.contentHash)
            }
        }
        note(all, into: &hashes)
        var halfway = hashes
        while tick < ticks {
            all.step()
            tick += 1
            note(all, into: &hashes)
            if tick == ticks / 2 { (middle, halfway) = (all, hashes) }
        }
        // Subsets.
        for row in ThousandTicksTests.mounts.indices {
            var alone = try ThousandTicksTests.drive([ThousandTicksTests.mounts[row]])
            var own: [[UInt64]] = [[]]
            note(alone, into: &own)
            while alone.world.clock.time < end - 1e-9 {
                alone.step()
                note(alone, into: &own)
            }
            #expect(own[0] == hashes[row], "\(ThousandTicksTests.mounts[row].device.kind)")
            #expect(own[0].count > ticks / 20)
        }
        // Restored.
        var restored = try #require(middle).withFreshMemory()
        while restored.world.clock.time < end - 1e-9 {
            restored.step()
            note(restored, into: &halfway)
        }
        #expect(halfway == hashes)
    }
}
