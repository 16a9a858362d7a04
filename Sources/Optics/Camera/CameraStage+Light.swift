extension CameraStage {
    /// Lights the faces of every swept solid that may be seen: its sides that face the camera, then top and underside.
    func lightFaces(into memory: inout CameraMemory, shadows: SunShadows? = nil) {
        memory.faces.count = 0
        memory.firstFaces.count = 0
        for row in 0..<sweep.solids.count {
            let swept = sweep.solids.start[row]
            let store = store(of: swept)
            let solid = store.solids.start[Int(swept.solid)]
            let local = LocalLight(solid, swept, store: store, view: view, light: light, shadows: shadows)
            memory.firstFaces.append(Int32(memory.faces.count))
            func add(_ side: Int, _ light: SceneLight.LinearRGB, shadedTop: Float) {
                var face = LitFace(
                    store.finishes.start[Int(solid.firstFinish) + side * Int(solid.finishStride)], light: light,
                    lamp: self.light.lampScale, streetLamps: self.light.streetLamps, side: side)
                (face.shadedTop, face.lamps) = (shadedTop, local.lamps)
                memory.faces.append(face)
            }
            for front in 0..<Int(swept.frontCount) {
                let edge = sweep.edges.start[Int(swept.firstEdge) + front]
                // (a, b) · distance is the unit vector towards the face's line; its normal points back.
                let normal = SIMD2(-edge.a * edge.distance, -edge.b * edge.distance)
                let seen = local.onSide(Int(edge.side), normal)
                add(Int(edge.side), light.onUpright(normal.x, normal.y) + seen.lamps, shadedTop: seen.shadedTop)
            }
            guard swept.form != .panel else { continue }
            let level = Int(solid.cornerCount)
            let isShaded = local.shadedTop > swept.top
            add(
                level, (isShaded ? light.light.skyOnLevel : light.onLevel) + LampGlow.tint * local.lamps,
                shadedTop: local.shadedTop)
            add(level, light.onUnderside, shadedTop: local.shadedTop)
        }
    }
}

/// What shadows and street lamps do to one solid.
private struct LocalLight {
    private let solid: Solid
    private let store: SceneStore
    private let view: SweepView
    private let light: FrameLight
    private let shadows: SunShadows?
    private let center: SIMD2<Float>
    private let isNear: Bool
    /// Whether its sides are lit apart from each other.
    private let isLarge: Bool
    private(set) var shadedTop = -Float.infinity
    /// Of lamps around it on something without sides.
    private(set) var lamps: Float = 0

    init(
        _ solid: Solid, _ swept: SweptSolid, store: SceneStore, view: SweepView, light: FrameLight, shadows: SunShadows?
    ) {
        (self.solid, self.store, self.view, self.light) = (solid, store, view, light)
        let reach: Float = solid.top < 0.3 ? 1.0 / 50 : 1.0 / 140
        isNear = swept.nearest > reach && (shadows != nil || !light.lamps.isEmpty)
        self.shadows = isNear ? shadows : nil
        isLarge = solid.radius > 4 && solid.form == .prism
        guard isNear else {
            center = SIMD2()
            return
        }
        center = view.turned(Float(solid.x - view.x), Float(solid.y - view.y))
        let height = isLarge ? solid.top : (solid.bottom + solid.top) * 0.5
        if !light.lamps.isEmpty { lamps = light.lampsOnRound(center.x, center.y, height: height) }
        if let shadows {
            shadedTop =
                shadows.shadedHeight(x: center.x, y: center.y, height: height, excluding: solid.owner.rawValue)
                - view.height
        }
    }

    /// Light of street lamps on a side, and the height above the camera below which it lies in shadow.
    func onSide(_ side: Int, _ normal: SIMD2<Float>) -> (lamps: SceneLight.LinearRGB, shadedTop: Float) {
        guard isNear else { return (SceneLight.LinearRGB(0, 0, 0), -.infinity) }
        var middle = center
        var shaded = shadedTop
        if isLarge {
            let corners = store.corners.start + Int(solid.firstCorner)
            let (start, end) = (corners[side], corners[side + 1 == Int(solid.cornerCount) ? 0 : side + 1])
            middle += view.turned((start.x + end.x) * 0.5, (start.y + end.y) * 0.5)
            if let shadows {
                shaded =
                    shadows.shadedHeight(x: middle.x, y: middle.y, height: 0.5, excluding: solid.owner.rawValue)
                    - view.height
            }
        }
        guard !light.lamps.isEmpty else { return (SceneLight.LinearRGB(0, 0, 0), shaded) }
        let glow = light.lampsOnUpright(
            middle.x, middle.y, height: min(3, (solid.bottom + solid.top) * 0.5), normalX: normal.x, normalY: normal.y)
        return (LampGlow.tint * glow, shaded)
    }
}
