import Geometry

/// Weather and light, one truth for every sensor. Plain numbers, so that an action can change any of them.
public struct Weather: Sendable, Hashable, BitwiseCopyable {
    /// Meteorological optical range: the distance at which contrast falls to 5 %, metres, > 0.
    public var meteorologicalOpticalRange = 20_000.0
    /// Rain, mm/h.
    public var rain = 0.0
    /// Snowfall, mm/h of water.
    public var snow = 0.0
    /// Water on the road, 0 dry – 1 standing water.
    public var wetness = 0.0
    /// Sun above the horizon, radians (negative: night), and its azimuth counter-clockwise from x (east).
    public var sunElevation = 0.8
    public var sunAzimuth = -1.0
    /// Share of the sky covered, 0–1.
    public var cloudCover = 0.2

    public init() {}

    /// Extinction of light, 1/m (Koschmieder with 5 % contrast).
    public var extinction: Double { Weather.contrastLogarithm / meteorologicalOpticalRange }

    /// ln 20: over the meteorological optical range contrast falls to 5 %.
    public static let contrastLogarithm = 2.995732273553991

    /// The friction of asphalt in this weather, for worlds whose file does not state one: dry 0.9, wet 0.6, 0.45 on
    /// standing water, 0.25 under snow (orders of magnitude after Mitschke and Wallentowitz).
    public var usualFriction: Double {
        if snow > 0 { return 0.25 }
        return wetness <= 0.5 ? 0.9 - 0.6 * wetness : 0.6 - 0.3 * (wetness - 0.5)
    }

    /// Whether drivers turn their headlamps on.
    public var needsHeadlamps: Bool { sunElevation < 0.05 }

    /// Puts the sun where it stands at a local solar hour.
    public mutating func setSun(_ sun: SunPosition) {
        sunElevation = sun.elevation
        sunAzimuth = sun.azimuth
    }
}

/// Weather by one word.
public enum WeatherPreset: String, Sendable, CaseIterable {
    case clear
    case cloudy
    case rain
    case heavyRain = "heavy_rain"
    case fog
    case denseFog = "dense_fog"
    case snow

    /// The weather, with the sun of the default weather.
    public var weather: Weather {
        var weather = Weather()
        switch self {
        case .clear: weather.cloudCover = 0.1
        case .cloudy: (weather.cloudCover, weather.meteorologicalOpticalRange) = (0.9, 15_000)
        case .rain:
            (weather.cloudCover, weather.meteorologicalOpticalRange) = (1, 4_000)
            (weather.rain, weather.wetness) = (4, 0.5)
        case .heavyRain:
            (weather.cloudCover, weather.meteorologicalOpticalRange) = (1, 1_000)
            (weather.rain, weather.wetness) = (25, 0.9)
        case .fog: (weather.cloudCover, weather.meteorologicalOpticalRange, weather.wetness) = (1, 200, 0.2)
        case .denseFog: (weather.cloudCover, weather.meteorologicalOpticalRange, weather.wetness) = (1, 60, 0.2)
        case .snow:
            (weather.cloudCover, weather.meteorologicalOpticalRange) = (1, 800)
            (weather.snow, weather.wetness) = (2, 0.3)
        }
        return weather
    }
}
