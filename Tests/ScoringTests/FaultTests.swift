import DrivingInterface
import Geometry
import RoadNetwork
import Testing
import World

@testable import Scoring

@Suite("Whose fault a contact is")
struct FaultTests {
    private let setting: JudgeSetting

    init() throws {
        var model = ActorModel(name: "car", actorClass: .car)
        (model.length, model.width, model.centerOffset, model.wheelbase) = (4.6, 1.9, 1.4, 2.8)
        let path = try #require(Polyline([Vector2(0, 0), Vector2(200, 0)]))
        let lane = Lane(
            name: "a/-1", randomKey: 1, road: .none, number: -1, type: .driving, centerline: path,
            halfWidths: [1.75, 1.75], speedLimit: 14)
        var map = StreetMap(name: "street")
        map.lanes = [lane]
        map = map.indexed()
        let route = Route(
            legs: [RouteLeg(lane: LaneID(0), from: 0, to: 200)], path: path, legStarts: [0], manoeuvres: [])
        setting = JudgeSetting(
            map: map, catalogue: Catalogue(models: [model]), carriageway: Carriageway(map: map), route: route,
            vehicle: ActorID(0), model: model)
    }

    /// A moment of a car at (50, y) with a speed.
    private func moment(speed: Double, y: Double = 0) -> JudgedMoment {
        let motion = ActorMotion(pose: Pose2(x: 50, y: y, yaw: 0), speed: speed)
        return JudgedMoment(
            from: 1, to: 1.01, before: motion, after: motion, footprint: setting.model.footprint(at: motion.pose),
            progress: RouteProgress(), isSample: true, sampleSpan: 0.1, lane: setting.map.lane(for: motion.pose),
            outsideCarriageway: 0, crossedStopLines: [], contacts: [], mode: .driving)
    }

    private func rule(
        speed: Double, at x: Double, other: Double?, _ kind: ActorClass = .car, y: Double = 0, yaw: Double = 0
    ) -> FaultRule {
        let contact = JudgedContact(
            other: other == nil ? .none : ActorID(1), partnerKey: 9, point: Vector2(50 + x, y + 0.9),
            normal: Vector2(1, 0), impactSpeed: 1)
        let motion = other.map { ActorMotion(pose: Pose2(x: 50 + x, y: y + 2.5, yaw: yaw), speed: $0) }
        return FaultRule.decide(
            contact, moment: moment(speed: speed, y: y), other: motion, otherClass: other == nil ? nil : kind,
            signals: [],
            setting: setting)
    }

    @Test("Who stands is never at fault, not even towards people")
    func standing() {
        #expect(rule(speed: 0.04, at: 3.7, other: 8) == .vehicleStood)
        #expect(rule(speed: 0, at: 3.7, other: 2, .child) == .vehicleStood)
        #expect(!FaultRule.vehicleStood.isAtFault)
    }

    @Test("Obstacles, people and standing vehicles are the moving driver's fault")
    func obstacles() {
        #expect(rule(speed: 5, at: 3.7, other: nil) == .staticObstacle)
        #expect(rule(speed: 5, at: 3.7, other: 0, .cone) == .staticObstacle)
        #expect(rule(speed: 5, at: 1.4, other: 2, .adult) == .vulnerableRoadUser)
        #expect(rule(speed: 5, at: 3.7, other: 0.01) == .otherStood)
    }

    @Test("A faster vehicle at the rear is to blame, a slower one in front is not")
    func along() {
        #expect(rule(speed: 5, at: -0.9, other: 9) == .hitFromBehind)
        #expect(rule(speed: 9, at: 3.7, other: 5) == .hitAhead)
    }

    @Test("A side contact is the fault of who has left its lane")
    func side() {
        #expect(rule(speed: 9, at: 1.4, other: 9) == .keptLaneAndPriority)
        #expect(rule(speed: 9, at: 1.4, other: 9, y: 1.2) == .leftItsLane)
    }

    /// A street along x through a crossroads, and one across it at x = 60; who goes first is the zone's business.
    private func crossroads(_ priority: ConflictZone.Priority, signals: Bool) throws -> JudgeSetting {
        func lane(_ name: String, _ key: UInt64, _ from: Vector2, _ to: Vector2) throws -> Lane {
            Lane(
                name: name, randomKey: key, road: .none, number: -1, type: .driving,
                centerline: try #require(Polyline([from, to])), halfWidths: [1.75, 1.75], speedLimit: 14)
        }
        var map = StreetMap(name: "crossroads")
        map.lanes = [
            try lane("in/-1", 1, Vector2(0, 0), Vector2(52, 0)), try lane("over/-1", 2, Vector2(52, 0), Vector2(70, 0)),
            try lane("across/-1", 3, Vector2(56, -30), Vector2(56, 30)),
        ]
        map.lanes[0].successors = [LaneID(1)]
        for row in [1, 2] { (map.lanes[row].junction, map.lanes[row].conflicts) = (JunctionID(0), [0]) }
        map.junctions = [Junction(name: "x", randomKey: 4, lanes: [LaneID(1), LaneID(2)])]
        map.conflicts = [
            ConflictZone(
                kind: .crossing, first: LaneID(1), second: LaneID(2), firstRange: 2...6, secondRange: 28...32,
                priority: priority)
        ]
        if signals { for row in [1, 2] { map.lanes[row].signalGroup = SignalGroupID(row - 1) } }
        map = map.indexed()
        let path = try #require(Polyline([Vector2(0, 0), Vector2(70, 0)]))
        let route = Route(
            legs: [RouteLeg(lane: LaneID(0), from: 0, to: 52), RouteLeg(lane: LaneID(1), from: 0, to: 18)], path: path,
            legStarts: [0, 52], manoeuvres: [])
        return JudgeSetting(
            map: map, catalogue: setting.catalogue, carriageway: Carriageway(map: map), route: route,
            vehicle: ActorID(0), model: setting.model)
    }

    @Test(
        "Where lanes meet it is the fault of who had to wait: by the rule, or by the signals where only one has green",
        arguments: [
            (.second, [], .lackedPriority), (.first, [], .keptLaneAndPriority),
            (.first, [.red, .green], .lackedPriority), (.second, [.green, .red], .keptLaneAndPriority),
            (.second, [.green, .green], .lackedPriority), (.second, [.red, .red], .lackedPriority),
        ] as [(ConflictZone.Priority, [SignalAspect], FaultRule)])
    func priority(zone: ConflictZone.Priority, aspects: [SignalAspect], expected: FaultRule) throws {
        let setting = try crossroads(zone, signals: !aspects.isEmpty)
        let motion = ActorMotion(pose: Pose2(x: 52.5, y: 0, yaw: 0), speed: 6)
        let moment = JudgedMoment(
            from: 1, to: 1.01, before: motion, after: motion, footprint: setting.model.footprint(at: motion.pose),
            progress: RouteProgress(), isSample: true, sampleSpan: 0.1, lane: setting.map.lane(for: motion.pose),
            outsideCarriageway: 0, crossedStopLines: [], contacts: [], mode: .driving)
        // Somebody who comes across meets its side.
        let contact = JudgedContact(
            other: ActorID(1), partnerKey: 9, point: Vector2(54, -0.95), normal: Vector2(0, -1), impactSpeed: 5)
        let other = ActorMotion(pose: Pose2(x: 56, y: -4, yaw: .pi / 2), speed: 8)
        let rule = FaultRule.decide(
            contact, moment: moment, other: other, otherClass: .car, signals: aspects.map(\.rawValue),
            setting: setting)
        #expect(rule == expected)
    }

    @Test("Every rule says why in words, and who merely stood or was hit is not at fault")
    func words() {
        for rule in FaultRule.allCases { #expect(rule.reason.count > 10) }
        #expect(
            FaultRule.allCases.filter { !$0.isAtFault } == [.none, .vehicleStood, .hitFromBehind, .keptLaneAndPriority])
    }
}
