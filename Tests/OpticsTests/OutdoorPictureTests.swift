import Geometry
import RoadNetwork
import Testing
import World

@testable import Optics

@Suite("Light, shadow and weather in pictures")
struct OutdoorPictureTests {
    private let stage = LinearStage()

    @Test(
        "The shadow of a wall takes the sun from the length that its height and the sun say", arguments: [20.0, 35, 50])
    func shadowLength(elevation: Double) {
        // The sun stands to the left, beyond a wall of 3 m that runs along the view 14 m beside it, out of the picture.
        let wall = OrientedBox(center: Vector2(15, 14), yaw: 0, length: 200, width: 1)
        let map = LinearStage.plain([(wall, 3)])
        let weather = LinearStage.weather(sun: elevation, from: 90)
        let length = 3 / DeterministicMath.tan(Angle.radians(degrees: elevation))
        let (lit, bare) = (stage.picture(map, weather), stage.picture(LinearStage.plain(), weather))
        let scene = OutdoorLight(weather: weather).scene
        let sunny = 0.066 * Double(scene.sun.green) * Double(scene.sunDirection.z)
        for depth in [12.0, 20, 30] {
            let row = stage.row(ofDepth: depth)
            let exact = stage.depth(ofRow: row)
            // Between the wall's near side and the shadow's tip, as far as the picture reaches to the left.
            let seen = min(13.5, exact) - (13.5 - length)
            let missing = stage.sum(bare, row: row) - stage.sum(lit, row: row)
            // What the wall hides stands above the ground and beyond 13.5 m.
            guard exact < 13.5 else { continue }
            let expected = max(0, seen) * stage.camera.focalLength / exact * sunny
            #expect((missing - expected).magnitude < 0.02 * expected + 0.001, "\(missing), \(expected)")
        }
    }

    @Test("A crown's shadow lies beside its tree; noon shortens it, and an overcast sky takes it away")
    func crown() {
        var map = LinearStage.plain()
        map.furniture.append(
            StreetFurniture(
                randomKey: 3, kind: .tree,
                footprint: OrientedBox(center: Vector2(18, 9), yaw: 0, length: 0.3, width: 0.3), height: 8,
                crownRadius: 2,
                crownBase: 3))
        func missing(_ weather: Weather) -> Double {
            let (tree, bare) = (stage.picture(map, weather), stage.picture(LinearStage.plain(), weather))
            // To the right of the tree's foot.
            return (stage.row(ofDepth: 18) - 12..<stage.row(ofDepth: 18) + 12).reduce(0) { sum, row in
                sum
                    + (260..<640).reduce(0) { sum, column in
                        sum + Double(bare[row: row, column: column].green - tree[row: row, column: column].green)
                    }
            }
        }
        let low = missing(LinearStage.weather(sun: 35, from: 90))
        #expect(low > 0.5)
        #expect(missing(LinearStage.weather(sun: 80, from: 90)) < 0.1 * low)
        #expect(missing(LinearStage.weather(sun: 35, from: 90) { $0.cloudCover = 1 }).magnitude < 0.05 * low)
    }

    @Test("A wall in the shadow of another is darker below the height that the sun clears")
    func shadedWall() {
        // The sun stands behind the camera; the wall at 20 m is shaded by one behind the camera up to 20 − 30 · tan 30°.
        let front = OrientedBox(center: Vector2(20.5, 0), yaw: 0, length: 1, width: 60)
        let back = OrientedBox(center: Vector2(-10.5, 0), yaw: 0, length: 1, width: 60)
        let weather = LinearStage.weather(sun: 30, from: 180)
        let picture = stage.picture(LinearStage.plain([(front, 12), (back, 20)]), weather)
        let edge = 20 - 30 * DeterministicMath.tan(Angle.radians(degrees: 30))
        func green(_ z: Double) -> Float {
            let row = Int(stage.camera.principalRow - stage.camera.focalLength * (z - stage.height) / 20)
            return picture[row: row, column: 320].green
        }
        #expect(green(edge - 0.3) < 0.6 * green(edge + 0.3), "\(green(edge - 0.3)), \(green(edge + 0.3))")
        #expect(green(1) == green(edge - 0.3))
    }

    @Test(
        "At the optical range a black wall keeps 5 % of its contrast to the sky, at 1.31 times it 2 %",
        arguments: [60.0, 200])
    func koschmieder(range: Double) {
        for (distance, contrast) in [(range, 0.05), (1.306 * range, 0.02), (0.5 * range, 0.05.squareRoot())] {
            let wall = OrientedBox(center: Vector2(distance + 1, 0), yaw: 0, length: 2, width: 600)
            var map = LinearStage.plain([(wall, 100)])
            map.buildings[0].colour = LinearColour(0, 0, 0)
            let weather = LinearStage.weather(sun: 40, from: 180) {
                ($0.meteorologicalOpticalRange, $0.cloudCover) = (range, 1)
            }
            let seen = Double(stage.picture(map, weather)[row: 170, column: 320].green)
            let horizon = Double(OutdoorLight(weather: weather).scene.horizon.green)
            #expect(((horizon - seen) / horizon - contrast).magnitude < 0.01 * contrast + 0.001)
        }
    }

    @Test("At night the ground under a street lamp is lit by its law, by day it does nothing")
    func lampPool() throws {
        var map = LinearStage.plain()
        map.furniture.append(
            StreetFurniture(
                randomKey: 3, kind: .streetLamp,
                footprint: OrientedBox(center: Vector2(20, 6), yaw: 0, length: 0.2, width: 0.2), height: 7))
        let night = LinearStage.weather(sun: -30)
        let (lamp, bare) = (stage.picture(map, night), stage.picture(LinearStage.plain(), night))
        let glow = LampGlow(x: 20.7, y: 6, height: 6.88, peak: OutdoorLight.lampStrength)
        for (x, y) in [(20.0, 4.0), (14, 2), (25, -3), (30, 8)] {
            let row = stage.row(ofDepth: x)
            let exact = stage.depth(ofRow: row)
            let column = Int(stage.camera.principalColumn - stage.camera.focalLength * y / exact)
            let lateral = (stage.camera.principalColumn - Double(column) - 0.5) / stage.camera.focalLength * exact
            let added = lamp[row: row, column: column].green - bare[row: row, column: column].green
            let light = glow.onGround(Lanes(repeating: Float(exact)), Lanes(repeating: Float(lateral)))[0]
            #expect((added / (0.066 * 0.84 * light) - 1).magnitude < 0.01, "\(added), \(light)")
        }
        let day = LinearStage.weather(sun: 60)
        let (noon, without) = (stage.picture(map, day), stage.picture(LinearStage.plain(), day))
        #expect(noon[row: 300, column: 320] == without[row: 300, column: 320])
    }

    @Test("A wet street is darker near by and mirrors what stands behind it; a dry one does not")
    func wetStreet() {
        let wall = OrientedBox(center: Vector2(41, 0), yaw: 0, length: 2, width: 30)
        var map = LinearStage.plain([(wall, 30)])
        map.buildings[0].colour = LinearColour(0.9, 0.05, 0.05)
        func pixel(_ wetness: Double, _ depth: Double) -> (red: Float, green: Float, blue: Float) {
            let weather = LinearStage.weather(sun: 40, from: 180) { ($0.cloudCover, $0.wetness) = (1, wetness) }
            return stage.picture(map, weather)[row: stage.row(ofDepth: depth), column: 320]
        }
        let (dry, wet) = (pixel(0, 30), pixel(1, 30))
        #expect(wet.red / wet.green > 2 * dry.red / dry.green)
        #expect(pixel(1, 3).green < 0.8 * pixel(0, 3).green)
        // Nearly level, water mirrors almost everything; steeply 2 %.
        let mirror = WetMirror(
            camera: stage.camera,
            view: Viewpoint(position: Vector3(0, 0, 1.4), yaw: 0).sweepView(far: 100, excluding: .none), wetness: 1,
            sky: LinearSky(
                camera: stage.camera,
                light: FrameLight(
                    SceneLight(weather: Weather()),
                    view: Viewpoint(position: Vector3(0, 0, 1), yaw: 0).sweepView(far: 1, excluding: .none),
                    beams: UnsafeBufferPointer(start: nil, count: 0))))
        #expect(mirror.share(181) > 0.9 && mirror.share(359) < 0.12)
    }

    @Test("Snow takes contrast from paint")
    func snowOnPaint() {
        var map = LinearStage.plain()
        map.paint.append(
            PaintPatch(
                randomKey: 5, kind: .laneLine, colour: .white,
                outline: OrientedBox(center: Vector2(10, 0), yaw: 0, length: 4, width: 4).polygon))
        func contrast(_ snow: Double) -> Float {
            let picture = stage.picture(map, LinearStage.weather(sun: 40) { ($0.cloudCover, $0.snow) = (1, snow) })
            let row = stage.row(ofDepth: 10)
            return picture[row: row, column: 320].green / picture[row: row, column: 20].green
        }
        #expect(contrast(0) > 8 && contrast(2) < 0.4 * contrast(0))
    }

    @Test("A low sun ahead veils the picture, unless something stands before it")
    func veil() {
        let dark = OrientedBox(center: Vector2(31, -12), yaw: 0, length: 2, width: 16)
        let screen = OrientedBox(center: Vector2(-30, 0), yaw: 0, length: 2, width: 4)
        var map = LinearStage.plain([(dark, 6)])
        map.buildings[0].colour = LinearColour(0, 0, 0)
        func wall(_ map: StreetMap, _ azimuth: Double) -> Float {
            stage.picture(map, LinearStage.weather(sun: 6, from: azimuth))[row: 175, column: 480].green
        }
        let ahead = wall(map, 10)
        #expect(ahead > 0.0005 && wall(map, 180) < 0.1 * ahead)
        var screened = map
        screened.buildings.append(
            Building(
                randomKey: 77, parts: [screen.polygon.movedBy(Vector2(60, 5.3))], height: 30,
                colour: LinearColour(0, 0, 0)))
        #expect(wall(screened, 10) < 0.1 * ahead)
    }

    @Test("In the mirror world the light of every row is the same", arguments: UInt64(1)...3)
    func mirror(seed: UInt64) {
        let map = RandomScene(seed: seed).map.changed { $0 }
        let weather = LinearStage.weather(sun: 35, from: 60)
        let mirrored = LinearStage.weather(sun: 35, from: -60)
        var stage = stage
        stage.height = 1.6
        let (here, there) = (stage.picture(map, weather), stage.picture(map.mirrored, mirrored))
        for row in 0..<360 {
            let (a, b) = (stage.sum(here, row: row), stage.sum(there, row: row))
            // Solids are seen from four places whose pattern has no mirror symmetry.
            #expect((a - b).magnitude < 0.012 * max(a, b) + 0.05, "row \(row): \(a), \(b)")
        }
    }

    @Test("What is wholly hidden and whose shadow falls out of sight changes no bit")
    func hiddenThings() {
        let wall = OrientedBox(center: Vector2(40, 0), yaw: 0, length: 2, width: 60)
        let behind = OrientedBox(center: Vector2(50, 3), yaw: 0.3, length: 4, width: 6)
        for weather in [
            LinearStage.weather(sun: 40, from: 180), LinearStage.weather(sun: -30) { $0.wetness = 1 },
            LinearStage.weather(sun: 40) { ($0.cloudCover, $0.wetness, $0.rain) = (1, 0.8, 10) },
        ] {
            let plain = stage.picture(LinearStage.plain([(wall, 40)]), weather)
            let fuller = stage.picture(LinearStage.plain([(wall, 40), (behind, 5)]), weather)
            #expect(plain.light == fuller.light)
        }
    }
}

extension ConvexPolygon {
    fileprivate func movedBy(_ offset: Vector2) -> ConvexPolygon {
        OrientedBox(center: middle + offset, yaw: 0, length: 2, width: 4).polygon
    }
}
