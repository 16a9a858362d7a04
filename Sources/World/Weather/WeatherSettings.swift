import Fields
import Geometry

/// Weather as people write it: a preset, what differs from it, and the time of day.
public struct WeatherSettings: FieldDescribed {
    public var preset = WeatherPreset.clear
    /// Overrides of the preset; nil keeps it.
    public var visibility: Double?
    public var rain: Double?
    public var snow: Double?
    public var wetness: Double?
    public var cloudCover: Double?
    public var friction: Double?
    /// Local solar hours, 0 to 24.
    public var timeOfDay = 12.0
    /// Radians, north positive.
    public var latitude = 52.5 * Double.pi / 180
    public var dayOfYear = 172

    public init() {}

    public static let fields = FieldTable<Self>("weather", "Weather, light and what they do to the road.") {
        Field("preset", \.preset, "What the other keys start from.").shorthand()
        Field(
            "mor", \.visibility, .length, in: 10...50_000,
            "Meteorological optical range: contrast falls to 5 %.")
        Field("rain", \.rain, .precipitation, in: 0...200, "Rainfall.")
        Field("snow", \.snow, .precipitation, in: 0...50, "Snowfall, as water.")
        Field("wetness", \.wetness, .ratio, in: 0...1, "Water on the road: 0 dry, 1 standing water.")
        Field("clouds", \.cloudCover, .ratio, in: 0...1, "Share of the sky covered.")
        Field("friction", \.friction, .ratio, in: 0.05...1.2, "Of tyres on the road; that of the weather if absent.")
        Field("time_of_day", \.timeOfDay, .timeOfDay, "Local solar time: `14:30`. Sets the sun.")
        Field("latitude", \.latitude, .angle, in: -Double.pi / 2...Double.pi / 2, "North positive. Sets the sun.")
        Field("day", \.dayOfYear, in: 1...366, "Of the year: 172 is the longest day in the north. Sets the sun.")
    }

    /// The weather with the sun where it stands at the time of day.
    public var weather: Weather {
        var weather = preset.weather
        weather.meteorologicalOpticalRange = visibility ?? weather.meteorologicalOpticalRange
        weather.rain = rain ?? weather.rain
        weather.snow = snow ?? weather.snow
        weather.wetness = wetness ?? weather.wetness
        weather.cloudCover = cloudCover ?? weather.cloudCover
        weather.setSun(SunPosition(hour: timeOfDay, latitude: latitude, day: Double(dayOfYear)))
        return weather
    }

    /// The friction coefficient of the road.
    public var roadFriction: Double { friction ?? weather.usualFriction }
}

extension ValueFormat where Value == Double {
    /// `14:30`: hours and minutes of a day; inside, hours.
    public static var timeOfDay: Self {
        ValueFormat<String>.text(longest: 5).map(
            expected: "a time of day from 0:00 to 24:00 such as 14:30",
            { text in
                let parts = text.split(separator: ":", omittingEmptySubsequences: false)
                guard parts.count == 2, parts[1].utf8.count == 2, parts.allSatisfy({ $0.utf8.allSatisfy(isDigit) }),
                    let hours = Int(parts[0]), let minutes = Int(parts[1]), minutes < 60, hours * 60 + minutes <= 1440
                else { return nil }
                return Double(hours) + Double(minutes) / 60
            },
            back: { hours in
                let minutes = Int((hours * 60).rounded())
                return "\(minutes / 60):" + (minutes % 60 < 10 ? "0" : "") + "\(minutes % 60)"
            })
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
