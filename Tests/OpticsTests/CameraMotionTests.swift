import Geometry
import RoadNetwork
import Testing
import World

@testable import Optics

@Suite("Blur and shear of a camera that moves while it takes a picture")
struct CameraMotionTests {
    private static let distance = 10.0

    /// Light of a row of a picture of the edge of a black wall at 10 m straight ahead before a white one at 300 m.
    private func edge(_ motion: CameraMotion?, row: Int) -> [Double] {
        var stage = LinearStage()
        stage.motion = motion
        let wall = OrientedBox(
            center: Vector2(CameraMotionTests.distance + 0.5, 20), yaw: 0, length: 1, width: 40)
        let backdrop = OrientedBox(center: Vector2(301, 0), yaw: 0, length: 2, width: 1000)
        var map = LinearStage.plain([(wall, 60), (backdrop, 400)])
        map.buildings[0].colour = LinearColour(0, 0, 0)
        let picture = stage.picture(map, LinearStage.weather(sun: 40, from: 180) { $0.cloudCover = 1 })
        return (0..<picture.width).map { Double(picture[row: row, column: $0].green) }
    }

    /// Where the light rises along a row, pixels.
    private func rise(_ line: [Double]) -> Double {
        let steps = zip(line, line.dropFirst()).map { $1 - $0 }
        let window = 200..<440
        let total = window.reduce(0) { $0 + steps[$1] }
        return window.reduce(0) { $0 + steps[$1] * Double($1 + 1) } / total
    }

    @Test("Yaw shears upright edges by ω · t · f from row to row", arguments: [0.5, -0.8])
    func shear(rate: Double) {
        let readout = 0.03
        let motion = CameraMotion(velocity: .zero, yawRate: rate, exposure: 1e-6, readout: readout)
        let focal = 320.0
        let still = rise(edge(nil, row: 90))
        for row in [10, 60, 120, 170] {
            let time = ((Double(row) + 0.5) / 360 - 0.5) * readout
            let expected = focal * rate * time
            let seen = rise(edge(motion, row: row)) - still
            #expect((seen - expected).magnitude < 0.03 + 0.02 * expected.magnitude, "row \(row): \(seen), \(expected)")
        }
    }

    @Test("Moving sideways at v blurs an edge at d over v · t · f / d pixels", arguments: [4.0, 10, 20])
    func blur(speed: Double) {
        let exposure = 0.015
        let motion = CameraMotion(velocity: Vector2(0, speed), yawRate: 0, exposure: exposure, readout: 0)
        let length = speed * exposure * 320 / CameraMotionTests.distance
        let (still, moved) = (edge(nil, row: 100), edge(motion, row: 100))
        let (dark, bright) = (still[300], still[340])
        for column in 300..<340 {
            /// Share of the pixel and of the exposure that the edge, now at column 320, has left free.
            func free(_ x: Double) -> Double {
                let inner = min(length, max(0, x - 320 + length / 2))
                return inner * inner / 2 / length + max(0, x - 320 - length / 2)
            }
            let expected = dark + (bright - dark) * (free(Double(column + 1)) - free(Double(column)))
            #expect((moved[column] - expected).magnitude < 0.02 * (bright - dark), "\(column)")
        }
    }

    @Test("What moves no pixel by half its width is left as it is")
    func still() {
        let slow = CameraMotion(velocity: Vector2(0.5, 0), yawRate: 0.001, exposure: 0.001, readout: 0)
        #expect(edge(slow, row: 100) == edge(nil, row: 100))
    }

    @Test("However fast the ground below a lens goes by, the blur stays within what the lens sees")
    func fastGround() {
        var lens = Lens(.fisheye, focalLength: 60, principalColumn: 60, principalRow: 45)
        lens.radial = SIMD4(-0.01, 0, 0, 0)
        let camera = RemappedLinearCamera(LensRays(lens, width: 120, height: 90, pitch: 1.2, roll: 0.1))
        let fixed = StaticScene(map: LinearStage.plain())
        let moving = DynamicScene(catalogue: Catalogue(models: []), fixed: fixed)
        moving.rebuild(bodies: [], signals: [], time: 0)
        func picture(_ motion: CameraMotion?) -> LinearPicture {
            var picture = LinearPicture()
            LinearRenderer.render(
                camera,
                LinearShot(
                    viewpoint: Viewpoint(position: Vector3(0, 0, 0.4), yaw: 0),
                    light: OutdoorLight(weather: LinearStage.weather(sun: 40) { $0.cloudCover = 1 }), exposure: 1,
                    fixed: fixed, moving: moving, motion: motion),
                into: &picture, scratch: OpticsScratch())
            return picture
        }
        let fast = CameraMotion(velocity: Vector2(50, 10), yawRate: 1, exposure: 0.1, readout: 0.1)
        let (still, moved) = (picture(nil), picture(fast))
        // Bare asphalt looks the same however it is blurred.
        for row in 40..<90 {
            for column in 20..<100 {
                let (a, b) = (still[row: row, column: column].green, moved[row: row, column: column].green)
                #expect((a - b).magnitude < 0.02 * a + 1e-5, "row \(row), column \(column): \(a), \(b)")
            }
        }
    }
}
