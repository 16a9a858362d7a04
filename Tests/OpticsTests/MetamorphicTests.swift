import Geometry
import RoadNetwork
import Testing
import World

@testable import Optics

@Suite("What must not change when the scene does")
struct MetamorphicTests {
    private let pattern = LidarPattern(
        columns: ColumnFan(fullTurn: 360), elevations: LidarPattern.evenElevations(from: -0.5, to: 0.3, count: 17),
        maximumRange: 200)
    private let camera = UprightCamera(width: 160, height: 90, horizontalFieldOfView: 1.6, farthestDepth: 200)

    private func ranges(_ fixed: StaticScene, _ eye: Viewpoint, _ pattern: LidarPattern) -> LidarReturns {
        var returns = LidarReturns()
        LidarKernel.measure(
            pattern, from: eye, fixed: fixed, moving: DynamicScene(catalogue: Catalogue(models: []), fixed: fixed),
            into: &returns, scratch: OpticsScratch())
        return returns
    }

    private func picture(_ fixed: StaticScene, _ eye: Viewpoint, _ light: SceneLight) -> CameraImage {
        var image = CameraImage()
        ColumnRenderer.render(
            camera, from: eye, light: light, fixed: fixed,
            moving: DynamicScene(catalogue: Catalogue(models: []), fixed: fixed), labels: true, into: &image,
            scratch: OpticsScratch())
        return image
    }

    /// Light that comes from nowhere in particular, so that a turned world looks the same.
    private var evenLight: SceneLight {
        var weather = Weather()
        weather.cloudCover = 1
        var light = SceneLight(weather: weather)
        light.sun = SceneLight.LinearRGB(0, 0, 0)
        return light
    }

    @Test("Moving and turning the whole world changes ranges by rounding only", arguments: UInt64(1)...4)
    func rigidMotion(seed: UInt64) {
        let map = RandomScene(seed: seed).map.changed { $0 }
        let motion = Pose2(x: 1234.5, y: -876.25, yaw: 2.1)
        let here = ranges(StaticScene(map: map), Viewpoint(position: Vector3(0.3, -0.2, 1.9), yaw: 0.4), pattern)
        let eye = motion.toOuter(Pose2(x: 0.3, y: -0.2, yaw: 0.4))
        let there = ranges(
            StaticScene(map: map.moved(by: motion)),
            Viewpoint(position: Vector3(eye.position.x, eye.position.y, 1.9), yaw: eye.yaw), pattern)
        var different = 0
        for (a, b) in zip(here.ranges, there.ranges) where (a - b).magnitude > 1e-3 * max(1, a) { different += 1 }
        // Beams along edges may fall to either side.
        #expect(different <= here.ranges.count / 500)
        #expect(here.ranges.contains { $0 > 0 })
    }

    @Test("In the mirror world every column sees what its mirror image saw", arguments: UInt64(1)...4)
    func mirror(seed: UInt64) {
        let map = RandomScene(seed: seed).map.changed { $0 }
        let eye = Viewpoint(position: Vector3(0.3, 0, 1.6), yaw: 0)
        let (here, there) = (
            picture(StaticScene(map: map), eye, evenLight), picture(StaticScene(map: map.mirrored), eye, evenLight)
        )
        var different = 0
        for row in 0..<camera.height {
            for column in 0..<camera.width {
                let (a, b) = (row * camera.width + column, row * camera.width + camera.width - 1 - column)
                let isSame =
                    here.surfaces[a].surfaceClass == there.surfaces[b].surfaceClass
                    && (0..<3).allSatisfy { here.rgb[3 * a + $0] == there.rgb[3 * b + $0] }
                if !isSame { different += 1 }
            }
        }
        #expect(different <= camera.width * camera.height / 200)
        #expect(Set(here.surfaces.map(\.surfaceClass)).count > 3)
    }

    @Test("What is wholly hidden changes no bit of a scan, a LiDAR sweep or a picture", arguments: UInt64(1)...4)
    func hiddenThings(seed: UInt64) {
        var map = RandomScene(seed: seed).map
        // A wall without gaps around everything that is added afterwards.
        let wall = OrientedBox(center: Vector2(70, 0), yaw: 0, length: 4, width: 60)
        map.buildings.append(
            Building(randomKey: 1, parts: [wall.polygon], height: 40, colour: LinearColour(0.5, 0.5, 0.5)))
        var fuller = map
        for row in 0..<12 {
            let box = OrientedBox(
                center: Vector2(84 + Double(row), Double(row) - 6), yaw: Double(row), length: 2, width: 3)
            fuller.buildings.append(
                Building(
                    randomKey: UInt64(900 + row), parts: [box.polygon], height: 3, colour: LinearColour(0.9, 0.1, 0.1)))
        }
        let (plain, full) = (StaticScene(map: map), StaticScene(map: fuller))
        let eye = Viewpoint(position: Vector3(0, 0, 1.9), yaw: 0)
        let scan = LidarPattern(columns: ColumnFan(fullTurn: 720), elevations: [0], maximumRange: 200)
        for pattern in [pattern, scan] {
            let (a, b) = (ranges(plain, eye, pattern), ranges(full, eye, pattern))
            #expect(a.ranges == b.ranges && a.strengths == b.strengths)
        }
        let light = SceneLight(weather: Weather())
        let (a, b) = (picture(plain, eye, light), picture(full, eye, light))
        #expect(a.rgb == b.rgb && a.depths == b.depths && a.surfaces == b.surfaces)
    }

    @Test("A scan is the level ring of a LiDAR, and doubling the columns keeps the even ones", arguments: UInt64(1)...4)
    func ringsAndColumns(seed: UInt64) {
        let fixed = RandomScene(seed: seed).fixed
        let eye = Viewpoint(position: Vector3(0.1, 0.2, 1.1), yaw: 0.7)
        func pattern(_ columns: Int, _ elevations: [Double]) -> LidarPattern {
            LidarPattern(columns: ColumnFan(fullTurn: columns), elevations: elevations, maximumRange: 150)
        }
        let scan = ranges(fixed, eye, pattern(256, [0.02]))
        let rings = ranges(fixed, eye, pattern(256, [-0.3, 0.02, 0.4]))
        #expect(Array(rings.ranges[256..<512]) == scan.ranges)
        #expect(Array(rings.strengths[256..<512]) == scan.strengths)
        let fine = ranges(fixed, eye, pattern(512, [0.02]))
        #expect(stride(from: 0, to: 512, by: 2).allSatisfy { fine.ranges[$0] == scan.ranges[$0 / 2] })
    }

    @Test("Labels change no pixel")
    func labelsAreFree() {
        let fixed = RandomScene(seed: 5).fixed
        let moving = DynamicScene(catalogue: Catalogue(models: []), fixed: fixed)
        let pictures = [false, true].map { isLabelled in
            var image = CameraImage()
            ColumnRenderer.render(
                camera, from: Viewpoint(position: Vector3(0, 0, 1.4), yaw: 0.5), light: evenLight, fixed: fixed,
                moving: moving, labels: isLabelled, into: &image, scratch: OpticsScratch())
            return image.rgb
        }
        #expect(pictures[0] == pictures[1])
    }
}

extension StreetMap {
    /// The buildings, surfaces and furniture of this map somewhere else.
    fileprivate func moved(by motion: Pose2) -> StreetMap {
        changed { motion.toOuter($0) }
    }

    /// Left and right exchanged.
    var mirrored: StreetMap {
        changed { Vector2($0.x, -$0.y) }
    }

    /// The same with every point elsewhere, without kerbs.
    func changed(_ point: (Vector2) -> Vector2) -> StreetMap {
        var map = StreetMap(name: name)
        func polygon(_ outline: ConvexPolygon) -> ConvexPolygon { ConvexPolygon(hullOf: outline.corners.map(point))! }
        map.surfaces = surfaces.map { surface in
            var copy = surface
            copy.outline = polygon(surface.outline)
            return copy
        }
        map.buildings = buildings.map { building in
            var copy = building
            copy.parts = building.parts.map(polygon)
            return copy
        }
        map.furniture = furniture.map { item in
            var copy = item
            copy.footprint.center = point(item.footprint.center)
            return copy
        }
        return map
    }
}
