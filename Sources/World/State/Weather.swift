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
    public var extinction: Double { 2.995732273553991 / meteorologicalOpticalRange }
}
