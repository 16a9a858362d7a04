/// A street lamp where it stands in the world.
struct LampPost: BitwiseCopyable {
    /// Of the lamp itself, metres.
    var x: Double
    var y: Double
    var height: Float
}

/// A burning street lamp in a camera's frame.
struct LampGlow: BitwiseCopyable {
    var x: Float
    var y: Float
    /// Metres above the street.
    var height: Float
    /// Light on a level white face right below it.
    var peak: Float

    /// Warm white.
    static let tint = SceneLight.LinearRGB(1, 0.84, 0.62)
    /// Metres around its foot within which a lamp counts.
    @inline(__always)
    var reach: Float { height * 3.4 }
    /// Lamps that light a picture, the nearest ones.
    static let most = 24
    /// Farthest that count, metres.
    static let farthest: Float = 110

    /// Light on level ground: broad, as luminaires throw it along a street; a fortieth at three times its height.
    @inline(__always)
    func onGround(_ px: Lanes, _ py: Lanes) -> Lanes {
        let (dx, dy) = (px - x, py - y)
        let broad = 2 * height * height
        let share = broad / (dx * dx + dy * dy + broad)
        let cut = lanesMax(share * share - 0.02, Lanes())
        return cut * peak
    }

    /// Light on an upright face at a place and with a normal.
    @inline(__always)
    func onUpright(_ px: Float, _ py: Float, height z: Float, normalX: Float, normalY: Float) -> Float {
        let (dx, dy, dz) = (x - px, y - py, height - z)
        let square = dx * dx + dy * dy + dz * dz + 1
        let facing = max(0, dx * normalX + dy * normalY) / square.squareRoot()
        return peak * height * height / square * facing
    }

    /// Light on something round: a quarter of what a face turned to the lamp gets (the mean over a sphere).
    @inline(__always)
    func onRound(_ px: Float, _ py: Float, height z: Float) -> Float {
        let (dx, dy, dz) = (x - px, y - py, height - z)
        return 0.25 * peak * height * height / (dx * dx + dy * dy + dz * dz + 1)
    }
}

extension FrameLight {
    /// Light of street lamps on an upright face.
    func lampsOnUpright(_ x: Float, _ y: Float, height: Float, normalX: Float, normalY: Float) -> Float {
        var sum: Float = 0
        for lamp in lamps { sum += lamp.onUpright(x, y, height: height, normalX: normalX, normalY: normalY) }
        return sum
    }

    /// Light of street lamps on something small whose sides look everywhere.
    func lampsOnRound(_ x: Float, _ y: Float, height: Float) -> Float {
        var sum: Float = 0
        for lamp in lamps { sum += lamp.onRound(x, y, height: height) }
        return sum
    }
}

extension LinearMemory {
    /// Finds the street lamps that light a picture: the nearest ones before the camera or close to it.
    mutating func collectLamps(_ fixed: StaticContent, _ view: SweepView, peak: Float) {
        lamps.count = 0
        guard peak > 0 else { return }
        for row in 0..<fixed.lampPosts.count {
            let post = fixed.lampPosts[row]
            let place = view.turned(Float(post.x - view.x), Float(post.y - view.y))
            let glow = LampGlow(x: place.x, y: place.y, height: post.height, peak: peak)
            let square = place.x * place.x + place.y * place.y
            guard square < LampGlow.farthest * LampGlow.farthest, place.x > -glow.reach else { continue }
            insert(glow, square)
        }
    }

    /// Keeps the nearest, ascending distances.
    private mutating func insert(_ glow: LampGlow, _ square: Float) {
        func distance(_ row: Int) -> Float {
            let lamp = lamps.start[row]
            return lamp.x * lamp.x + lamp.y * lamp.y
        }
        if lamps.count == LampGlow.most {
            guard distance(lamps.count - 1) > square else { return }
            lamps.count -= 1
        }
        lamps.append(glow)
        var row = lamps.count - 1
        while row > 0, distance(row - 1) > square {
            lamps.start[row] = lamps.start[row - 1]
            row -= 1
        }
        lamps.start[row] = glow
    }
}
