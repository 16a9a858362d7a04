/// What a wet street mirrors: sky, and upside down whatever stands behind the place, drawn out by the street's roughness.
///
/// A ray that leaves a level street at a place below the picture's horizon meets an upright face at inverse depth q on
/// the picture row 2·(horizon + f·q·h) − row, as if the camera stood as deep below the street as it stands above it.
struct WetMirror {
    private let focal: Float
    private let principalRow: Float
    private let height: Float
    private let rowCount: Int
    /// Share of the street under a film of water.
    private let film: Float
    private let slopes: UnsafePointer<Float>
    private let sky: LinearSky

    init(camera: UprightCamera, view: SweepView, wetness: Float, sky: LinearSky) {
        focal = Float(camera.focalLength)
        principalRow = Float(camera.principalRow)
        height = view.height
        rowCount = camera.height
        film = wetness
        slopes = camera.rowSlopes.start
        self.sky = sky
    }

    /// Share of light that water mirrors at a row: Schlick's approximation for a refractive index of 1.33.
    @inline(__always)
    func share(_ row: Int) -> Float {
        let slope = max(slopes[row], 1e-3)
        let rest = 1 - slope / (1 + slope * slope).squareRoot()
        let square = rest * rest
        return film * (0.02 + 0.98 * square * square * rest)
    }

    /// Light that comes from the mirrored directions of eight pixels.
    /// - Parameters:
    ///   - above: inverse depth of what stands next above each pixel; 0 = nothing.
    ///   - drawn: what stands on the street in these columns.
    @inline(__always)
    func seen(_ row: Int, _ strip: Int, above: Lanes, drawn: CameraStrip.Canvas) -> LaneColour {
        let skyward = sky.seen(rise: max(0, slopes[row]), strip)
        guard any(above .> Lanes()) else { return skyward }
        let middle = Float(row) + 0.5
        let target = Lanes(repeating: 2 * principalRow - middle) + above * (2 * focal * height)
        // The rougher the farther the mirrored thing is from its foot.
        let foot = above * (focal * height) + principalRow
        let blur = lanesMax(Lanes(repeating: middle) - foot, Lanes()) * 0.12 + 0.75
        var sum = skyward * Lanes()
        var brightest = sum
        let grain = WetMirror.grain(row, strip)
        for tap in -2...2 {
            let colour = tapped(target + blur * (grain + Float(tap)), above, drawn, skyward)
            sum = sum + colour * Lanes(repeating: 0.2)
            brightest = brightest.brighter(colour)
        }
        // Lamps leave streaks: the film is wavy, and each wave shows them once.
        let glare = lanesMax(brightest.peak - 0.8, Lanes()) * 0.12
        return sum + brightest * glare
    }

    /// Roughness of the street, by pixel: -½ … ½.
    @inline(__always)
    private static func grain(_ row: Int, _ strip: Int) -> Lanes {
        let first =
            UInt32(truncatingIfNeeded: strip * laneCount) &* 0x9E37_79B9 &+ UInt32(truncatingIfNeeded: row)
            &* 0x85EB_CA6B
        var bits = LaneBits(0, 1, 2, 3, 4, 5, 6, 7) &* 0x9E37_79B9 &+ first
        bits = (bits ^ (bits &>> 15)) &* 0x2C1B_3C6D
        bits = (bits ^ (bits &>> 12)) &* 0x297A_2D39
        // The upper bits as a number from 1 to 2.
        return unsafeBitCast((bits &>> 9) | 0x3F80_0000, to: Lanes.self) - 1.5
    }

    /// What a wet street takes to stand above a place: what rises at least a hand's breadth above it, kerbs do not.
    @inline(__always)
    func above(_ row: Int, _ depths: Lanes, before: Lanes) -> Lanes {
        let isTall = depths * ((height - 0.3) * focal) .> Lanes(repeating: Float(row) + 0.5 - principalRow)
        return select(isTall .& (depths .> Lanes()), depths, before)
    }

    @inline(__always)
    private func tapped(
        _ place: Lanes, _ above: Lanes, _ drawn: CameraStrip.Canvas, _ skyward: LaneColour
    ) -> LaneColour {
        let rows = lanesRounded(lanesMin(lanesMax(place - 0.5, Lanes()), Lanes(repeating: Float(rowCount - 1))))
        var (bits, depths) = (LaneBits(), Lanes())
        for lane in 0..<laneCount {
            let row = Int(rows[lane])
            bits[lane] = drawn.colours[row][lane]
            depths[lane] = drawn.depths[row][lane]
        }
        let isThere = (depths .> Lanes()) .& (above .> Lanes()) .& (place .>= Lanes())
        let colour = LaneColour(packed: bits)
        // Between the thing's foot and the horizon, as under a car, it is dark.
        let isLow = (above .> Lanes()) .& (place .> Lanes(repeating: principalRow))
        let skyward = skyward * select(isLow, Lanes(repeating: 0.2), Lanes(repeating: 1))
        return LaneColour(
            red: select(isThere, colour.red, skyward.red), green: select(isThere, colour.green, skyward.green),
            blue: select(isThere, colour.blue, skyward.blue))
    }
}

extension LaneColour {
    /// The larger of each channel.
    @inline(__always)
    func brighter(_ other: LaneColour) -> LaneColour {
        LaneColour(
            red: lanesMax(red, other.red), green: lanesMax(green, other.green), blue: lanesMax(blue, other.blue))
    }

    /// The largest channel.
    @inline(__always)
    var peak: Lanes { lanesMax(red, lanesMax(green, blue)) }
}
