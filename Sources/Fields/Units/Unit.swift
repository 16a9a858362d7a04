/// A unit that may stand behind a number in a file.
public struct Unit: Sendable, Hashable {
    /// As written in files, for example `km/h`.
    public let symbol: String
    /// Other spellings that are read, for example `m/s2` and `m/s^2`.
    public let aliases: [String]
    /// A value in the dimension's base unit is `number * multiplier / divisor`: two factors, because `1 / 3.6` is not
    /// a binary number and `50 / 3.6` is nearer to the truth than `50 * 0.2777…`.
    public let multiplier: Double
    public let divisor: Double

    init(_ symbol: String, _ aliases: String..., times multiplier: Double = 1, per divisor: Double = 1) {
        self.symbol = symbol
        self.aliases = aliases
        self.multiplier = multiplier
        self.divisor = divisor
    }

    /// Value in the base unit of a number of this unit.
    public func toBase(_ number: Double) -> Double { number * multiplier / divisor }

    /// Number of this unit that stands for a value in the base unit.
    public func fromBase(_ value: Double) -> Double { value * divisor / multiplier }

    /// Whether a text is this unit.
    func isSpelled(_ text: some StringProtocol) -> Bool { text == symbol || aliases.contains { $0 == text } }
}

/// What a value measures. Inside the program each is a `Double` in the base unit, which is the SI unit unless said
/// otherwise.
public enum Dimension: String, Sendable, CaseIterable {
    /// A bare number without unit.
    case number
    /// A share or a factor: a bare number or `%`.
    case ratio
    /// Metres.
    case length
    /// Square metres.
    case area
    /// Metres per second.
    case speed
    /// m/s².
    case acceleration
    /// m/s³.
    case jerk
    /// Seconds.
    case time
    /// Hertz; also events per time.
    case frequency
    /// Radians.
    case angle
    /// rad/s.
    case angularRate
    /// rad/s².
    case angularAcceleration
    /// 1/m: curvature, extinction.
    case curvature
    /// 1/m²: change of curvature along a path.
    case curvatureRate
    /// Kilograms.
    case mass
    /// kg·m².
    case inertia
    /// Newtons.
    case force
    /// N/rad: cornering stiffness.
    case corneringStiffness
    /// mm/h: rain, and snow as water (not SI: the measure of weather).
    case precipitation
    /// Road users per second.
    case flow
    /// Road users per metre.
    case density
    /// dBsm: radar cross-section.
    case radarCrossSection
    /// dB.
    case level
    /// Lux.
    case illuminance
    /// Candela per square metre.
    case luminance
    /// Pixels of a picture.
    case pixels
    /// m/s²/√Hz: noise density of an accelerometer.
    case accelerationNoise
    /// rad/s/√Hz: noise density of a gyroscope.
    case angularRateNoise
    /// Bytes.
    case memory

    /// The dimension in words, with article: `a speed`.
    public var words: String { details.words }
    /// Units that are read, the base unit first, then the everyday unit if it is another one.
    public var units: [Unit] { details.units }
    /// The unit of values inside the program; nil for bare numbers.
    public var baseUnit: Unit? { isBare ? nil : units.first }
    /// The unit people think in.
    var everydayUnit: Unit? { units.dropFirst(details.everyday).first }
    /// A bare number needs no unit.
    public var isBare: Bool { self == .number || self == .ratio }

    /// The unit spelled so; nil if this dimension has none.
    public func unit(spelled text: some StringProtocol) -> Unit? { units.first { $0.isSpelled(text) } }

    /// All dimensions that have a unit spelled so.
    public static func all(withUnit text: some StringProtocol) -> [Dimension] {
        allCases.filter { $0.unit(spelled: text) != nil }
    }
}
