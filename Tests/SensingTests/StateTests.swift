import DrivingInterface
import Geometry
import Testing
import World

@testable import Sensing

@Suite("The state of the senses is visited whole")
struct StateTests {
    /// Stored properties of a value, as many as columns if none is forgotten.
    private func properties(_ value: Any) -> Int { Mirror(reflecting: value).children.count }

    @Test("Every stored property is a column; a frame's arrays are covered by their hash")
    func counts() throws {
        let drive = try TestDrive([])
        #expect(drive.state.history.columnCount() == properties(drive.state.history))
        #expect(drive.state.odometry.columnCount() == properties(drive.state.odometry))
        #expect(drive.state.guidance.columnCount() == properties(drive.state.guidance))
        let frame = HeldFrame.none(mount: 0)
        #expect(frame.columnCount() == properties(frame) - 1)
        // Without mounts, the three lists of nested states are empty.
        #expect(drive.state.rig.columnCount() == properties(drive.state.rig) - 3)
        #expect(properties(drive.state) == 4)
    }

    @Test("A rig with frames on their way is visited with all of them")
    func nested() throws {
        var drive = try TestDrive([positionMount(rate: FrameRate(10), latency: 500_000_000)])
        for _ in 0..<25 { drive.step() }
        #expect(drive.state.rig.inFlight.count == 3)
        let plain = try TestDrive([]).state.rig.columnCount()
        // Three frames in flight, one place for the newest, one column of the model.
        #expect(drive.state.rig.columnCount() == plain + 4 * 5 + 1)
        var changed = drive.state
        changed.rig.inFlight[1].contentHash ^= 1
        #expect(drive.state.firstDifference(from: changed) == "frame.contentHash")
    }
}
