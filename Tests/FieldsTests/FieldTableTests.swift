import Fields
import Geometry
import Testing

/// A node out of JSON text, the shortest way to write one.
func node(_ json: String, file: String = "x.json") throws -> DocumentNode {
    var diagnostics = Diagnostics()
    let node = JSONText.parse(json, file: file, &diagnostics)
    return try #require(node, "\(diagnostics.text())")
}

/// Codes and messages of what reading a node reports.
func problems<T: FieldDescribed>(_ type: T.Type, _ json: String) throws -> [String] {
    var diagnostics = Diagnostics()
    let value = T.read(try node(json), &diagnostics)
    #expect((value == nil) == diagnostics.hasErrors)
    return diagnostics.sorted.map { "\($0.mark!.column) \($0.code): \($0.message)" }
}

@Suite("A field table")
struct FieldTableTests {
    @Test("reads every kind of value and leaves absent ones at their defaults")
    func readsEverything() throws {
        var diagnostics = Diagnostics()
        let value = SampleRadar.read(
            try node(
                #"""
                {"range": "0.2 km", "chain": "full-wave", "count": 7, "on": false, "name": "rear",
                 "mount": {"yaw": "90 deg", "speed": "36 km/h", "share": "25 %"},
                 "items": [{"speed": "1 m/s"}, {"speed": "2 m/s", "share": 0.75}],
                 "at": ["1 m", "-50 cm"], "gain": "3 dB", "delay": "200 ms", "interval": ["1 m", "4 m"],
                 "times": ["1 s", "1 min"], "words": ["a", "b"], "label": "truck"}
                """#), &diagnostics)
        #expect(diagnostics.text() == "")
        var expected = SampleRadar()
        (expected.range, expected.chain, expected.count, expected.on) = (200, .fullWave, 7, false)
        expected.name = "rear"
        expected.mount.yaw = .pi / 2
        expected.mount.speed = 10
        expected.mount.share = 0.25
        var (first, second) = (SampleMount(), SampleMount())
        (first.speed, second.speed, second.share) = (1, 2, 0.75)
        expected.items = [first, second]
        expected.at = Vector2(1, -0.5)
        (expected.gain, expected.delay, expected.interval) = (3, 0.2, 1...4)
        expected.times = [1, 60]
        expected.words = ["a", "b"]
        expected.label = Located("truck")
        #expect(value == expected)
        #expect(value?.label?.place.mark == SourceMark(line: 5, column: 59))
        #expect(SampleRadar.read(try node(#"{"mount": {"speed": "0 m/s"}}"#), &diagnostics) == SampleRadar())
    }

    @Test("reports all problems at once, each at its place")
    func reportsEverything() throws {
        let found = try problems(
            SampleRadar.self,
            #"{"range": 50, "rnage": 1, "chain": "bend", "count": 65, "on": "yes", "mount": {}, "items": [{}, 3]}"#)
        #expect(
            found == [
                "11 missing-unit: 'range': '50' has no unit; write '50 m'",
                "15 unknown-key: 'radar' has no key 'rnage'; did you mean 'range'?",
                "36 unknown-value: 'chain' cannot be 'bend'; did you mean 'bent'?",
                "53 out-of-range: 'count' must be from 1 to 64, not '65'",
                "63 wrong-type: 'on' is either true or false, not 'yes'; write true",
                "79 missing-key: 'mount' needs 'speed'",
                "93 missing-key: 'mount' needs 'speed'",
                "97 wrong-type: 'mount' takes keys with values, such as 'yaw: …', not '3'",
            ])
    }

    @Test("says ranges in the unit that was written")
    func rangesInWrittenUnit() throws {
        #expect(
            try problems(SampleRadar.self, #"{"range": "0.5 km"}"#) == [
                "11 out-of-range: 'range' must be from 0.001 km to 0.4 km, not '0.5 km'"
            ])
        #expect(
            try problems(SampleMount.self, #"{"speed": "361 km/h", "yaw": "91 deg", "share": "101 %"}"#) == [
                "11 out-of-range: 'speed' must be from 0 km/h to 360 km/h, not '361 km/h'",
                "30 out-of-range: 'yaw' must be from -90 deg to 90 deg, not '91 deg'",
                "49 out-of-range: 'share' must be from 0 % to 100 %, not '101 %'",
            ])
        #expect(
            try problems(CutIn.self, #"{"gap": "0 m"}"#) == ["9 out-of-range: 'gap' must be above 0 m, not '0 m'"])
    }

    @Test("accepts a limit that is missed by rounding only")
    func limitsWithinRounding() throws {
        var diagnostics = Diagnostics()
        let value = SampleMount.read(try node(#"{"speed": "360 km/h", "yaw": "-90 deg"}"#), &diagnostics)
        #expect(value?.yaw == -.pi / 2)
        #expect(value?.speed == 100)
    }

    @Test("checks lists, pairs and intervals")
    func collections() throws {
        #expect(
            try problems(SampleRadar.self, #"{"at": ["1 m"], "interval": ["4 m", "1 m"], "times": ["1 m", 2]}"#) == [
                "8 wrong-count: 'at' is written [x, y], not 1 values",
                "29 out-of-range: 'interval': expected the smaller value first",
                "55 wrong-unit: item 1 of 'times': 'm' is a unit of length, but this is a time; "
                    + "write it in s, ms, us, ns, min or h",
                "62 missing-unit: item 2 of 'times': '2' has no unit; write '2 s'",
            ])
        let four = #"{"items": [{"speed":"1 m/s"},{"speed":"1 m/s"},{"speed":"1 m/s"},{"speed":"1 m/s"}]}"#
        #expect(try problems(SampleRadar.self, four) == ["11 wrong-count: 'items' takes at most 3 items, not 4"])
    }

    @Test("tells texts from numbers and nothing from something")
    func types() throws {
        #expect(
            try problems(SampleRadar.self, #"{"count": "3", "range": null, "name": ["a"], "mount": 7}"#) == [
                "11 invalid-number: 'count' takes a whole number: '3' in quotes is a text",
                "25 missing-value: 'range' has no value; expected a length such as '10 m'",
                "39 wrong-type: 'name' takes a text, not a list",
                "55 wrong-type: 'mount' takes keys with values, such as 'yaw: …', not '7'",
            ])
    }
}

@Suite("A choice of registered kinds")
struct FieldChoiceTests {
    private func read(_ json: String, _ diagnostics: inout Diagnostics) throws -> Both? {
        Both.read(try node(json), &diagnostics)
    }

    @Test("reads each kind through its own table, also inside each other")
    func nested() throws {
        var diagnostics = Diagnostics()
        let value = try read(
            #"{"parts": [{"cut_in": {"gap": "4 m"}}, {"brake": "3 m/s2"}, {"both": [{"cut_in": null}, "cut_in"]}]}"#,
            &diagnostics)
        #expect(diagnostics.text() == "")
        #expect(value?.weight == 27.0)
        #expect(value?.parts[0] is CutIn)
    }

    @Test("reports unknown kinds, missing kinds and fields of the kind")
    func reports() throws {
        let found = try problems(
            Both.self,
            #"{"parts": [{"cut-in": {}}, {"brake": {}}, {"cut_in": {"gap": 4}, "brake": {}}, "brake"]}"#)
        #expect(
            found == [
                "13 unknown-kind: no action named 'cut-in'; did you mean 'cut_in'?",
                "38 missing-key: 'brake' needs 'by'",
                "43 wrong-type: item 3 of 'parts' takes one key that names the action, such as 'cut_in: {…}', "
                    + "not 2 keys",
                "80 missing-key: 'brake' needs 'by'",
            ])
    }
}
