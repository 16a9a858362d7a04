extension LaneColour {
    /// The most that packed light holds: four times what saturates a pixel.
    static let packedLimit: Float = 4

    /// Eight colours in 32 bits each: 11 bits of red and of green, 10 of blue, as square roots. The step is half of an
    /// sRGB byte's in middle greys, and blue's twice that.
    @inline(__always)
    var packed: LaneBits {
        let red = LaneColour.root(red, 2047), green = LaneColour.root(green, 2047), blue = LaneColour.root(blue, 1023)
        return red | (green &<< 11) | (blue &<< 22)
    }

    @inline(__always)
    private static func root(_ light: Lanes, _ levels: Float) -> LaneBits {
        let share = lanesMin(lanesMax(light * (1 / packedLimit), Lanes()), Lanes(repeating: 1))
        return unsafeBitCast(lanesRounded(lanesSquareRoot(share) * levels), to: LaneBits.self)
    }

    /// What `packed` holds.
    @inline(__always)
    init(packed bits: LaneBits) {
        let red = LaneColour.small(bits & 0x7FF)
        let green = LaneColour.small((bits &>> 11) & 0x7FF)
        let blue = LaneColour.small(bits &>> 22)
        self.init(
            red: red * red * (LaneColour.packedLimit / (2047 * 2047)),
            green: green * green * (LaneColour.packedLimit / (2047 * 2047)),
            blue: blue * blue * (LaneColour.packedLimit / (1023 * 1023)))
    }

    /// Whole numbers below 2²³ as floating-point numbers: they stand in the lowest bits of 2²³ + n.
    @inline(__always)
    private static func small(_ number: LaneBits) -> Lanes {
        unsafeBitCast(number | 0x4B00_0000, to: Lanes.self) - 8_388_608
    }

    @inline(__always)
    static func * (colour: LaneColour, factor: Lanes) -> LaneColour {
        LaneColour(red: colour.red * factor, green: colour.green * factor, blue: colour.blue * factor)
    }

    @inline(__always)
    static func + (a: LaneColour, b: LaneColour) -> LaneColour {
        LaneColour(red: a.red + b.red, green: a.green + b.green, blue: a.blue + b.blue)
    }
}
