/// What stands between the sun and the street, in a camera's frame: a convex footprint between two heights.
struct ShadowCaster: BitwiseCopyable {
    /// In `ShadowMemory.corners`, counter-clockwise, metres in the camera's frame.
    var firstCorner: Int32
    var cornerCount: Int32
    /// Metres above the street.
    var bottom: Float
    var top: Float
    /// Of the circle around the footprint.
    var center: SIMD2<Float>
    var radius: Float
    var owner: UInt32
}

/// Memory of a picture's shadows.
struct ShadowMemory {
    var casters = ScratchBuffer<ShadowCaster>()
    /// Numbers of those tall enough to shade what stands on the street.
    var tall = ScratchBuffer<Int32>()
    var corners = ScratchBuffer<SIMD2<Float>>()
    var outline = ScratchBuffer<SIMD2<Float>>()

    func free() {
        casters.free()
        tall.free()
        corners.free()
        outline.free()
    }
}

/// The sun's shadows of one picture: on level ground exact for prisms, upright cylinders and cones taken as octagons,
/// crowns of trees as octagons between a quarter and three quarters of their height.
struct SunShadows {
    /// Where a shadow falls per metre of height, camera's frame: away from the sun.
    let fall: SIMD2<Float>
    /// To the sun along the ground, unit length, and the rise of its rays per metre.
    private let toSun: SIMD2<Float>
    private let rise: Float
    let casters: UnsafePointer<ShadowCaster>
    let casterCount: Int
    private let tall: UnsafePointer<Int32>
    private let tallCount: Int
    let corners: UnsafePointer<SIMD2<Float>>
    let cameraHeight: Float

    /// Farthest ground that shadows are laid on, and their greatest length, metres.
    static let depth: Double = 150
    static let greatestLength: Double = 120
    /// Of a sun that throws shadows: sine of 1.7°.
    static let lowestSun: Float = 0.03
    /// Things that throw shadows on upright faces are taller than this, metres.
    static let tallHeight: Float = 2.4

    init(_ memory: ShadowMemory, light: FrameLight, view: SweepView) {
        let level = max(1e-4, (light.sunX * light.sunX + light.sunY * light.sunY).squareRoot())
        toSun = SIMD2(light.sunX / level, light.sunY / level)
        rise = light.sunZ / level
        fall = SIMD2(-light.sunX / light.sunZ, -light.sunY / light.sunZ)
        casters = UnsafePointer(memory.casters.start)
        casterCount = memory.casters.count
        (tall, tallCount) = (UnsafePointer(memory.tall.start), memory.tall.count)
        corners = UnsafePointer(memory.corners.start)
        cameraHeight = view.height
    }

    /// The height above the street below which the sun does not reach a place, as far as it is shaded at `height`;
    /// negative where the sun shines.
    func shadedHeight(x: Float, y: Float, height: Float, excluding owner: UInt32) -> Float {
        var shaded: Float = -1
        for index in 0..<tallCount {
            let caster = casters[Int(tall[index])]
            let (dx, dy) = (caster.center.x - x, caster.center.y - y)
            let ahead = dx * toSun.x + dy * toSun.y
            let aside = dy * toSun.x - dx * toSun.y
            guard aside * aside < caster.radius * caster.radius, ahead > -caster.radius,
                height + (ahead - caster.radius) * rise < caster.top, caster.owner != owner
            else { continue }
            guard let (enter, exit) = crossing(x, y, caster) else { continue }
            guard height + exit * rise > caster.bottom, height + enter * rise < caster.top else { continue }
            shaded = max(shaded, caster.top - enter * rise)
        }
        return shaded
    }

    /// Between which distances the way to the sun passes over a footprint.
    private func crossing(_ x: Float, _ y: Float, _ caster: ShadowCaster) -> (enter: Float, exit: Float)? {
        var (enter, exit) = (Float(0), Float.infinity)
        let outline = corners + Int(caster.firstCorner)
        var start = outline[Int(caster.cornerCount) - 1]
        for corner in 0..<Int(caster.cornerCount) {
            let end = outline[corner]
            defer { start = end }
            let side = end - start
            // Inside is to the left of every side.
            let room = side.x * (y - start.y) - side.y * (x - start.x)
            let rate = side.x * toSun.y - side.y * toSun.x
            if rate > 1e-9 {
                enter = max(enter, -room / rate)
            } else if rate < -1e-9 {
                exit = min(exit, -room / rate)
            } else if room < 0 {
                return nil
            }
        }
        return enter < exit ? (enter, exit) : nil
    }

    /// The outline of a caster's shadow on level ground, counter-clockwise.
    /// - Parameters:
    ///   - level: of the ground, metres above the street.
    ///   - target: room for two more corners than the caster has.
    /// - Returns: how many corners; 0 if it throws none there.
    func outline(_ caster: ShadowCaster, on level: Float, into target: UnsafeMutablePointer<SIMD2<Float>>) -> Int {
        guard caster.top > level + 0.1 else { return 0 }
        let near = fall * max(0, caster.bottom - level)
        let way = fall * (caster.top - max(caster.bottom, level))
        let footprint = corners + Int(caster.firstCorner)
        let count = Int(caster.cornerCount)
        var used = 0
        func add(_ point: SIMD2<Float>) {
            target[used] = point
            used += 1
        }
        /// Whether the side that begins at a corner looks along the shadow.
        func isFar(_ corner: Int) -> Bool {
            let side = footprint[corner + 1 == count ? 0 : corner + 1] - footprint[corner]
            return side.y * way.x - side.x * way.y > 0
        }
        var wasFar = isFar(count - 1)
        for corner in 0..<count {
            let far = isFar(corner)
            let point = footprint[corner] + near
            if wasFar || far { if wasFar != far && far { add(point) }; add(point + way) }
            if !far { add(point) }
            wasFar = far
        }
        return used
    }
}
