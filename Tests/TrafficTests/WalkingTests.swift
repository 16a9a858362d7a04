import Geometry
import Testing

@testable import Traffic

@Suite("People on foot")
struct WalkingTests {
    private let model = TrafficRun(map: TownFixture(columns: 2, rows: 2).map()).model

    /// Links that lead from the end of a crossing to a pavement, and whether they start at the crossing.
    private func links() -> [(walkway: Int32, startsAtCrossing: Bool)] {
        func meetsCrossing(_ node: Int32) -> Bool {
            model.walks.ends(at: node).contains { model.walks.walkways[Int($0.walkway)].crossing >= 0 }
        }
        return model.walks.walkways.indices.compactMap { row in
            let walkway = model.walks.walkways[row]
            let (start, end) = (meetsCrossing(walkway.startNode), meetsCrossing(walkway.endNode))
            return walkway.crossing < 0 && start != end ? (Int32(row), start) : nil
        }
    }

    /// Somebody on a link, some metres away from the kerb; negative: still on the carriageway.
    private func walker(on link: (walkway: Int32, startsAtCrossing: Bool), fromKerb metres: Double) -> SceneActor {
        var actor = SceneActor()
        actor.lane = link.walkway
        let length = model.walks.walkways[Int(link.walkway)].length
        actor.s = link.startsAtCrossing ? metres : length - metres
        actor.position = model.walks.lines.pose(link.walkway, at: actor.s, offset: 0).position
        return actor
    }

    @Test("Who has not quite left the carriageway is still crossing, who has stepped back on the pavement is not")
    func crossing() throws {
        let links = links()
        try #require(links.count >= 16)
        for link in links {
            let length = model.walks.walkways[Int(link.walkway)].length
            #expect(Walking.isCrossing(walker(on: link, fromKerb: -0.4), model))
            #expect(!Walking.isCrossing(walker(on: link, fromKerb: length / 2), model))
            #expect(!Walking.isCrossing(walker(on: link, fromKerb: length + 0.4), model))
        }
    }
}
