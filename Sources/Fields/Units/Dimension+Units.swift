/// What is known of a dimension.
struct DimensionDetails {
    var words: String
    /// Row of `units` that people think in.
    var everyday: Int
    var units: [Unit]

    init(_ words: String, everyday: Int = 0, _ units: Unit...) {
        self.words = words
        self.everyday = everyday
        self.units = units
    }
}

extension Dimension {
    /// Standard gravity, m/s².
    private static let gravity = 9.80665

    /// The table of units. The first unit is the base unit.
    var details: DimensionDetails {
        switch self {
        case .number: DimensionDetails("a number")
        case .ratio: DimensionDetails("a share", Unit("%", per: 100))
        case .length:
            DimensionDetails(
                "a length", Unit("m"), Unit("km", times: 1000), Unit("cm", per: 100), Unit("mm", per: 1000))
        case .area: DimensionDetails("an area", Unit("m2", "m^2", "m²"))
        case .speed:
            DimensionDetails(
                "a speed", everyday: 1, Unit("m/s"), Unit("km/h", per: 3.6), Unit("mph", times: 0.44704))
        case .acceleration:
            DimensionDetails("an acceleration", Unit("m/s2", "m/s^2", "m/s²"), Unit("g", times: Self.gravity))
        case .jerk: DimensionDetails("a jerk", Unit("m/s3", "m/s^3", "m/s³"))
        case .time:
            DimensionDetails(
                "a time", Unit("s"), Unit("ms", per: 1000), Unit("us", "µs", "μs", per: 1e6), Unit("ns", per: 1e9),
                Unit("min", times: 60), Unit("h", times: 3600))
        case .frequency:
            DimensionDetails(
                "a frequency", Unit("Hz"), Unit("kHz", times: 1e3), Unit("MHz", times: 1e6), Unit("GHz", times: 1e9),
                Unit("1/s"), Unit("1/min", per: 60), Unit("1/h", per: 3600))
        case .mass: DimensionDetails("a mass", Unit("kg"), Unit("t", times: 1000))
        case .inertia: DimensionDetails("a moment of inertia", Unit("kg*m2", "kg m2", "kg*m^2", "kg·m²", "kg m²"))
        case .force: DimensionDetails("a force", Unit("N"), Unit("kN", times: 1000))
        case .flow:
            DimensionDetails(
                "a flow", everyday: 1, Unit("veh/s", "1/s", "ped/s"), Unit("veh/h", "1/h", "ped/h", per: 3600),
                Unit("veh/min", "1/min", "ped/min", per: 60))
        case .density:
            DimensionDetails("a density", everyday: 1, Unit("veh/m", "1/m"), Unit("veh/km", "1/km", per: 1000))
        case .memory:
            DimensionDetails(
                "a size in memory", everyday: 2, Unit("B"), Unit("KiB", times: 1024), Unit("MiB", times: 1_048_576),
                Unit("GiB", times: 1_073_741_824))
        default: angularDetails ?? lightAndRadarDetails
        }
    }

    private var angularDetails: DimensionDetails? {
        switch self {
        case .angle:
            DimensionDetails(
                "an angle", everyday: 1, Unit("rad"), Unit("deg", "°", times: .pi, per: 180), Unit("mrad", per: 1000))
        case .angularRate:
            DimensionDetails(
                "an angular rate", everyday: 1, Unit("rad/s"), Unit("deg/s", "°/s", times: .pi, per: 180),
                Unit("rpm", times: 2 * .pi, per: 60), Unit("deg/h", "°/h", times: .pi, per: 648_000))
        case .angularAcceleration:
            DimensionDetails(
                "an angular acceleration", everyday: 1, Unit("rad/s2", "rad/s^2", "rad/s²"),
                Unit("deg/s2", "deg/s^2", "deg/s²", "°/s²", times: .pi, per: 180))
        case .curvature: DimensionDetails("a curvature", Unit("1/m"), Unit("1/km", per: 1000))
        case .curvatureRate: DimensionDetails("a change of curvature", Unit("1/m2", "1/m^2", "1/m²"))
        case .corneringStiffness:
            DimensionDetails(
                "a cornering stiffness", Unit("N/rad"), Unit("kN/rad", times: 1000),
                Unit("N/deg", times: 180, per: .pi))
        case .angularRateNoise:
            DimensionDetails(
                "an angular rate noise", everyday: 1, Unit("rad/s/sqrt(Hz)", "rad/s/√Hz"),
                Unit("deg/s/sqrt(Hz)", "deg/s/√Hz", times: .pi, per: 180),
                Unit("deg/sqrt(h)", "deg/√h", times: .pi, per: 10_800))
        default: nil
        }
    }

    private var lightAndRadarDetails: DimensionDetails {
        switch self {
        case .precipitation: DimensionDetails("a precipitation", Unit("mm/h"))
        case .radarCrossSection: DimensionDetails("a radar cross-section", Unit("dBsm"))
        case .level: DimensionDetails("a level", Unit("dB"))
        case .illuminance: DimensionDetails("an illuminance", Unit("lx"))
        case .luminance: DimensionDetails("a luminance", Unit("cd/m2", "cd/m^2", "cd/m²"))
        case .accelerationNoise:
            DimensionDetails(
                "an acceleration noise", Unit("m/s2/sqrt(Hz)", "m/s^2/sqrt(Hz)", "m/s²/√Hz"),
                Unit("ug/sqrt(Hz)", "µg/√Hz", times: Self.gravity, per: 1e6))
        default: DimensionDetails("a number of pixels", Unit("px"))
        }
    }
}

/// What people write for a unit that has another symbol.
let unitNicknames: [(wrong: String, symbol: String)] = [
    ("kmh", "km/h"), ("kph", "km/h"), ("kmph", "km/h"), ("km/hr", "km/h"), ("kilometers", "km"), ("mps", "m/s"),
    ("mi/h", "mph"), ("meter", "m"), ("meters", "m"), ("metre", "m"), ("metres", "m"), ("second", "s"),
    ("seconds", "s"), ("sec", "s"), ("secs", "s"), ("msec", "ms"), ("minute", "min"), ("minutes", "min"),
    ("hour", "h"), ("hours", "h"), ("hertz", "Hz"), ("degree", "deg"), ("degrees", "deg"), ("radian", "rad"),
    ("radians", "rad"), ("percent", "%"), ("pct", "%"), ("pixel", "px"), ("pixels", "px"), ("kilogram", "kg"),
    ("tonne", "t"), ("tonnes", "t"), ("vph", "veh/h"), ("db", "dB"), ("lux", "lx"), ("mb", "MiB"), ("gb", "GiB"),
]
