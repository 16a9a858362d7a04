import Geometry
import World

/// The light outdoors in one unit from noon to night: 1 lights a white surface as the midday sun and sky do. A camera
/// chooses its exposure on top of it.
///
/// The sun falls off with the air mass, the sky follows the measured illuminance of clear days and of twilight (100,000 lx
/// at noon, 400 lx at sunset, 3 lx at the end of civil twilight); a town's own glow keeps nights from going black.
public struct OutdoorLight: Sendable {
    /// Unexposed.
    public let scene: SceneLight
    /// Water on the street, 0–1, and share of open ground under snow.
    let wetness: Double
    let snowCover: Double
    /// How far street lamps are turned on, 0–1: they follow the daylight around sunset.
    let streetLamps: Double

    public init(weather: Weather) {
        let elevation = weather.sunElevation
        wetness = weather.wetness
        snowCover = 1 - DeterministicMath.exp(-1.2 * weather.snow)
        streetLamps = OutdoorLight.ramp(-elevation, from: -0.05, to: -0.01)
        let cover = weather.cloudCover
        let (sine, cosine) = DeterministicMath.sinCos(elevation)
        let azimuth = DeterministicMath.sinCos(weather.sunAzimuth)
        let direct = Float((1 - 0.97 * cover) * OutdoorLight.ramp(elevation, from: -0.01, to: 0.02))
        let sun = OutdoorLight.sunlight(sine: sine) * direct
        let degrees = elevation * 180 / .pi
        let strength = Float(OutdoorLight.skyStrength(degrees) * (1 + cover))
        // A low sun leaves the sky yellow at the horizon, and blue above once it has set.
        let low = Float(OutdoorLight.ramp(-degrees, from: -12, to: -1) * (1 - 0.8 * cover))
        let white = SceneLight.LinearRGB(1, 1, 1)
        let grey = Float(cover)
        let tint = SceneLight.LinearRGB(0.90, 1, 1.16).mixed(with: white, grey)
        let horizon = SceneLight.LinearRGB(2.4, 2.75, 3.1).mixed(with: .init(3.4, 2.35, 1.75), low)
            .mixed(with: .init(1.45, 1.5, 1.56), grey)
        let zenith = SceneLight.LinearRGB(0.55, 1.15, 2.25).mixed(with: .init(1.25, 1.3, 1.38), grey)
        let haze = Float(OutdoorLight.ramp(-weather.meteorologicalOpticalRange, from: -3000, to: -500))
        let glow = SceneLight.LinearRGB(1.15, 1, 0.85) * OutdoorLight.townGlow
        let air = horizon * (strength * (1 + 0.3 * haze)) + glow * (1 + 2 * grey + 3 * haze)
        scene = SceneLight(
            sunDirection: Vector3(azimuth.cos * cosine, azimuth.sin * cosine, sine), sun: sun,
            skyOnLevel: tint * strength + glow, skyOnUpright: tint * (0.7 * strength) + glow * 0.8, horizon: air,
            zenith: (zenith * strength + glow * 0.5).mixed(with: air, haze), extinction: weather.extinction,
            showsBeams: elevation < 0.08)
    }

    /// Light of a town on a night's sky.
    private static let townGlow: Float = 1.2e-4

    /// Light of the sun on a white face turned to it: what the air lets through at an air mass of 1/(sin e + 0.03), red
    /// more than blue, relative to a sun at 50°.
    private static func sunlight(sine: Double) -> SceneLight.LinearRGB {
        let mass = 1 / (max(0, sine) + 0.03) - 1.256
        func share(_ depth: Double) -> Float { Float(0.85 * DeterministicMath.exp(-depth * mass)) }
        return SceneLight.LinearRGB(share(0.12), share(0.175), share(0.29))
    }

    /// Of the clear sky on level ground by elevation of the sun in degrees: logarithm linear between tabulated values.
    private static func skyStrength(_ degrees: Double) -> Double {
        let table: [(degrees: Double, strength: Double)] = [
            (-18, 1e-8), (-12, 8e-8), (-6, 3e-5), (-3, 4e-4), (0, 4e-3), (3, 1.5e-2), (6, 0.035), (15, 0.10),
            (30, 0.18), (60, 0.25), (90, 0.27),
        ]
        guard degrees > table[0].degrees else { return table[0].strength }
        for (below, above) in zip(table, table.dropFirst()) where degrees <= above.degrees {
            let share = (degrees - below.degrees) / (above.degrees - below.degrees)
            let (low, high) = (DeterministicMath.log(below.strength), DeterministicMath.log(above.strength))
            return DeterministicMath.exp(low + (high - low) * share)
        }
        return table[table.count - 1].strength
    }

    /// 0 below `low`, 1 above `high`, smooth between (3x² − 2x³).
    private static func ramp(_ x: Double, from low: Double, to high: Double) -> Double {
        let share = min(1, max(0, (x - low) / (high - low)))
        return share * share * (3 - 2 * share)
    }

    /// An exposure that brings a street in this light near to middle grey.
    public var usualExposure: Double {
        let ground = scene.skyOnLevel.green + scene.sun.green * Float(max(0, scene.sunDirection.z))
        return 0.18 / Double(0.4 * scene.horizon.green + 0.1 * ground)
    }

    /// The light as it falls on a sensor with an exposure.
    func exposed(by exposure: Float) -> SceneLight {
        var light = scene
        light.sun = scene.sun * exposure
        light.skyOnLevel = scene.skyOnLevel * exposure
        light.skyOnUpright = scene.skyOnUpright * exposure
        light.horizon = scene.horizon * exposure
        light.zenith = scene.zenith * exposure
        return light
    }

    /// Signals and lamps of vehicles as seen by a sensor of wide dynamic range: as they are by day, and never more than
    /// three times what saturates a pixel, so that their colours stay.
    static func lampScale(_ exposure: Float) -> Float { 1.4 * exposure / (1 + 1.4 / 3 * exposure) }

    /// Light of a street lamp on a white level face right below it: 40 lx.
    static let lampStrength: Float = 4e-4

    /// Light of dipped beams, relative to `Beam`'s profile.
    static let beamStrength: Float = 2.5e-3
}
