import Geometry
import RoadNetwork

extension DynamicScene {
    /// A person with limbs that move and a head that looks where the person looks.
    func addPerson(_ shape: PersonShape, _ body: PosedBody, clothes own: LinearColour, owner: SceneOwner, time: Double)
    {
        let (legs, trunk, head) = (library.parts[shape.legs], library.parts[shape.trunk], library.parts[shape.head])
        let look = PersonLook(randomKey: body.randomKey)
        let trousers = add(legs.colour ?? own, of: legs)
        let coat = add(trunk.colour ?? own, of: trunk)
        let skin = add(look.skin, of: head)
        let shoes = add(LinearColour(0.02, 0.018, 0.016), of: legs)
        let place = LimbPlace(pose: body.pose, owner: owner)
        // Everybody has a cadence and a phase; 0.95 strides per second for long legs.
        let cadence = 0.88 / (0.5 + 0.5 * (shape.hip.z - shape.foot.z) / 0.86)
        let phase = (shape.posture == .pedalling ? 1.1 : cadence) * time + Double(body.randomKey >> 40) * 0x1p-24
        let limbs = shape.limbs(speed: body.speed, phase: phase - phase.rounded(.down))
        let (thick, apart) = (0.16 * shape.width, shape.posture == .straddling ? 0.42 : 0.2)
        func addLeg(_ leg: PersonShape.Chain, y: Double) {
            store.addLimb(leg.root, leg.middle, y: y, half: 1.05 * thick, pieces: 3, finish: trousers, at: place)
            store.addLimb(leg.middle, leg.end, y: y, half: 0.8 * thick, pieces: 3, finish: trousers, at: place)
            let toe = PersonShape.Joint(x: leg.end.x + 1.4 * thick, z: leg.end.z + 0.03)
            store.addLimb(toe, toe, y: y, half: 0, extent: (1.8 * thick, 0.7 * thick, 0.04), finish: shoes, at: place)
        }
        func addArm(_ arm: PersonShape.Chain, y: Double) {
            store.addLimb(arm.root, arm.middle, y: y, half: 0.6 * thick, pieces: 2, finish: coat, at: place)
            store.addLimb(arm.middle, arm.end, y: y, half: 0.5 * thick, pieces: 2, finish: skin, at: place)
        }
        addLeg(limbs.legs.left, y: apart * shape.width)
        addLeg(limbs.legs.right, y: -apart * shape.width)
        addArm(limbs.arms.left, y: 0.45 * shape.width)
        addArm(limbs.arms.right, y: -0.45 * shape.width)
        let chest = PersonShape.Joint(x: trunk.center.x, z: (trunk.bottom + trunk.top) / 2)
        store.addLimb(
            chest, chest, y: 0, half: 0,
            extent: (min(trunk.halfLength, 0.15), 0.37 * shape.width, (trunk.top - trunk.bottom) / 2), finish: coat,
            at: place)
        addHead(head, shape, body, look, owner: owner)
    }

    private func add(_ colour: LinearColour, of part: BodyLibrary.Part) -> Int32 {
        store.add(Finish(colour, reflectivity: part.reflectivity, part.surfaceClass))
    }

    /// A box with a face on its front and hair (or a helmet) elsewhere, turned by the direction of view.
    private func addHead(
        _ part: BodyLibrary.Part, _ shape: PersonShape, _ body: PosedBody, _ look: PersonLook, owner: SceneOwner
    ) {
        let axis = body.pose.forward.rotated(by: Double(body.gaze))
        let center = body.pose.position + body.pose.forward * part.center.x
        let (halfLength, halfWidth) = (0.46 * part.halfWidth * 2, 0.40 * part.halfWidth * 2)
        let cover = shape.hasHelmet ? part.colour ?? look.hair : look.hair
        let first = Int32(store.finishes.count)
        for side in 0..<5 {
            // Left, back, right, front, top.
            let isFace = side == 3 || side == 0 || side == 2
            var finish = Finish(
                isFace && !shape.hasHelmet ? look.skin : cover, reflectivity: part.reflectivity, .person)
            finish.firstDecal = Int32(store.decals.count)
            let sheet = DecalSheet(
                lowU: 0, lowZ: part.bottom, width: 2 * (side == 3 ? halfWidth : halfLength),
                height: part.top - part.bottom, surfaceClass: .person)
            if side == 3 { store.addFace(sheet, look, hasHelmet: shape.hasHelmet) }
            // Behind the ears there is hair.
            if side == 0, !shape.hasHelmet { store.addRectangle(sheet, x: 0.48...1, y: 0.3...1, cover) }
            if side == 2, !shape.hasHelmet { store.addRectangle(sheet, x: 0...0.52, y: 0.3...1, cover) }
            if isFace, !shape.hasHelmet { store.addRectangle(sheet, x: 0...1, y: 0.80...1, cover) }
            finish.decalCount = UInt16(store.decals.count - Int(finish.firstDecal))
            store.finishes.append(finish)
        }
        store.addBox(
            OrientedBox(center: center, axis: axis, halfLength: halfLength, halfWidth: halfWidth), bottom: part.bottom,
            top: part.top, finish: first, finishStride: 1, owner: owner, detailRange: 300)
        guard !shape.hasHelmet else { return }
        let nose = OrientedBox(
            center: center + axis * (halfLength + 0.015), axis: axis, halfLength: 0.015, halfWidth: 0.018)
        let height = part.bottom + 0.42 * (part.top - part.bottom)
        store.addBox(
            nose, bottom: height, top: height + 0.05, finish: store.add(Finish(look.skin, reflectivity: 0.5, .person)),
            owner: owner, detailRange: 40)
    }
}

/// Colours of a person that the catalogue leaves open, by random key.
struct PersonLook {
    let skin: LinearColour
    let hair: LinearColour

    private static let skins = [
        LinearColour(0.52, 0.32, 0.23), LinearColour(0.46, 0.27, 0.19), LinearColour(0.33, 0.18, 0.11),
        LinearColour(0.17, 0.09, 0.06),
    ]
    private static let hairs = [
        LinearColour(0.030, 0.018, 0.010), LinearColour(0.010, 0.009, 0.009), LinearColour(0.10, 0.06, 0.025),
        LinearColour(0.16, 0.15, 0.14),
    ]

    init(randomKey: UInt64) {
        let mixed = StableHash.mix(randomKey)
        skin = PersonLook.skins[Int(mixed & 3)]
        hair = PersonLook.hairs[Int(mixed >> 2 & 3)]
    }
}

/// Where limbs are put.
struct LimbPlace {
    let pose: Pose2
    let owner: SceneOwner
}

extension SceneStore {
    /// Eyes and mouth; a visor on a helmet.
    fileprivate mutating func addFace(_ sheet: DecalSheet, _ look: PersonLook, hasHelmet: Bool) {
        if hasHelmet {
            return addRectangle(sheet, x: 0.06...0.94, y: 0.42...0.72, LinearColour(0.14, 0.17, 0.20))
        }
        let dark = LinearColour(0.02, 0.015, 0.015)
        for x in [0.28, 0.72] { addRectangle(sheet, x: (x - 0.1)...(x + 0.1), y: 0.58...0.66, dark) }
        addRectangle(sheet, x: 0.34...0.66, y: 0.2...0.25, LinearColour(0.25, 0.06, 0.05))
    }

    /// A limb between two joints as a stack of upright boxes that hang together.
    /// - Parameters:
    ///   - y: to the left of the person's axis, metres.
    ///   - half: half thickness, metres.
    ///   - extent: half length, width and height of a single box instead.
    mutating func addLimb(
        _ start: PersonShape.Joint, _ end: PersonShape.Joint, y: Double, half: Double, pieces: Int = 1,
        extent: (length: Double, width: Double, height: Double)? = nil, finish: Int32, at place: LimbPlace
    ) {
        let axis = place.pose.forward
        for piece in 0..<pieces {
            let from = start.toward(end, Double(piece) / Double(pieces))
            let to = start.toward(end, Double(piece + 1) / Double(pieces))
            let length = extent?.length ?? (to.x - from.x).magnitude / 2 + 0.75 * half
            let height = extent?.height ?? max((to.z - from.z).magnitude / 2, 0.8 * half)
            let center = place.pose.position + axis * ((from.x + to.x) / 2) + axis.leftNormal * y
            let z = (from.z + to.z) / 2
            addBox(
                OrientedBox(center: center, axis: axis, halfLength: length, halfWidth: extent?.width ?? half),
                bottom: max(0, z - height), top: z + height, finish: finish, owner: place.owner, detailRange: 250)
        }
    }
}
