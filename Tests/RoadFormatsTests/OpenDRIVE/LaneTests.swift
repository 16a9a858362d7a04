import Fields
import Geometry
import RoadNetwork
import Testing

@Suite("Lanes of OpenDRIVE")
struct LaneTests {
    @Test("Widths vary by their cubic, and borders give the same lanes as widths")
    func widths() throws {
        var text = DriveText()
        text.right = DriveText.lane(-1, "<width sOffset=\"0\" a=\"3\" b=\"0.02\" c=\"0\" d=\"0\"/>")
        let byWidth = try #require(text.open().map).lanes[0]
        text.right = DriveText.lane(-1, "<border sOffset=\"0\" a=\"-3\" b=\"-0.02\" c=\"0\" d=\"0\"/>")
        let byBorder = try #require(text.open().map).lanes[0]
        #expect((byWidth.halfWidth(at: byWidth.length / 2) - 2).magnitude < 1e-9)
        #expect(byWidth.centerline == byBorder.centerline && byWidth.halfWidths == byBorder.halfWidths)
        #expect(byWidth.centerline.points.last == Vector2(100, -2.5))
    }

    @Test("A lane offset moves all lanes, along its cubic")
    func laneOffset() throws {
        var text = DriveText()
        text.offset =
            "<laneOffset s=\"0\" a=\"0\" b=\"0\" c=\"0\" d=\"0\"/>"
            + "<laneOffset s=\"40\" a=\"0\" b=\"0\" c=\"0.0075\" d=\"-0.00025\"/><laneOffset s=\"60\" a=\"1\" b=\"0\" c=\"0\" d=\"0\"/>"
        let lane = try #require(text.open().map).lanes[0]
        #expect(lane.centerline.points.first == Vector2(0, -1.75))
        #expect(lane.centerline.points.last == Vector2(100, -0.75))
        #expect(lane.centerline.project(Vector2(50, -1.25)).distance < 1e-3)
    }

    @Test("Traffic keeps to the side that the road's rule names")
    func rule() throws {
        var text = DriveText()
        text.attributes += " rule=\"LHT\""
        let map = try #require(text.open().map)
        #expect(map.drivingSide == .left)
        #expect(map.lanes[0].centerline.points.first == Vector2(100, -1.75))
    }

    @Test(
        "Speed limits are read in their unit, of the lane before the road",
        arguments: [
            ("<speed sOffset=\"0\" max=\"13\"/>", 13), ("<speed sOffset=\"0\" max=\"36\" unit=\"km/h\"/>", 10),
            ("<speed sOffset=\"0\" max=\"25\" unit=\"mph\"/>", 11.176), ("", 20),
        ])
    func speed(record: String, expected: Double) throws {
        var text = DriveText()
        text.head = "<type s=\"0\" type=\"town\"><speed max=\"72\" unit=\"km/h\"/></type>"
        text.right = DriveText.lane(-1, "<width sOffset=\"0\" a=\"3\" b=\"0\" c=\"0\" d=\"0\"/>" + record)
        #expect((try #require(text.open().map).lanes[0].speedLimit - expected).magnitude < 1e-9)
    }

    @Test("Double lines are told from the inside out: only who has the broken one may cross")
    func doubleLine() throws {
        var text = DriveText()
        let width = "<width sOffset=\"0\" a=\"3\" b=\"0\" c=\"0\" d=\"0\"/>"
        text.right =
            DriveText.lane(-1, width + "<roadMark sOffset=\"0\" type=\"solid broken\"/>") + DriveText.lane(-2, width)
        text.left =
            DriveText.lane(2, width) + DriveText.lane(1, width + "<roadMark sOffset=\"0\" type=\"solid broken\"/>")
        let map = try #require(text.open().map)
        for side in ["", "-"] {
            let inner = map.lanes[try #require(map.laneID(named: "1/\(side)1")).index]
            let outer = map.lanes[try #require(map.laneID(named: "1/\(side)2")).index]
            #expect(!inner.mayChangeRight && outer.mayChangeLeft)
            #expect(inner.rightMarks.map(\.kind) == [.solidBroken] && outer.leftMarks.map(\.kind) == [.solidBroken])
        }
    }

    @Test("What a mark says about changing lanes counts before its kind")
    func laneChange() throws {
        var text = DriveText()
        let width = "<width sOffset=\"0\" a=\"3\" b=\"0\" c=\"0\" d=\"0\"/>"
        let mark = "<roadMark sOffset=\"0\" type=\"solid\" laneChange=\"decrease\"/>"
        text.right = DriveText.lane(-1, width + mark) + DriveText.lane(-2, width)
        let map = try #require(text.open().map)
        #expect(map.lanes[0].mayChangeRight && !map.lanes[1].mayChangeLeft)
    }

    @Test("Marks of colours and ranges stand beside the lane where they are painted")
    func marks() throws {
        var text = DriveText()
        text.left = DriveText.lane(1)
        text.center =
            "<roadMark sOffset=\"0\" type=\"broken\" color=\"yellow\" width=\"0.2\"/>"
            + "<roadMark sOffset=\"30\" type=\"solid\"/>"
        let map = try #require(text.open().map)
        let forward = try #require(map.lanes.first { $0.number == -1 })
        #expect(
            forward.leftMarks == [
                LaneMark(from: 0, to: 30, kind: .broken, colour: .yellow, width: 0.2),
                LaneMark(from: 30, to: 100, kind: .solid),
            ])
        let backward = try #require(map.lanes.first { $0.number == 1 })
        #expect(backward.leftMarks.map(\.from) == [0, 70] && backward.leftMarks.map(\.kind) == [.solid, .broken])
    }

    @Test("Slivers of sections are taken out, and links lead past them")
    func slivers() throws {
        let lane = { (links: String) in
            DriveText.lane(-1, "<link>\(links)</link><width sOffset=\"0\" a=\"3\" b=\"0\" c=\"0\" d=\"0\"/>")
        }
        var text = DriveText()
        text.right =
            lane("<successor id=\"-1\"/>")
            + "</right></laneSection><laneSection s=\"50\"><right>"
            + lane("<predecessor id=\"-1\"/><successor id=\"-1\"/>")
            + "</right></laneSection><laneSection s=\"50.00001\"><right>"
            + lane("<predecessor id=\"-1\"/></link><speed sOffset=\"0\" max=\"5\"/><link>")
        let map = try #require(text.open().map)
        #expect(map.lanes.count == 2)
        #expect(map.lanes[0].successors == [LaneID(1)] && map.lanes[1].predecessors == [LaneID(0)])
        #expect((map.lanes[0].length - 50).magnitude < 0.01 && map.lanes[1].name == "1/2/-1")
    }
}
