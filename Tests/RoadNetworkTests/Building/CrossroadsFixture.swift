import Geometry
import RoadNetwork

/// A crossroads of four arms at right angles, one lane each way, made for tests.
///
/// Arms are named by where they lie: `s`, `e`, `n`, `w`; each runs from 60 m outside to 12 m from the middle. Lanes are
/// 3.5 m wide. Connecting roads are named `from-to`, for example `s-n`, and are exact arcs or lines.
struct CrossroadsFixture {
    var arms = ["s", "e", "n", "w"]
    /// Everything reflected at the x axis, with left-hand traffic.
    var isMirrored = false
    var control: DescribedJunction.Control?
    /// Speed limit per arm, m/s.
    var speeds = [50.0, 50, 50, 50].map { $0 / 3.6 }
    var priorities: [(high: String, low: String)] = []
    static let reach = 12.0
    static let width = 3.5

    /// Headings of traffic that arrives from each arm.
    private static let headings = ["s": Double.pi / 2, "e": Double.pi, "n": -Double.pi / 2, "w": 0]

    private var sign: Double { isMirrored ? -1 : 1 }
    /// The number of the lane that travels along its road.
    var forwardLane: Int { isMirrored ? 1 : -1 }

    func description() -> RoadDescription {
        var description = RoadDescription(name: "crossroads", drivingSide: isMirrored ? .left : .right)
        var junction = DescribedJunction(id: "j")
        junction.control = control
        for (index, arm) in arms.enumerated() {
            var road = DescribedRoad(id: arm, plan: [line(arm)], sections: [DescribedSection(lanes: bothLanes())])
            road.successor = .junction(0)
            road.speeds = [DescribedSpeed(limit: speeds[index])]
            _ = description.add(road)
        }
        for (from, source) in arms.enumerated() {
            for (to, target) in arms.enumerated() where to != from {
                let row = description.add(connection(source, target, from: from, to: to))
                junction.connections.append(
                    DescribedConnection(
                        incoming: from, connecting: row,
                        laneLinks: [.init(from: forwardLane, to: forwardLane)]))
            }
        }
        for (high, low) in priorities {
            let rows = description.roads.map(\.id)
            guard let high = rows.firstIndex(of: high), let low = rows.firstIndex(of: low) else { continue }
            junction.priorities.append(DescribedPriority(high: high, low: low))
        }
        _ = description.add(junction)
        return description
    }

    func map() -> StreetMap { StreetMapAssembler.assemble(description()) }

    private func bothLanes() -> [DescribedLane] {
        [-1, 1].map { DescribedLane(number: $0, type: .driving, width: Self.width) }
    }

    private func line(_ arm: String) -> PlanPiece {
        let heading = Self.headings[arm] ?? 0
        let start = Vector2(yaw: heading) * -72
        return PlanPiece(
            start: Pose2(Vector2(start.x, start.y * sign), yaw: heading * sign), length: 60, curve: .line)
    }

    /// The reference line lies on the inner border of the lane, so that the lane's middle is an exact arc or line.
    private func connection(_ source: String, _ target: String, from: Int, to: Int) -> DescribedRoad {
        let heading = Self.headings[source] ?? 0
        let turn = Angle.difference(from: heading, to: (Self.headings[target] ?? 0) + .pi)
        let start = Vector2(yaw: heading) * -Self.reach
        let pose = Pose2(Vector2(start.x, start.y * sign), yaw: heading * sign)
        var piece = PlanPiece(start: pose, length: 2 * Self.reach, curve: .line)
        if turn.magnitude > 0.1 {
            piece.length = Self.reach * .pi / 2
            piece.curve = .arc(curvature: (turn > 0 ? 1 : -1) * sign / Self.reach)
        }
        let lane = DescribedLane(number: forwardLane, type: .driving, width: Self.width)
        var road = DescribedRoad(
            id: "\(source)-\(target)", plan: [piece], sections: [DescribedSection(lanes: [lane])])
        road.junction = 0
        road.predecessor = .road(from, contact: .end)
        road.successor = .road(to, contact: .end)
        road.sections[0].lanes[0].predecessors = [forwardLane]
        road.sections[0].lanes[0].successors = [-forwardLane]
        return road
    }
}

extension StreetMap {
    /// The lane of a one-lane road.
    func only(_ road: String) -> Lane { lanes.first { $0.name.hasPrefix("\(road)/") }! }

    /// The zone between the lanes of two connecting roads, seen from the first.
    func view(_ mine: String, _ theirs: String) -> (kind: ConflictZone.Kind, view: ConflictZone.View)? {
        let (a, b) = (only(mine).name, only(theirs).name)
        for zone in conflicts {
            let names = [lanes[zone.first.index].name, lanes[zone.second.index].name]
            guard names.contains(a), names.contains(b) else { continue }
            return (zone.kind, zone.view(from: laneID(named: a)!))
        }
        return nil
    }
}
