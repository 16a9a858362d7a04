import Drawing
import Geometry
import RoadNetwork
import Testing

@Suite("Display lists and cameras")
struct DisplayListTests {
    private let camera = MapCamera(center: Vector2(30, -20), pixelsPerMetre: 8, up: 1.1, width: 640, height: 480)

    @Test("The camera's centre is the picture's middle, and its up direction points up")
    func cameraAxes() {
        let middle = camera.pixelsFromWorld.apply(camera.center)
        #expect(middle.distance(to: Vector2(320, 240)) < 1e-9)
        let above = camera.pixelsFromWorld.apply(camera.center + Vector2(yaw: camera.up) * 10)
        #expect(above.distance(to: Vector2(320, 160)) < 1e-9)
        let leftOfUp = camera.pixelsFromWorld.apply(camera.center + Vector2(yaw: camera.up + .pi / 2) * 10)
        #expect(leftOfUp.distance(to: Vector2(240, 240)) < 1e-9)
    }

    @Test("Zooming keeps the world point under the mouse where it is")
    func zoomKeepsPoint() {
        let mouse = Vector2(100, 420)
        let zoomed = camera.zoomed(by: 1.7, about: mouse)
        #expect(zoomed.worldPoint(mouse).distance(to: camera.worldPoint(mouse)) < 1e-9)
        #expect((zoomed.pixelsPerMetre / camera.pixelsPerMetre - 1.7).magnitude < 1e-12)
        #expect(camera.zoomed(by: 1e9, about: mouse).pixelsPerMetre == MapCamera.zoomRange.upperBound)
    }

    @Test("A transform and its inverse cancel, and composing is applying in turn")
    func transforms() {
        let first = PlaneTransform(Pose2(x: 3, y: -2, yaw: 0.7))
        let second = PlaneTransform.scale(2, -3)
        let point = Vector2(4, 5)
        #expect(first.then(second).apply(point).distance(to: second.apply(first.apply(point))) < 1e-12)
        #expect(first.inverse!.apply(first.apply(point)).distance(to: point) < 1e-12)
        #expect(PlaneTransform.scale(0, 1).inverse == nil)
        #expect((first.then(second).lengthScale - 6.0.squareRoot()).magnitude < 1e-12)
    }

    @Test("A list appended to another keeps its shapes")
    func appending() {
        var first = DisplayList()
        first.fill(.polygon([.zero, Vector2(1, 0), Vector2(0, 1)]), .black)
        var second = DisplayList()
        second.stroke(.line([Vector2(5, 5), Vector2(6, 6)]), .white, Stroke(1))
        first.append(second)
        guard case .stroke(let span, _, _) = first.items[1] else {
            Issue.record("the second item should be a stroke")
            return
        }
        #expect(Array(first.points(of: span)) == [Vector2(5, 5), Vector2(6, 6)])
    }

    @Test("Only what may be seen is in the list, and a picture of nowhere is empty")
    func culling() {
        let picture = MapPicture(SmallTown.map)
        func pointCount(_ center: Vector2, _ reach: Double) -> Int {
            var list = DisplayList()
            let view = WorldRectangle(low: center, high: center).grown(by: reach)
            picture.draw(into: &list, visible: view, pixelsPerMetre: 8, palette: .day)
            return list.points.count
        }
        let (all, some, none) = (pointCount(.zero, 120), pointCount(.zero, 15), pointCount(Vector2(5000, 0), 100))
        #expect(none == 0)
        #expect(some > 0)
        #expect(2 * all > 3 * some)
    }

    @Test("A town that looks the same after a quarter turn draws equally much from each side")
    func quarterTurnSymmetry() {
        let picture = MapPicture(SmallTown.map)
        let counts = (0..<4).map { quarter in
            var list = DisplayList()
            let arm = Vector2(60, 0).rotated(by: Double(quarter) * .pi / 2)
            let view = WorldRectangle(low: arm, high: arm).grown(by: 60)
            picture.draw(into: &list, visible: view, pixelsPerMetre: 1.2, palette: .day)
            return list.items.count
        }
        #expect(counts[0] > 10)
        #expect(counts.allSatisfy { $0 == counts[0] })
    }

    @Test("The bounds of a map hold every lane and building")
    func bounds() {
        let bounds = MapPicture(SmallTown.map).bounds
        for lane in SmallTown.map.lanes {
            for point in lane.centerline.points { #expect(bounds.contains(point)) }
        }
        for building in SmallTown.map.buildings {
            for corner in building.parts[0].corners { #expect(bounds.contains(corner)) }
        }
    }

    @Test("A map without surfaces shows the areas of its lanes")
    func lanesWithoutSurfaces() {
        var bare = StreetMap(name: "bare")
        bare.lanes = SmallTown.map.lanes
        var list = DisplayList()
        MapPicture(bare).draw(
            into: &list, visible: WorldRectangle(low: .zero, high: .zero).grown(by: 50), pixelsPerMetre: 5,
            palette: .day)
        #expect(!list.items.isEmpty)
    }

    @Test("Colours turn from linear light to sRGB and to pixels")
    func colours() {
        #expect(Colour(linear: LinearColour(1, 0, 0)).premultiplied == 0xFFFF_0000)
        // 0.5 in linear light is 188 of 255 (IEC 61966-2-1: 0.7354).
        #expect((Colour(linear: LinearColour(0.5, 0.5, 0.5)).red - 0.7354).magnitude < 1e-4)
        #expect(Colour(0x336699).premultiplied == 0xFF33_6699)
        #expect(Colour(0xFFFFFF, opacity: 0.5).premultiplied == 0x8080_8080)
    }
}
