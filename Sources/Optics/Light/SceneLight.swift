import Geometry
import World

/// Light and air of a picture: sun, sky, fog, exposure. One colour model for the `flat` camera chain.
///
/// A face of albedo A and unit normal n looks A · (sky + sun · max(0, n · s)) from nearby; at depth d along the camera's
/// axis the air mixes in the horizon's colour: L = L₀ · e^(−βd) + horizon · (1 − e^(−βd)) (Koschmieder). All colours are
/// linear and already exposed: 1 is the brightest value of the picture.
public struct SceneLight: Sendable {
    /// From the ground to the sun, unit length.
    public var sunDirection: Vector3
    /// On a white face turned to the sun.
    public var sun: LinearRGB
    /// On a white level face, and on a white upright face.
    public var skyOnLevel: LinearRGB
    public var skyOnUpright: LinearRGB
    /// Of the sky at the horizon (and of fog), and overhead.
    public var horizon: LinearRGB
    public var zenith: LinearRGB
    /// β, 1/m.
    public var extinction: Double
    /// How linear light becomes bytes.
    public var encoding: Encoding
    /// Headlamps light the street (they are invisible against daylight).
    public var showsBeams: Bool

    public enum Encoding: String, Sendable, CaseIterable {
        /// IEC 61966-2-1.
        case sRGB
        /// 255 · light: for comparison with programs that do not know of gamma.
        case linear
    }

    /// A colour in linear light.
    public struct LinearRGB: Sendable, Hashable, BitwiseCopyable {
        public var red: Float
        public var green: Float
        public var blue: Float

        public init(_ red: Float, _ green: Float, _ blue: Float) {
            self.red = red
            self.green = green
            self.blue = blue
        }

        static func * (colour: LinearRGB, factor: Float) -> LinearRGB {
            LinearRGB(colour.red * factor, colour.green * factor, colour.blue * factor)
        }

        static func + (a: LinearRGB, b: LinearRGB) -> LinearRGB {
            LinearRGB(a.red + b.red, a.green + b.green, a.blue + b.blue)
        }

        func mixed(with other: LinearRGB, _ share: Float) -> LinearRGB { self * (1 - share) + other * share }
    }

    public init(
        sunDirection: Vector3, sun: LinearRGB, skyOnLevel: LinearRGB, skyOnUpright: LinearRGB, horizon: LinearRGB,
        zenith: LinearRGB, extinction: Double, encoding: Encoding = .sRGB, showsBeams: Bool = false
    ) {
        self.sunDirection = sunDirection
        self.sun = sun
        self.skyOnLevel = skyOnLevel
        self.skyOnUpright = skyOnUpright
        self.horizon = horizon
        self.zenith = zenith
        self.extinction = extinction
        self.encoding = encoding
        self.showsBeams = showsBeams
    }
}

extension SceneLight {
    /// The light of a weather. Exposure follows the daylight half-way, as a camera's would: dusk gets darker, night stays
    /// dark but shows lamps, and what headlamps reach.
    public init(weather: Weather) {
        let elevation = weather.sunElevation
        let (sine, cosine) = DeterministicMath.sinCos(max(elevation, 0.02))
        let azimuth = DeterministicMath.sinCos(weather.sunAzimuth)
        let day = SceneLight.ramp(elevation, from: -0.12, to: 0.15)
        let direct = SceneLight.ramp(elevation, from: -0.01, to: 0.12) * (1 - 0.95 * weather.cloudCover)
        let cover = Float(weather.cloudCover)
        // A low sun is yellow.
        let warmth = Float(1 - SceneLight.ramp(elevation, from: 0, to: 0.35))
        let sky = Float(0.012 + 0.37 * day * (1 + 0.55 * weather.cloudCover))
        let tint = LinearRGB(0.94, 1, 1.10).mixed(with: LinearRGB(1, 1, 1), cover)
        let dayHorizon = LinearRGB(0.62, 0.72, 0.84).mixed(with: LinearRGB(0.58, 0.60, 0.63), cover)
        let dayZenith = LinearRGB(0.16, 0.33, 0.66).mixed(with: LinearRGB(0.48, 0.50, 0.54), cover)
        let haze = Float(SceneLight.ramp(-weather.meteorologicalOpticalRange, from: -3000, to: -500))
        let horizon = (dayHorizon * Float(day)) + LinearRGB(0.012, 0.013, 0.018)
        let zenith = (dayZenith * Float(day)) + LinearRGB(0.003, 0.004, 0.009)
        self.init(
            sunDirection: Vector3(azimuth.cos * cosine, azimuth.sin * cosine, sine),
            sun: LinearRGB(0.86, 0.86 - 0.18 * warmth, 0.84 - 0.42 * warmth) * Float(direct), skyOnLevel: tint * sky,
            skyOnUpright: tint * (0.75 * sky), horizon: horizon, zenith: zenith.mixed(with: horizon, haze),
            extinction: weather.extinction, showsBeams: elevation < 0.08)
    }

    /// 0 below `low`, 1 above `high`, smooth between (3x² − 2x³).
    private static func ramp(_ x: Double, from low: Double, to high: Double) -> Double {
        let share = min(1, max(0, (x - low) / (high - low)))
        return share * share * (3 - 2 * share)
    }
}
