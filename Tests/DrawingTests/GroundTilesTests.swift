import Drawing
import Geometry
import Testing

@Suite("Kept ground looks like drawn ground")
struct GroundTilesTests {
    private let picture = FramePicture(map: MapPicture(SmallTown.map))

    private func view(_ center: Vector2, up: Double = .pi / 2, width: Int = 301, height: Int = 200) -> MapCamera {
        MapCamera(center: center, pixelsPerMetre: 9, up: up, width: width, height: height)
    }

    /// Share of pixels that differ by more than `tolerance` of 255 in a channel between tiles and direct drawing.
    private func difference(_ view: MapCamera, tolerance: Int) throws -> Double {
        let (kept, drawn) = (
            try PixelSurface(width: view.width, height: view.height),
            try PixelSurface(width: view.width, height: view.height)
        )
        try GroundTiles(picture).draw(picture, view: view, on: kept)
        try CairoCanvas.draw(picture.ground(view), on: drawn, background: picture.palette.ground)
        let (first, second) = (kept.withPixels { Array($0) }, drawn.withPixels { Array($0) })
        let differing = first.indices.count { index in
            [0, 8, 16].contains { shift in
                (Int(first[index] >> shift & 255) - Int(second[index] >> shift & 255)).magnitude > tolerance
            }
        }
        return Double(differing) / Double(first.count)
    }

    @Test("North up, over borders of tiles and far from the origin", arguments: [Vector2.zero, Vector2(-57.3, 21.9)])
    func upright(center: Vector2) throws {
        #expect(try difference(view(center).snapped, tolerance: 8) < 0.002)
    }

    @Test("Turned, within what resampling smooths", arguments: [0.3, -2.0, 4.0])
    func turned(up: Double) throws {
        // Thin lines and edges soften; areas do not move: one pixel of offset would differ along every edge.
        #expect(try difference(view(Vector2(-20, 4), up: up), tolerance: 60) < 0.02)
    }

    @Test("A snapped view moves by less than a pixel and snaps to itself")
    func snapping() {
        for (width, height) in [(300, 200), (301, 199)] {
            let camera = view(Vector2(3.14159, -2.71828), width: width, height: height)
            let snapped = camera.snapped
            #expect(snapped.center.distance(to: camera.center) * 9 < 0.7072)
            #expect(snapped.snapped.center.distance(to: snapped.center) < 1e-9)
        }
    }

    @Test("A moving view makes tiles once; another zoom starts anew; memory stays bounded")
    func keeping() throws {
        let tiles = GroundTiles(picture)
        let surface = try PixelSurface(width: 301, height: 200)
        try tiles.draw(picture, view: view(Vector2(30, 20)).snapped, on: surface)
        let first = tiles.count
        try tiles.draw(picture, view: view(Vector2(31, 20)).snapped, on: surface)
        #expect(tiles.count == first)
        while try tiles.drawAhead(picture, view: view(Vector2(30, 20)).snapped) {}
        #expect(tiles.count > first)
        for step in 0..<60 {
            try tiles.draw(picture, view: view(Vector2(Double(step) * 120, 0)).snapped, on: surface)
        }
        #expect(tiles.count <= 80)
        var closer = view(.zero)
        closer.pixelsPerMetre = 11
        try tiles.draw(picture, view: closer.snapped, on: surface)
        #expect(tiles.count <= 4)
    }
}
