import Fields
import Testing

@testable import Scenarios

@Suite("Expressions with units")
struct ExpressionTests {
    private func value(_ text: String, _ parameters: [(String, String)] = []) throws -> String {
        try ScenarioExpression.evaluate(text) { name in parameters.first { $0.0 == name }?.1 }
    }

    @Test(
        "Sums, products and brackets have the value that arithmetic gives",
        arguments: [
            ("1 + 2 * 3", "7.0"), ("(1 + 2) * 3", "9.0"), ("20 m + 5 m", "25.0 m"), ("2 * 20 m", "40.0 m"),
            ("100 m / 10 m/s", "10.0 s"), ("10 m/s * 3 s", "30.0 m"), ("-(3 - 5) * 2 m", "4.0 m"),
            ("12 m / 4 m", "3.0"), ("6 m/s / 2 m/s2", "3.0 s"), ("1.5e1 m - 5 m", "10.0 m"),
        ])
    func arithmetic(_ text: String, _ expected: String) throws {
        let found = try value(text)
        let plain = ScenarioExpression.number(of: found)
        let wanted = ScenarioExpression.number(of: expected)
        #expect(plain?.value == wanted?.value)
        #expect(
            plain?.dimension == wanted?.dimension || plain?.dimension.isBare == true && wanted?.dimension.isBare == true
        )
    }

    @Test("Names stand for parameters with their units")
    func names() throws {
        let parameters = [("block", "100 m"), ("speed", "36 km/h")]
        #expect(ScenarioExpression.number(of: try value("block + 20 m", parameters))?.value == 120)
        #expect(ScenarioExpression.number(of: try value("block / speed", parameters))?.value == 10)
    }

    @Test(
        "What has no meaning is refused with a sentence",
        arguments: [
            "1 m + 1 s", "2 m * 3 m", "1 / 0", "(1 + 2", "1 +", "nobody + 1", "3 m 4 m", "$", "",
        ])
    func refused(_ text: String) {
        #expect(throws: ScenarioExpression.Problem.self) { try value(text) }
    }

    @Test("Deep nesting ends in an error, not in a crash")
    func nesting() {
        let text = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
        #expect(throws: ScenarioExpression.Problem.self) { try value(text) }
        #expect(throws: ScenarioExpression.Problem.self) { try value(String(repeating: "-", count: 5000) + "1") }
    }
}
