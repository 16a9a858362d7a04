import Geometry
import Testing

@testable import Policies

@Suite("The line along which a lane comes to a junction")
struct ApproachLineTests {
    /// A path along x whose points from `bend` on drift to the left.
    private static func path(driftingFrom bend: Int) -> LanePath {
        var path = LanePath()
        path.lay(along: Pose2(x: 0, y: 0, yaw: 0))
        for index in bend..<LanePath.count { path[index].y = 0.3 * Double(index - bend) }
        return path
    }

    @Test("Where lines have ended, the way goes straight on, whatever pulled the path aside")
    func straightens() {
        var path = ApproachLineTests.path(driftingFrom: 16)
        var line = ApproachLine()
        line.look(path, before: LanePath.step * 24) { $0 <= 15 }
        line.straighten(&path, station: LanePath.step * Double(LanePath.behind))
        for index in 0..<LanePath.count { #expect(path[index].y.magnitude < 1e-9) }
    }

    @Test("Without a lane that was seen for sure the path stays as it is")
    func needsLane() {
        let before = ApproachLineTests.path(driftingFrom: 16)
        var path = before
        var line = ApproachLine()
        line.look(path, before: LanePath.step * 24) { $0 % 2 == 0 }
        line.straighten(&path, station: 6)
        #expect(line.yaw.isNaN)
        for index in 0..<LanePath.count { #expect(path[index] == before[index]) }
    }

    @Test("What is seen of lanes behind the stop line does not count")
    func onlyBefore() {
        let path = ApproachLineTests.path(driftingFrom: 16)
        var line = ApproachLine()
        line.look(path, before: LanePath.step * 15) { $0 >= 16 }
        #expect(line.yaw.isNaN)
    }
}
