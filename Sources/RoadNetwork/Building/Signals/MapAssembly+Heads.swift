import Geometry

extension MapAssembly {
    /// World position of a signal's place; nil if its road has no geometry.
    func position(of place: DescribedSignal.Place) -> Vector2? {
        guard lines.indices.contains(place.road), let line = lines[place.road] else { return nil }
        return line.point(s: min(line.length, max(0, place.s)), t: place.t)
    }

    /// The direction a signal's face looks in: towards the traffic it is for.
    func facing(of place: DescribedSignal.Place) -> Double? {
        guard lines.indices.contains(place.road), let line = lines[place.road] else { return nil }
        let yaw = line.pose(at: min(line.length, max(0, place.s))).yaw + place.heading
        return Angle.wrapped(place.orientation == .backward ? yaw : yaw + .pi)
    }

    /// Places the heads of a vehicle group: where the source has them, if a driver at the stop line sees one there;
    /// else one far head beyond the junction over the lanes it is for, and one on a pole at the stop line.
    mutating func placeHeads(of group: SignalGroupID, ruled: [Int], _ site: SignalSite, isProtectedTurn: Bool) {
        guard let approach = ruled.first.map({ site.approaches[site.ruled[$0].approach] }) else { return }
        let sources = ruled.flatMap { map.lanes[site.ruled[$0].lane].predecessors.map(\.index) }.sortedUnique()
        guard let stop = stopPose(of: sources) else { return }
        let lens = lens(of: ruled.map { site.ruled[$0] }, isProtectedTurn: isProtectedTurn)
        let lights = ruled.flatMap { site.ruled[$0].lights }.sortedUnique()
        let seen = describedHeads(lights, group, stop: stop, lens: lens)
        if !seen.isEmpty {
            map.signalHeads += seen
            return
        }
        if !lights.isEmpty {
            notes.note("Signal heads that nobody could see from the stop line were moved at", site.name)
        }
        let beyond = farDistance(approach, site)
        let key = map.signalGroups[group.index].randomKey
        let far = stop.toOuter(Vector2(beyond, 0))
        let facing = Angle.wrapped(stop.yaw + .pi)
        map.signalHeads.append(
            SignalHead(
                randomKey: StableHash.combine(key, 1), group: group, position: Vector3(far.x, far.y, 5.2),
                facing: facing, lens: lens))
        if isProtectedTurn { return }
        guard let pole = polePosition(approach, stop: stop) else { return }
        map.signalHeads.append(
            SignalHead(
                randomKey: StableHash.combine(key, 2), group: group, position: Vector3(pole.x, pole.y, 2.8),
                facing: facing, lens: lens))
    }

    /// Where the lanes' middle meets the stop line, heading with the traffic.
    private func stopPose(of sources: [Int]) -> Pose2? {
        guard let first = sources.first else { return nil }
        let ends = sources.map { map.lanes[$0].centerline.pose(at: map.lanes[$0].length) }
        let middle = ends.reduce(Vector2.zero) { $0 + $1.position } / Double(ends.count)
        let lane = map.lanes[first]
        return Pose2(middle, yaw: lane.centerline.headings[lane.centerline.headings.count - 1])
    }

    private func lens(of ruled: [RuledLane], isProtectedTurn: Bool) -> LensShape {
        if isProtectedTurn { return map.drivingSide == .right ? .arrowLeft : .arrowRight }
        return ruled.allSatisfy({ !$0.isMotor }) && !ruled.isEmpty ? .bicycle : .round
    }

    /// Heads at the places of described lights that a driver's eye 2 m before the stop line sees: in front, not too
    /// far up or aside, and turned towards it.
    private func describedHeads(_ lights: [Int], _ group: SignalGroupID, stop: Pose2, lens: LensShape) -> [SignalHead] {
        var heads: [SignalHead] = []
        for light in lights {
            let described = description.signals[light]
            guard let place = described.places.first, let position = position(of: place), let facing = facing(of: place)
            else { continue }
            let height = described.height ?? 5
            let local = stop.toLocal(position) + Vector2(2, 0)
            let isAhead = local.x > 3 && local.y.magnitude < 0.9 * local.x && height - 1.3 < 0.45 * local.x
            let turned = Angle.difference(from: facing, to: stop.yaw + .pi).magnitude
            guard isAhead, local.x < 80, turned < 1.2 else { continue }
            heads.append(
                SignalHead(
                    randomKey: described.randomKey, group: group,
                    position: Vector3(position.x, position.y, height), facing: facing,
                    lens: LensShape(described.meaning) ?? lens))
        }
        return heads
    }

    /// How far beyond the stop line the far head hangs: behind the longest way straight on, 10 to 35 m.
    private func farDistance(_ approach: SiteApproach, _ site: SignalSite) -> Double {
        var longest = 0.0
        for ruled in site.ruled where site.approaches[ruled.approach].road == approach.road && ruled.turn.isStraightOn {
            longest = max(longest, map.lanes[ruled.lane].length)
        }
        if longest == 0, let junction = approach.junction { longest = 2 * map.junctions[junction].radius }
        return min(35, max(10, longest + 2))
    }

    /// Beside the outermost lane on the near side, 1 m beyond the stop line; farther out if other lanes are in the way,
    /// nil if they leave no room within 6 m.
    private func polePosition(_ approach: SiteApproach, stop: Pose2) -> Vector2? {
        let side = map.drivingSide == .right ? -1.0 : 1.0
        var outermost = 0.0
        for row in approach.lanes {
            var outer = row
            for _ in 0..<16 {
                let lane = map.lanes[outer]
                let next = side < 0 ? lane.rightNeighbour : lane.leftNeighbour
                if next.isNone { break }
                outer = next.index
            }
            let lane = map.lanes[outer]
            guard let end = lane.centerline.points.last, let half = lane.halfWidths.last else { continue }
            outermost = max(outermost, stop.toLocal(end).y * side + half)
        }
        for step in 0..<12 {
            let place = stop.toOuter(Vector2(1, side * (outermost + 0.6 + 0.5 * Double(step))))
            let isFree = map.lanes(at: place, margin: 0.3).allSatisfy { !map.lanes[$0.lane.index].type.isCarriageway }
            if isFree { return place }
        }
        return nil
    }

    /// One head at each end of a crossing, facing the people who wait at the other.
    mutating func placeWalkingHeads(_ crossing: Int, _ group: SignalGroupID) {
        let path = map.crossings[crossing].path
        let key = map.signalGroups[group.index].randomKey
        let ends = [(path.points[0], path.headings[0]), (path.points[path.points.count - 1], path.headings[0] + .pi)]
        for (index, (point, facing)) in ends.enumerated() {
            let stand = point - Vector2(yaw: facing) * 0.5
            map.signalHeads.append(
                SignalHead(
                    randomKey: StableHash.combine(key, UInt64(index)), group: group,
                    position: Vector3(stand.x, stand.y, 2.4), facing: Angle.wrapped(facing), lens: .pedestrian,
                    lensDiameter: 0.2))
            // Every other crossing counts the seconds.
            guard key & 1 == 0 else { continue }
            map.signalHeads.append(
                SignalHead(
                    randomKey: StableHash.combine(key, UInt64(index) &+ 0x636F_756E), group: group,
                    position: Vector3(stand.x, stand.y, 2.85), facing: Angle.wrapped(facing), lens: .countdown,
                    lensDiameter: 0.3))
        }
    }
}

extension LensShape {
    /// The lens of a described light; nil for plain ones.
    init?(_ meaning: DescribedSignal.Meaning) {
        switch meaning {
        case .light(let turns):
            if turns.isEmpty { return nil }
            if turns.allSatisfy({ $0 == .left || $0 == .slightLeft || $0 == .uTurn }) {
                self = .arrowLeft
            } else if turns.allSatisfy({ $0 == .right || $0 == .slightRight }) {
                self = .arrowRight
            } else if turns.allSatisfy(\.isStraightOn) {
                self = .arrowStraight
            } else {
                return nil
            }
        case .pedestrianLight: self = .pedestrian
        case .bicycleLight: self = .bicycle
        default: return nil
        }
    }
}
