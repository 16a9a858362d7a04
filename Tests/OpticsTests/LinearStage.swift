import Geometry
import RoadNetwork
import World

@testable import Optics

/// Takes pictures in linear light of maps without anybody on them.
struct LinearStage {
    var camera = UprightCamera(width: 640, height: 360, horizontalFieldOfView: .pi / 2)
    var height = 1.4
    var yaw = 0.0
    var motion: CameraMotion?

    /// Clear air; sun at an elevation and an azimuth, degrees.
    static func weather(sun elevation: Double, from azimuth: Double = 0, _ change: (inout Weather) -> Void = { _ in })
        -> Weather
    {
        var weather = Weather()
        (weather.meteorologicalOpticalRange, weather.cloudCover) = (1e9, 0)
        weather.sunElevation = Angle.radians(degrees: elevation)
        weather.sunAzimuth = Angle.radians(degrees: azimuth)
        change(&weather)
        return weather
    }

    func picture(_ map: StreetMap, _ weather: Weather) -> LinearPicture {
        let fixed = StaticScene(map: map)
        let moving = DynamicScene(catalogue: Catalogue(models: []), fixed: fixed)
        moving.rebuild(bodies: [], signals: [], time: 0)
        var picture = LinearPicture()
        LinearRenderer.render(
            LinearCamera(camera),
            LinearShot(
                viewpoint: Viewpoint(position: Vector3(0, 0, height), yaw: yaw), light: OutdoorLight(weather: weather),
                exposure: 1, fixed: fixed, moving: moving, motion: motion),
            into: &picture, scratch: OpticsScratch())
        return picture
    }

    /// Row of the picture that sees level ground at a depth, and column at a slope to the left.
    func row(ofDepth depth: Double) -> Int { Int(camera.principalRow + camera.focalLength * height / depth) }
    func depth(ofRow row: Int) -> Double { height * camera.focalLength / (Double(row) + 0.5 - camera.principalRow) }

    /// Sum of green over a row.
    func sum(_ picture: LinearPicture, row: Int) -> Double {
        (0..<picture.width).reduce(0) { $0 + Double(picture[row: row, column: $1].green) }
    }

    /// An asphalt plain with buildings.
    static func plain(_ buildings: [(box: OrientedBox, height: Double)] = []) -> StreetMap {
        var map = StreetMap(name: "plain")
        map.surfaces.append(
            GroundSurface(
                randomKey: 1, material: .asphalt,
                outline: OrientedBox(center: .zero, yaw: 0, length: 1000, width: 1000).polygon))
        for (row, building) in buildings.enumerated() {
            map.buildings.append(
                Building(
                    randomKey: UInt64(row + 10), parts: [building.box.polygon], height: building.height,
                    colour: LinearColour(0.5, 0.5, 0.5)))
        }
        return map
    }
}
