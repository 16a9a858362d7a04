import Geometry
import RoadNetwork
import Testing

@Suite("Signals of assembled maps")
struct SignalTests {
    private func map(_ change: (inout CrossroadsFixture) -> Void = { _ in }) -> StreetMap {
        var fixture = CrossroadsFixture()
        fixture.control = .signals
        change(&fixture)
        return fixture.map()
    }

    @Test("A derived programme never shows green to two ways that cross, but for turns that yield")
    func noClash() {
        let map = map()
        let controller = map.signalControllers[0]
        #expect(controller.cycle > 40 && controller.cycle < 120)
        for second in 0..<Int(controller.cycle) {
            for zone in map.conflicts where zone.kind == .crossing {
                let aspects = [zone.first, zone.second].map {
                    controller.aspect(of: map[$0].signalGroup, at: Double(second))
                }
                guard aspects.allSatisfy({ $0 == .green || $0 == .yellow }) else { continue }
                #expect(zone.priority != .equal)
                #expect(map[zone.first].turn == .left || map[zone.second].turn == .left)
            }
        }
    }

    @Test("Every green ends in 3 s of yellow and then red")
    func yellow() {
        let map = map()
        let controller = map.signalControllers[0]
        for row in map.signalGroups.indices {
            let group = SignalGroupID(row)
            let seconds = (0..<Int(controller.cycle)).map { controller.aspect(of: group, at: Double($0)) }
            #expect(seconds.count { $0 == .yellow } == 3)
            #expect(seconds.contains(.green) && seconds.contains(.red))
        }
    }

    @Test("A driver at the stop line has a head of the own group in front, facing the car")
    func heads() {
        let map = map()
        for arm in ["s", "e", "n", "w"] {
            let lane = map.lanes[map.laneID(named: "\(arm)/-1")!.index]
            let eye = lane.centerline.pose(at: (lane.stopLine ?? 0) - 2)
            let group = map[lane.successors[0]].signalGroup
            let seen = map.signalHeads.filter { head in
                let local = eye.toLocal(head.position.horizontal)
                let turned = Angle.difference(from: head.facing, to: eye.yaw + .pi).magnitude
                return head.group == group && local.x > 3 && local.y.magnitude < local.x && turned < 0.01
                    && head.position.z - 1.3 < 0.45 * local.x
            }
            #expect(!seen.isEmpty)
        }
        #expect(map.signalHeads.count == 8)
    }

    @Test("Where the source has no programme the map says that one was derived")
    func noted() {
        #expect(map().notes.contains { $0.contains("programmes were derived") })
    }

    @Test("Random keys and programmes do not depend on the order of arms")
    func order() {
        let first = map()
        let second = map { $0.arms = ["w", "n", "e", "s"] }
        #expect(Set(first.lanes.map(\.randomKey)) == Set(second.lanes.map(\.randomKey)))
        #expect(Set(first.signalGroups.map(\.randomKey)) == Set(second.signalGroups.map(\.randomKey)))
        #expect(first.signalControllers[0].offset == second.signalControllers[0].offset)
        for lane in first.lanes where !lane.signalGroup.isNone {
            let twin = second.lanes[second.laneID(named: lane.name)!.index]
            #expect(
                first.signalControllers[0].aspect(of: lane.signalGroup, at: 5)
                    == second.signalControllers[0].aspect(of: twin.signalGroup, at: 5))
        }
    }
}
