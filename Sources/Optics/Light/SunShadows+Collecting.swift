import Geometry

extension ShadowMemory {
    /// Collects what throws shadows into the picture.
    mutating func collect(
        fixed: StaticContent, moving: SceneStore, camera: UprightCamera, view: SweepView, light: FrameLight
    ) {
        (casters.count, tall.count, corners.count) = (0, 0, 0)
        guard light.hasShadows else { return }
        let level = (light.sunX * light.sunX + light.sunY * light.sunY).squareRoot()
        let reach = min(SunShadows.greatestLength, 60 * Double(level / light.sunZ))
        let region = ShadowMemory.region(camera, view, light: light, reach: reach)
        fixed.solidIndex.forEachRun(region) { rows in
            for row in rows { add(fixed.store, row, camera, view, light) }
        }
        fixed.detailIndex.forEachRun(region) { rows in
            for row in rows { add(fixed.store, row, camera, view, light) }
        }
        for row in 0..<moving.solids.count { add(moving, row, camera, view, light) }
    }

    /// What a camera sees of the ground, and everything up to `reach` towards the sun from there.
    private static func region(
        _ camera: UprightCamera, _ view: SweepView, light: FrameLight, reach: Double
    ) -> ConvexRegion {
        let (x, y) = (Double(light.sunX), Double(light.sunY))
        let level = max(1e-6, (x * x + y * y).squareRoot())
        let way = Vector2(
            (x * Double(view.cosine) - y * Double(view.sine)) / level * reach,
            (x * Double(view.sine) + y * Double(view.cosine)) / level * reach)
        let seen = ColumnRenderer.region(camera, view, depth: SunShadows.depth).corners
        let triangle = [seen.0, seen.1, seen.2]
        var hull: [Vector2] = []
        for corner in 0..<3 {
            let (before, here, after) = (triangle[(corner + 2) % 3], triangle[corner], triangle[(corner + 1) % 3])
            func isFar(_ from: Vector2, _ to: Vector2) -> Bool {
                (to.y - from.y) * way.x - (to.x - from.x) * way.y > 0
            }
            switch (isFar(before, here), isFar(here, after)) {
            case (true, true): hull.append(here + way)
            case (false, false): hull.append(here)
            case (false, true): hull += [here, here + way]
            case (true, false): hull += [here + way, here]
            }
        }
        func corner(_ index: Int) -> Vector2 { hull[min(index, hull.count - 1)] }
        var region = ConvexRegion(apex: triangle[0], triangle[1], triangle[2])
        region.corners = (corner(0), corner(1), corner(2), corner(3), corner(4), corner(5))
        return region
    }

    /// Adds a solid if its shadow may be seen.
    private mutating func add(
        _ store: SceneStore, _ row: Int, _ camera: UprightCamera, _ view: SweepView, _ light: FrameLight
    ) {
        let solid = store.solids.start[row]
        guard solid.top > 0.3 else { return }
        let center = view.turned(Float(solid.x - view.x), Float(solid.y - view.y))
        let fall = SIMD2(-light.sunX, -light.sunY) / light.sunZ
        let length = (fall.x * fall.x + fall.y * fall.y).squareRoot() * solid.top
        guard length < 400, center.x * center.x + center.y * center.y < 300 * 300,
            camera.columns.mayReach(
                center + fall * (solid.top * 0.5), radius: solid.radius + length * 0.5, far: Float(SunShadows.depth))
        else { return }
        // What is smaller than a pixel throws no shadow either.
        let limit = min(solid.detailRange, 60 + 40 * solid.radius)
        if solid.radius < 2, center.x * center.x + center.y * center.y > limit * limit { return }
        var caster = ShadowCaster(
            firstCorner: Int32(corners.count), cornerCount: Int32(solid.cornerCount), bottom: solid.bottom,
            top: solid.top, center: center, radius: solid.radius, owner: solid.owner.rawValue)
        let outline = store.corners.start + Int(solid.firstCorner)
        if solid.form == .round {
            addRound(&caster, profile: outline)
        } else {
            for corner in 0..<Int(solid.cornerCount) {
                corners.append(center + view.turned(outline[corner].x, outline[corner].y))
            }
        }
        if caster.top > SunShadows.tallHeight { tall.append(Int32(casters.count)) }
        casters.append(caster)
    }

    /// A body of revolution as an octagon of the same area as its circle.
    private mutating func addRound(_ caster: inout ShadowCaster, profile: UnsafePointer<SIMD2<Float>>) {
        caster.cornerCount = 8
        var reach: Float = 1.026
        if profile[0].y != 0 || profile[1].x != 0 {
            let part = (caster.top - caster.bottom) * 0.2
            (caster.bottom, caster.top) = (caster.bottom + part, caster.top - part)
            reach = 0.92
        }
        let (long, short) = (caster.radius * reach, caster.radius * reach * 0.70710678)
        for offset in [
            SIMD2(long, 0), SIMD2(short, short), SIMD2(0, long), SIMD2(-short, short), SIMD2(-long, 0),
            SIMD2(-short, -short), SIMD2(0, -long), SIMD2(short, -short),
        ] {
            corners.append(caster.center + offset)
        }
    }
}
