import Fields
import Geometry
import RoadNetwork
import Testing

@Suite("Signals and objects of OpenDRIVE")
struct EquipmentTests {
    private func map(_ tail: String) throws -> StreetMap {
        var text = DriveText()
        text.left = DriveText.lane(1)
        text.tail = tail
        let (map, diagnostics) = text.open()
        #expect(diagnostics.isEmpty)
        return try #require(map)
    }

    @Test("A light in the middle of a road splits it and rules what begins behind it")
    func light() throws {
        let map = try map(
            "<signals><signal id=\"9\" s=\"60\" t=\"-4\" orientation=\"+\" dynamic=\"yes\" zOffset=\"3\" type=\"1000001\" "
                + "country=\"OpenDRIVE\" subtype=\"-1\" value=\"0\"/></signals>")
        let before = map.lanes[try #require(map.laneID(named: "1/-1")).index]
        let behind = map.lanes[try #require(map.laneID(named: "1/2/-1")).index]
        #expect((before.length - 60).magnitude < 1e-9 && before.successors == [map.laneID(named: "1/2/-1")])
        #expect(behind.control == .signal && behind.signalGroup == SignalGroupID(0))
        #expect(try #require(before.stopLine) > 59)
        let oncoming = map.lanes[try #require(map.laneID(named: "1/1")).index]
        #expect(oncoming.control == .none)
        #expect(map.signalHeads.allSatisfy { $0.group == behind.signalGroup })
    }

    @Test(
        "Signs keep their place, face traffic and carry their value",
        arguments: [
            ("274", "30", "km/h", TrafficSign.Kind.speedLimit, 30), ("206", "-1", "", .stop, 0),
            ("205", "-1", "", .yield, 0),
        ])
    func sign(type: String, value: String, unit: String, kind: TrafficSign.Kind, expected: Double) throws {
        let map = try map(
            "<signals><signal id=\"9\" s=\"20\" t=\"-5\" orientation=\"+\" dynamic=\"no\" zOffset=\"2\" type=\"\(type)\" "
                + "country=\"DE\" subtype=\"-1\" value=\"\(value)\" unit=\"\(unit)\"/></signals>")
        let sign = try #require(map.signs.first)
        #expect(sign.kind == kind && sign.value == expected)
        #expect(sign.position == Vector3(20, -5, 2) && Angle.wrapped(sign.facing).magnitude > 3.14)
    }

    @Test(
        "A crossing reaches from kerb to kerb over both lanes, whichever way its corners are given",
        arguments: [
            "<cornerLocal u=\"2\" v=\"-3\"/><cornerLocal u=\"2\" v=\"3\"/><cornerLocal u=\"-2\" v=\"3\"/><cornerLocal u=\"-2\" v=\"-3\"/>",
            "<cornerRoad s=\"32\" t=\"-3\"/><cornerRoad s=\"32\" t=\"3\"/><cornerRoad s=\"28\" t=\"3\"/><cornerRoad s=\"28\" t=\"-3\"/>",
        ])
    func crossing(corners: String) throws {
        let map = try map(
            "<objects><object id=\"c\" type=\"crosswalk\" s=\"30\" t=\"0\" hdg=\"0\"><outline>\(corners)</outline></object></objects>"
        )
        let crossing = try #require(map.crossings.first)
        #expect((crossing.path.length - 7).magnitude < 1e-9 && (crossing.width - 4).magnitude < 1e-9)
        #expect(crossing.lanes.count == 2)
        for crossed in crossing.lanes {
            #expect((crossed.to - crossed.from - 4).magnitude < 1e-9)
            #expect([1.75, 5.25].contains { ($0 - crossed.along).magnitude < 1e-9 })
        }
    }

    @Test("An L-shaped building becomes convex parts that cover its area")
    func building() throws {
        let corners = [(0, 0), (20, 0), (20, 8), (8, 8), (8, 16), (0, 16)]
            .map { "<cornerLocal u=\"\($0.0)\" v=\"\($0.1)\" height=\"12\"/>" }.joined()
        let map = try map(
            "<objects><object id=\"b\" type=\"building\" s=\"10\" t=\"20\" hdg=\"0.5\"><outline>\(corners)</outline></object></objects>"
        )
        let building = try #require(map.buildings.first)
        #expect(building.height == 12 && building.parts.count == 2)
        #expect((building.parts.reduce(0) { $0 + $1.area } - 224).magnitude < 1e-6)
    }

    @Test("Repeated objects stand at their distances; a continuous one covers its stretch")
    func repeats() throws {
        let map = try map(
            "<objects><object id=\"t\" type=\"tree\" s=\"0\" t=\"6\" radius=\"2\" height=\"8\"><repeat s=\"10\" length=\"40\" "
                + "distance=\"20\" tStart=\"6\" tEnd=\"8\"/></object><object id=\"r\" type=\"barrier\" s=\"0\" t=\"-6\" width=\"0.3\" "
                + "height=\"0.8\"><repeat s=\"50\" length=\"30\" distance=\"0\" tStart=\"-6\" tEnd=\"-6\"/></object></objects>"
        )
        let trees = map.furniture.filter { $0.kind == .tree }
        #expect(trees.map(\.footprint.center) == [Vector2(10, 6), Vector2(30, 7), Vector2(50, 8)])
        let rails = map.furniture.filter { $0.kind == .guardRail }
        #expect(
            rails.map { $0.footprint.center.x - $0.footprint.halfLength }.min().map { ($0 - 50).magnitude < 0.1 }
                == true)
        #expect(
            rails.map { $0.footprint.center.x + $0.footprint.halfLength }.max().map { ($0 - 80).magnitude < 0.1 }
                == true)
        #expect(Set(map.furniture.map(\.randomKey)).count == map.furniture.count)
    }
}
