import Drawing
import Foundation
import Geometry
import Testing

@Suite("The canvas paints what the list says")
struct CanvasTests {
    private func pixels(_ size: Int = 64, background: Colour? = .black, _ body: (inout DisplayList) -> Void) throws
        -> PixelSurface
    {
        var list = DisplayList()
        body(&list)
        let surface = try PixelSurface(width: size, height: size)
        try CairoCanvas.draw(list, on: surface, background: background)
        return surface
    }

    @Test("A filled rectangle covers its inside and nothing else")
    func fill() throws {
        let surface = try pixels { $0.fill(.rectangle(from: Vector2(8, 8), to: Vector2(24, 16)), Colour(0xFF8000)) }
        #expect(surface.pixel(8, 8) == 0xFFFF_8000)
        #expect(surface.pixel(23, 15) == 0xFFFF_8000)
        #expect(surface.pixel(24, 15) == 0xFF00_0000)
        #expect(surface.pixel(8, 7) == 0xFF00_0000)
    }

    @Test("Pieces that adjoin along a slanted edge leave no seam when they are one path")
    func noSeams() throws {
        let (a, b, c, d) = (Vector2(2, 2), Vector2(61, 3), Vector2(60, 60), Vector2(4, 62))
        let surface = try pixels { list in
            var path = Path()
            path.addPolygon([a, b, c])
            path.addPolygon([a, c, d])
            list.fill(path, .white)
        }
        for step in 8...56 {
            let column = step
            let row = Int(2 + (Double(step) - 2) * 58 / 58)
            #expect(surface.pixel(column, row) == 0xFFFF_FFFF, "seam at \(column), \(row)")
        }
    }

    @Test("A clip keeps paint inside, a layer is faded as a whole, and both end where they end")
    func clipAndLayer() throws {
        let whole = Path.rectangle(from: .zero, to: Vector2(64, 64))
        let surface = try pixels { list in
            list.clipped(to: .rectangle(from: .zero, to: Vector2(32, 64))) { list in
                list.layer(opacity: 0.5) { list in
                    list.fill(whole, .white)
                    list.fill(whole, .white)
                }
            }
            list.fill(.rectangle(from: Vector2(60, 60), to: Vector2(64, 64)), .white)
        }
        #expect((127...128).contains(surface.pixel(10, 10) & 0xFF))
        #expect(surface.pixel(40, 10) == 0xFF00_0000)
        #expect(surface.pixel(62, 62) == 0xFFFF_FFFF)
    }

    @Test("Thin lines keep their least width at any zoom, and widths grow with the transform")
    func strokes() throws {
        let line = Path.line([Vector2(0, 3), Vector2(16, 3)])
        let surface = try pixels { list in
            list.transformed(.scale(4, 4)) { $0.stroke(line, .white, Stroke(2)) }
            list.transformed(PlaneTransform.scale(4, 4).then(.translation(Vector2(0, 30)))) {
                $0.stroke(line, .white, Stroke(0.0001, minimumPixels: 2))
            }
        }
        let lit = (0..<64).filter { surface.pixel(32, $0) == 0xFFFF_FFFF }
        #expect(lit == Array(8..<16) + [41, 42])
    }

    @Test("Dots outside the picture, on any side, are left out")
    func dotsOutside() throws {
        let far = [Vector2(-90, 5), Vector2(90, 5), Vector2(5, -90), Vector2(5, 90), Vector2(1e9, 1e9)]
        let surface = try pixels {
            $0.points(PointCloud(positions: far, colours: Array(repeating: .white, count: far.count), size: 3))
        }
        for row in 0..<64 { for column in 0..<64 { #expect(surface.pixel(column, row) == 0xFF00_0000) } }
    }

    @Test("Dots of a cloud lie at their places and blend by their opacity")
    func dots() throws {
        let surface = try pixels { list in
            list.transformed(.translation(Vector2(10, 20))) { list in
                list.points(
                    PointCloud(
                        positions: [Vector2(5, 5), Vector2(-500, 0), Vector2(20, 20)],
                        colours: [.white, .white, Colour(0xFFFFFF, opacity: 0.5)], size: 2))
            }
        }
        #expect(surface.pixel(15, 25) == 0xFFFF_FFFF)
        #expect(surface.pixel(18, 25) == 0xFF00_0000)
        #expect((127...129).contains(surface.pixel(30, 40) & 0xFF))
        #expect(surface.pixel(30, 40) >> 24 >= 0xFE)
    }

    @Test("An image is scaled by whole pixels without smoothing")
    func images() throws {
        let image = PixelImage(width: 2, height: 1, rgb: [255, 0, 0, 0, 0, 255])
        let surface = try pixels { $0.image(image, at: Vector2(4, 4), scale: 8, smooth: false) }
        #expect(surface.pixel(5, 5) == 0xFFFF_0000)
        #expect(surface.pixel(13, 11) == 0xFF00_00FF)
        #expect(surface.pixel(21, 5) == 0xFF00_0000)
    }

    @Test("Text leaves ink at its anchor, on the side that its alignment says")
    func text() throws {
        for (alignment, isInkLeft) in [(Label.Alignment.trailing, true), (.leading, false)] {
            let surface = try pixels { list in
                list.text(Label("88", at: Vector2(32, 32), size: 20, colour: .white, alignment: alignment))
            }
            func ink(_ columns: Range<Int>) -> Int {
                columns.map { column in (20..<44).count { surface.pixel(column, $0) & 0xFF > 128 } }.reduce(0, +)
            }
            #expect((ink(0..<32) > 20) == isInkLeft)
            #expect((ink(32..<64) > 20) != isInkLeft)
        }
    }

    @Test("A file named .png is a PNG of the size that was asked for, scaled")
    func pngFile() throws {
        let path = NSTemporaryDirectory() + "mapless-canvas-\(UUID().uuidString).PNG"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try PictureFile.write(DisplayList(), width: 30, height: 20, scale: 2, background: .white, to: path)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        #expect(Array(bytes[0..<8]) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        #expect(Array(bytes[16..<24]) == [0, 0, 0, 60, 0, 0, 0, 40])
    }

    @Test(
        "A picture that cannot be written says which and why",
        arguments: ["a.bmp", "name", "/no/such/folder/a.png", "/no/such/folder/a.svg"])
    func failures(path: String) {
        #expect {
            try PictureFile.write(DisplayList(), width: 4, height: 4, background: .white, to: path)
        } throws: { error in
            "\(error)".contains("'\(path)'")
        }
    }

    @Test("A picture of no size or of an absurd size is refused", arguments: [(0, 10), (10, -1), (1_000_000, 10)])
    func sizes(width: Int, height: Int) {
        #expect(throws: DrawingFailure.self) { try PixelSurface(width: width, height: height) }
    }
}
