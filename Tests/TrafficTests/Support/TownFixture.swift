import Geometry
import RoadNetwork

/// A rectangular town made for tests: streets at right angles with lanes both ways, cycle lanes and pavements if wanted,
/// every junction ruled the same way, crossings on every arm.
struct TownFixture {
    /// Junctions along x and y.
    var columns = 3
    var rows = 3
    /// Metres between junctions.
    var spacing = 100.0
    /// Driving lanes per direction.
    var lanesEachWay = 1
    var hasCycleLanes = false
    var hasPavements = true
    /// Crossings on every arm; zebra or plain.
    var hasCrossings = true
    var hasZebras = true
    var control: DescribedJunction.Control? = .priority
    var speedLimit = 50 / 3.6
    /// Streets along x have priority.
    var laneWidth = 3.25
    private let cycleWidth = 1.5
    private let pavementWidth = 2.4

    /// From a junction's middle to where its arms begin, metres.
    private var reach: Double { Double(lanesEachWay) * laneWidth + (hasCycleLanes ? cycleWidth : 0) + 9 }

    func map() -> StreetMap { StreetMapAssembler.assemble(description()) }

    private struct Arm {
        var road: Int
        /// The road's reference line ends here (else it starts here).
        var isEnd: Bool
        /// Direction away from the junction.
        var outward: Double
    }

    func description() -> RoadDescription {
        var description = RoadDescription(name: "town")
        var arms: [[Arm]] = Array(repeating: [], count: columns * rows)
        for row in 0..<rows {
            for column in 0..<columns {
                if column + 1 < columns { addStreet(column, row, isAlongX: true, &description, &arms) }
                if row + 1 < rows { addStreet(column, row, isAlongX: false, &description, &arms) }
            }
        }
        for index in arms.indices { addJunction(index, arms[index], &description) }
        return description
    }

    private func middle(_ index: Int) -> Vector2 {
        Vector2(Double(index % columns) * spacing, Double(index / columns) * spacing)
    }

    private func addStreet(
        _ column: Int, _ row: Int, isAlongX: Bool, _ description: inout RoadDescription, _ arms: inout [[Arm]]
    ) {
        let from = row * columns + column
        let to = isAlongX ? from + 1 : from + columns
        let yaw = isAlongX ? 0 : Double.pi / 2
        let start = middle(from) + Vector2(yaw: yaw) * reach
        let piece = PlanPiece(start: Pose2(start, yaw: yaw), length: spacing - 2 * reach, curve: .line)
        let name = isAlongX ? "x\(column)-\(row)" : "y\(column)-\(row)"
        var road = DescribedRoad(id: name, plan: [piece], sections: [DescribedSection(lanes: lanes())])
        road.predecessor = .junction(from)
        road.successor = .junction(to)
        road.speeds = [DescribedSpeed(limit: speedLimit)]
        road.category = isAlongX ? .town : .lowSpeed
        let index = description.add(road)
        arms[from].append(Arm(road: index, isEnd: false, outward: yaw))
        arms[to].append(Arm(road: index, isEnd: true, outward: yaw + .pi))
        guard hasCrossings else { return }
        for s in [3.5, piece.length - 3.5] {
            let width = 2 * (Double(lanesEachWay) * laneWidth + (hasCycleLanes ? cycleWidth : 0))
            description.objects.append(
                DescribedObject(
                    id: "\(name)@\(s)", kind: .crossing(isZebra: hasZebras),
                    place: .road(index, s: s, t: 0, heading: 0), length: 4, width: width))
        }
    }

    /// Numbers and kinds of lanes on the right side; the left side mirrors it.
    private func lanes() -> [DescribedLane] {
        var lanes: [DescribedLane] = []
        for side in [-1, 1] {
            var number = 0
            for _ in 0..<lanesEachWay {
                number += 1
                lanes.append(DescribedLane(number: side * number, type: .driving, width: laneWidth))
            }
            if hasCycleLanes {
                number += 1
                lanes.append(DescribedLane(number: side * number, type: .biking, width: cycleWidth))
            }
            if hasPavements {
                number += 1
                lanes.append(DescribedLane(number: side * number, type: .sidewalk, width: pavementWidth))
            }
        }
        return lanes
    }

    private func addJunction(_ index: Int, _ arms: [Arm], _ description: inout RoadDescription) {
        var junction = DescribedJunction(id: "j\(index)")
        junction.control = control
        let row = description.junctions.count
        for source in arms {
            for target in arms where target.road != source.road {
                let turn = Angle.difference(from: source.outward + .pi, to: target.outward)
                for pair in lanePairs(turn: turn) {
                    let road = connection(source, target, pair, at: middle(index), junction: row)
                    let connecting = description.add(road)
                    let number = source.isEnd ? -pair.from : pair.from
                    junction.connections.append(
                        DescribedConnection(
                            incoming: source.road, connecting: connecting, laneLinks: [.init(from: number, to: -1)]))
                }
            }
        }
        _ = description.add(junction)
    }

    private struct LanePair {
        var from: Int
        var to: Int
        var type: LaneType
        var width: Double
    }

    /// Lanes counted from the middle of the street that lead into each other.
    private func lanePairs(turn: Double) -> [LanePair] {
        var pairs: [LanePair] = []
        let last = lanesEachWay
        if turn.magnitude < 0.5 {
            for lane in 1...last { pairs.append(LanePair(from: lane, to: lane, type: .driving, width: laneWidth)) }
        } else {
            let lane = turn > 0 ? 1 : last
            pairs.append(LanePair(from: lane, to: lane, type: .driving, width: laneWidth))
        }
        if hasCycleLanes, turn < 0.5 {
            pairs.append(LanePair(from: last + 1, to: last + 1, type: .biking, width: cycleWidth))
        }
        return pairs
    }

    /// Offset of a lane's middle from the street's middle.
    private func offset(_ lane: Int) -> Double {
        lane <= lanesEachWay
            ? (Double(lane) - 0.5) * laneWidth : Double(lanesEachWay) * laneWidth + cycleWidth / 2
    }

    /// A connecting road along a cubic Bézier curve between two lanes' middles.
    private func connection(
        _ source: Arm, _ target: Arm, _ pair: LanePair, at middle: Vector2, junction: Int
    ) -> DescribedRoad {
        let inward = Vector2(yaw: source.outward) * -1
        let outward = Vector2(yaw: target.outward)
        let start = middle - inward * reach - inward.leftNormal * offset(pair.from)
        let end = middle + outward * reach - outward.leftNormal * offset(pair.to)
        let handle = start.distance(to: end) * (inward.dot(outward) > 0.5 ? 1.0 / 3 : 0.39)
        let pose = Pose2(start, yaw: inward.yaw)
        let points = [start, start + inward * handle, end - outward * handle, end].map { pose.toLocal($0) }
        func cubic(_ value: (Vector2) -> Double) -> Cubic {
            let (a, b, c, d) = (value(points[0]), value(points[1]), value(points[2]), value(points[3]))
            return Cubic(a, 3 * (b - a), 3 * (a - 2 * b + c), d - a + 3 * (b - c))
        }
        let (u, v) = (cubic(\.x), cubic(\.y))
        var length = 0.0
        for step in 0..<200 {
            let p = (Double(step) + 0.5) / 200
            length += (u.slope(at: p) * u.slope(at: p) + v.slope(at: p) * v.slope(at: p)).squareRoot() / 200
        }
        let piece = PlanPiece(start: pose, length: length, curve: .parametricCubic(u: u, v: v, range: 1))
        var lane = DescribedLane(number: -1, type: pair.type, width: pair.width)
        lane.predecessors = [source.isEnd ? -pair.from : pair.from]
        lane.successors = [target.isEnd ? pair.to : -pair.to]
        var road = DescribedRoad(
            id: "\(junction):\(source.road)-\(target.road)-\(pair.from)", plan: [piece],
            sections: [DescribedSection(lanes: [lane])])
        road.laneOffset = [StationCubic(pair.width / 2)]
        road.junction = junction
        road.speeds = [DescribedSpeed(limit: speedLimit)]
        road.predecessor = .road(source.road, contact: source.isEnd ? .end : .start)
        road.successor = .road(target.road, contact: target.isEnd ? .end : .start)
        return road
    }
}
