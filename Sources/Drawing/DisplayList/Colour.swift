import Geometry
import RoadNetwork

/// A colour for the eye: sRGB and opacity, each 0–1.
public struct Colour: Sendable, Hashable, BitwiseCopyable {
    public var red: Float
    public var green: Float
    public var blue: Float
    /// 0 invisible – 1 opaque.
    public var opacity: Float

    public init(red: Float, green: Float, blue: Float, opacity: Float = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.opacity = opacity
    }

    /// From `0xRRGGBB`.
    public init(_ hex: UInt32, opacity: Float = 1) {
        self.init(
            red: Float((hex >> 16) & 255) / 255, green: Float((hex >> 8) & 255) / 255, blue: Float(hex & 255) / 255,
            opacity: opacity)
    }

    /// From linear light (IEC 61966-2-1).
    public init(linear: LinearColour) {
        self.init(
            red: Colour.encoded(linear.red), green: Colour.encoded(linear.green), blue: Colour.encoded(linear.blue))
    }

    public static let black = Colour(0x000000)
    public static let white = Colour(0xFFFFFF)
    public static let clear = Colour(0x000000, opacity: 0)

    /// The same colour, `factor` times as opaque.
    public func faded(_ factor: Double) -> Colour {
        Colour(red: red, green: green, blue: blue, opacity: opacity * Float(factor))
    }

    /// A mix with another colour; 0 gives this one, 1 the other.
    public func mixed(with other: Colour, _ share: Double) -> Colour {
        let t = Float(share)
        return Colour(
            red: red + (other.red - red) * t, green: green + (other.green - green) * t,
            blue: blue + (other.blue - blue) * t, opacity: opacity + (other.opacity - opacity) * t)
    }

    /// `0xAARRGGBB` with colours multiplied by opacity, as pixels are kept.
    public var premultiplied: UInt32 {
        func byte(_ value: Float) -> UInt32 { UInt32(max(0, min(255, (value * 255).rounded()))) }
        return byte(opacity) << 24 | byte(red * opacity) << 16 | byte(green * opacity) << 8 | byte(blue * opacity)
    }

    private static func encoded(_ linear: Float) -> Float {
        let value = max(0, min(1, linear))
        if value <= 0.0031308 { return 12.92 * value }
        return 1.055 * Float(DeterministicMath.pow(Double(value), 1 / 2.4)) - 0.055
    }
}
