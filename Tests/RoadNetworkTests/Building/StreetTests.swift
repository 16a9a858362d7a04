import Geometry
import RoadNetwork
import Testing

@Suite("Streets of assembled maps")
struct StreetTests {
    private func road(
        _ id: String, from: Pose2, length: Double, curve: PlanCurve = .line, lanes: [DescribedLane]
    ) -> DescribedRoad {
        DescribedRoad(
            id: id, plan: [PlanPiece(start: from, length: length, curve: curve)],
            sections: [DescribedSection(lanes: lanes)])
    }

    private func lane(_ number: Int, _ type: LaneType = .driving, width: Double = 3) -> DescribedLane {
        DescribedLane(number: number, type: type, width: width)
    }

    @Test("Oncoming lanes of two one-way roads side by side find each other")
    func oppositeRoads() {
        var description = RoadDescription(name: "pair")
        _ = description.add(road("a", from: Pose2(x: 0, y: 0, yaw: 0), length: 80, lanes: [lane(-1), lane(-2)]))
        _ = description.add(road("b", from: Pose2(x: 90, y: 0.2, yaw: .pi), length: 80, lanes: [lane(-1)]))
        let map = StreetMapAssembler.assemble(description)
        #expect(map.only("a").oppositeNeighbour == map.laneID(named: "b/-1"))
        #expect(map.only("b").oppositeNeighbour == map.laneID(named: "a/-1"))
        #expect(map.lanes[1].oppositeNeighbour.isNone)
        #expect(map.lanes[0].rightNeighbour == LaneID(1) && map.lanes[1].leftNeighbour == LaneID(0))
    }

    @Test("A lane that narrows to nothing lets the lane beside it go first")
    func laneDrop() throws {
        var description = RoadDescription(name: "drop")
        var ending = lane(-2)
        ending.widths.append(StationCubic(from: 60, Cubic(3, -0.075)))
        _ = description.add(road("a", from: .identity, length: 100, lanes: [lane(-1), ending]))
        let map = StreetMapAssembler.assemble(description)
        let zone = try #require(map.conflicts.first)
        #expect(map.conflicts.count == 1 && zone.kind == .merging)
        #expect(zone.view(from: LaneID(1)).iYield)
        // Middles are 1.5 m + half a width apart: closer than 2.3 m where the width is below 1.6 m.
        #expect(
            (zone.secondFrom - zone.firstFrom).magnitude < 0.2 && (zone.firstFrom - (60 + 1.4 / 0.075)).magnitude < 0.2)
    }

    @Test("An entry lane yields to the lane that it joins outside a junction")
    func ramp() throws {
        var description = RoadDescription(name: "ramp")
        var main = road("main", from: .identity, length: 100, lanes: [lane(-1)])
        main.successor = .road(2, contact: .start)
        _ = description.add(main)
        var ramp = road(
            "ramp", from: Pose2(x: 2, y: -8, yaw: 0.16), length: 98.7, curve: .arc(curvature: -0.0016),
            lanes: [
                lane(-1, .entry)
            ])
        ramp.successor = .road(2, contact: .start)
        ramp.sections[0].lanes[0].successors = [-1]
        _ = description.add(ramp)
        _ = description.add(road("on", from: Pose2(x: 100, y: 0, yaw: 0), length: 50, lanes: [lane(-1)]))
        let map = StreetMapAssembler.assemble(description)
        #expect(map.only("on").predecessors.count == 2)
        #expect(map.only("ramp").control == .yield && map.only("main").control == .none)
        #expect(try #require(map.view("ramp", "main")).view.iYield)
    }

    @Test("Roads that cross without a junction are noted, roads that touch at their ends are not")
    func planCrossing() {
        var description = RoadDescription(name: "bridge")
        _ = description.add(road("a", from: .identity, length: 100, lanes: [lane(-1)]))
        _ = description.add(road("b", from: Pose2(x: 50, y: -40, yaw: .pi / 2), length: 80, lanes: [lane(-1)]))
        _ = description.add(road("c", from: Pose2(x: 100, y: 0, yaw: 1), length: 80, lanes: [lane(-1)]))
        let notes = StreetMapAssembler.assemble(description).notes
        #expect(notes.count == 1 && notes[0].contains("without a junction") && notes[0].hasSuffix("a and b"))
    }

    @Test("A connecting lane that misses its neighbours is drawn anew from one to the other")
    func gap() {
        var description = RoadDescription(name: "gap")
        var junction = DescribedJunction(id: "j")
        for (id, x) in [("a", 0.0), ("c", 60.0)] {
            _ = description.add(road(id, from: Pose2(x: x, y: 0, yaw: 0), length: 50, lanes: [lane(-1)]))
        }
        var connecting = road("b", from: Pose2(x: 51, y: 2, yaw: 0.3), length: 4, lanes: [lane(-1)])
        connecting.junction = 0
        connecting.predecessor = .road(0, contact: .end)
        connecting.successor = .road(1, contact: .start)
        _ = description.add(connecting)
        junction.connections = [DescribedConnection(incoming: 0, connecting: 2, laneLinks: [.init(from: -1, to: -1)])]
        _ = description.add(junction)
        let map = StreetMapAssembler.assemble(description)
        #expect(map.only("b").centerline.points.first == Vector2(50, -1.5))
        #expect(map.only("b").centerline.points.last == Vector2(60, -1.5))
        #expect(map.notes.contains { $0.contains("drawn anew") })
    }

    /// A ring of four arcs with four arms, each arm one lane in, with connecting lanes onto and along the ring.
    private func ring(mirrored: Bool = false) -> StreetMap {
        let sign = mirrored ? -1.0 : 1.0
        let number = mirrored ? 1 : -1
        var description = RoadDescription(name: "ring", drivingSide: mirrored ? .left : .right)
        func pose(_ angle: Double, _ radius: Double) -> Pose2 {
            let point = Vector2(yaw: angle) * radius
            return Pose2(Vector2(point.x, point.y * sign), yaw: (angle + .pi / 2) * sign)
        }
        let span = 1.1
        for arm in 0..<4 {
            let start = Double(arm) * .pi / 2 + 0.2
            var arc = road(
                "ring\(arm)", from: pose(start, 15), length: span * 15, curve: .arc(curvature: sign / 15),
                lanes: [lane(number, width: 4)])
            arc.predecessor = .junction(arm)
            arc.successor = .junction((arm + 1) % 4)
            _ = description.add(arc)
        }
        for arm in 0..<4 {
            let angle = Double(arm) * .pi / 2
            let start = Vector2(yaw: angle) * 60
            var entry = road(
                "arm\(arm)", from: Pose2(Vector2(start.x, start.y * sign), yaw: (angle + .pi) * sign), length: 35,
                lanes: [lane(number, width: 4)])
            entry.successor = .junction(arm)
            _ = description.add(entry)
        }
        for arm in 0..<4 {
            var junction = DescribedJunction(id: "j\(arm)")
            let angle = Double(arm) * .pi / 2
            let along = road(
                "along\(arm)", from: pose(angle - .pi / 2 + 0.2 + span, 15), length: 15 * (.pi / 2 - span),
                curve: .arc(curvature: sign / 15), lanes: [lane(number, width: 4)])
            let onto = road("onto\(arm)", from: pose(angle, 20), length: 5, lanes: [lane(number, width: 4)])
            for (road, source) in [(along, (arm + 3) % 4), (onto, 4 + arm)] {
                var road = road
                road.junction = arm
                road.predecessor = .road(source, contact: .end)
                road.successor = .road(arm, contact: .start)
                road.sections[0].lanes[0].predecessors = [number]
                road.sections[0].lanes[0].successors = [number]
                let row = description.add(road)
                junction.connections.append(
                    DescribedConnection(incoming: source, connecting: row, laneLinks: [.init(from: number, to: number)])
                )
            }
            _ = description.add(junction)
        }
        return StreetMapAssembler.assemble(description)
    }

    @Test("A round one-way loop is a roundabout: who is on the ring goes first", arguments: [false, true])
    func roundabout(mirrored: Bool) throws {
        let map = ring(mirrored: mirrored)
        #expect(map.junctions.allSatisfy { $0.isRoundabout })
        for arm in 0..<4 {
            #expect(map.only("ring\(arm)").isRoundabout && map.only("along\(arm)").isRoundabout)
            #expect(!map.only("arm\(arm)").isRoundabout && !map.only("onto\(arm)").isRoundabout)
            #expect(map.only("onto\(arm)").control == .yield && map.only("along\(arm)").control == .none)
            #expect(try #require(map.view("onto\(arm)", "along\(arm)")).view.iYield)
        }
        #expect(map.notes.contains { $0.contains("Roundabouts") })
    }

    @Test("A block of four streets is no roundabout")
    func block() {
        var description = RoadDescription(name: "block")
        for side in 0..<4 {
            let yaw = Double(side) * .pi / 2
            var street = road(
                "s\(side)", from: Pose2(Vector2(yaw: yaw - 2.356194490192345) * 42.4264, yaw: yaw), length: 60,
                lanes: [lane(-1)])
            street.successor = .road((side + 1) % 4, contact: .start)
            street.predecessor = .road((side + 3) % 4, contact: .end)
            _ = description.add(street)
        }
        let map = StreetMapAssembler.assemble(description)
        #expect(map.lanes.allSatisfy { $0.successors.count == 1 && !$0.isRoundabout })
    }

    @Test("Sections in which every lane goes on are one lane; a speed limit in between keeps them apart")
    func joinedSections() {
        func map(limit: Double?) -> StreetMap {
            var description = RoadDescription(name: "sections")
            var street = road("a", from: .identity, length: 100, lanes: [lane(-1)])
            var next = DescribedSection(from: 40, lanes: [lane(-1, width: 4)])
            if let limit { next.lanes[0].speeds = [DescribedSpeed(limit: limit)] }
            street.sections[0].lanes[0].successors = [-1]
            next.lanes[0].predecessors = [-1]
            street.sections.append(next)
            _ = description.add(street)
            return StreetMapAssembler.assemble(description)
        }
        let one = map(limit: nil)
        #expect(one.lanes.count == 1 && one.lanes[0].halfWidth(at: 10) == 1.5 && one.lanes[0].halfWidth(at: 90) == 2)
        let two = map(limit: 8)
        #expect(two.lanes.map(\.name) == ["a/-1", "a/2/-1"] && two.lanes.map(\.speedLimit) == [50 / 3.6, 8])
        #expect(two.lanes[0].successors == [LaneID(1)])
    }

    @Test("Rows that do not exist count as absent")
    func nonsense() {
        var description = RoadDescription(name: "nonsense")
        var street = road("a", from: .identity, length: 10, lanes: [lane(-1), lane(0), lane(-1)])
        street.predecessor = .road(99, contact: .end)
        street.successor = .junction(-7)
        street.junction = 12
        _ = description.add(street)
        _ = description.add(DescribedRoad(id: "b", plan: [], sections: []))
        var junction = DescribedJunction(id: "j")
        junction.connections = [DescribedConnection(incoming: 5, connecting: -3, laneLinks: [.init(from: 1, to: 1)])]
        junction.priorities = [DescribedPriority(high: 70, low: -1)]
        junction.controllers = [9]
        _ = description.add(junction)
        _ = description.add(
            DescribedSignal(
                id: "s", meaning: .light(turns: []),
                places: [.init(road: 44, s: .nan, t: .infinity, orientation: .both)]))
        description.controllers = [DescribedController(id: "c", signals: [-4, 12])]
        description.objects = [
            DescribedObject(
                id: "o", kind: .building, place: .road(31, s: 0, t: 0, heading: .nan), length: -1, width: .nan)
        ]
        #expect(StreetMapAssembler.assemble(description).lanes.count == 1)
    }
}
