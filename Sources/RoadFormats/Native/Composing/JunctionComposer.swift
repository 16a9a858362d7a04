import Geometry
import RoadNetwork

/// An arm of a junction in the making.
struct JunctionArmPlan: Sendable {
    /// Name for people, for example `left`.
    var name: String
    /// Direction away from the junction, radians.
    var yaw: Double
    /// Lanes seen from the junction outwards: the right ones lead away, the left ones lead in.
    var section: CrossSection
    var speedLimit: Double
    /// Metres of road that belong to the arm, from the mouth.
    var length = 20.0
    /// Metres by which the arm is shifted to its left against the middle.
    var shift = 0.0
    /// Traffic here goes before traffic of arms without priority.
    var hasPriority = false
    /// Which turns each lane that leads in may take, from the innermost; nil: usual ones.
    var turns: [[TurnDirection]]?
}

/// What a composed junction looks like from outside.
struct ComposedJunction {
    /// Row in the description.
    var row: Int
    /// Far ends of the arms, in the order of the plans.
    var ends: [StreetEnd]
    /// Roads of the arms, from the mouth outwards.
    var legs: [Int]
    /// Metres from the middle to each mouth.
    var mouths: [Double]
}

extension StreetComposer {
    /// How the mouths and ways of a junction are laid out.
    struct JunctionShape {
        /// Radius of the kerbs at the corners, metres.
        var cornerRadius = 7.0
        /// Smallest distance from the middle to a mouth, metres.
        var leastMouth = 1.0
        /// Vehicles may turn back from the innermost lanes.
        var allowsUTurns = false
        /// Changes of heading beyond it are not driven, radians.
        var widestTurn = 2.6
    }

    /// A junction around `center`: an arm road per plan and the ways between them.
    mutating func junction(
        _ id: String, at center: Vector2, arms: [JunctionArmPlan], shape: JunctionShape = JunctionShape(),
        control: DescribedJunction.Control
    ) -> ComposedJunction {
        var junction = DescribedJunction(id: id, randomKey: key())
        junction.control = control
        let row = description.add(junction)
        let mouths = mouthDistances(arms, shape)
        var composed = ComposedJunction(row: row, ends: [], legs: [], mouths: mouths)
        for (arm, mouth) in zip(arms, mouths) {
            let outward = Vector2(yaw: arm.yaw)
            let start = Pose2(center + outward * mouth + outward.leftNormal * arm.shift, yaw: arm.yaw)
            let line = PlanPiece(start: start, length: arm.length, curve: .line)
            let end = road(
                "\(id).\(arm.name)", along: [line], section: arm.section.withSolidLines, speedLimit: arm.speedLimit)
            composed.legs.append(end.road)
            var open = end
            open.section = arm.section
            composed.ends.append(open)
            setLink(end.road, .start, .junction(row))
        }
        connect(composed, arms, shape)
        addPriorities(row, arms, composed.legs)
        return composed
    }

    /// Metres from the middle to the mouth of each arm: far enough for the kerb radius at both of its corners.
    func mouthDistances(_ arms: [JunctionArmPlan], _ shape: JunctionShape) -> [Double] {
        let order = arms.indices.sorted { (Angle.wrapped(arms[$0].yaw), $0) < (Angle.wrapped(arms[$1].yaw), $1) }
        var distances = Array(repeating: shape.leastMouth, count: arms.count)
        for (place, arm) in order.enumerated() where arms.count > 1 {
            let next = order[(place + 1) % order.count]
            var angle = Angle.difference(from: arms[arm].yaw, to: arms[next].yaw)
            if angle <= 0 { angle += 2 * .pi }
            guard angle < 3.0 else { continue }
            let (sine, cosine) = DeterministicMath.sinCos(angle)
            let mine = arms[arm].section.levelExtent(.left) + arms[arm].shift
            let theirs = arms[next].section.levelExtent(.right) - arms[next].shift
            let fillet = shape.cornerRadius / DeterministicMath.tan(angle / 2)
            distances[arm] = max(distances[arm], (theirs + mine * cosine) / sine + fillet)
            distances[next] = max(distances[next], (mine + theirs * cosine) / sine + fillet)
        }
        return distances
    }

    private mutating func addPriorities(_ row: Int, _ arms: [JunctionArmPlan], _ legs: [Int]) {
        for (high, arm) in arms.enumerated() where arm.hasPriority {
            for (low, other) in arms.enumerated() where !other.hasPriority {
                description.junctions[row].priorities.append(DescribedPriority(high: legs[high], low: legs[low]))
            }
        }
    }

    // MARK: Ways through

    private mutating func connect(_ composed: ComposedJunction, _ arms: [JunctionArmPlan], _ shape: JunctionShape) {
        for from in arms.indices {
            let plan = TurnPlan(
                arms: arms, from: from, allowsUTurns: shape.allowsUTurns, widestTurn: shape.widestTurn)
            for way in plan.ways {
                addWay(composed, arms, from: (from, way.inbound), to: (way.arm, way.outbound), type: .driving)
            }
            for way in plan.cycleWays {
                addWay(composed, arms, from: (from, way.inbound), to: (way.arm, way.outbound), type: .biking)
            }
        }
    }

    /// One connecting road with one lane.
    private mutating func addWay(
        _ composed: ComposedJunction, _ arms: [JunctionArmPlan], from: (arm: Int, lane: Int),
        to: (arm: Int, lane: Int), type: LaneType
    ) {
        let (fromLeg, toLeg) = (composed.legs[from.arm], composed.legs[to.arm])
        let start = lanePose(fromLeg, offset: arms[from.arm].section.middle(of: from.lane), inward: true)
        let end = lanePose(toLeg, offset: arms[to.arm].section.middle(of: to.lane), inward: false)
        let widths = (arms[from.arm].section.strip(from.lane).width, arms[to.arm].section.strip(to.lane).width)
        let id = "\(description.junctions[composed.row].id).\(arms[from.arm].name)\(from.lane).\(arms[to.arm].name)"
        let way = connectingRoad(
            id + "\(-to.lane)", plan: ConnectingCurve.plan(from: start, to: end), widths: widths, type: type,
            speedLimit: min(arms[from.arm].speedLimit, arms[to.arm].speedLimit))
        attach(way, junction: composed.row, from: (fromLeg, .start, from.lane), to: (toLeg, .start, to.lane))
    }

    /// The pose of a lane's middle at the start of a leg.
    func lanePose(_ leg: Int, offset: Double, inward: Bool) -> Pose2 {
        let start = description.roads[leg].plan[0].start
        let place = start.toOuter(Vector2(0, offset))
        return Pose2(place, yaw: Angle.wrapped(inward ? start.yaw + .pi : start.yaw))
    }

    /// A road of one lane, centred on its plan, whose width changes from the first to the second value.
    mutating func connectingRoad(
        _ id: String, plan: [PlanPiece], widths: (Double, Double), type: LaneType, speedLimit: Double
    ) -> Int {
        let length = plan.reduce(0) { $0 + $1.length }
        // Smooth step: 3x² − 2x³.
        let change = widths.1 - widths.0
        let cubic = Cubic(widths.0, 0, 3 * change / (length * length), -2 * change / (length * length * length))
        let half = Cubic(cubic.a / 2, 0, cubic.c / 2, cubic.d / 2)
        let lane = DescribedLane(number: -1, type: type, widths: [StationCubic(from: 0, cubic)])
        var road = DescribedRoad(id: id, randomKey: key(), plan: plan, sections: [DescribedSection(lanes: [lane])])
        road.laneOffset = [StationCubic(from: 0, half)]
        road.speeds = [DescribedSpeed(limit: speedLimit)]
        return description.add(road)
    }

    /// Makes a road a connecting one between two lanes.
    mutating func attach(
        _ way: Int, junction: Int, from: (road: Int, contact: RoadContact, lane: Int),
        to: (road: Int, contact: RoadContact, lane: Int)
    ) {
        description.roads[way].junction = junction
        description.roads[way].predecessor = .road(from.road, contact: from.contact)
        description.roads[way].successor = .road(to.road, contact: to.contact)
        description.roads[way].sections[0].lanes[0].predecessors = [from.lane]
        description.roads[way].sections[0].lanes[0].successors = [to.lane]
        description.junctions[junction].connections.append(
            DescribedConnection(
                incoming: from.road, connecting: way, laneLinks: [.init(from: from.lane, to: -1)]))
    }
}
