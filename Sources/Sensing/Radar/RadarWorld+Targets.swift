import Geometry
import RoadNetwork
import World

extension RadarWorld {
    /// Adds the scatter centres of a target; their powers add up to its cross-section, micro-Doppler comes on top.
    /// - Returns: whether there is any.
    func addTarget(
        _ target: RadarTarget, _ aspects: [Double], _ outlook: RadarOutlook, _ points: inout [RadarPoint],
        _ scatterers: inout [RadarScatterer]
    ) -> Bool {
        points.removeAll(keepingCapacity: true)
        if target.body.hasSides {
            addHull(target, &points)
        } else {
            points.append(
                RadarPoint(
                    place: target.center, height: height(target.body), motion: .zero, share: 1, isWheel: false))
        }
        let sum = points.reduce(0) { $0 + $1.share }
        let hull = points.count
        if target.isNear {
            if target.body.isWalking { addLimbs(target, &points) } else { addWheels(target, &points) }
        }
        var whole: Double?
        var isSeen = false
        for part in points.indices {
            let point = points[part]
            guard let bearing = bearing(to: point.place, height: point.height) else { continue }
            let share = part < hull ? point.share / sum : point.share
            let loss = view.loss(target.actor, at: bearing, isWheel: point.isWheel, outlook, parameters)
            // Most of a crowd is hidden and too weak by far: no need to know how weak.
            let isWeak = !mayShow(target.body.brightest - loss, at: bearing)
            if isWeak && share > 0.002 && loss < 30 {
                isSeen = true
                continue
            }
            let all = whole ?? target.crossSection(from: position.horizontal, aspects: aspects)
            whole = all
            let level = all + Decibel.of(max(share, 1e-9)) - loss
            guard level > all - 60 else { continue }
            isSeen = true
            scatterers.append(
                scatterer(
                    at: bearing, velocity: target.velocity(at: point.place) + point.motion, level: level,
                    key: target.key, part: part, actor: target.actor))
        }
        return isSeen
    }

    /// The height of a body that is nearest to the radar's.
    private func height(_ body: RadarBody) -> Double { min(max(position.z, body.bottom), body.top) }

    /// The specular point of every visible side, and (near) the corners between.
    private func addHull(_ target: RadarTarget, _ points: inout [RadarPoint]) {
        let (body, forward, center) = (target.body, target.forward, target.center)
        let across = forward.leftNormal
        let eye = position.horizontal - center
        let (along, aside) = (eye.dot(forward), eye.dot(across))
        let level = height(body)
        func add(_ place: Vector2, _ share: Double) {
            points.append(RadarPoint(place: place, height: level, motion: .zero, share: share, isWheel: false))
        }
        let distance = max(eye.length, 0.1)
        if along.magnitude > body.halfLength {
            let offset = min(body.halfWidth, max(-body.halfWidth, aside))
            let cosine = along.magnitude / distance
            add(center + forward * (along > 0 ? body.halfLength : -body.halfLength) + across * offset, cosine * cosine)
        }
        if aside.magnitude > body.halfWidth {
            let offset = min(body.halfLength, max(-body.halfLength, along))
            let cosine = aside.magnitude / distance
            add(center + across * (aside > 0 ? body.halfWidth : -body.halfWidth) + forward * offset, cosine * cosine)
        }
        if points.isEmpty { add(center, 1) }
        guard target.isNear else { return }
        for end in [-1.0, 1] {
            for side in [-1.0, 1] where along * end > body.halfLength || aside * side > body.halfWidth {
                add(center + forward * (end * body.halfLength) + across * (side * body.halfWidth), 0.06)
            }
        }
    }

    /// Rims of the wheels that face the radar: points that run with 0 to 2 v, −12 dB each.
    private func addWheels(_ target: RadarTarget, _ points: inout [RadarPoint]) {
        let (body, pose) = (target.body, target.motion.pose)
        guard body.wheelbase > 0 else { return }
        let forward = target.forward
        let eye = position.horizontal - target.center
        let side = eye.dot(forward.leftNormal) > 0 ? 1.0 : -1
        let stream = RandomStream(seed: target.key, purpose: RadarWorld.rims, tick: Int((time * 1000).rounded()))
        for (wheel, along) in [0.0, body.wheelbase].enumerated() {
            let place = pose.position + forward * along + forward.leftNormal * (side * body.halfWidth)
            for rim in 0..<2 {
                let spread = 2 * stream.uniform(2 * wheel + rim) - 1
                points.append(
                    RadarPoint(
                        place: place, height: 0.3, motion: forward * (target.motion.speed * spread), share: 0.063,
                        isWheel: true))
            }
        }
    }

    /// Legs that swing with v · (1 ± sin 2πft), f = v / 1.4 m, and arms with half of that; −12 and −15 dB.
    private func addLimbs(_ target: RadarTarget, _ points: inout [RadarPoint]) {
        let speed = target.motion.speed
        guard speed > 0.1 else { return }
        let turns = time * speed / 1.4 + Double(target.key >> 40) * 0x1p-24
        let swing = DeterministicMath.sin(2 * .pi * (turns - turns.rounded(.down))) * speed
        let forward = target.forward
        for (share, height, motion) in [(0.063, 0.4, swing), (0.063, 0.4, -swing), (0.032, 1.1, swing / 2)] {
            points.append(
                RadarPoint(
                    place: target.center, height: height, motion: forward * motion, share: share, isWheel: false))
        }
    }

    private static let rims = RandomPurpose("radar.rim")
}
