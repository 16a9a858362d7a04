import Geometry

/// Where the sun stands, in the world frame (x east, y north).
public struct SunPosition: Sendable, Hashable {
    /// Above the horizon, radians; negative at night.
    public var elevation: Double
    /// Counter-clockwise from x (east), radians in [-π, π].
    public var azimuth: Double

    /// The sun at a local solar hour: declination by Cooper (1969), the earth's orbit taken as a circle; right within
    /// about one degree.
    ///
    /// - Parameters:
    ///   - hour: local solar time, 0 to 24; at 12 the sun stands highest.
    ///   - latitude: radians, north positive.
    ///   - day: of the year, 1 to 365; 172 is the longest day in the north.
    public init(hour: Double, latitude: Double = 0.916, day: Double = 172) {
        let declination = 0.4091 * DeterministicMath.sin(2 * .pi * (284 + day) / 365)
        let hourAngle = (hour - 12) * .pi / 12
        let (sineLatitude, cosineLatitude) = DeterministicMath.sinCos(latitude)
        let (sineDeclination, cosineDeclination) = DeterministicMath.sinCos(declination)
        let (sineHour, cosineHour) = DeterministicMath.sinCos(hourAngle)
        let east = -cosineDeclination * sineHour
        let north = cosineLatitude * sineDeclination - sineLatitude * cosineDeclination * cosineHour
        let up = sineLatitude * sineDeclination + cosineLatitude * cosineDeclination * cosineHour
        elevation = DeterministicMath.asin(up)
        azimuth = DeterministicMath.atan2(north, east)
    }

    /// Unit vector towards the sun.
    public var direction: Vector3 {
        let (sine, cosine) = DeterministicMath.sinCos(elevation)
        let horizontal = Vector2(yaw: azimuth) * cosine
        return Vector3(horizontal.x, horizontal.y, sine)
    }
}
