import Fields
import RoadFormats
import Testing

@Suite("Mistakes in native road files")
struct NativeErrorTests {
    @Test(
        "are located",
        arguments: [
            ("pieces: {}", "1:1 empty-road"),
            ("name: x", "1:1 empty-road"),
            ("generate: {}\npieces: {a: {straight: 5 m}}", "1:1 conflicting-keys"),
            ("pieces: {a: {straight: 50}}", "1:24 missing-unit"),
            ("pieces: {a: {straight: {length: 9 m, lenght: 50 m}}}", "1:38 unknown-key"),
            ("pieces: {a: {strait: 50 m}}", "1:14 unknown-kind"),
            ("pieces: {a: {straight: {length: 50 m, profile: strete}}}", "1:48 unknown-profile"),
            ("pieces:\n  a: {straight: 50 m}\n  b: {straight: {from: a.ende, length: 5 m}}", "3:24 unknown-end"),
            (
                "pieces:\n  a: {straight: 50 m}\n  b: {straight: 50 m}\n  c: {straight: {from: a.end, length: 5 m}}",
                "4:24 end-taken"
            ),
            (
                "profiles: {w: {forward: 2}}\npieces:\n  a: {straight: 50 m}\n"
                    + "  b: {straight: {profile: w, length: 5 m}}", "4:27 profile-mismatch"
            ),
            ("pieces: {a: {bend: {angle: 90 deg, radius: 4 m}}}", "1:10 impossible-curve"),
            ("pieces: {a: {path: {points: [[0 m, 0 m], [20 m, 0 m], [0 m, 1 m]]}}}", "1:10 impossible-curve"),
            ("pieces: {a: {four_way: {major: [bak]}}}", "1:33 unknown-arm"),
            ("pieces: {a: {straight: {length: 20 m, crossings: [{at: 30 m}]}}}", "1:10 off-the-piece"),
            (
                "pieces:\n  a: {straight: 100 m}\n  b: {straight: {at: [50 m, -20 m, 90 deg], length: 50 m}}",
                "3:3 overlapping-pieces"
            ),
            ("profiles: {p: {forward: 0, backward: 0}}\npieces: {a: {straight: 5 m}}", "1:15 empty-road"),
            ("pieces: {r: {roundabout: {island_radius: 4 m}}}", "1:10 impossible-curve"),
            ("generate: {columns: 1}", "1:21 out-of-range"),
        ])
    func located(yaml: String, problem: String) {
        #expect(NativeFiles.problems(yaml) == [problem])
    }

    @Test("What follows from a piece that could not be laid is not reported as well")
    func noCascade() {
        let yaml = """
            pieces:
              a: {straight: {length: 20 m, profile: nothing}}
              b: {straight: {from: a.end, length: 20 m}}
              c: {straight: 20 m}
              d: {straight: {from: b.start, length: 20 m}}
              e: {straight: {at: [0 m, 0 m, 0 deg], length: 20 m, profile: neither}}
            """
        #expect(NativeFiles.problems(yaml) == ["2:41 unknown-profile", "6:64 unknown-profile"])
    }

    @Test("The message says what to write instead")
    func words() throws {
        let yaml = "pieces:\n  main: {straight: 50 m}\n  b: {straight: {from: main.ende, length: 5 m}}"
        do {
            _ = try NativeFiles.road(yaml).describe()
            Issue.record("no error")
        } catch let problems as Diagnostics {
            #expect(
                problems.text() == """
                    x.road.yaml:3:24: error[unknown-end]: no end named 'main.ende'; did you mean 'main.end'?
                      b: {straight: {from: main.ende, length: 5 m}}
                                           ^~~~~~~~~
                    help: open ends are main.start, main.end

                    """)
        }
    }

    @Test("Every code has a page")
    func pages() {
        for code in NativeRoadCode.allCases { #expect(code.explanation.page.count > 20) }
    }
}
