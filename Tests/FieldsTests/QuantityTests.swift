import Fields
import Testing

@Suite("Quantities")
struct QuantityTests {
    private func problem(_ text: String, _ dimension: Dimension) -> String {
        do throws(Quantity.Problem) {
            return "\(try Quantity.parse(text, as: dimension))"
        } catch {
            return "\(error.code.rawValue): \(error.message)"
        }
    }

    private static let readings: [(String, Dimension, Double)] = [
        ("50 km/h", .speed, 13.88888888888889), ("50km/h", .speed, 13.88888888888889), ("10 mph", .speed, 4.4704),
        ("150 m", .length, 150), ("-1.5e2 cm", .length, -1.5), ("  12   m  ", .length, 12),
        ("30 deg", .angle, 0.5235987755982988), ("30°", .angle, 0.5235987755982988), ("200 ms", .time, 0.2),
        ("2 min", .time, 120), ("10 Hz", .frequency, 10), ("76.5 GHz", .frequency, 76.5e9),
        ("0.3 g", .acceleration, 2.941995), ("3 m/s2", .acceleration, 3), ("3 m/s^2", .acceleration, 3),
        ("3 m/s²", .acceleration, 3), ("30 %", .ratio, 0.3), ("0.3", .ratio, 0.3),
        ("600 veh/h", .flow, 0.16666666666666666), ("0.02 1/m", .curvature, 0.02), ("5 mm/h", .precipitation, 5),
        ("1.5 t", .mass, 1500), ("110 kN/rad", .corneringStiffness, 110_000), ("10 dBsm", .radarCrossSection, 10),
        ("2500 kg*m2", .inertia, 2500), ("0.3 deg/sqrt(h)", .angularRateNoise, 8.726646259971648e-05),
        ("7", .number, 7),
    ]

    @Test("are read in every unit to the base unit", arguments: readings)
    func reads(text: String, dimension: Dimension, expected: Double) throws {
        let value = try Quantity.parse(text, as: dimension)
        #expect(abs(value - expected) <= 1e-15 * abs(expected))
    }

    @Test("keep decimal fractions: 200 ms is 0.2 s to the last bit")
    func decimal() throws {
        #expect(try Quantity.parse("200 ms", as: .time) == 0.2)
        #expect(try Quantity.parse("7 cm", as: .length) == 0.07)
        #expect(try Quantity.parse("13.9 m/s", as: .speed) == 13.9)
    }

    @Test(
        "say what to write instead",
        arguments: [
            ("50", Dimension.speed, "missing-unit: '50' has no unit; write '50 km/h' or '13.9 m/s'"),
            ("150", .length, "missing-unit: '150' has no unit; write '150 m'"),
            ("30", .angle, "missing-unit: '30' has no unit; write '30 deg' or '0.524 rad'"),
            ("50 kmh", .speed, "unknown-unit: unknown unit 'kmh'; write '50 km/h'"),
            ("5 seconds", .time, "unknown-unit: unknown unit 'seconds'; write '5 s'"),
            ("5 S", .time, "unknown-unit: unknown unit 'S'; write '5 s'"),
            ("5 furlongs", .length, "unknown-unit: unknown unit 'furlongs'; write it in m, km, cm or mm"),
            (
                "50 km/h", .length,
                "wrong-unit: 'km/h' is a unit of speed, but this is a length; write it in m, km, cm or mm"
            ),
            ("5 m", .number, "wrong-unit: 'm' is a unit of length, but this is a bare number; write the number alone"),
            ("fast", .speed, "invalid-number: 'fast' is not a number; a speed looks like '50 km/h'"),
            (
                ".5 m", .length,
                "invalid-number: a digit is missing before the point; write '0.5 m'; a length looks like '10 m'"
            ),
            ("5. m", .length, "invalid-number: a digit is missing after the point"),
            ("1,5 m", .length, "invalid-number: the decimal sign is a point, not a comma"),
            ("1_000 m", .length, "invalid-number: digits are not grouped"),
            ("017", .number, "invalid-number: '017' starts with 0, which some readers take for an octal number"),
            ("1:30", .time, "invalid-number: hours and minutes are not read; write '90 s' or '1.5 min'"),
            ("0x10", .number, "invalid-number: hexadecimal numbers are not read"),
            (".inf", .number, "invalid-number: '.inf' is not finite"),
            ("nan", .number, "invalid-number: 'nan' is not finite"),
            ("1e999 m", .length, "invalid-number: '1e999' is larger than a number can be"),
            ("1e308 km", .length, "invalid-number: '1e308 km' is larger than a number can be"),
            ("", .length, "invalid-number: '' is not a number; a length looks like '10 m'"),
            ("- 5 m", .length, "invalid-number: '- 5 m' is not a number; a length looks like '10 m'"),
        ])
    func explains(text: String, dimension: Dimension, expected: String) {
        #expect(problem(text, dimension) == expected)
    }

    @Test("are written shortly and read back to the last bit")
    func roundTrip() throws {
        #expect(Quantity.text(13.9, .speed) == "13.9 m/s")
        #expect(Quantity.text(50 / 3.6, .speed) == "50 km/h")
        #expect(Quantity.text(.pi / 6, .angle) == "30 deg")
        #expect(Quantity.text(150, .length) == "150 m")
        #expect(Quantity.text(0.25, .ratio) == "0.25")
        var state: UInt64 = 3
        for dimension in Dimension.allCases {
            for _ in 0..<200 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let value = Double(Int64(bitPattern: state) >> 30) / 1024
                #expect(try Quantity.parse(Quantity.text(value, dimension), as: dimension) == value)
            }
        }
    }

    @Test("have no unit that two names of one dimension share, and none that stands for two values")
    func unitsAreUnique() {
        for dimension in Dimension.allCases {
            let spellings = dimension.units.flatMap { [$0.symbol] + $0.aliases }
            #expect(Set(spellings).count == spellings.count, "\(dimension)")
            #expect(dimension.isBare || dimension.units.first.map { $0.toBase(1) } == 1, "\(dimension)")
            for unit in dimension.units { #expect(abs(unit.fromBase(unit.toBase(3)) - 3) < 1e-12, "\(unit.symbol)") }
        }
    }
}

@Suite("The nearest name")
struct NearestNameTests {
    @Test("is found over slips of the keyboard and refused where nothing is near")
    func suggestions() {
        let names = ["truck", "bus", "cut_in", "cut_out", "position"]
        #expect(NearestName.suggestion(for: "truk", among: names) == "truck")
        #expect(NearestName.suggestion(for: "turck", among: names) == "truck")
        #expect(NearestName.suggestion(for: "cutIn", among: names) == "cut_in")
        #expect(NearestName.suggestion(for: "cut-out", among: names) == "cut_out")
        #expect(NearestName.suggestion(for: "postion", among: names) == "position")
        #expect(NearestName.suggestion(for: "elephant", among: names) == nil)
        #expect(NearestName.suggestion(for: "", among: names) == nil)
        #expect(NearestName.suggestion(for: "a", among: ["b", "c"]) == nil)
        #expect(NearestName.suggestion(for: String(repeating: "x", count: 1_000_000), among: names) == nil)
    }
}
