import DrivingInterface
import Foundation
import Geometry
import RoadNetwork
import Scenarios
import Simulation
import Testing
import Traffic
import World

@testable import Policies

@Suite("The baseline sees the street as it is")
struct BaselineSensesTests {
    @Test("Its path lies in the middle of its lane, whatever the width", arguments: [3.0, 3.4, 3.9])
    func lane(width: Double) throws {
        var drive = try StreetDrive(StreetDrive.street(width: width))
        let start = drive.pose
        for _ in 0..<25 { _ = drive.decide() }
        for index in (LanePath.behind + 4)..<(LanePath.behind + 18) {
            let point = start.toOuter(drive.memory.path[index])
            #expect((point.y + width / 2).magnitude < 0.3, "point \(index) lies at \(point.y) m")
        }
    }

    @Test("Whoever stands ahead is seen at the right distance", arguments: [12.0, 25.0])
    func obstacle(gap: Double) throws {
        let more = """
            actors:
              - {name: lead, model: sedan, at: {relative_to: ego, gap: \(gap) m}, speed: 0 km/h, behaviour: stand}
            traffic: {vehicles: 0, pedestrians: 0}
            """
        var drive = try StreetDrive(StreetDrive.street(more: more).replacingOccurrences(of: "30 km/h", with: "0 km/h"))
        _ = drive.decide()
        let layout = drive.policy.equipment.horizon
        let vehicle = drive.policy.vehicle
        let bin = try #require(layout.polar(of: Vector2(30, 0)).bin)
        let distance = Double(drive.memory.horizon.distances[bin])
        let seen = layout.middle.x + distance - vehicle.wheelbase - vehicle.frontOverhang
        #expect((seen - gap).magnitude < 0.3, "\(seen) m")
    }

    @Test("Lamps are read as they burn", arguments: [(offset: 0, lamp: Lamp.Colour.green), (14, .red)])
    func lamps(offset: Int, lamp: Lamp.Colour) throws {
        let text = StreetDrive.crossing.replacingOccurrences(
            of: "green: 12 s", with: "green: 12 s, offset: \(offset) s")
        var drive = try StreetDrive(text)
        let map = drive.run.setting.traffic.map
        var (right, wrong, seen) = (0, 0, 0)
        for _ in 0..<300 where drive.decide() != nil {
            let junction = drive.memory.junction
            guard junction.isAnnounced, !junction.isInside, drive.pose.position.x < 88 else { continue }
            let shown = drive.memory.signals.shown
            guard shown != .none, let truth = drive.truth(map) else { continue }
            if shown == lamp { seen += 1 }
            if shown == truth { right += 1 } else { wrong += 1 }
        }
        #expect(seen > 5)
        // A change is believed a moment later than it happens.
        #expect(Double(wrong) < 0.08 * Double(right + wrong), "\(wrong) of \(right + wrong)")
    }
}

extension StreetDrive {
    /// What the lamps for the car's way show.
    func truth(_ map: StreetMap) -> Lamp.Colour? {
        let route = run.setting.vehicles[0].route
        for leg in route.legs where map[leg.lane].signalGroup != .none {
            switch SignalAspect(rawValue: run.state.situation.world.signals[map[leg.lane].signalGroup.index]) {
            case .red, .redYellow: return .red
            case .yellow: return .yellow
            case .green: return .green
            default: return nil
            }
        }
        return nil
    }
}
