import Geometry
import RoadNetwork
import Testing
import World

@testable import Optics

@Suite("Pictures in linear light count areas")
struct LinearCameraTests {
    private let camera = LinearCamera(UprightCamera(width: 640, height: 360, horizontalFieldOfView: .pi / 2))
    private static let height = 1.4

    private func picture(_ map: StreetMap, weather: Weather = LinearCameraTests.clear) -> LinearPicture {
        let fixed = StaticScene(map: map)
        let moving = DynamicScene(catalogue: Catalogue(models: []), fixed: fixed)
        moving.rebuild(bodies: [], signals: [], time: 0)
        var picture = LinearPicture()
        LinearRenderer.render(
            camera,
            LinearShot(
                viewpoint: Viewpoint(position: Vector3(0, 0, LinearCameraTests.height), yaw: 0),
                light: OutdoorLight(weather: weather), exposure: 1, fixed: fixed, moving: moving),
            into: &picture, scratch: OpticsScratch())
        return picture
    }

    private static var clear: Weather {
        var weather = Weather()
        weather.meteorologicalOpticalRange = 1e9
        return weather
    }

    private func street(line: OrientedBox?) -> StreetMap {
        var map = StreetMap(name: "line")
        if let line {
            map.paint.append(PaintPatch(randomKey: 1, kind: .laneLine, colour: .white, outline: line.polygon))
        }
        return map
    }

    private func sum(_ picture: LinearPicture) -> Double {
        var sum = 0.0
        for row in 0..<picture.height {
            for column in 0..<picture.width { sum += Double(picture[row: row, column: column].green) }
        }
        return sum
    }

    /// Pixels that the ground between two depths and two sides covers: ∫ f² h / x³ dx · width.
    private func area(from near: Double, to far: Double, width: Double) -> Double {
        let focal = camera.upright.focalLength
        return focal * focal * LinearCameraTests.height * width * (1 / (near * near) - 1 / (far * far)) / 2
    }

    @Test("A 0.15 m line at 10 to 80 m adds the same light at 100 shifts within two pixels, within 2 %")
    func lineAlong() {
        let bare = sum(picture(street(line: nil)))
        let sums = (0..<100).map { shift -> Double in
            let line = OrientedBox(
                center: Vector2(45, 1.7 + 0.0006 * Double(shift)), yaw: 0, length: 70, width: 0.15)
            return sum(picture(street(line: line))) - bare
        }
        let (low, high) = (sums.min() ?? 0, sums.max() ?? 0)
        #expect(low > 0 && high / low < 1.02, "\(low) … \(high)")
    }

    @Test("A 0.15 m line across the road adds light by its area, at 10 to 80 m and between rows, within 2 %")
    func lineAcross() {
        let bare = sum(picture(street(line: nil)))
        var least = Double.infinity, most = 0.0
        for shift in 0..<100 {
            let depth = 10 + 0.7 * Double(shift)
            let line = OrientedBox(center: Vector2(depth, 0), yaw: 0, length: 0.15, width: 6)
            let added = sum(picture(street(line: line))) - bare
            let ratio = added / area(from: depth - 0.075, to: depth + 0.075, width: 6)
            (least, most) = (min(least, ratio), max(most, ratio))
        }
        #expect(least > 0 && most / least < 1.02, "\(least) … \(most)")
    }

    @Test("Where two pieces of asphalt meet, no grass shines through")
    func seams() {
        var map = StreetMap(name: "seam")
        for (row, side) in [-1.0, 1.0].enumerated() {
            let box = OrientedBox(center: Vector2(50, side * 10 + 0.31), yaw: 0.02, length: 140, width: 20)
            map.surfaces.append(
                GroundSurface(
                    randomKey: UInt64(row + 1), material: row == 0 ? .asphalt : .concrete, outline: box.polygon))
        }
        let seen = picture(map)
        // Asphalt and concrete are grey: grass would make a pixel greener than red.
        for row in 250..<350 {
            for column in 300..<340 {
                let pixel = seen[row: row, column: column]
                #expect(pixel.green < pixel.red * 1.15)
            }
        }
    }

    @Test("Packed light comes back within half a step")
    func packing() {
        for step in 0...400 {
            let light = Float(step) * 0.01
            let colour = LaneColour(SceneLight.LinearRGB(light, light, light))
            let back = LaneColour(packed: colour.packed)
            #expect((back.red[0].squareRoot() - light.squareRoot()).magnitude <= 1.05 / 2047)
            #expect((back.blue[3].squareRoot() - light.squareRoot()).magnitude <= 1.05 / 1023)
        }
    }

    @Test("Daylight falls from noon to night by more than two thousand")
    func outdoorLight() {
        func light(_ degrees: Double) -> Float {
            var weather = LinearCameraTests.clear
            weather.sunElevation = Angle.radians(degrees: degrees)
            let scene = OutdoorLight(weather: weather).scene
            return scene.skyOnLevel.green + scene.sun.green * Float(max(0, scene.sunDirection.z))
        }
        let values = [50, 20, 5, 0, -3, -6, -18].map(light)
        for (brighter, darker) in zip(values, values.dropFirst()) { #expect(brighter > darker) }
        #expect(values[0] / values[6] > 2000)
    }
}
