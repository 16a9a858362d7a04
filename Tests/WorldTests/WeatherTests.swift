import Documents
import Fields
import Geometry
import Testing
import World

@Suite("Weather and sun")
struct WeatherTests {
    private let degree = Double.pi / 180

    @Test("At noon the sun stands 90° − latitude + declination high, in the south", arguments: [10.0, 35, 52.5, 65])
    func noon(latitude: Double) {
        for (day, declination) in [(172.0, 23.44), (81, 0), (355, -23.44)] where latitude > declination {
            let sun = SunPosition(hour: 12, latitude: latitude * degree, day: day)
            #expect((sun.elevation / degree - (90 - latitude + declination)).magnitude < 0.5)
            #expect((sun.azimuth + .pi / 2).magnitude < 1e-9)
        }
    }

    @Test("At the equinox the sun rises at six in the east and sets at eighteen in the west")
    func equinox() {
        let rise = SunPosition(hour: 6, latitude: 0.9, day: 81)
        let set = SunPosition(hour: 18, latitude: 0.9, day: 81)
        #expect(rise.elevation.magnitude < 0.01 && set.elevation.magnitude < 0.01)
        #expect(rise.azimuth.magnitude < 0.01)
        #expect((set.azimuth.magnitude - .pi).magnitude < 0.01)
    }

    @Test("Morning and afternoon mirror each other, and midnight is dark")
    func symmetry() {
        for hours in stride(from: 0.5, through: 11.5, by: 0.5) {
            let before = SunPosition(hour: 12 - hours).direction
            let after = SunPosition(hour: 12 + hours).direction
            #expect((before.x + after.x).magnitude < 1e-12)
            #expect((before.y - after.y).magnitude < 1e-12)
            #expect((before.z - after.z).magnitude < 1e-12)
            #expect((before.length - 1).magnitude < 1e-12)
        }
        #expect(SunPosition(hour: 0).elevation < 0)
    }

    @Test("Over its optical range fog lets 5 % of the contrast through")
    func opticalRange() {
        let weather = WeatherPreset.fog.weather
        let contrast = DeterministicMath.exp(-weather.extinction * weather.meteorologicalOpticalRange)
        #expect((contrast - 0.05).magnitude < 1e-12)
    }

    @Test("Every preset is in range, and worse weather never grips better", arguments: WeatherPreset.allCases)
    func presets(preset: WeatherPreset) {
        let weather = preset.weather
        #expect(weather.meteorologicalOpticalRange > 0)
        #expect((0...1).contains(weather.wetness) && (0...1).contains(weather.cloudCover))
        #expect(weather.usualFriction <= WeatherPreset.clear.weather.usualFriction)
        #expect(weather.usualFriction >= 0.05)
    }

    private func read(_ yaml: String) throws -> (settings: WeatherSettings?, codes: [String]) {
        var diagnostics = Diagnostics()
        let node = try #require(YAMLDocument.parse(text: yaml, file: "w.yaml", &diagnostics))
        return (WeatherSettings.read(node, &diagnostics), diagnostics.problems.map(\.code))
    }

    @Test("Weather is written as one word or as a preset with differences")
    func settings() throws {
        #expect(try #require(try read("fog").settings).weather.meteorologicalOpticalRange == 200)
        let settings = try #require(
            try read("{preset: rain, mor: 2 km, time_of_day: 18:30, friction: 55 %}").settings)
        #expect(settings.weather.meteorologicalOpticalRange == 2000 && settings.weather.rain == 4)
        #expect(settings.timeOfDay == 18.5 && settings.roadFriction == 0.55)
        #expect(settings.weather.sunElevation == SunPosition(hour: 18.5, latitude: settings.latitude).elevation)
        #expect(try #require(try read("rain").settings).roadFriction == WeatherPreset.rain.weather.usualFriction)
    }

    @Test("Times that no clock shows are located errors", arguments: ["25:00", "24:01", "12", "1:5", "12:60", "-1:00"])
    func times(text: String) throws {
        #expect(try read("{time_of_day: \"\(text)\"}").codes == ["out-of-range"])
    }
}
