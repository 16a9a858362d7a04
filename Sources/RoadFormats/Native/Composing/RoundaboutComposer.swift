import Geometry
import RoadNetwork

extension StreetComposer {
    /// The size of a roundabout.
    struct RoundaboutShape {
        /// Radius of the central island, metres.
        var islandRadius = 9.0
        var lanes = 1
        var laneWidth = 4.5
        /// Metres from the outer edge of the ring to the mouths of the arms.
        var approach = 8.0
        /// m/s.
        var speedLimit = 30 / 3.6

        var outerRadius: Double { islandRadius + Double(lanes) * laneWidth }

        /// Half of the angle on the ring that the mouth of an arm takes, radians.
        func halfMouth(_ arm: JunctionArmPlan) -> Double {
            let half = max(arm.section.levelExtent(.left), arm.section.levelExtent(.right))
            return (half + 0.45 * approach + 1) / (outerRadius - laneWidth / 2)
        }

        /// The shape with the smallest island of at least its radius, at most `limit`, that leaves ring between all
        /// mouths.
        func fitted(to arms: [JunctionArmPlan], limit: Double) -> RoundaboutShape {
            var shape = self
            while shape.islandRadius < limit, shape.narrowestRing(arms).angle < 0.3 { shape.islandRadius += 0.5 }
            return shape
        }

        /// The arm behind which the least ring is left, and how much, radians. Arms by ascending yaw.
        func narrowestRing(_ arms: [JunctionArmPlan]) -> (arm: Int, angle: Double) {
            var narrowest = (arm: 0, angle: Double.infinity)
            for (index, arm) in arms.enumerated() {
                let next = arms[(index + 1) % arms.count]
                var angle = Angle.difference(from: arm.yaw, to: next.yaw)
                if angle <= 0 { angle += 2 * .pi }
                let rest = angle - halfMouth(arm) - halfMouth(next)
                if rest < narrowest.angle { narrowest = (index, rest) }
            }
            return narrowest
        }
    }

    /// A roundabout around `center`, driven counter-clockwise. Each arm has a junction of its own on the ring; pieces of
    /// ring run between them. Arms by ascending yaw, far enough apart for `halfMouth` of both neighbours.
    mutating func roundabout(
        _ id: String, at center: Vector2, arms: [JunctionArmPlan], shape: RoundaboutShape
    ) -> [ComposedJunction] {
        let ring = arms.indices.map { index in
            ringPiece("\(id).ring\(index + 1)", center, from: arms[index], to: arms[(index + 1) % arms.count], shape)
        }
        let mouths = arms.indices.map { index -> ComposedJunction in
            let before = ring[(index + arms.count - 1) % arms.count]
            return mouth(id, center, arms[index], before: before, after: ring[index], shape)
        }
        addIsland(id, center, shape)
        return mouths
    }

    private mutating func ringPiece(
        _ id: String, _ center: Vector2, from: JunctionArmPlan, to: JunctionArmPlan, _ shape: RoundaboutShape
    ) -> Int {
        let start = from.yaw + shape.halfMouth(from)
        var end = to.yaw - shape.halfMouth(to)
        while end <= start { end += 2 * .pi }
        return ringRoad(id, center, from: start, to: end, shape)
    }

    private mutating func ringRoad(
        _ id: String, _ center: Vector2, from: Double, to: Double, _ shape: RoundaboutShape
    ) -> Int {
        let radius = shape.islandRadius
        let start = Pose2(center + Vector2(yaw: from) * radius, yaw: Angle.wrapped(from + .pi / 2))
        let plan = [PlanPiece(start: start, length: radius * (to - from), curve: .arc(curvature: 1 / radius))]
        let strips = (0..<shape.lanes).map { lane in
            CrossSection.Strip(
                type: .driving, width: shape.laneWidth, mark: lane + 1 < shape.lanes ? .broken : .none)
        }
        let section = CrossSection(right: strips, left: [])
        let end = road(id, along: plan, section: section, speedLimit: shape.speedLimit)
        description.roads[end.road].isRoundabout = true
        return end.road
    }

    /// The junction where an arm meets the ring: exit, ring and entry.
    private mutating func mouth(
        _ id: String, _ center: Vector2, _ arm: JunctionArmPlan, before: Int, after: Int, _ shape: RoundaboutShape
    ) -> ComposedJunction {
        var junction = DescribedJunction(id: "\(id).\(arm.name)", randomKey: key())
        junction.control = .priority
        junction.isRoundabout = true
        let row = description.add(junction)
        let distance = shape.outerRadius + shape.approach
        let start = Pose2(center + Vector2(yaw: arm.yaw) * distance, yaw: arm.yaw)
        let leg = road(
            "\(id).\(arm.name)", along: [PlanPiece(start: start, length: arm.length, curve: .line)],
            section: arm.section.withSolidLines, speedLimit: arm.speedLimit)
        setLink(leg.road, .start, .junction(row))
        setLink(before, .end, .junction(row))
        setLink(after, .start, .junction(row))
        addRingWays(row, id: "\(id).\(arm.name)", center, arm, before: before, after: after, shape)
        addEntries(row, arm, leg: leg.road, ring: after, shape)
        addExits(row, arm, leg: leg.road, ring: before, shape)
        description.junctions[row].priorities = [DescribedPriority(high: before, low: leg.road)]
        var end = leg
        end.section = arm.section
        return ComposedJunction(row: row, ends: [end], legs: [leg.road], mouths: [distance])
    }

    private mutating func addRingWays(
        _ row: Int, id: String, _ center: Vector2, _ arm: JunctionArmPlan, before: Int, after: Int,
        _ shape: RoundaboutShape
    ) {
        let half = shape.halfMouth(arm)
        let through = ringRoad("\(id).through", center, from: arm.yaw - half, to: arm.yaw + half, shape)
        description.roads[through].junction = row
        description.roads[through].predecessor = .road(before, contact: .end)
        description.roads[through].successor = .road(after, contact: .start)
        let links = (1...shape.lanes).map { DescribedConnection.LaneLink(from: -$0, to: -$0) }
        for index in description.roads[through].sections[0].lanes.indices {
            let number = description.roads[through].sections[0].lanes[index].number
            description.roads[through].sections[0].lanes[index].predecessors = [number]
            description.roads[through].sections[0].lanes[index].successors = [number]
        }
        description.junctions[row].connections.append(
            DescribedConnection(incoming: before, connecting: through, laneLinks: links))
    }

    private mutating func addEntries(
        _ row: Int, _ arm: JunctionArmPlan, leg: Int, ring: Int, _ shape: RoundaboutShape
    ) {
        let lanes = arm.section.numbers(.left, where: \.isDrivable)
        for (place, lane) in lanes.enumerated() {
            // The outermost lane in takes the outermost ring lane.
            let target = max(1, shape.lanes - (lanes.count - 1 - place))
            let start = lanePose(leg, offset: arm.section.middle(of: lane), inward: true)
            let end = ringPose(ring, lane: target, atEnd: false, shape)
            let way = connectingRoad(
                "\(description.junctions[row].id).in\(lane)", plan: ConnectingCurve.plan(from: start, to: end),
                widths: (arm.section.strip(lane).width, shape.laneWidth), type: .driving, speedLimit: shape.speedLimit)
            attach(way, junction: row, from: (leg, .start, lane), to: (ring, .start, -target))
        }
    }

    private mutating func addExits(
        _ row: Int, _ arm: JunctionArmPlan, leg: Int, ring: Int, _ shape: RoundaboutShape
    ) {
        let lanes = arm.section.numbers(.right, where: \.isDrivable)
        for (place, lane) in lanes.enumerated() {
            let source = shape.lanes - (lanes.count - 1 - place)
            guard source >= 1 else { continue }
            let start = ringPose(ring, lane: source, atEnd: true, shape)
            let end = lanePose(leg, offset: arm.section.middle(of: lane), inward: false)
            let way = connectingRoad(
                "\(description.junctions[row].id).out\(-lane)", plan: ConnectingCurve.plan(from: start, to: end),
                widths: (shape.laneWidth, arm.section.strip(lane).width), type: .driving, speedLimit: shape.speedLimit)
            attach(way, junction: row, from: (ring, .end, -source), to: (leg, .start, lane))
        }
    }

    /// The middle of a ring lane, counted from the island, at an end of a piece of ring.
    private func ringPose(_ road: Int, lane: Int, atEnd: Bool, _ shape: RoundaboutShape) -> Pose2 {
        let piece = description.roads[road].plan[0]
        let pose = atEnd ? piece.end : piece.start
        return Pose2(pose.toOuter(Vector2(0, -(Double(lane) - 0.5) * shape.laneWidth)), yaw: pose.yaw)
    }

    private mutating func addIsland(_ id: String, _ center: Vector2, _ shape: RoundaboutShape) {
        let radius = shape.islandRadius - 0.02
        var island = DescribedObject(
            id: "\(id).island", randomKey: key(), kind: .island, place: .world(Pose2(center, yaw: 0)),
            length: 2 * radius, width: 2 * radius, height: Scenery.kerbHeight, radius: radius)
        island.outline = (0..<24).map { .local(Vector2(yaw: Double($0) * .pi / 12) * radius) }
        description.objects.append(island)
    }
}
