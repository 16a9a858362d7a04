import Geometry
import Testing

@Suite("Spatial grid")
struct SpatialGridTests {
    @Test("No item that touches the region is missed, whatever the cell size", arguments: [0.01, 3, 20, 1000])
    func complete(cellSize: Double) {
        let stream = RandomStream(seed: 4, purpose: RandomPurpose("test.grid"))
        let bounds = (0..<200).map { index in
            let low = Vector2(stream.uniform(in: -500...500, index), stream.uniform(in: -500...500, index + 1000))
            return (low: low, high: low + Vector2(stream.uniform(index + 2000) * 60, stream.uniform(index + 3000) * 5))
        }
        let grid = SpatialGrid(bounds: bounds, cellSize: cellSize)
        for draw in 0..<50 {
            let low = Vector2(stream.uniform(in: -600...600, draw + 4000), stream.uniform(in: -600...600, draw + 5000))
            let high = low + Vector2(stream.uniform(draw + 6000) * 80, stream.uniform(draw + 7000) * 80)
            let touching = bounds.indices.filter {
                bounds[$0].low.x <= high.x && bounds[$0].high.x >= low.x && bounds[$0].low.y <= high.y
                    && bounds[$0].high.y >= low.y
            }
            let found = grid.candidates(from: low, to: high)
            #expect(found == found.sorted())
            #expect(touching.allSatisfy(found.contains))
        }
    }

    @Test("Regions off the grid find nothing, and so does an empty grid")
    func outside() {
        let grid = SpatialGrid(bounds: [(Vector2(0, 0), Vector2(10, 10))], cellSize: 2)
        #expect(grid.candidates(near: Vector2(1e300, 0), radius: 5).isEmpty)
        #expect(grid.candidates(near: Vector2(.nan, 0), radius: 5).isEmpty)
        #expect(grid.candidates(near: Vector2(-3, 5), radius: 2).isEmpty)
        #expect(grid.candidates(near: Vector2(-3, 5), radius: 3) == [0])
        #expect(SpatialGrid(bounds: [], cellSize: 5).candidates(near: .zero, radius: 1000).count == 0)
    }

    @Test("Items without sound bounds are left out, and huge worlds stay affordable")
    func odd() {
        let grid = SpatialGrid(
            bounds: [
                (Vector2(.nan, 0), Vector2(1, 1)), (Vector2(5, 5), Vector2(4, 6)), (Vector2(0, 0), Vector2(1, 1)),
                (Vector2(0, 0), Vector2(.infinity, 1)), (Vector2(1e9, 1e9), Vector2(1e9, 1e9)),
            ], cellSize: 1)
        #expect(grid.candidates(from: Vector2(-10, -10), to: Vector2(10, 10)) == [2])
        #expect(grid.candidates(near: Vector2(1e9, 1e9), radius: 1) == [4])
    }
}
