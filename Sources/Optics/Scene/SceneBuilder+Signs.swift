import Geometry
import RoadNetwork

extension SceneBuilder {
    /// The faces of signs; their posts are furniture.
    mutating func addSigns(_ map: StreetMap) {
        guard !map.signs.isEmpty else { return }
        for (row, sign) in map.signs.enumerated() {
            let owner = SceneOwner(.sign, row: row)
            let (half, across) = (sign.size / 2, Vector2(yaw: sign.facing).leftNormal)
            // Seen from the front the face runs from its own left (the viewer's right) … to the viewer's right.
            let front = store.add(store.signFace(sign))
            let back = store.add(store.signBack(sign))
            precondition(back == front + 1, "A panel's back follows its front")
            let middle = sign.position.horizontal
            store.addPanel(
                from: middle - across * half, to: middle + across * half, bottom: sign.position.z - half,
                top: sign.position.z + half, finish: front, isTwoSided: true, owner: owner, detailRange: 150)
            close(sign.randomKey)
        }
    }

    /// A dark housing with its lamps on the front.
    mutating func addSignalHeads(_ map: StreetMap) {
        guard !map.signalHeads.isEmpty else { return }
        let housing = store.add(Finish(LinearColour(0.012, 0.014, 0.013), reflectivity: 0.15, .signalHead))
        for (row, head) in map.signalHeads.enumerated() {
            let owner = SceneOwner(.signalHead, row: row)
            let isForPedestrians = head.lens == .pedestrian || head.lens == .bicycle && head.lensDiameter <= 0.1
            let isCountdown = head.lens == .countdown
            let colours: [SignalLamp.LampColour] =
                isCountdown ? [] : isForPedestrians ? [.red, .green] : [.red, .yellow, .green]
            let pitch = head.lensDiameter * 1.15
            let (height, width) = (pitch * Double(max(1, colours.count)) + 0.06, head.lensDiameter * 1.4)
            let forward = Vector2(yaw: head.facing)
            let box = OrientedBox(
                center: head.position.horizontal - forward * 0.1, axis: forward, halfLength: 0.1, halfWidth: width / 2)
            let (bottom, top) = (head.position.z - height / 2, head.position.z + height / 2)
            let first = addHousingFinishes(housing)
            for (index, colour) in colours.enumerated() {
                let z = top - 0.03 - pitch * (Double(index) + 0.5)
                store.addLens(
                    head.lens, isGo: colour == .green, lamp: Int32(signalLamps.count), u: width / 2, z: z,
                    diameter: head.lensDiameter)
                signalLamps.append(SignalLamp(group: head.group.row, colour: colour))
            }
            if isCountdown { addCountdown(head, of: map, width: width) }
            store.finishes.start[Int(first) + 3].decalCount = UInt16(
                store.decals.count - Int(store.finishes.start[Int(first) + 3].firstDecal))
            store.addBox(box, bottom: bottom, top: top, finish: first, finishStride: 1, owner: owner, detailRange: 250)
            close(head.randomKey)
        }
    }

    /// Five rows for the four sides and the top of a box; side 3 is the front and gets the decals that follow.
    private mutating func addHousingFinishes(_ finish: Int32) -> Int32 {
        var plain = store.finishes.start[Int(finish)]
        let first = Int32(store.finishes.count)
        for side in 0..<5 {
            plain.firstDecal = side == 3 ? Int32(store.decals.count) : 0
            store.finishes.append(plain)
        }
        return first
    }
}
