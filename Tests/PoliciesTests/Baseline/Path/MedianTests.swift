import Geometry
import Testing

@testable import Policies

@Suite("Medians in the driver's map of the ground")
struct MedianTests {
    /// Strips of ground to the left of the x axis: metres of each, and whether it is road.
    private static func look(_ strips: [(metres: Double, isRoad: Bool)], reach: Double = 24) -> Median.Finding {
        var map = GroundMap()
        map.center(on: Vector2(0, 12))
        return map.withCells { cells in
            var from = -4.0
            for strip in strips {
                for y in stride(from: from, to: from + strip.metres, by: GroundMap.cell) {
                    cells.add(road: strip.isRoad ? 4 : -4, at: cells.place(of: Vector2(0.1, y + 0.1)))
                }
                from += strip.metres
            }
            return Median.look(cells, from: Vector2(0.1, 0), aside: Vector2(0, 1), reach: reach, carriageway: 4)
        }
    }

    @Test("A kerbed strip with another carriageway behind it is a median, whatever its width up to 9 m")
    func found() {
        for width in [1.0, 3.0, 8.0] {
            #expect(MedianTests.look([(8, true), (width, false), (7, true)]) == .found)
        }
    }

    @Test("The end of the road, and a strip as wide as a house, are none")
    func none() {
        #expect(MedianTests.look([(8, true), (14, false)]) == .none)
        #expect(MedianTests.look([(8, true), (11, false), (7, true)]) == .none)
    }

    @Test("A narrow way behind the strip, what is out of reach and what was never seen tell nothing")
    func unknown() {
        #expect(MedianTests.look([(8, true), (3, false), (2, true), (3, false)]) == .unknown)
        #expect(MedianTests.look([(8, true), (3, false), (7, true)], reach: 5) == .unknown)
        #expect(MedianTests.look([(8, true)]) == .unknown)
    }
}
