import Geometry

/// The light of one picture in the camera's frame.
struct FrameLight {
    let light: SceneLight
    /// To the sun, in the sensor's frame.
    let sunX: Float
    let sunY: Float
    let sunZ: Float
    let extinction: Float
    /// Headlamps that light this picture, in the sensor's frame.
    let beams: UnsafeBufferPointer<Beam>
    /// Street lamps that light this picture, in the sensor's frame.
    let lamps: UnsafeBufferPointer<LampGlow>
    /// Colours are packed light (see `LaneColour.packed`) instead of bytes and a tag.
    let isLinear: Bool
    /// How bright lamps and the light of headlamps are: 1 where exposure follows the daylight.
    let lampScale: Float
    let beamScale: Float
    /// How far street lamps are turned on, 0–1.
    let streetLamps: Float
    let solidTag: UInt32
    let lowTag: UInt32

    init(
        _ light: SceneLight, view: SweepView, beams: UnsafeBufferPointer<Beam>,
        lamps: UnsafeBufferPointer<LampGlow> = UnsafeBufferPointer(start: nil, count: 0), isLinear: Bool = false,
        lampScale: Float = 1, beamScale: Float = 1, streetLamps: Float = 0
    ) {
        self.isLinear = isLinear
        (self.lampScale, self.beamScale, self.streetLamps) = (lampScale, beamScale, streetLamps)
        (solidTag, lowTag) = isLinear ? (0, 0) : (CameraStrip.solidTag, CameraStrip.lowTag)
        self.light = light
        let horizontal = view.turned(Float(light.sunDirection.x), Float(light.sunDirection.y))
        (sunX, sunY, sunZ) = (horizontal.x, horizontal.y, Float(light.sunDirection.z))
        extinction = Float(light.extinction)
        self.beams = beams
        self.lamps = lamps
    }

    /// Whether the sun throws shadows that can be told from the light of the sky (chain `full` only).
    var hasShadows: Bool {
        isLinear && sunZ > SunShadows.lowestSun && light.sun.green * sunZ > 0.04 * light.skyOnLevel.green
    }

    /// Light on an upright white face with the given normal (sensor frame).
    @inline(__always)
    func onUpright(_ x: Float, _ y: Float) -> SceneLight.LinearRGB {
        light.skyOnUpright + light.sun * max(0, x * sunX + y * sunY)
    }

    /// An upright face of an albedo that only the sky lights.
    @inline(__always)
    func inShade(_ albedo: SceneLight.LinearRGB) -> SceneLight.LinearRGB {
        let sky = light.skyOnUpright
        return SceneLight.LinearRGB(albedo.red * sky.red, albedo.green * sky.green, albedo.blue * sky.blue)
    }

    /// Light on a level white face, and on one that looks down.
    var onLevel: SceneLight.LinearRGB { light.skyOnLevel + light.sun * max(0, sunZ) }
    var onUnderside: SceneLight.LinearRGB { light.skyOnUpright * 0.5 }

    /// Share of the light that comes through the air from 1 / depth.
    @inline(__always)
    func transmission(_ inverseDepth: Lanes) -> Lanes {
        let depth = 1 / select(inverseDepth .> Lanes(), inverseDepth, Lanes(repeating: 1e30))
        return lanesExponential(depth * -extinction)
    }

    /// Light of headlamps on upright faces at eight places; nil by day.
    @inline(__always)
    func beamsOnUpright(_ inverseDepth: Lanes, _ x: Lanes, _ y: Lanes) -> Lanes? {
        guard !beams.isEmpty else { return nil }
        let depth = 1 / select(inverseDepth .> Lanes(), inverseDepth, Lanes(repeating: 1e30))
        var sum = Lanes()
        for beam in beams { sum += beam.onUpright(x * depth, y * depth) }
        return sum * beamScale
    }

    /// Mixes the air in and makes bytes: red in the lowest byte, `tag` in the highest.
    @inline(__always)
    func seen(_ colour: LaneColour, through transmission: Lanes, tag: UInt32) -> LaneBits {
        let colour = inAir(colour, through: transmission)
        return isLinear ? colour.packed : colour.bytes(light.encoding) | LaneBits(repeating: tag)
    }

    /// Mixes the air in.
    @inline(__always)
    func inAir(_ colour: LaneColour, through transmission: Lanes) -> LaneColour {
        LaneColour(
            red: light.horizon.red + (colour.red - light.horizon.red) * transmission,
            green: light.horizon.green + (colour.green - light.horizon.green) * transmission,
            blue: light.horizon.blue + (colour.blue - light.horizon.blue) * transmission)
    }
}

/// Eight colours, linear.
struct LaneColour {
    var red: Lanes
    var green: Lanes
    var blue: Lanes

    @inline(__always)
    init(red: Lanes, green: Lanes, blue: Lanes) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    @inline(__always)
    init(_ colour: SceneLight.LinearRGB) {
        red = Lanes(repeating: colour.red)
        green = Lanes(repeating: colour.green)
        blue = Lanes(repeating: colour.blue)
    }

    @inline(__always)
    func bytes(_ encoding: SceneLight.Encoding) -> LaneBits {
        let (r, g, b) = (
            LaneColour.byte(red, encoding), LaneColour.byte(green, encoding), LaneColour.byte(blue, encoding)
        )
        return unsafeBitCast(r | (g &<< 8) | (b &<< 16), to: LaneBits.self)
    }

    @inline(__always)
    private static func byte(_ linear: Lanes, _ encoding: SceneLight.Encoding) -> SIMD8<Int32> {
        let clamped = lanesMin(lanesMax(linear, Lanes()), Lanes(repeating: 1))
        let encoded = encoding == .sRGB ? lanesMax(lanesEncoded(clamped), Lanes()) : clamped
        return lanesRounded(encoded * 255)
    }
}

/// The pair of headlamps of a vehicle as one dipped beam.
struct Beam: BitwiseCopyable {
    /// Between the lamps, and the unit vector they look along.
    var x: Float
    var y: Float
    var directionX: Float
    var directionY: Float

    /// Light on the ground: reaches some 50 m ahead, fades to the sides (shape by eye, after dipped beams of UN R112).
    @inline(__always)
    func onGround(_ px: Lanes, _ py: Lanes) -> Lanes {
        let (ahead, spread) = spread(px, py)
        let reach = ahead * 0.07
        return spread * (ahead * 0.22) / (1 + reach * reach * reach + ahead * 0.12)
    }

    /// Light on a face that looks towards the lamps, below the cut-off.
    @inline(__always)
    func onUpright(_ px: Lanes, _ py: Lanes) -> Lanes {
        let (ahead, spread) = spread(px, py)
        let reach = ahead * (1.0 / 14)
        return spread * 0.9 / (1 + reach * reach)
    }

    /// Metres ahead of the lamps, and the beam's sideways profile: 1 in the middle, 0 from 37° on.
    @inline(__always)
    private func spread(_ px: Lanes, _ py: Lanes) -> (ahead: Lanes, spread: Lanes) {
        let (rx, ry) = (px - x, py - y)
        let ahead = lanesMax(rx * directionX + ry * directionY, Lanes(repeating: 0.01))
        let aside = (ry * directionX - rx * directionY) / (ahead * 0.75 + 0.6)
        let rest = lanesMax(1 - aside * aside, Lanes())
        return (ahead, select(ahead .> Lanes(repeating: 0.011), rest * rest, Lanes()))
    }
}
