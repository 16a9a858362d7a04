import Fields
import Geometry
import RoadFormats
import RoadNetwork
import Testing

@Suite("Broken OpenDRIVE files")
struct BrokenFileTests {
    private func problems(_ change: (inout DriveText) -> Void) -> [Diagnostic] {
        var text = DriveText()
        change(&text)
        return text.open().diagnostics.problems
    }

    @Test(
        "Numbers that are none, or not finite, are errors at their place",
        arguments: ["NaN", "inf", "1e999", "ten", ""])
    func numbers(word: String) throws {
        let found = problems {
            $0.geometry = "<geometry s=\"0\" x=\"\(word)\" y=\"0\" hdg=\"0\" length=\"9\"><line/></geometry>"
        }
        let first = try #require(found.first { $0.severity == .error })
        #expect(first.code == "opendrive-bad-number")
        #expect(first.mark == SourceMark(line: 6, column: 30))
    }

    @Test("Links to roads and junctions that do not exist are warnings, and the road ends there")
    func dangling() throws {
        var text = DriveText()
        text.head = "<link><successor elementType=\"road\" elementId=\"77\" contactPoint=\"start\"/></link>"
        var (map, diagnostics) = text.open()
        // The first <link/> counts.
        #expect(diagnostics.isEmpty)
        (map, diagnostics) = DriveText.open(text.text.replacing("<link/>", with: ""))
        #expect(diagnostics.problems.map(\.code) == ["opendrive-dangling-reference"])
        #expect(diagnostics.problems[0].message == "there is no road '77'")
        #expect(try #require(map).lanes[0].successors.isEmpty)
    }

    @Test("Two roads with one id are an error")
    func duplicates() throws {
        let text = DriveText().text
        let start = try #require(text.firstRange(of: "<road"))
        let end = try #require(text.firstRange(of: "</road>"))
        let road = text[start.lowerBound..<end.upperBound]
        let found = DriveText.open(text.replacing("</OpenDRIVE>", with: road + "</OpenDRIVE>")).diagnostics
        #expect(found.problems.contains { $0.code == "opendrive-duplicate-id" && $0.severity == .error })
    }

    @Test("Negative widths count as zero and are noted")
    func negativeWidth() throws {
        var text = DriveText()
        text.right = DriveText.lane(-1, "<width sOffset=\"0\" a=\"3\" b=\"-0.1\" c=\"0\" d=\"0\"/>")
        let map = try #require(text.open().map)
        #expect(map.lanes[0].halfWidths.allSatisfy { $0 >= 0 } && map.lanes[0].halfWidths.last == 0)
        #expect(map.notes.contains { $0.contains("Negative lane widths") })
    }

    @Test("A road that leads to itself is linked once around")
    func loop() throws {
        var text = DriveText()
        text.geometry =
            "<geometry s=\"0\" x=\"0\" y=\"0\" hdg=\"0\" length=\"125.66370614\"><arc curvature=\"0.05\"/></geometry>"
        text.attributes = "length=\"125.66370614\" junction=\"-1\""
        let link =
            "<link><predecessor elementType=\"road\" elementId=\"1\" contactPoint=\"end\"/>"
            + "<successor elementType=\"road\" elementId=\"1\" contactPoint=\"start\"/></link>"
        let map = try #require(DriveText.open(text.text.replacing("<link/>", with: link)).map)
        #expect(map.lanes[0].successors == [LaneID(0)] && map.lanes[0].predecessors == [LaneID(0)])
    }

    @Test(
        "Another root element, an empty network and no geometry are errors",
        arguments: [
            "<net/>", "<OpenDRIVE/>", "<OpenDRIVE><road id=\"1\" length=\"1\" junction=\"-1\"/></OpenDRIVE>",
        ])
    func nothing(text: String) {
        let (map, diagnostics) = DriveText.open(text)
        #expect(map == nil && diagnostics.hasErrors)
    }

    @Test("Long lists are read in time that grows with their length")
    func longLists() throws {
        var text = DriveText()
        let widths = (0..<20_000).map { "<width sOffset=\"\(Double($0) * 0.005)\" a=\"3\" b=\"0\" c=\"0\" d=\"0\"/>" }
            .joined()
        let marks = (0..<20_000).map { "<roadMark sOffset=\"\($0 + 90)\" type=\"broken\"/>" }.joined()
        text.right = DriveText.lane(-1, widths + marks)
        text.tail =
            "<signals>"
            + (0..<5_000).map {
                "<signal id=\"\($0)\" s=\"50\" t=\"0\" orientation=\"+\" dynamic=\"yes\" type=\"1000001\" country=\"OpenDRIVE\"/>"
            }.joined() + "</signals>"
        text.more =
            "<controller id=\"c\">" + String(repeating: "<control signalId=\"5\"/>", count: 20_000) + "</controller>"
            + "<junction id=\"j\">"
            + String(
                repeating: "<connection id=\"0\" incomingRoad=\"1\" connectingRoad=\"1\" contactPoint=\"start\">"
                    + "<laneLink from=\"-1\" to=\"-1\"/></connection>", count: 5_000) + "</junction>"
        let map = try #require(text.open().map)
        #expect(map.lanes[0].centerline.points.count < 5_000)
    }

    @Test("Bytes changed at random give a map or located errors, never a crash", arguments: 0..<8)
    func mutations(seed: Int) {
        var text = DriveText()
        text.left = DriveText.lane(1) + DriveText.lane(2, type: "sidewalk")
        text.geometry =
            "<geometry s=\"0\" x=\"0\" y=\"0\" hdg=\"0\" length=\"50\"><spiral curvStart=\"0\" curvEnd=\"0.01\"/></geometry>"
            + "<geometry s=\"50\" x=\"49.9\" y=\"4.16\" hdg=\"0.25\" length=\"50\"><arc curvature=\"0.01\"/></geometry>"
        text.tail =
            "<objects><object id=\"c\" type=\"crosswalk\" s=\"30\" t=\"0\" hdg=\"0\" length=\"3\" width=\"7\"/>"
            + "<object id=\"t\" type=\"tree\" s=\"1\" t=\"6\"><repeat s=\"1\" length=\"90\" distance=\"9\"/></object></objects>"
            + "<signals><signal id=\"9\" s=\"60\" t=\"-4\" orientation=\"+\" dynamic=\"yes\" type=\"1000001\"/></signals>"
        text.more =
            "<junction id=\"3\"><connection id=\"0\" incomingRoad=\"1\" connectingRoad=\"1\" contactPoint=\"end\">"
            + "<laneLink from=\"-1\" to=\"1\"/></connection></junction>"
        let bytes = Array(text.text.utf8)
        let replacements = Array("0123456789-.eE\"<>/ ax".utf8)
        for round in 0..<60 {
            let stream = RandomStream(seed: UInt64(seed), purpose: RandomPurpose("test.mutation"), tick: round)
            var copy = bytes
            for change in 0..<(1 + stream.integer(below: 6, 0)) {
                copy[stream.integer(below: copy.count, 3 * change + 1)] = stream.choice(replacements, 3 * change + 2)
            }
            if stream.uniform(99) < 0.2 { copy = Array(copy.prefix(stream.integer(below: copy.count, 98))) }
            let (map, diagnostics) = DriveText.open(String(decoding: copy, as: UTF8.self))
            #expect((map == nil) == diagnostics.hasErrors)
            guard let map else { continue }
            #expect(map.lanes.allSatisfy { $0.centerline.points.allSatisfy { $0.x.isFinite && $0.y.isFinite } })
        }
    }
}
