import Scenarios
import Testing

@Suite("What the shipped scenarios are about")
struct ShippedScenariosTests {
    static let variants = [
        Variant(), Variant(name: "r1", drawSeed: 7), Variant(name: "r2", drawSeed: 7),
    ]

    @Test("It happens, in the file as it stands and in draws", arguments: DefiningMoment.all, variants)
    func happens(moment: DefiningMoment, variant: Variant) throws {
        var film = try DriveFilm(moment.scenario, variant: variant)
        var happened = false
        while !happened, film.advance() { happened = moment.hasHappened(film) }
        #expect(happened, "\(moment.scenario), \(variant.name): \(moment.description)")
    }

    @Test("It does not without the hazard", arguments: ["red_light", "cut_in", "lead_brakes_hard"])
    func needsTheHazard(scenario: String) throws {
        let calm = Variant(overrides: [Variant.Override(name: "hazard", value: "off")])
        let moment = try #require(DefiningMoment.all.first { $0.scenario == scenario })
        var film = try DriveFilm(scenario, variant: calm)
        while film.pictures.count < 150, film.advance() {}
        #expect(!moment.hasHappened(film))
    }
}
