import Geometry
import RoadNetwork

/// Frames, wheels and paws: what small bodies are made of when they are close.
extension DynamicScene {
    func addBuild(_ part: BodyLibrary.Part, _ body: PosedBody, finish: Finish, owner: SceneOwner, time: Double) {
        let place = LimbPlace(pose: body.pose, owner: owner)
        switch part.build {
        case .box: break
        case .bicycleFrame: addBicycleFrame(part, finish: store.add(finish), at: place)
        case .chair: addChair(part, finish: finish, at: place)
        case .paws: addPaws(part, body, finish: store.add(finish), at: place, time: time)
        }
    }

    /// Tubes between hubs, saddle, pedals and handlebar.
    private func addBicycleFrame(_ part: BodyLibrary.Part, finish: Int32, at place: LimbPlace) {
        let (rear, length) = (part.center.x - part.halfLength, 2 * part.halfLength)
        func joint(_ share: Double, _ z: Double) -> PersonShape.Joint { .init(x: rear + share * length, z: z) }
        let (saddle, pedals) = (joint(0.26, part.top), joint(0.42, part.bottom))
        let (fork, hub) = (joint(0.84, part.top - 0.05), joint(1, part.bottom + 0.05))
        func addTube(_ from: PersonShape.Joint, _ to: PersonShape.Joint) {
            store.addLimb(from, to, y: 0, half: 0.02, pieces: 3, finish: finish, at: place)
        }
        addTube(joint(0, hub.z), saddle)
        addTube(saddle, pedals)
        addTube(saddle, fork)
        addTube(pedals, fork)
        addTube(fork, hub)
        addTube(fork, joint(0.86, part.top + 0.12))
    }

    /// Seat and back, two large wheels outside, two small ones in front.
    private func addChair(_ part: BodyLibrary.Part, finish: Finish, at place: LimbPlace) {
        let (rear, front) = (part.center.x - part.halfLength, part.center.x + part.halfLength)
        var cloth = finish
        (cloth.red, cloth.green, cloth.blue) = (0.02, 0.02, 0.025)
        let (frame, seat) = (store.add(finish), store.add(cloth))
        let inner = part.halfWidth - 0.1
        func joint(_ x: Double, _ z: Double) -> PersonShape.Joint { .init(x: x, z: z) }
        let cushion = joint((rear + front) / 2 + 0.05, part.top - 0.1)
        store.addLimb(cushion, cushion, y: 0, half: 0, extent: (0.25, inner, 0.04), finish: seat, at: place)
        let back = joint(rear + 0.08, part.top + 0.15)
        store.addLimb(back, back, y: 0, half: 0, extent: (0.03, inner, 0.25), finish: seat, at: place)
        for side in [-1.0, 1] {
            let y = side * inner
            store.addLimb(
                joint(rear + 0.08, 0.3), joint(rear + 0.02, 0.95), y: y, half: 0.018, pieces: 2, finish: frame,
                at: place)
            store.addLimb(
                joint(front, 0.45), joint(front + 0.12, 0.12), y: y, half: 0.018, pieces: 3, finish: frame, at: place)
            addWheel(radius: part.top / 2, at: joint(rear + 0.22, 0), y: side * part.halfWidth, finish, place)
            addWheel(radius: 0.1, at: joint(front + 0.02, 0), y: y, finish, place)
        }
    }

    private func addWheel(
        radius: Double, at joint: PersonShape.Joint, y: Double, _ finish: Finish, _ place: LimbPlace
    ) {
        let axis = place.pose.forward
        addWheel(
            radius: radius, at: place.pose.position + axis * joint.x + axis.leftNormal * y, axis: axis, bottom: 0,
            finish: finish, owner: place.owner)
    }

    /// Four legs that swing in pairs across.
    private func addPaws(
        _ part: BodyLibrary.Part, _ body: PosedBody, finish: Int32, at place: LimbPlace, time: Double
    ) {
        let phase = 1.6 * time + Double(body.randomKey >> 40) * 0x1p-24
        let sine = DeterministicMath.sinCos(2 * .pi * (phase - phase.rounded(.down))).sin
        let swing = 0.5 * part.top * min(1, body.speed.magnitude) * sine
        for (end, side) in [(-1.0, -1.0), (-1, 1), (1, -1), (1, 1)] {
            let x = part.center.x + end * (part.halfLength - 0.05)
            store.addLimb(
                PersonShape.Joint(x: x, z: part.top + 0.05), PersonShape.Joint(x: x + end * side * swing, z: 0.02),
                y: side * (part.halfWidth - 0.03), half: 0.035, pieces: 2, finish: finish, at: place)
        }
        let root = PersonShape.Joint(x: part.center.x - part.halfLength, z: part.top + 0.18)
        store.addLimb(
            root, PersonShape.Joint(x: root.x - 0.16, z: root.z + 0.14), y: 0, half: 0.02, pieces: 3, finish: finish,
            at: place)
    }

    /// A thin wheel along the axis of a cycle, seen from both sides.
    func addDisc(_ part: BodyLibrary.Part, at center: Vector2, axis: Vector2, finish: Finish, owner: SceneOwner) {
        addWheel(
            radius: part.halfLength, at: center, axis: axis, bottom: part.bottom, finish: finish, owner: owner)
    }

    private func addWheel(
        radius: Double, at center: Vector2, axis: Vector2, bottom: Double, finish: Finish, owner: SceneOwner
    ) {
        let dark = LinearColour(0.012, 0.012, 0.012)
        let spokes = LinearColour(0.17, 0.17, 0.17)
        for side in 0..<2 {
            var face = finish
            (face.red, face.green, face.blue) = (dark.red, dark.green, dark.blue)
            face.firstDecal = Int32(store.decals.count)
            for (share, colour) in [(1.0, dark), (0.86, spokes), (0.14, dark)] {
                let size = radius * share
                store.decals.append(
                    Decal(
                        .disc, colour, u: (radius - size)...(radius + size),
                        z: (bottom + radius - size)...(bottom + radius + size), finish.surfaceClass))
            }
            face.decalCount = 3
            let row = store.add(face)
            guard side == 1 else { continue }
            store.addThinPanel(
                center: center, axis: axis, halfLength: radius, bottom: bottom, top: bottom + 2 * radius,
                finish: row - 1, owner: owner, detailRange: 120)
        }
    }
}
