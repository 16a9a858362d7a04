import Geometry
import Testing

@testable import Policies

@Suite("The lane traced along the way")
struct LaneTracingTests {
    /// Offset of the way 21 m ahead of a car that comes along y = 0 over open asphalt to a median between two
    /// carriageways, 12 m ahead.
    private static func offset(median: ClosedRange<Double>, road: ClosedRange<Double>, isOneWay: Bool) -> Double {
        var map = GroundMap()
        map.center(on: Vector2(15, 0))
        var path = LanePath()
        path.lay(along: .identity)
        var results = [LaneTracing.Result](repeating: .init(), count: LanePath.count)
        map.withCells { cells in
            for x in stride(from: -8.0, to: 46, by: GroundMap.cell) {
                for y in stride(from: -11.0, to: 11, by: GroundMap.cell) {
                    let isRoad = x < 12 || road.contains(y) && !median.contains(y)
                    cells.add(road: isRoad ? 4 : -4, at: cells.place(of: Vector2(x + 0.1, y + 0.1)))
                }
            }
            RoadStrip.with(path, cells) { strip in
                results.withUnsafeMutableBufferPointer {
                    LaneTracing.trace(strip, from: 0, habits: .init(isOneWay: isOneWay), into: $0) { _ in .lane }
                }
            }
        }
        return results[LanePath.behind + 14].offset
    }

    @Test("A median right ahead is passed on its right, even where the left is nearer", arguments: [false, true])
    func median(isOneWay: Bool) {
        let offset = LaneTracingTests.offset(median: -0.8...0.6, road: -6.2...8, isOneWay: isOneWay)
        #expect(offset < -0.8)
    }

    @Test("Who is left of an island already stays there")
    func island() {
        let offset = LaneTracingTests.offset(median: -4.5 ... -2.5, road: -10...4, isOneWay: true)
        #expect(offset > -2.5)
    }
}
