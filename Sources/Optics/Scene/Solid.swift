import Geometry

/// A thing with vertical sides.
struct Solid: BitwiseCopyable {
    enum Form: UInt8 {
        /// Convex footprint between two heights; corners counter-clockwise around the anchor.
        case prism
        /// A thin upright face from its first to its second corner; seen from the right of that direction, and from
        /// behind too if `isTwoSided`. With decals, only where the first decal covers it.
        case panel
        /// A body of revolution about the anchor: r² = a + b·(z − bottom) + c·(z − bottom)², between two heights; its
        /// first "corner" is (a, b), its second (c, largest radius).
        case round
    }

    /// Anchor in the world.
    var x: Double
    var y: Double
    /// Of the circle about the anchor that holds the footprint.
    var radius: Float
    /// Metres above ground.
    var bottom: Float
    var top: Float
    var firstCorner: Int32
    var cornerCount: Int16
    var form: Form
    /// Panels: the back shows the second finish.
    var isTwoSided = false
    /// Side i has finish `firstFinish + i · finishStride`; the top comes after the sides.
    var finishStride: Int32 = 0
    var firstFinish: Int32
    var owner: SceneOwner
    /// Farthest distance at which a camera draws it, metres; smaller things stay below a pixel.
    var detailRange: Float = .infinity

    var circle: (x: Double, y: Double, radius: Double) { (x, y, Double(radius)) }
}

/// A convex piece of ground at one height.
struct GroundPatch: BitwiseCopyable {
    var x: Double
    var y: Double
    var radius: Float
    var firstCorner: Int32
    var cornerCount: UInt16
    /// Row of the ground palette, which says height and drawing order.
    var tone: UInt16

    var circle: (x: Double, y: Double, radius: Double) { (x, y, Double(radius)) }
}

/// Solids and ground pieces with everything they refer to. Filled by appending; buffers are reused.
struct SceneStore {
    var solids = ScratchBuffer<Solid>()
    var patches = ScratchBuffer<GroundPatch>()
    /// Relative to the anchor of the solid or patch, metres.
    var corners = ScratchBuffer<SIMD2<Float>>()
    var finishes = ScratchBuffer<Finish>()
    var decals = ScratchBuffer<Decal>()
    var lines = ScratchBuffer<SIMD2<Float>>()

    mutating func removeAll() {
        (solids.count, patches.count, corners.count) = (0, 0, 0)
        (finishes.count, decals.count, lines.count) = (0, 0, 0)
    }

    func free() {
        solids.free()
        patches.free()
        corners.free()
        finishes.free()
        decals.free()
        lines.free()
    }

    /// Adds a finish and returns its row.
    mutating func add(_ finish: Finish) -> Int32 {
        finishes.append(finish)
        return Int32(finishes.count - 1)
    }

    /// Adds a prism on a convex footprint.
    mutating func addPrism(
        _ footprint: ConvexPolygon, bottom: Double, top: Double, finish: Int32, finishStride: Int32 = 0,
        owner: SceneOwner,
        detailRange: Float = .infinity
    ) {
        addSolid(
            footprint.corners, anchor: footprint.middle, form: .prism, bottom: bottom, top: top, finish: finish,
            finishStride: finishStride, owner: owner, detailRange: detailRange)
    }

    /// Adds an upright face from `start` to `end`, seen from the right of that direction.
    mutating func addPanel(
        from start: Vector2, to end: Vector2, bottom: Double, top: Double, finish: Int32, isTwoSided: Bool = false,
        owner: SceneOwner, detailRange: Float = .infinity
    ) {
        addSolid(
            [start, end], anchor: start.interpolated(to: end, 0.5), form: .panel, bottom: bottom, top: top,
            finish: finish, finishStride: 1, owner: owner, detailRange: detailRange)
        solids.start[solids.count - 1].isTwoSided = isTwoSided
    }

    private mutating func addSolid(
        _ outline: [Vector2], anchor: Vector2, form: Solid.Form, bottom: Double, top: Double, finish: Int32,
        finishStride: Int32, owner: SceneOwner, detailRange: Float
    ) {
        let first = corners.count
        let radius = addCorners(outline, around: anchor)
        solids.append(
            Solid(
                x: anchor.x, y: anchor.y, radius: radius, bottom: Float(bottom), top: Float(top),
                firstCorner: Int32(first), cornerCount: Int16(outline.count), form: form, finishStride: finishStride,
                firstFinish: finish, owner: owner, detailRange: detailRange))
    }

    /// Adds corners relative to `anchor` and returns the radius that holds them.
    mutating func addCorners(_ outline: [Vector2], around anchor: Vector2) -> Float {
        var squared = 0.0
        for corner in outline {
            let offset = corner - anchor
            squared = max(squared, offset.lengthSquared)
            corners.append(SIMD2(Float(offset.x), Float(offset.y)))
        }
        return Float(squared.squareRoot()) * 1.000001
    }

    /// Adds a body of revolution: see `Solid.Form.round`.
    mutating func addRound(
        at center: Vector2, profile: (a: Double, b: Double, c: Double), radius: Double, bottom: Double, top: Double,
        finish: Int32, owner: SceneOwner, detailRange: Float = .infinity
    ) {
        let first = corners.count
        corners.append(SIMD2(Float(profile.a), Float(profile.b)))
        corners.append(SIMD2(Float(profile.c), Float(radius)))
        solids.append(
            Solid(
                x: center.x, y: center.y, radius: Float(radius), bottom: Float(bottom), top: Float(top),
                firstCorner: Int32(first), cornerCount: 0, form: .round, firstFinish: finish, owner: owner,
                detailRange: detailRange))
    }

    mutating func addCylinder(
        at center: Vector2, radius: Double, bottom: Double, top: Double, finish: Int32, owner: SceneOwner,
        detailRange: Float = .infinity
    ) {
        addRound(
            at: center, profile: (radius * radius, 0, 0), radius: radius, bottom: bottom, top: top, finish: finish,
            owner: owner, detailRange: detailRange)
    }

    /// A cone whose radius falls linearly from `radius` at the bottom to 0 at the top.
    mutating func addCone(
        at center: Vector2, radius: Double, bottom: Double, top: Double, finish: Int32, owner: SceneOwner,
        detailRange: Float = .infinity
    ) {
        let slope = radius / (top - bottom)
        addRound(
            at: center, profile: (radius * radius, -2 * radius * slope, slope * slope), radius: radius, bottom: bottom,
            top: top, finish: finish, owner: owner, detailRange: detailRange)
    }

    /// An upright ellipsoid of revolution that touches both heights.
    mutating func addEllipsoid(
        at center: Vector2, radius: Double, bottom: Double, top: Double, finish: Int32, owner: SceneOwner,
        detailRange: Float = .infinity
    ) {
        // r² = R²·(1 − ((z − h)/h)²) with h half the height: 2R²/h·z − R²/h²·z².
        let half = (top - bottom) / 2
        addRound(
            at: center, profile: (0, 2 * radius * radius / half, -radius * radius / (half * half)), radius: radius,
            bottom: bottom, top: top, finish: finish, owner: owner, detailRange: detailRange)
    }
}
