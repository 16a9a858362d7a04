import DrivingInterface
import Geometry
import Sensing
import Testing
import World

@Suite("A rig makes frames at exact times and delivers them late")
struct RigTests {
    @Test(
        "Frame k is measured at k / rate + offset, whatever the tick",
        arguments: [
            "36 Hz", "24 Hz", "30 Hz", "15 Hz",
            "30000/1001 Hz",
        ])
    func exactTimes(rate text: String) throws {
        let rate = try #require(FrameRate(text))
        var series: [[Double]] = []
        for tick: Int64 in [1_000, 10_000, 20_000] {
            var drive = try TestDrive([positionMount(rate: rate, offset: 7_000_000)], tickMicroseconds: tick)
            // Of a frame rate above the tick rate only the newest frame at a tick is seen.
            let frames = drive.deliveries(until: 2)
            for frame in frames {
                let exact = Double(frame.sequence) * Double(rate.denominator) / Double(rate.numerator) + 0.007
                #expect((frame.measuredAt - exact).magnitude < 1e-12)
                #expect(frame.deliveredAt >= frame.measuredAt)
            }
            series.append(frames.map(\.measuredAt))
        }
        #expect(series[0].count > 25)
        #expect(series[0] == series[1])
        #expect(series[0].starts(with: series[2]) || series[2].starts(with: series[0]))
    }

    @Test("A frame between two ticks sees the vehicle where it is at that time")
    func interpolatedPose() throws {
        var drive = try TestDrive(
            [positionMount(rate: FrameRate(36))], tickMicroseconds: 20_000, start: Pose2(x: 3, y: 4, yaw: 0.5),
            speed: 15, curvature: 0.05)
        for frame in drive.deliveries(until: 3) {
            let values = try #require(frame.arrays[0].float64)
            let exact = drive.pose(at: frame.measuredAt).position
            #expect(exact.distance(to: Vector2(values[0], values[1])) < 1e-6)
        }
    }

    @Test("Latency delays delivery, and the policy keeps the frame before until then")
    func latency() throws {
        var drive = try TestDrive([positionMount(rate: FrameRate(10), latency: 35_000_000)])
        #expect(drive.frames.isEmpty)
        for _ in 0..<3 { drive.step() }
        #expect(drive.frames.isEmpty)
        drive.step()
        let first = try #require(drive.frames.first)
        #expect(first.measuredAt == 0)
        #expect(first.deliveredAt == 0.035)
        for _ in 4..<13 { drive.step() }
        #expect(drive.frames.first?.sequence == 0)
        drive.step()
        #expect(drive.frames.first?.sequence == 1)
    }

    @Test("Jitter stays within its bounds, and an overtaken frame is thrown away")
    func jitter() throws {
        var drive = try TestDrive([positionMount(rate: FrameRate(50), jitter: 60_000_000)], tickMicroseconds: 1_000)
        let frames = drive.deliveries(until: 4)
        let delays = frames.map { $0.deliveredAt - $0.measuredAt }
        #expect(delays.allSatisfy { (0...0.06).contains($0) })
        #expect((delays.max() ?? 0) - (delays.min() ?? 0) > 0.02)
        #expect(zip(frames, frames.dropFirst()).allSatisfy { $0.sequence < $1.sequence })
        #expect(frames.count < 190)
    }

    @Test("A state copied in mid-run goes on like the original")
    func snapshot() throws {
        var drive = try TestDrive([
            positionMount(rate: FrameRate(36), latency: 50_000_000, jitter: 20_000_000),
            positionMount("other", rate: FrameRate(10), x: 1),
        ])
        for _ in 0..<57 { drive.step() }
        var copy = drive
        for _ in 0..<100 {
            drive.step()
            copy.step()
        }
        #expect(drive.state.firstDifference(from: copy.state) == nil)
        #expect(drive.frames.map(\.contentHash) == copy.frames.map(\.contentHash))
        copy.step()
        #expect(drive.state.firstDifference(from: copy.state) != nil)
    }

    @Test("Another mount, another name and another row change no byte of a frame")
    func independence() throws {
        let mount = positionMount(rate: FrameRate(36), latency: 20_000_000, jitter: 20_000_000)
        var renamed = mount
        renamed.name = "elsewhere"
        let other = positionMount("more", rate: FrameRate(50), jitter: 5_000_000, x: 2)
        var alone = try TestDrive([mount])
        var accompanied = try TestDrive([other, renamed])
        let frames = alone.deliveries(until: 3)
        let others = accompanied.deliveries(ofMount: 1, until: 3)
        #expect(frames.count > 50)
        #expect(frames.map(\.contentHash) == others.map(\.contentHash))
    }

    @Test("Other parameters, poses, vehicles and seeds have other noise")
    func keys() throws {
        func noise(_ mount: SensorMount, seed: UInt64 = 1) throws -> Double {
            try #require(try TestDrive([mount], seed: seed).frames.first?.arrays[0].float64)[2]
        }
        let plain = try noise(positionMount(rate: FrameRate(10)))
        #expect(try noise(positionMount(rate: FrameRate(10))) == plain)
        #expect(try noise(positionMount(rate: FrameRate(10), x: 1)) != plain)
        #expect(try noise(positionMount(rate: FrameRate(10), scale: 2)) != plain)
        #expect(try noise(positionMount(rate: FrameRate(10)), seed: 2) != plain)
    }

    @Test("Frames that nobody subscribed to are not made")
    func subscription() throws {
        var drive = try TestDrive(
            [positionMount(rate: FrameRate(10)), positionMount("b", rate: FrameRate(10), x: 1)], subscribed: [1])
        for _ in 0..<50 { drive.step() }
        #expect(drive.frames.map(\.mount) == [1])
        #expect(drive.frames[0].arrays[0].float64?[3] == 6)
    }

    @Test("Dropout keeps the old frame, freeze repeats it with new times, blank shows nothing")
    func conditions() throws {
        var drive = try TestDrive([positionMount(rate: FrameRate(10))])
        let everything = SensorSelector(kind: "position")
        let nothing = SensorSelector(kind: "camera")
        #expect(drive.senses.rig.set(.dropout, on: nothing, in: &drive.state.rig) == 0)
        #expect(drive.senses.rig.set(.dropout, on: everything, in: &drive.state.rig) == 1)
        for _ in 0..<10 { drive.step() }
        #expect(drive.frames[0].sequence == 0)
        drive.senses.rig.set(.dropout, false, on: everything, in: &drive.state.rig)
        drive.senses.rig.set(.freeze, on: everything, in: &drive.state.rig)
        for _ in 0..<10 { drive.step() }
        #expect(drive.frames[0].sequence == 2)
        #expect(drive.frames[0].arrays[0].float64?[0] == 0)
        drive.senses.rig.set(.freeze, false, on: everything, in: &drive.state.rig)
        for _ in 0..<10 { drive.step() }
        #expect(drive.frames[0].arrays[0].float64?[0] == 3)
        drive.senses.rig.set(.blank, on: everything, in: &drive.state.rig)
        for _ in 0..<10 { drive.step() }
        #expect(drive.frames[0].sequence == 4)
        #expect(drive.frames[0].arrays[0].float64 == [0, 0, 0, 0])
    }

    @Test("A glance shows what a mount would measure and leaves the state alone")
    func glance() throws {
        var drive = try TestDrive([positionMount(rate: FrameRate(10), latency: 50_000_000)])
        for _ in 0..<13 { drive.step() }
        let before = drive.state
        let frame = drive.senses.rig.glance(
            mount: 0, state: drive.state.rig,
            view: SensingView(
                stage: drive.stage, world: drive.world, vehicle: drive.vehicle, history: drive.state.history,
                scratch: drive.scratch))
        #expect(frame.measuredAt == 0.13)
        #expect((frame.arrays[0].float64?[0] ?? 0) - 1.3 < 1e-12)
        #expect(drive.state.firstDifference(from: before) == nil)
    }

    @Test(
        "Rates are read as fractions",
        arguments: [
            ("10 Hz", 10, 1), ("30000/1001 Hz", 30000, 1001), ("12.5 Hz", 25, 2), ("72/2 Hz", 36, 1),
        ])
    func rates(text: String, numerator: Int64, denominator: Int64) throws {
        let rate = try #require(FrameRate(text))
        #expect((rate.numerator, rate.denominator) == (numerator, denominator))
    }

    @Test(
        "What is no rate is not read",
        arguments: [
            "10", "0 Hz", "-5 Hz", "1/0 Hz", "1e3 Hz", "9999999 Hz", "a Hz",
            "1/2/3 Hz", "5000 Hz", "10 s", "",
        ])
    func wrongRates(text: String) {
        #expect(FrameRate(text) == nil)
    }
}
