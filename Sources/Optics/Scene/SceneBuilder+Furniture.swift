import Geometry
import RoadNetwork

extension SceneBuilder {
    mutating func addFurniture(_ map: StreetMap) {
        let looks = FurnitureLooks(&store)
        for (row, item) in map.furniture.enumerated() {
            add(item, owner: SceneOwner(.furniture, row: row), looks: looks)
            close(item.randomKey)
        }
    }

    private mutating func add(_ item: StreetFurniture, owner: SceneOwner, looks: FurnitureLooks) {
        let box = item.footprint
        let radius = max(0.02, max(box.halfLength, box.halfWidth))
        switch item.kind {
        case .tree:
            addTree(item, trunk: radius, owner: owner, looks: looks)
        case .bush:
            store.addEllipsoid(
                at: box.center, radius: radius, bottom: 0, top: item.height, finish: looks.leaves, owner: owner,
                detailRange: 200)
        case .pole, .bollard:
            store.addCylinder(
                at: box.center, radius: radius, bottom: 0, top: item.height, finish: looks.metal, owner: owner,
                detailRange: item.kind == .pole ? 250 : 100)
        case .streetLamp:
            addStreetLamp(item, owner: owner, looks: looks)
        case .cone:
            addCone(at: box.center, radius: radius, height: item.height, owner: owner, looks: looks)
        case .busShelter:
            addBusShelter(item, owner: owner, looks: looks)
        case .guardRail:
            // The beam hangs on posts: sensors look under it.
            store.addBox(box, bottom: item.height * 0.45, top: item.height, finish: looks.guardRail, owner: owner)
        case .wall:
            store.addBox(box, bottom: 0, top: item.height, finish: looks.wall, owner: owner)
        case .fence:
            store.addBox(box, bottom: 0, top: item.height, finish: looks.fence, owner: owner)
        case .waterBarrier:
            addBox(box, top: item.height, finish: looks.barrier, owner: owner) { store, _, sheet in
                var fields = Decal(
                    .rectangle, SignColour.white, u: 0...sheet.width, z: 0.05...(item.height - 0.05), .barrier)
                (fields.period, fields.share) = (1, 0.5)
                store.decals.append(fields)
            }
        case .kiosk:
            addBox(box, top: item.height, finish: looks.kiosk, owner: owner) { store, side, sheet in
                store.addPoster(on: sheet, top: item.height, key: StableHash.combine(item.randomKey, UInt64(side)))
            }
        }
    }

    /// A box from the ground up with figures on its sides; `draw` gets the number and a sheet of one metre that begins at
    /// the lower left corner of the side and whose `width` is the side's.
    private mutating func addBox(
        _ box: OrientedBox, top: Double, finish: Int32, owner: SceneOwner,
        draw: (inout SceneStore, Int, DecalSheet) -> Void
    ) {
        let plain = store.finishes.start[Int(finish)]
        let first = Int32(store.finishes.count)
        for side in 0..<5 {
            var face = plain
            face.firstDecal = Int32(store.decals.count)
            let width = 2 * (side % 2 == 0 ? box.halfLength : box.halfWidth)
            let sheet = DecalSheet(lowU: 0, lowZ: 0, width: width, height: 1, surfaceClass: plain.surfaceClass)
            if side < 4 { draw(&store, side, sheet) }
            face.decalCount = UInt16(store.decals.count - Int(face.firstDecal))
            store.finishes.append(face)
        }
        store.addBox(box, bottom: 0, top: top, finish: first, finishStride: 1, owner: owner)
    }

    private mutating func addTree(_ tree: StreetFurniture, trunk: Double, owner: SceneOwner, looks: FurnitureLooks) {
        let center = tree.footprint.center
        let hasCrown = tree.crownRadius > 0 && tree.crownBase < tree.height
        store.addCylinder(
            at: center, radius: trunk, bottom: 0, top: hasCrown ? tree.crownBase + 0.3 : tree.height,
            finish: looks.bark,
            owner: owner, detailRange: 200)
        guard hasCrown else { return }
        store.addEllipsoid(
            at: center, radius: tree.crownRadius, bottom: tree.crownBase, top: tree.height, finish: looks.leaves,
            owner: owner, detailRange: 500)
    }

    /// A pole with an arm and a lamp along the footprint's axis.
    private mutating func addStreetLamp(_ lamp: StreetFurniture, owner: SceneOwner, looks: FurnitureLooks) {
        let center = lamp.footprint.center
        store.addCylinder(
            at: center, radius: 0.08, bottom: 0, top: lamp.height, finish: looks.metal, owner: owner, detailRange: 200)
        let light = center + lamp.footprint.axis * 0.7
        lampPosts.append((LampPost(x: light.x, y: light.y, height: Float(lamp.height) - 0.12), lamp.randomKey))
        let head = OrientedBox(
            center: center + lamp.footprint.axis * 0.5, axis: lamp.footprint.axis, halfLength: 0.5, halfWidth: 0.12)
        store.addBox(
            head, bottom: lamp.height - 0.12, top: lamp.height, finish: looks.lampHead, owner: owner, detailRange: 150)
    }

    /// Orange with two white bands: stacked frustums.
    private mutating func addCone(
        at center: Vector2, radius: Double, height: Double, owner: SceneOwner, looks: FurnitureLooks
    ) {
        store.addTrafficCone(
            at: center, radius: radius, from: 0, height: height, taper: 0.9, orange: looks.orange, white: looks.white,
            owner: owner)
    }

    /// A roof on a back wall and two posts; the back is the right side of the footprint.
    private mutating func addBusShelter(_ item: StreetFurniture, owner: SceneOwner, looks: FurnitureLooks) {
        let box = item.footprint
        let across = box.axis.leftNormal * box.halfWidth
        store.addBox(box, bottom: item.height - 0.15, top: item.height, finish: looks.metal, owner: owner)
        let back = OrientedBox(
            center: box.center - across * 0.95, axis: box.axis, halfLength: box.halfLength, halfWidth: 0.04)
        store.addBox(back, bottom: 0.2, top: item.height - 0.15, finish: looks.glass, owner: owner)
        for side in [-1.0, 1.0] {
            let post = box.center + across * 0.9 + box.axis * (side * (box.halfLength - 0.1))
            store.addCylinder(at: post, radius: 0.05, bottom: 0, top: item.height, finish: looks.metal, owner: owner)
            addPosterPanel(item, box.center + box.axis * (side * (box.halfLength - 0.05)), along: across, owner: owner)
        }
    }

    /// A poster at the end of a shelter, printed on both sides.
    private mutating func addPosterPanel(
        _ item: StreetFurniture, _ center: Vector2, along across: Vector2, owner: SceneOwner
    ) {
        let half = min(0.6, across.length)
        let axis = across.normalized
        let height = min(2.1, item.height - 0.25)
        for side in 0..<2 {
            var face = Finish(LinearColour(0.1, 0.1, 0.11), reflectivity: 0.3, .furniture)
            face.firstDecal = Int32(store.decals.count)
            let sheet = DecalSheet(lowU: 0, lowZ: 0.3, width: 2 * half, height: height - 0.3, surfaceClass: .furniture)
            store.addPoster(sheet, key: StableHash.combine(item.randomKey, UInt64(side)))
            face.decalCount = UInt16(store.decals.count - Int(face.firstDecal))
            let row = store.add(face)
            guard side == 1 else { continue }
            store.addPanel(
                from: center - axis * half, to: center + axis * half, bottom: 0.3, top: height, finish: row - 1,
                isTwoSided: true, owner: owner, detailRange: 150)
        }
    }
}

/// Finishes of street furniture.
struct FurnitureLooks {
    let bark, leaves, metal, orange, white, guardRail, wall, fence, barrier, kiosk, glass, lampHead: Int32

    init(_ store: inout SceneStore) {
        func look(
            _ red: Float, _ green: Float, _ blue: Float, _ nir: Float, _ kind: SurfaceClass,
            _ coat: SurfaceCoat = .matt
        ) -> Int32 {
            var finish = Finish(LinearColour(red, green, blue), reflectivity: nir, kind)
            finish.coat = coat
            return store.add(finish)
        }
        bark = look(0.09, 0.06, 0.04, 0.25, .vegetation)
        leaves = look(0.045, 0.10, 0.022, 0.50, .vegetation)
        metal = look(0.20, 0.21, 0.22, 0.35, .pole)
        var lamp = Finish(LinearColour(0.20, 0.21, 0.22), reflectivity: 0.35, .pole)
        lamp.isStreetLamp = true
        lampHead = store.add(lamp)
        orange = look(0.80, 0.16, 0.01, 0.45, .cone)
        white = look(0.80, 0.80, 0.80, 0.90, .cone, .retroreflective)
        guardRail = look(0.38, 0.39, 0.40, 0.40, .guardRail)
        wall = look(0.30, 0.27, 0.24, 0.30, .wall)
        fence = look(0.12, 0.13, 0.12, 0.25, .fence)
        barrier = look(0.70, 0.06, 0.03, 0.40, .barrier)
        kiosk = look(0.10, 0.16, 0.14, 0.30, .furniture)
        glass = look(0.10, 0.13, 0.14, 0.10, .furniture, .glass)
    }
}

extension SceneStore {
    /// A traffic cone: orange with two white bands.
    /// - Parameter taper: share of the radius that it loses up to its top.
    mutating func addTrafficCone(
        at center: Vector2, radius: Double, from bottom: Double, height: Double, taper: Double, orange: Int32,
        white: Int32, owner: SceneOwner
    ) {
        let bands = [
            (0.0, 0.3, orange), (0.3, 0.45, white), (0.45, 0.65, orange), (0.65, 0.8, white), (0.8, 1, orange),
        ]
        for (from, to, finish) in bands {
            addFrustum(
                at: center, radius: radius * (1 - taper * from), slope: taper * radius / height,
                bottom: bottom + from * height,
                top: bottom + to * height, finish: finish, owner: owner)
        }
    }

    /// A slice of a cone: radius at the bottom, and loss of radius per metre of height.
    mutating func addFrustum(
        at center: Vector2, radius: Double, slope: Double, bottom: Double, top: Double, finish: Int32, owner: SceneOwner
    ) {
        addRound(
            at: center, profile: (radius * radius, -2 * radius * slope, slope * slope), radius: radius, bottom: bottom,
            top: top, finish: finish, owner: owner, detailRange: 100)
    }

    /// Adds a thin upright face that shows two finishes from its two sides, without allocating.
    mutating func addThinPanel(
        center: Vector2, axis: Vector2, halfLength: Double, bottom: Double, top: Double, finish: Int32,
        owner: SceneOwner, detailRange: Float
    ) {
        let first = corners.count
        let along = SIMD2(Float(axis.x * halfLength), Float(axis.y * halfLength))
        corners.append(SIMD2(-along.x, -along.y))
        corners.append(along)
        solids.append(
            Solid(
                x: center.x, y: center.y, radius: Float(halfLength) * 1.000001, bottom: Float(bottom), top: Float(top),
                firstCorner: Int32(first), cornerCount: 2, form: .panel, isTwoSided: true, finishStride: 1,
                firstFinish: finish, owner: owner, detailRange: detailRange))
    }

    /// Adds an upright box without allocating.
    mutating func addBox(
        _ box: OrientedBox, bottom: Double, top: Double, finish: Int32, finishStride: Int32 = 0, owner: SceneOwner,
        detailRange: Float = .infinity
    ) {
        let along = box.axis * box.halfLength
        let across = box.axis.leftNormal * box.halfWidth
        let first = corners.count
        corners.reserve(first + 4)
        for corner in 0..<4 {
            let offset = along * (corner == 0 || corner == 3 ? 1 : -1) + across * (corner < 2 ? 1 : -1)
            corners.append(SIMD2(Float(offset.x), Float(offset.y)))
        }
        solids.append(
            Solid(
                x: box.center.x, y: box.center.y, radius: Float(box.circumradius) * 1.000001, bottom: Float(bottom),
                top: Float(top), firstCorner: Int32(first), cornerCount: 4, form: .prism, finishStride: finishStride,
                firstFinish: finish, owner: owner, detailRange: detailRange))
    }
}
